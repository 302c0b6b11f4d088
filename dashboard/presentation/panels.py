"""What the page asks of a version beside the KPIs: choices of the filters, targets, notes, the span of weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dashboard.engine import periods
from dashboard.engine.calendar_periods import period_of
from dashboard.presentation import names, url_filters
from dashboard.presentation.readings import as_date
from dashboard.settings import QUERIES
from dashboard.warehouse.reader import Version, Warehouse


@dataclass(frozen=True)
class Choices:
    """Everything that can be chosen in a version.

    `values` maps a filter's key to its values and their labels; `first_week` and `last_week` are Mondays.
    `targets` holds (valid from, value) by KPI in time order, `baselines` the day on which a KPI's limits were reset.
    """

    version: Version
    values: Mapping[str, Mapping[str, str]]
    first_week: date
    last_week: date
    notes: tuple[str, ...]
    targets: Mapping[str, tuple[tuple[date, float], ...]]
    baselines: Mapping[str, date]

    @property
    def currency(self) -> str:
        """The currency of all money on the page."""
        return self.version.currency or "EUR"

    def target(self, kpi_id: str, day: date) -> float | None:
        """The target of a KPI in force on a day, in the unit of the KPI; None without one."""
        valid = [value for start, value in self.targets.get(kpi_id, ()) if start <= day]
        return valid[-1] if valid else None


def choices(warehouse: Warehouse) -> Choices:
    """Read the choices of an open version."""
    last = period_of(periods.local_day(warehouse), "week")
    return Choices(
        version=warehouse.version,
        values=_values(warehouse),
        first_week=min(_first_week(warehouse) or last, last),
        last_week=last,
        notes=tuple(row["text"] for row in warehouse.table("select text from meta.notes order by topic").to_pylist()),
        targets=_targets(warehouse),
        baselines={row["kpi_id"]: row["reset_on"] for row in warehouse.table(_select("baseline_resets")).to_pylist()},
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


def _targets(warehouse: Warehouse) -> dict[str, tuple[tuple[date, float], ...]]:
    found: dict[str, tuple[tuple[date, float], ...]] = {}
    for row in warehouse.table(_select("targets")).to_pylist():
        entry = (as_date(row["valid_from"]), float(row["value"]))
        found[row["kpi_id"]] = (*found.get(row["kpi_id"], ()), entry)
    return found
