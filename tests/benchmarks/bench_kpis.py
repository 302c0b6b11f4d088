"""How quickly the overview's numbers come, from the roll-ups and from the cases, against a bare count by week."""

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Literal

import click
from sqlglot import exp

from dashboard.engine import kpis, measures, rolled_up, rollup_statements, statements
from dashboard.engine.filters import COLUMNS, Filters
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.benchmarks.measurement import Measurement

RUNS = 15
MILLION, MILLIONS = 1_000_000, 10_000_000
"""From a million incidents on the answers have goals, from ten on the roll-ups must pay."""
BARE = "select opened_week, count(*) from incident_facts group by opened_week"


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Medians of interleaved runs, in milliseconds and as ratios."""
    for incidents in sizes:
        click.echo(f"Publishing {incidents:,} incidents …", err=True)
        with tempfile.TemporaryDirectory() as folder:
            company.publish(Path(folder), incidents, kpi_ids=kpis.on_overview())
            yield from answers(open_current(Path(folder)), incidents)


def answers(warehouse: Warehouse, incidents: int) -> Iterable[Measurement]:
    """How long the overview's queries take without filters, with any two filters, and from the cases."""
    shown = [kpi_id for kpi_id in kpis.on_overview() if measures.availability(warehouse, kpis.find(kpi_id)) is None]
    name = f"{len(shown)} headline KPIs, {incidents:,} incidents"
    one = Filters.of({"team_id": [_commonest(warehouse, "team_id")]})
    filtered = {f"{first} and {second}": filters for first, second, filters in _pairs(warehouse)}
    times = _medians(
        {
            "bare": lambda: warehouse.table(BARE),
            "cases": lambda: _each(shown, lambda kpi_id: _from_cases(warehouse, kpi_id)),
            "rollups": lambda: _answered(warehouse, Filters()),
            "one filter, judged": lambda: _each(shown, lambda kpi_id: _judged(warehouse, kpi_id, one)),
        }
        | {pair: lambda filters=filters: _answered(warehouse, filters) for pair, filters in filtered.items()}
    )
    slowest = max(filtered, key=lambda pair: times[pair])
    usual = median(times[pair] for pair in filtered) / times["bare"]
    yield _held(f"{name}: cases / roll-ups", times["cases"] / times["rollups"], "at least", 20, incidents >= MILLIONS)
    yield _held(
        f"{name}: roll-ups / bare count by week", times["rollups"] / times["bare"], "at most", 1, incidents >= MILLION
    )
    yield replace(
        _held(f"{name}: any two filters / bare", times[slowest] / times["bare"], "at most", 8, incidents >= MILLION),
        note=f"slowest of {len(filtered)}: {slowest}; the median is {usual:.2g}",
    )
    yield Measurement(f"{name}: one filter, through the engine", times["one filter, judged"] * 1000, "milliseconds")


def _held(name: str, value: float, goal: Literal["at most", "at least"], limit: float, is_held: bool) -> Measurement:
    """A ratio with its goal; without one at sizes where fixed costs weigh more than the data."""
    return Measurement(name, value, "times", goal, limit) if is_held else Measurement(name, value, "times")


def _pairs(warehouse: Warehouse) -> Iterable[tuple[str, str, Filters]]:
    """Every pair of columns that can be filtered at once, each with its commonest value."""
    stored = {statements.stored(column): column for column in COLUMNS}
    values = {column: _commonest(warehouse, column) for column in rollup_statements.ROLLED_DIMENSIONS}
    for pair in combinations([column for column, value in values.items() if value], 2):
        yield *pair, Filters.of({stored[column]: [values[column]] for column in pair})


def _commonest(warehouse: Warehouse, column: str) -> str:
    """The commonest value of a column, as filters write it; "" when it has none."""
    source = exp.select(column).from_("visible_incidents").where(exp.column(column).is_(exp.null()).not_())
    found = warehouse.table(source.group_by(column).order_by("count(*) desc").limit(1)).to_pylist()
    value = found[0][column] if found else ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _each(kpi_ids: Sequence[str], action: Callable[[str], object]) -> None:
    for kpi_id in kpi_ids:
        action(kpi_id)


def _from_cases(warehouse: Warehouse, kpi_id: str) -> object:
    return warehouse.table(statements.sums(kpis.find(kpi_id), Filters(), ()))


def _answered(warehouse: Warehouse, filters: Filters) -> object:
    """The one query that the overview sends for all its KPIs."""
    statement = rolled_up.statement(warehouse, kpis.find(kpis.on_overview()[0]), filters, ())
    return warehouse.table(statement) if statement else None


def _judged(warehouse: Warehouse, kpi_id: str, filters: Filters) -> object:
    return measures.measure(warehouse, kpi_id, filters, intervals=False)


def _medians(actions: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each action; one run of all, then again, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for run in range(RUNS + 1):
        for name, action in actions.items():
            started = time.perf_counter()
            action()
            if run:
                taken[name].append(time.perf_counter() - started)
    return {name: median(seconds) for name, seconds in taken.items()}
