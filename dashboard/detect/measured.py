"""How often the detector is right: against labelled messages, per language and label, with 95 % limits.

Half of the labelled messages of `data/patterns/corpus` is held back (`split` = held): no pattern was tuned on it.
`python -m dashboard detect --measure` writes what it says to `measured.csv`, which the data page reads.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dashboard.detect import confidence
from dashboard.detect.messages import Labels, label
from dashboard.detect.patterns import FOLDER, LANGUAGES, version
from dashboard.errors import AmendsError
from dashboard.stats.intervals import wilson

CORPUS = FOLDER / "corpus"
FILE = FOLDER / "measured.csv"
REAL = frozenset({"specific", "formulaic"})
"""Grades that count as a real apology."""

GATES: Mapping[str, tuple[float, float]] = {
    "en": (0.95, 0.85),
    "hu": (0.90, 0.80),
    "pl": (0.90, 0.80),
    "ka": (0.90, 0.80),
}
"""Language -> least precision and recall of real apologies; below, detected apologies are not shown (coded only)."""

_LABELS = ("apology", *("specific", "formulaic", "non_apology", "sympathy"),
           *("promise", "promise_dated", "compensation", "explanation", "excuse"))  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One label in one language: how many of `messages` were found and should have been, as counts and shares.

    `recall` is the sensitivity, `specificity` the share of messages without the label that got none. Shares are 0 to 1,
    NaN where nothing can be divided; `_low` and `_high` are Wilson limits.
    """

    language: str
    label: str
    messages: int
    found_rightly: int
    found_wrongly: int
    missed: int
    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float
    specificity: float
    f1: float
    version: str


class Checked(NamedTuple):
    """One labelled message: what was found, and the names of the labels that it should have."""

    language: str
    found: Labels
    right: frozenset[str]


def evaluation(path: Path, language: str | None = None, split: str | None = None) -> list[Measured]:
    """Measures the detector on a file of labelled messages (columns as in `data/patterns/corpus`), one row a label.

    Args:
        path: CSV with id, language, author_role, text, grade, promise, compensation, explanation, excuse.
        language: The language that all rows count for; without it each row for the one it names.
        split: Only rows with this value in the column split.

    Raises:
        AmendsError: A column is missing.
    """
    checked = list(_checked(path, language, split))
    return [_measured(spoken, name, [one for one in checked if one.language == spoken])
            for spoken in sorted({one.language for one in checked}) for name in _LABELS]  # fmt: skip


def _checked(path: Path, language: str | None, split: str | None) -> Iterator[Checked]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if split and row.get("split") != split:
                continue
            try:
                found = label(row["text"], row["author_role"], row["language"] or None)
                yield Checked(language or row["language"], found, _right(row))
            except KeyError as error:
                raise AmendsError(f"{path}: the column {error.args[0]} is missing.") from error


def _right(row: Mapping[str, str]) -> frozenset[str]:
    named = {name for name in ("compensation", "explanation", "excuse") if row[name] == "1"}
    promise = {"promise"} | ({"promise_dated"} if row["promise"] == "dated" else {"promise_undated"})
    apology = {"apology"} if row["grade"] in REAL else set()
    return frozenset(named | apology | {row["grade"]} | (promise if row["promise"] != "none" else set()))


def _found(labels: Labels) -> frozenset[str]:
    named = set(confidence.given(labels))
    apology = {"apology"} if labels.grade in REAL else set()
    return frozenset(named | apology | ({"promise"} if labels.promise != "none" else set()))


def _measured(language: str, name: str, checked: Sequence[Checked]) -> Measured:
    found = np.array([name in _found(one.found) for one in checked])
    right = np.array([name in one.right for one in checked])
    both, wrongly, missed = int((found & right).sum()), int((found & ~right).sum()), int((~found & right).sum())
    precision, recall = _share(both, both + wrongly), _share(both, both + missed)
    neither = len(checked) - both - wrongly - missed
    return Measured(language, name, len(checked), both, wrongly, missed, *precision, *recall,
                    _share(neither, neither + wrongly)[0], _share(2 * both, 2 * both + wrongly + missed)[0],
                    version())  # fmt: skip


def _share(part: int, whole: int) -> tuple[float, float, float]:
    if not whole:
        return float("nan"), float("nan"), float("nan")
    limits = wilson(part, whole)
    return part / whole, float(limits.low), float(limits.high)


def write() -> list[Measured]:
    """Measures all languages and writes `measured.csv` and `confidence.csv`, both from the part held back."""
    held = [row for language in LANGUAGES for row in evaluation(CORPUS / f"{language}.csv", language, "held")]
    _written(FILE, tuple(field.name for field in fields(Measured)), (_rounded(asdict(row)) for row in held))
    _written(confidence.FILE, confidence.COLUMNS, (row for language in LANGUAGES for row in _confidences(language)))
    confidence.table.cache_clear()
    return held


def _confidences(language: str) -> Iterator[dict[str, object]]:
    checked = list(_checked(CORPUS / f"{language}.csv", language, "held"))
    for name in confidence.LABELS:
        given = [one for one in checked if name in confidence.given(one.found) and one.found.language == language]
        right = sum(name in one.right for one in given)
        low = _share(right, len(given))[1]
        row = {"language": language, "label": name, "messages": len(given), "right": right}
        yield {**row, "confidence": round(low, 3) if given else 0}


def _rounded(row: Mapping[str, object]) -> dict[str, object]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in row.items()}


def _written(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def known() -> list[Measured]:
    """What was measured last, for the data page; empty before the first measurement."""
    if not FILE.exists():
        return []
    kinds = {field.name: {str: str, int: int, float: float}[field.type] for field in fields(Measured)}  # type: ignore[index]
    with FILE.open(encoding="utf-8", newline="") as rows:
        return [Measured(**{name: kinds[name](value) for name, value in row.items()}) for row in csv.DictReader(rows)]


def is_sure(language: str) -> bool:
    """Whether real apologies of a language are found well enough to be shown; otherwise only coded events count."""
    precision, recall = GATES[language]
    found = [row for row in known() if (row.language, row.label) == (language, "apology")]
    return any(row.precision >= precision and row.recall >= recall for row in found)
