"""The KPI dictionary: the files of `queries/kpis/`, read and checked once.

A KPI is one SQL file that returns one row per case. Its id is the file name; its header says what the number means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import sqlglot
from sqlglot import exp

from dashboard import settings
from dashboard.contracts import Need
from dashboard.engine.kpi_headers import CASE_COLUMNS, HeaderReader, shown_path
from dashboard.errors import AmendsError

_SCALE = {"per_100": 100.0, "per_1000": 1000.0, "points": 100.0}


@dataclass(frozen=True)
class Kpi:
    """One KPI: its header, its select, and what follows from them.

    `horizon_days` is how long after its clock a case must have been observed before it counts (None: at once).
    `needs` must all be filled; of each group one alternative is enough. `category` names the column whose values share
    the whole (shape `distribution`), `also_by` one more column it can be broken down by. `overview` is its place on the
    first page, `subject` its name in a sentence; pages add up `page_weeks` weeks where one alone has too few cases.
    """

    id: str
    label: str
    question: str
    family: str
    shape: str
    unit: str
    better: str
    clock: str
    horizon_days: int | None
    min_n: int
    uncertainty: str
    additivity: str
    needs: tuple[tuple[Need, ...], ...]
    numerator: str
    denominator: str
    excluded: str
    traps: str
    category: str | None
    also_by: str | None
    is_ever_final: bool
    overview: int | None
    subject: str
    page_weeks: int | None
    beside: tuple[Path, ...]
    sql: str
    sql_file: str
    own_columns: tuple[str, ...]
    axis: str

    @property
    def scale(self) -> float:
        """What the plain ratio is multiplied with: 100 for `per_100` and `points`, 1000 for `per_1000`, else 1."""
        return _SCALE.get(self.unit, 1.0)

    @property
    def is_snapshot(self) -> bool:
        """Whether periods must not be added up: several periods answer with the last one."""
        return self.additivity == "snapshot"

    @property
    def has_rollup(self) -> bool:
        """Whether its sums may be added up over slices of one period, so that a roll-up can answer."""
        return self.shape in ("ratio", "distribution", "sum") and self.additivity in ("additive", "snapshot")

    @property
    def has_dimension_rollups(self) -> bool:
        """Whether it is also rolled up by each dimension: what the overview shows must answer any filter at once."""
        return self.has_rollup and self.overview is not None

    @property
    def definition(self) -> str:
        """The KPI in words: what is counted, out of what, and what is left out."""
        return f"{self.question} {self.numerator} Out of: {self.denominator} Not in it: {self.excluded}"

    @property
    def body(self) -> str:
        """The text of the select without its header."""
        return "\n".join(line for line in self.sql.splitlines() if not line.startswith("--"))

    @cached_property
    def select(self) -> exp.Select:
        """The parsed select without its header; copy it before changing it."""
        return sqlglot.parse_one(self.body, read="duckdb", into=exp.Select)


@lru_cache(maxsize=1)
def registry() -> Mapping[str, Kpi]:
    """Every KPI of `queries/kpis/` by id, in the order of the ids; AmendsError names each fault by file and line."""
    return read_folder(settings.QUERIES / "kpis")


def read_folder(folder: Path) -> Mapping[str, Kpi]:
    """The KPIs of one folder; AmendsError lists the faults of all files, each as `file:line: rule`."""
    found: dict[str, Kpi] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.sql")):
        try:
            found[path.stem] = read_file(path)
        except AmendsError as error:
            faults.append(str(error))
    if faults:
        raise AmendsError("The KPI dictionary has faults:\n" + "\n".join(faults))
    return MappingProxyType(found)


def on_overview() -> tuple[str, ...]:
    """The ids of the KPIs of the first page, in their places."""
    placed = [kpi for kpi in registry().values() if kpi.overview is not None]
    return tuple(kpi.id for kpi in sorted(placed, key=lambda kpi: kpi.overview or 0))


def find(kpi_id: str) -> Kpi:
    """The KPI of this id; AmendsError suggests the nearest one."""
    if kpi_id in registry():
        return registry()[kpi_id]
    nearest = get_close_matches(kpi_id, registry(), n=1, cutoff=0.3)
    hint = f" Did you mean {nearest[0]}?" if nearest else ""
    raise AmendsError(f"There is no KPI called “{kpi_id}”.{hint} `kpis` lists them all.")


def read_file(path: Path) -> Kpi:
    """Read and check one KPI file; AmendsError `file:line: rule` on the first fault."""
    reader = HeaderReader(path)
    header = reader.header()
    select = reader.select()
    columns = tuple(select.named_selects)
    axis = reader.check_columns(columns)
    known = {*CASE_COLUMNS, "numerator", "denominator", axis}
    return Kpi(
        id=path.stem,
        label=header["label"],
        question=header["question"],
        family=header["family"],
        shape=header["shape"],
        unit=header["unit"],
        better=header["better"],
        clock=header["clock"],
        horizon_days=reader.days("horizon"),
        min_n=reader.number("min_n"),
        uncertainty=header["uncertainty"],
        additivity=header["additivity"],
        needs=reader.needs(),
        numerator=header["numerator"],
        denominator=header["denominator"],
        excluded=header["excluded"],
        traps=header["traps"],
        category=header.get("category"),
        also_by=header.get("also_by"),
        is_ever_final="final" not in header,
        overview=reader.number("overview") if "overview" in header else None,
        subject=header.get("subject") or _subject(header["label"]),
        page_weeks=reader.number("page_weeks") if "page_weeks" in header else None,
        beside=reader.beside(),
        sql=reader.text,
        sql_file=shown_path(path),
        own_columns=tuple(column for column in columns if column not in known),
        axis=axis,
    )


def _subject(label: str) -> str:
    """A label as the subject of a sentence: `Apology rate, 7 d` -> `the apology rate`."""
    name = label.split(",")[0]
    return f"the {name[:1].lower()}{name[1:]}"
