"""What drives a change: the periods of a signal against the baseline, split exactly into mix and rate, slice by slice.

Kitagawa's decomposition: each slice's rate part is its change of rate at its mean share, its mix part its change of
share at its mean rate. The parts of all slices add up to the change. They say where, never why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.presentation.readings import week_of
from dashboard.presentation.tiles import Tile
from dashboard.stats.control_limits import BASELINE
from dashboard.stats.intervals import FloatArray
from dashboard.warehouse.reader import Warehouse

COLUMNS = ("team_id", "cause_code")

_UNBROKEN = "\u2060"
"""Between a sign and its amount, so that no line ends between them."""

Periods = tuple[tuple[date, ...], tuple[date, ...]]
"""The periods before and those of the signal."""


@dataclass(frozen=True)
class Part:
    """What one slice adds to the change, in the unit of the KPI; `value` is the slice's code, None = none."""

    value: str | None
    mix: float
    rate: float

    @property
    def total(self) -> float:
        """Both parts together."""
        return self.mix + self.rate


@dataclass(frozen=True)
class Driver:
    """A change split by one column: `before` and `now` are the KPI's values, `parts` its slices, the largest first."""

    column: str
    before: float
    now: float
    parts: tuple[Part, ...]

    @property
    def change(self) -> float:
        """How much larger the KPI is now."""
        return self.now - self.before

    @property
    def mix(self) -> float:
        """The change that comes from another mix of slices (of a sum: from more or fewer cases)."""
        return sum(part.mix for part in self.parts)

    @property
    def rate(self) -> float:
        """The change inside the slices."""
        return sum(part.rate for part in self.parts)


def periods(tile: Tile) -> Periods | None:
    """The baseline and the periods of the running signal; None without a signal or without a baseline before it."""
    trend = tile.trend
    if trend is None or tile.tone not in ("better", "worse") or tile.scope is None or tile.scope[0] != tile.scope[1]:
        return None
    since = trend.limits.since
    if since is None or tile.kpi.shape not in ("ratio", "sum") or tile.kpi.additivity not in ("additive", "snapshot"):
        return None
    before = [at for at in trend.limits.judged[:BASELINE] if at < since]
    now = [at for at in trend.limits.judged if at >= since]
    days = (tuple(trend.readings[at].period for at in places) for places in (before, now))
    first, second = days
    return (first, second) if first and second else None


def driver(
    warehouse: Warehouse, kpi: Kpi, filters: Filters, column: str, before: Sequence[date], now: Sequence[date]
) -> Driver | None:
    """Split the change of a KPI between two sets of periods by a column; None when one of them has no base."""
    span = [week_of(day, kpi.axis) for day in (*before, *now)]
    within = filters.between(min(span), max(span))
    measured = measures.sums(measures.as_known(warehouse, kpi), kpi, within, (column,))
    found = measured[column].fillna("").to_numpy(dtype="object")
    codes = sorted(set(found))
    places = np.searchsorted(codes, found)
    sums = [_sums(measured, kpi, days, places, len(codes)) for days in (before, now)]
    if not all(base.sum() for _, base in sums):
        return None
    split = split_sum if kpi.shape == "sum" else split_ratio
    mix, rate = split(*sums[0], *sums[1])
    parts = [_part(value, m, r, kpi.scale) for value, m, r in zip(codes, mix, rate, strict=True)]
    first, second = (_value(kpi, *sum_and_base) for sum_and_base in sums)
    return Driver(column, first, second, tuple(sorted(parts, key=lambda part: -abs(part.total))))


def _sums(
    measured: pd.DataFrame, kpi: Kpi, days: Sequence[date], places: NDArray[np.intp], count: int
) -> tuple[FloatArray, FloatArray]:
    """Sum and base of each slice over these periods, of a sum per period; `places` is the slice of each row."""
    is_sum = kpi.shape == "sum"
    period = measured[kpi.axis].to_numpy()
    inside = np.isin(period, np.array(days, dtype=period.dtype))
    cells = (measured[name].to_numpy(dtype=np.float64) for name in ("numerator", "cases" if is_sum else "denominator"))
    total, base = (np.bincount(places[inside], np.nan_to_num(cell[inside]), count) for cell in cells)
    share = len(days) if is_sum else 1
    return total / share, base / share


def _value(kpi: Kpi, total: FloatArray, base: FloatArray) -> float:
    return float(total.sum()) if kpi.shape == "sum" else float(kpi.scale * total.sum() / base.sum())


def _part(value: str, mix: float, rate: float, scale: float) -> Part:
    return Part(value or None, float(mix) * scale, float(rate) * scale)


def split_ratio(
    sum_old: FloatArray, base_old: FloatArray, sum_new: FloatArray, base_new: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mix and rate part of each slice in the change of a ratio of sums; together they are exactly the change.

    A slice that is missing in one of the two has no change of rate: all of it is mix.
    """
    share_old, share_new = base_old / base_old.sum(), base_new / base_new.sum()
    rate_old, rate_new = _rates(sum_old, base_old, sum_new, base_new)
    middle = (sum_old.sum() / base_old.sum() + sum_new.sum() / base_new.sum()) / 2
    mix = (share_new - share_old) * ((rate_old + rate_new) / 2 - middle)
    return mix, (rate_new - rate_old) * (share_old + share_new) / 2


def split_sum(
    sum_old: FloatArray, base_old: FloatArray, sum_new: FloatArray, base_new: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """How much of each slice's change comes from the number of its cases, and how much from their size."""
    size_old, size_new = _rates(sum_old, base_old, sum_new, base_new)
    return (base_new - base_old) * (size_old + size_new) / 2, (size_new - size_old) * (base_old + base_new) / 2


def _rates(
    sum_old: FloatArray, base_old: FloatArray, sum_new: FloatArray, base_new: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Both rates; where one has no base, it is taken to be the other."""
    old = np.divide(sum_old, base_old, out=np.full(len(sum_old), np.nan), where=base_old > 0)
    new = np.divide(sum_new, base_new, out=np.full(len(sum_new), np.nan), where=base_new > 0)
    old, new = np.where(np.isnan(old), new, old), np.where(np.isnan(new), old, new)
    return np.nan_to_num(old), np.nan_to_num(new)


def signed(amount: float, unit: str, currency: str, digits: int = 1) -> str:
    """A change in words: `−13.1 points`, `+€120k`."""
    if unit == "money":
        text = formats.money(abs(amount), currency)
    else:
        text = f"{abs(amount) * (100 if unit in ('percent', 'distribution') else 1):,.{digits}f}"
    return f"{'−' if amount < 0 else '+'}{_UNBROKEN}{text}"
