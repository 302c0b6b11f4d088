"""Values that cannot be added up from slices: medians, survival, and what a reducer makes of the cases.

The counts come from the same sums as everywhere; the value comes from the counted cases of each cell.
"""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import pandas as pd

from dashboard.engine import shapes, statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.shapes import Fact
from dashboard.stats import survival
from dashboard.warehouse.reader import Warehouse

SURVIVAL_DAYS = 90
"""A retention KPI's value is the share that survives so many days."""

LATE_DAYS = 365
"""The later point of a retention KPI, told beside its value."""

LATE_SHARE = 0.8
"""The time by which so many have had the event stands beside the median."""

VALUES = ("value", "low", "high", "events", "p80")


def with_values(
    warehouse: Warehouse,
    kpi: Kpi,
    filters: Filters,
    frame: pd.DataFrame,
    keys: Sequence[str],
    *,
    intervals: bool = True,
) -> pd.DataFrame:
    """The frame with value, low, high of each cell's counted cases; times to an event also have `events`, `p80`.

    `intervals=False` leaves low and high empty where that is quicker.
    """
    cases = warehouse.frame(statements.counted_cases(kpi, filters, _columns(kpi, keys)))
    if not keys:
        return frame.assign(**_summary(kpi, cases, intervals=intervals))
    found = [
        dict(zip(keys, cell, strict=True)) | _summary(kpi, group, intervals=intervals)
        for cell, group in cases.groupby(list(keys), dropna=False, sort=False)
    ]
    if not found:
        return frame.assign(**dict.fromkeys(VALUES, np.nan))
    values = pd.DataFrame(found)
    kept = frame.drop(columns=[name for name in values.columns if name in frame and name not in keys])
    return kept.merge(values, how="left", on=list(keys))


def curve(warehouse: Warehouse, kpi: Kpi, filters: Filters) -> pd.DataFrame:
    """The Kaplan-Meier curve of the counted cases: t in the KPI's unit, survival, low, high, at_risk."""
    cases = warehouse.frame(statements.counted_cases(kpi, filters, ("duration", "is_event")))
    found = survival.kaplan_meier(cases["duration"].to_numpy(dtype=float), cases["is_event"].to_numpy(dtype=bool))
    return pd.DataFrame(
        {"t": found.t, "survival": found.survival, "low": found.low, "high": found.high, "at_risk": found.at_risk}
    )


def counted(warehouse: Warehouse, kpi: Kpi, filters: Filters) -> pd.DataFrame:
    """The counted cases with what the KPI's value and its own columns tell of them."""
    return warehouse.frame(statements.counted_cases(kpi, filters, _columns(kpi, kpi.own_columns)))


def later(kpi: Kpi, cases: pd.DataFrame) -> tuple[Fact, ...]:
    """What a time to an event tells beside its value: the 80th percentile, or who is still there after a year."""
    found = survival.kaplan_meier(cases["duration"].to_numpy(dtype=float), cases["is_event"].to_numpy(dtype=bool))
    if kpi.unit == "survival":
        kept = found.survival_at(LATE_DAYS).value
        note = "Nobody was watched that long yet." if np.isnan(kept) else None
        return (Fact(f"Still with us after {LATE_DAYS} days", kept, "percent", len(cases), note),)
    time = found.quantile(LATE_SHARE).value
    note = "Not reached: fewer than four in five have got there yet." if np.isnan(time) else None
    return (Fact("Time by which four in five have got there", time, kpi.unit, len(cases), note),)


def _columns(kpi: Kpi, keys: Sequence[str]) -> tuple[str, ...]:
    if kpi.shape == "time_to_event":
        return tuple(dict.fromkeys((*keys, "duration", "is_event")))
    return tuple(dict.fromkeys((*keys, *shapes.columns(kpi.id, kpi.own_columns))))


def _summary(kpi: Kpi, cases: pd.DataFrame, *, intervals: bool) -> dict[str, object]:
    if kpi.shape == "time_to_event":
        return _time_to_event(kpi, cases)
    if cases.empty:
        return dict.fromkeys(VALUES, np.nan)
    reduced = asdict(shapes.reducer(kpi.id, intervals=intervals)(cases))
    return {name: np.nan if number is None else number for name, number in reduced.items()}


def _time_to_event(kpi: Kpi, cases: pd.DataFrame) -> dict[str, object]:
    if cases.empty:
        return dict.fromkeys(VALUES, np.nan)
    is_event = cases["is_event"].to_numpy(dtype=bool)
    found = survival.kaplan_meier(cases["duration"].to_numpy(dtype=float), is_event)
    answer = found.survival_at(SURVIVAL_DAYS) if kpi.unit == "survival" else found.median
    late = np.nan if kpi.unit == "survival" else found.quantile(LATE_SHARE).value
    numbers = {"value": answer.value, "low": answer.low, "high": answer.high, "p80": late}
    return {**numbers, "events": int(is_event.sum())}
