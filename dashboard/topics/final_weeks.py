"""Final weeks, months and quarters as each publish told them, kept so that late data change none unseen."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pandas as pd

from dashboard.engine import kpis, measures
from dashboard.engine.kpis import Kpi
from dashboard.errors import AmendsError
from dashboard.presentation import readings
from dashboard.state import published
from dashboard.state.database import State
from dashboard.state.published import PUBLISHER, PublishedWeek
from dashboard.warehouse.reader import Version, Warehouse


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
    """One row per KPI, final week (month, quarter) and category, of the whole company."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for kpi in kpis.registry().values():
        if kpi.is_ever_final and measures.availability(warehouse, kpi) is None:
            yield from _of_kpi(warehouse, kpi, now)


def _of_kpi(warehouse: Warehouse, kpi: Kpi, now: datetime) -> Iterator[PublishedWeek]:
    measured = measures.measure(warehouse, kpi.id, by=("week",), intervals=False)
    final = measured[measured["status"] == "final"]
    if kpi.category is None:
        yield from _told(warehouse.version, kpi, "", final, now)
        return
    for category, of_category in final.groupby(kpi.category, dropna=False):
        yield from _told(warehouse.version, kpi, "" if pd.isna(category) else str(category), of_category, now)


def _told(version: Version, kpi: Kpi, category: str, final: pd.DataFrame, now: datetime) -> Iterator[PublishedWeek]:
    for one in readings.readings(final, kpi.axis):
        yield PublishedWeek(
            id=published.name_of(kpi.id, one.period, version.version, category),
            at=now,
            kpi_id=kpi.id,
            week=one.period,
            data_version=version.version,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            cases=one.cases,
            is_sample=version.is_sample,
            category=category,
        )
