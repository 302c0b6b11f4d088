"""Finding measures and codes by words: the search of the dictionary and of the code lists."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard import contracts
from dashboard.contracts import Code
from dashboard.engine import kpis
from dashboard.engine.kpis import Kpi

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "English", "hu": "Hungarian", "pl": "Polish", "ka": "Georgian"})
"""Languages of the labels of codes."""


@dataclass(frozen=True)
class Used:
    """A code of a closed list, and how many values in the loaded rows it has."""

    code: Code
    count: int


def headline(total: int, measured: int) -> str:
    """The sentence of the page: how many measures there are, and how many the loaded data answer."""
    rest = f"; {total - measured} wait for more columns" if measured < total else ""
    return f"{total} measures, each one SQL file; these data answer {'all' if measured == total else measured}{rest}."


def find(words: str, families: Sequence[str] = ()) -> tuple[Kpi, ...]:
    """The measures whose definition holds every word, by family and name; no words find all."""
    members = sorted(kpis.registry().values(), key=lambda kpi: (kpi.family, kpi.label))
    return tuple(kpi for kpi in members if (not families or kpi.family in families) and _holds(_texts(kpi), words))


def families() -> tuple[str, ...]:
    """The families that the measures belong to, in alphabetical order."""
    return tuple(sorted({kpi.family for kpi in kpis.registry().values()}))


def codes(words: str, list_name: str | None, filled: Mapping[tuple[str, str, str | None], int]) -> tuple[Used, ...]:
    """The codes whose list, name or label in any language holds every word; `filled` see `Warehouse.filled`."""
    counts = _counts(filled)
    found = (code for name, members in contracts.code_lists().items() if list_name in (None, name) for code in members)
    return tuple(
        Used(code, counts.get((code.list, code.code), 0))
        for code in found
        if _holds([code.list, code.code, *code.labels.values()], words)
    )


def _counts(filled: Mapping[tuple[str, str, str | None], int]) -> dict[tuple[str, str], int]:
    """How often each (list, code) occurs, over all columns that use the list."""
    counts: dict[tuple[str, str], int] = {}
    for (table, column, value), count in filled.items():
        name = contracts.tables()[table].columns[column].list
        if name and value is not None:
            counts[name, value] = counts.get((name, value), 0) + count
    return counts


def _texts(kpi: Kpi) -> list[str]:
    needs = [f"{need.table}.{need.column}" for group in kpi.needs for need in group]
    return [kpi.id, kpi.label, kpi.question, kpi.family, kpi.definition, kpi.traps, *needs]


def _holds(texts: Iterable[str], words: str) -> bool:
    everything = " ".join(texts).casefold()
    return all(word in everything for word in words.casefold().split())
