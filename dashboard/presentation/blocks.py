"""A KPI that pages sum over 13 weeks, because one week has too few cases: its blocks, which do not overlap."""

from datetime import date, timedelta

import pandas as pd

from dashboard.engine import measures, periods
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import benchmarks, readings
from dashboard.presentation.panels import Choices
from dashboard.presentation.readings import Reading
from dashboard.warehouse.reader import Warehouse


def last_final_week(warehouse: Warehouse, kpi: Kpi, choices: Choices) -> date:
    """The Monday of the last final week of the data, or of their first week."""
    week = choices.last_week
    while week > choices.first_week and not periods.is_final(warehouse, kpi, week):
        week -= timedelta(weeks=1)
    return week


def of_category(kpi: Kpi, measured: pd.DataFrame, category: str | None) -> pd.DataFrame:
    """The rows of one category of a distribution; everything of any other KPI."""
    return measured[measured[kpi.category] == category] if kpi.category else measured


def blocks(kpi: Kpi, weekly: pd.DataFrame, first_week: date, end: date, weeks: int) -> tuple[Reading, ...]:
    """The blocks of so many weeks up to the one that begins on `end`, in time order, from the first with cases.

    `weekly` is measured by week, of one category. None starts before the data do.
    """
    one = readings.readings(weekly, "week")
    ends = block_ends(first_week + timedelta(weeks=weeks - 1), end, weeks)
    found = [readings.block(kpi, one, stop, weeks) for stop in reversed(ends)]
    started = next((at for at, block in enumerate(found) if block.cases), len(found) - 1)
    return tuple(found[started:])


def block_ends(first: date, last: date, weeks: int) -> list[date]:
    """The last weeks of the blocks that end with `last` and start no earlier than the data, newest first."""
    count = max(0, (last - first).days // 7) // weeks + 1
    return [last - timedelta(weeks=weeks * back) for back in range(count)]


def leading_category(kpi: Kpi, weekly: pd.DataFrame) -> str | None:
    """The category of the tile: the one with the highest published figure, else the commonest in these weeks."""
    published = benchmarks.of_categories(kpi.id)
    if published:
        return max(published.values(), key=lambda figure: figure.value).category
    totals = weekly.dropna(subset=[str(kpi.category)]).groupby(str(kpi.category))["numerator"].sum()
    return None if totals.empty else str(totals.idxmax())


def with_limits(measured: pd.DataFrame, block: Reading) -> Reading:
    """The block with the interval that only its own cases can give; `measured` is one row over its weeks."""
    found = readings.readings(measured.assign(period=block.period), "period")
    return block._replace(low=found[0].low, high=found[0].high) if found else block


def whole(warehouse: Warehouse, kpi: Kpi, filters: Filters, scope: tuple[date, date]) -> pd.DataFrame:
    """All categories over the weeks of a scope."""
    return measures.measure(warehouse, kpi.id, filters.between(*scope), ("none",))
