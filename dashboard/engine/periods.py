"""The time axis of a KPI: which weeks or months a range holds, which of them are final, and sums laid out on it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine import weeks
from dashboard.engine.calendar_periods import following, period_of
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.statements import SUMS, period_range
from dashboard.warehouse import clock
from dashboard.warehouse.reader import Warehouse

_COUNTS = ("cases", "unknown", "immature")


@dataclass(frozen=True)
class Axis:
    """The periods of a range in order (Mondays or first days of months) and whether each is final."""

    days: tuple[date, ...]
    is_final: tuple[bool, ...]

    @property
    def words(self) -> list[str]:
        """The status of each period, `final` or `provisional`."""
        return ["final" if final else "provisional" for final in self.is_final]

    @property
    def statuses(self) -> "pd.Series[str]":
        """Status by period."""
        return pd.Series(self.words, index=pd.DatetimeIndex(self.days), dtype="str")

    @property
    def is_all_final(self) -> bool:
        """Whether nothing in the range can still change."""
        return bool(self.days) and all(self.is_final)


def axis(warehouse: Warehouse, kpi: Kpi, filters: Filters, summed: pd.DataFrame) -> Axis:
    """The periods asked for; without weeks from the first case to the period of as_of."""
    first, last = period_range(kpi.axis, filters)
    if first is None and len(summed):
        first = pd.Timestamp(summed[kpi.axis].min()).date()
    last = last or period_of(local_day(warehouse), kpi.axis)
    days = _days(first, last, kpi.axis) if first else ()
    count_final = bisect_left(days, x=True, key=lambda day: not is_final(warehouse, kpi, day))
    return Axis(days, tuple(place < count_final for place in range(len(days))))


@lru_cache(maxsize=32)
def _days(first: date, last: date, axis_name: str) -> tuple[date, ...]:
    days: list[date] = []
    day = first
    while day <= last:
        days.append(day)
        day = following(day, axis_name)
    return tuple(days)


def last_only(warehouse: Warehouse, kpi: Kpi, filters: Filters) -> Filters:
    """The filters narrowed to the last period of their range, which is how a snapshot answers for a range."""
    last = period_range(kpi.axis, filters)[1] or period_of(local_day(warehouse), kpi.axis)
    week = period_of(following(last, kpi.axis) - timedelta(days=1), "week")
    return filters.between(week, week)


def local_day(warehouse: Warehouse) -> date:
    """The business day of the cut-off."""
    return clock.to_local(warehouse.version.as_of, warehouse.version.timezone).date()


def is_final(warehouse: Warehouse, kpi: Kpi, day: date) -> bool:
    """Whether the period's last possible case has been observed over the KPI's whole horizon at as_of."""
    return kpi.is_ever_final and final_from(warehouse, kpi, day) <= warehouse.version.as_of


def final_from(warehouse: Warehouse, kpi: Kpi, day: date) -> datetime:
    """The moment (naive UTC) from which the period is final."""
    midnight = datetime.combine(following(day, kpi.axis), datetime.min.time())
    return clock.to_utc(midnight, warehouse.version.timezone) + timedelta(days=kpi.horizon_days or 0)


def label(day: date, axis_name: str) -> str:
    """The period as files and the command line write it: 2026-W08, or 2026-02 for a month or quarter."""
    return weeks.label(day) if axis_name == "week" else f"{day:%Y-%m}"


def arranged(summed: pd.DataFrame, over: Axis, kpi: Kpi, slices: Sequence[str], *, by_period: bool) -> pd.DataFrame:
    """Sums on the axis: every period of every slice, or the periods added up."""
    if not by_period:
        return _added_up(summed, over, kpi, slices)
    totals = _shared_totals(summed, [kpi.axis, *slices]) if kpi.category else summed
    counted = totals[totals["cases"] > 0]
    grid = pd.DataFrame({kpi.axis: pd.DatetimeIndex(over.days)})
    if slices:
        grid = grid.merge(counted[list(slices)].drop_duplicates(), how="cross")
    if kpi.category:
        grid = grid.merge(_categories(summed, kpi), how="cross")
    frame = _on_grid(grid, totals, summed, kpi, [kpi.axis, *slices])
    frame["status"] = over.statuses.reindex(pd.DatetimeIndex(frame[kpi.axis])).to_numpy()
    order = [kpi.axis, *slices, *([kpi.category] if kpi.category else [])]
    return frame.sort_values(order, na_position="last", ignore_index=True)


def series(summed: pd.DataFrame, over: Axis, kpi: Kpi) -> dict[str, NDArray[Any]]:
    """The same with nothing to tell apart in a period, as plain columns: the period, the sums and the status."""
    found = summed[kpi.axis].to_numpy()
    days = np.array(over.days, dtype=found.dtype)
    places = np.searchsorted(days, found)
    inside = np.isin(found, days)
    columns: dict[str, NDArray[Any]] = {kpi.axis: days}
    for name in SUMS:
        sums = _numbers(summed, name)
        columns[name] = np.zeros(len(days), dtype=sums.dtype)
        columns[name][places[inside]] = sums[inside]
    return columns | {"status": np.array(over.words, dtype="object")}


def _added_up(summed: pd.DataFrame, over: Axis, kpi: Kpi, slices: Sequence[str]) -> pd.DataFrame:
    totals = _shared_totals(summed, slices)
    if slices:
        totals = totals[totals["cases"] > 0]
    if kpi.category:
        grid = totals[list(slices)].merge(_categories(summed, kpi), how="cross")
        frame = _on_grid(grid, totals, summed, kpi, list(slices))
    else:
        frame = _plain(totals)
    frame["status"] = "final" if over.is_all_final else "provisional"
    order = [*slices, *([kpi.category] if kpi.category else [])]
    return frame.sort_values(order, na_position="last", ignore_index=True) if order else frame


def _shared_totals(summed: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The sums per key over all categories: what the categories of a distribution share as their whole."""
    if not keys:
        return pd.DataFrame({name: [_numbers(summed, name).sum()] for name in SUMS})
    return summed.groupby(list(keys), dropna=False, sort=False)[list(SUMS)].sum().reset_index()


def _categories(summed: pd.DataFrame, kpi: Kpi) -> pd.DataFrame:
    """The categories with counted cases; one empty category when there is none, so that the whole still shows."""
    found = summed.loc[summed["cases"] > 0, [str(kpi.category)]].drop_duplicates()
    return found if len(found) else pd.DataFrame({str(kpi.category): [None]})


def _on_grid(grid: pd.DataFrame, totals: pd.DataFrame, summed: pd.DataFrame, kpi: Kpi, keys: list[str]) -> pd.DataFrame:
    frame = grid.merge(totals, how="left", on=keys) if keys else grid.merge(totals, how="cross")
    if kpi.category:
        parts = summed[summed["cases"] > 0].groupby([*keys, kpi.category], dropna=False)["numerator"].sum()
        frame = frame.drop(columns="numerator").merge(parts.reset_index(), how="left", on=[*keys, kpi.category])
    return _plain(frame)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The sums as numbers, 0 where nothing was added up."""
    return frame.assign(**{name: _numbers(frame, name) for name in SUMS})


def _numbers(frame: pd.DataFrame, name: str) -> NDArray[Any]:
    """One of the sums, 0 where nothing was added up."""
    cells = np.nan_to_num(np.asarray(frame[name], dtype=np.float64))
    return cells.astype(np.int64) if name in _COUNTS else cells
