"""Final weeks as each publish told them, kept beside the warehouse, so that late data cannot change one unseen."""

from collections.abc import Iterator
from datetime import UTC, datetime

from dashboard.engine import kpis, measures
from dashboard.engine.kpis import Kpi
from dashboard.errors import AmendsError
from dashboard.presentation import readings
from dashboard.state import published
from dashboard.state.database import State
from dashboard.state.published import PUBLISHER, PublishedWeek
from dashboard.warehouse.reader import Warehouse

_ADDED = ("ratio", "sum")
"""Shapes whose weeks come from the roll-ups; curves and models over all cases would make every publish wait."""


def keep(state: State, warehouse: Warehouse) -> str | None:
    """Record the final weeks of the version in force; the answer says in words why it could not be done.

    The version is published by then, so a database that cannot be written never stops it.
    """
    try:
        told = tuple(final_weeks(warehouse))
        with state.write(PUBLISHER) as session:
            published.record(session, told)
    except AmendsError as error:
        return f"The final weeks of this version were not kept for comparison with later ones. {error}"
    return None


def final_weeks(warehouse: Warehouse) -> Iterator[PublishedWeek]:
    """One row per KPI and final week of the whole company."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for kpi in kpis.registry().values():
        if _is_kept(kpi) and measures.availability(warehouse, kpi) is None:
            yield from _of_kpi(warehouse, kpi, now)


def _is_kept(kpi: Kpi) -> bool:
    return kpi.axis == "week" and kpi.is_ever_final and kpi.category is None and kpi.shape in _ADDED


def _of_kpi(warehouse: Warehouse, kpi: Kpi, now: datetime) -> Iterator[PublishedWeek]:
    version = warehouse.version
    measured = measures.measure(warehouse, kpi.id, by=("week",), intervals=False)
    for week in readings.readings(measured, kpi.axis):
        if week.is_final:
            yield PublishedWeek(
                id=published.name_of(kpi.id, week.period, version.version),
                at=now,
                kpi_id=kpi.id,
                week=week.period,
                data_version=version.version,
                value=week.value,
                numerator=week.numerator,
                denominator=week.denominator,
                cases=week.cases,
                is_sample=version.is_sample,
            )
