"""How quickly the overview's numbers come: roll-ups against cases, and both against a bare count by week."""

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

import click

from dashboard import kpis, measures, statements
from dashboard.filters import Filters
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.benchmarks.measurement import Measurement

RUNS = 15
MILLIONS = 10_000_000
"""From so many incidents on the roll-ups must pay."""
BARE = "select opened_week, count(*) from incident_facts group by opened_week"
ONE = Filters.of({"team_id": ["t1"]})
TWO = Filters.of({"team_id": ["t1"], "channel": ["email"]})


def measure(sizes: Sequence[int]) -> Iterable[Measurement]:
    """Medians of interleaved runs, in milliseconds and as ratios."""
    for incidents in sizes:
        click.echo(f"Publishing {incidents:,} incidents …", err=True)
        with tempfile.TemporaryDirectory() as folder:
            company.publish(Path(folder), incidents, kpi_ids=kpis.on_overview())
            yield from _at(open_current(Path(folder)), incidents)


def _at(warehouse: Warehouse, incidents: int) -> Iterable[Measurement]:
    shown = [kpi_id for kpi_id in kpis.on_overview() if measures.availability(warehouse, kpis.find(kpi_id)) is None]
    name = f"{len(shown)} headline KPIs, {incidents:,} incidents"
    times = _medians(
        {
            "bare": lambda: warehouse.table(BARE),
            "cases": lambda: _each(shown, lambda kpi_id: _from_cases(warehouse, kpi_id, Filters())),
            "rollups": lambda: _from_rollups(warehouse),
            "two filters": lambda: _each(shown, lambda kpi_id: _from_cases(warehouse, kpi_id, TWO)),
            "one filter, judged": lambda: _each(shown, lambda kpi_id: _answered(warehouse, kpi_id)),
        }
    )
    gain = times["cases"] / times["rollups"]
    if incidents >= MILLIONS:
        yield Measurement(f"{name}: cases / roll-ups", gain, "times", "at least", 20)
    else:
        yield Measurement(f"{name}: cases / roll-ups", gain, "times")
    yield Measurement(f"{name}: roll-ups / bare count by week", times["rollups"] / times["bare"], "times")
    yield Measurement(f"{name}: two filters / bare count by week", times["two filters"] / times["bare"], "times")
    yield Measurement(f"{name}: one filter, through the engine", times["one filter, judged"] * 1000, "milliseconds")


def _each(kpi_ids: Sequence[str], action: Callable[[str], object]) -> None:
    for kpi_id in kpi_ids:
        action(kpi_id)


def _from_cases(warehouse: Warehouse, kpi_id: str, filters: Filters) -> object:
    return warehouse.table(statements.sums(kpis.find(kpi_id), filters, ()))


def _from_rollups(warehouse: Warehouse) -> object:
    """The one query that the overview sends for all its KPIs."""
    statement = statements.rollup_sums(Filters(), ())
    return warehouse.table(statement) if statement else None


def _answered(warehouse: Warehouse, kpi_id: str) -> object:
    return measures.measure(warehouse, kpi_id, ONE, intervals=False)


def _medians(actions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median seconds of each action; one run of all, then again, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for run in range(RUNS + 1):
        for name, action in actions.items():
            started = time.perf_counter()
            action()
            if run:
                taken[name].append(time.perf_counter() - started)
    return {name: median(seconds) for name, seconds in taken.items()}
