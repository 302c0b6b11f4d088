"""What the page asks of a version beside the KPIs: choices of the filters, targets, notes, the span of weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

from dashboard.engine import periods
from dashboard.engine.calendar_periods import period_of
from dashboard.presentation import names, url_filters
from dashboard.presentation.readings import as_date
from dashboard.presentation.written import Restated, Written
from dashboard.settings import QUERIES
from dashboard.state import annotations, targets
from dashboard.state.annotations import Annotation
from dashboard.state.targets import Target
from dashboard.warehouse import clock
from dashboard.warehouse.reader import Version, Warehouse


@dataclass(frozen=True)
class Choices:
    """Everything that can be chosen in a version.

    `values` maps a filter's key to its values and their labels; `first_week` and `last_week` are Mondays.
    `targets` holds (valid from, value) by KPI in time order, `baselines` the day on which a KPI's limits were reset,
    `annotations` and `all_targets` everything, loaded or written by people. `stamp` changes with what people write: a
    part of cache keys.
    """

    version: Version
    values: Mapping[str, Mapping[str, str]]
    first_week: date
    last_week: date
    notes: tuple[str, ...]
    targets: Mapping[str, tuple[tuple[date, float], ...]]
    baselines: Mapping[str, date]
    annotations: tuple[Annotation, ...] = ()
    all_targets: tuple[Target, ...] = ()
    restated: Restated = field(default_factory=lambda: MappingProxyType({}))
    stamp: str = ""

    @property
    def currency(self) -> str:
        """The currency of all money on the page."""
        return self.version.currency or "EUR"

    def target(self, kpi_id: str, day: date) -> float | None:
        """The target of a KPI in force on a day, in the unit of the KPI; None without one."""
        valid = [value for start, value in self.targets.get(kpi_id, ()) if start <= day]
        return valid[-1] if valid else None


def choices(warehouse: Warehouse, entries: Written | None = None) -> Choices:
    """Read the choices of an open version, with what people wrote beside it."""
    entries = entries or Written()
    found, aims = _annotations(warehouse, entries), _targets(warehouse, entries)
    last = period_of(periods.local_day(warehouse), "week")
    return Choices(
        version=warehouse.version,
        values=_values(warehouse),
        first_week=min(_first_week(warehouse) or last, last),
        last_week=last,
        notes=_notes(warehouse, entries.problem),
        targets=_of_company(aims),
        all_targets=aims,
        baselines=_baselines(found, warehouse.version.timezone),
        annotations=found,
        restated=entries.restated,
        stamp=entries.stamp,
    )


@cache
def _select(name: str) -> str:
    return (QUERIES / "panels" / f"{name}.sql").read_text(encoding="utf-8")


def _first_week(warehouse: Warehouse) -> date | None:
    first = warehouse.table(_select("period_range")).to_pylist()[0]["first_period"]
    if first is None:
        return None
    day = as_date(first)
    return day - timedelta(days=day.weekday())


def _values(warehouse: Warehouse) -> dict[str, dict[str, str]]:
    """Filter key -> value -> label, the commonest value first, "none of these" last."""
    teams = {row["team_id"]: row["name"] for row in warehouse.table(_select("team_names")).to_pylist()}
    found: dict[str, list[tuple[str, str]]] = {field.column: [] for field in url_filters.FIELDS}
    for row in sorted(warehouse.table(_select("filter_values")).to_pylist(), key=_by_size):
        name = teams.get(row["value"]) if row["dimension"] == "team_id" else names.of(row["dimension"], row["value"])
        found[row["dimension"]].append((row["value"], name or row["value"]))
    return {field.key: url_filters.labels_of(field, found[field.column]) for field in url_filters.FIELDS}


def _by_size(row: Mapping[str, object]) -> tuple[bool, bool, int, str]:
    """Sort key: severities in their order, everything else by its number of cases, the empty value last."""
    is_ordered = row["dimension"] == "severity"
    size = 0 if is_ordered else -int(str(row["count_cases"] or 0))
    return row["value"] == "", is_ordered, size, str(row["value"])


def _notes(warehouse: Warehouse, problem: str | None) -> tuple[str, ...]:
    rows = warehouse.table("select text from meta.notes order by topic").to_pylist()
    why = (f"Notes and targets of people are not shown. {problem}",) if problem else ()
    return (*(row["text"] for row in rows), *why)


def _annotations(warehouse: Warehouse, entries: Written) -> tuple[Annotation, ...]:
    loaded = (annotations.from_loaded(row) for row in warehouse.table(_select("annotations")).to_pylist())
    return annotations.merged(entries.annotations, [note for note in loaded if note])


def _baselines(found: Sequence[Annotation], timezone: str) -> dict[str, date]:
    """KPI -> the day of its last reset."""
    resets = [note for note in found if note.kind == "baseline_reset" and note.scope == "kpi" and note.ref]
    days = sorted((day_of(note, timezone), str(note.ref)) for note in resets)
    return {kpi_id: day for day, kpi_id in days}


def day_of(note: Annotation, timezone: str) -> date:
    """The local day that a note speaks of."""
    moment = note.created_at or note.changed_at or datetime.min
    return note.day or clock.to_local(moment, timezone).date()


def _targets(warehouse: Warehouse, entries: Written) -> tuple[Target, ...]:
    loaded = (targets.from_loaded(row) for row in warehouse.table(_select("targets")).to_pylist())
    return targets.merged(entries.targets, [one for one in loaded if one])


def _of_company(aims: Sequence[Target]) -> dict[str, tuple[tuple[date, float], ...]]:
    """KPI -> (valid from, value) of the targets of the whole company, in time order."""
    found: dict[str, tuple[tuple[date, float], ...]] = {}
    for target in aims:
        if target.scope == targets.ALL:
            found[target.kpi_id] = (*found.get(target.kpi_id, ()), (target.valid_from, target.value))
    return found
