"""Values that cannot be added up from slices: medians, survival, and what a reducer makes of the cases.

The counts come from the same sums as everywhere; the value comes from the counted cases of each cell.
"""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import pandas as pd

from dashboard import shapes, statements, survival
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.warehouse.reader import Warehouse

SURVIVAL_DAYS = 90
"""A retention KPI's value is the share that survives so many days."""

VALUES = ("value", "low", "high", "events")


def with_values(
    warehouse: Warehouse, kpi: Kpi, filters: Filters, frame: pd.DataFrame, keys: Sequence[str]
) -> pd.DataFrame:
    """The frame with `value`, `low`, `high` and, for times to an event, `events` of each cell's counted cases."""
    cases = warehouse.frame(statements.counted_cases(kpi, filters, _columns(kpi, keys)))
    if not keys:
        return frame.assign(**_summary(kpi, cases))
    found = [
        dict(zip(keys, cell, strict=True)) | _summary(kpi, group)
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


def _columns(kpi: Kpi, keys: Sequence[str]) -> tuple[str, ...]:
    if kpi.shape == "time_to_event":
        return (*keys, "duration", "is_event")
    wanted = ("case_id", "customer_id", "segment", "severity", "numerator", "denominator", *kpi.own_columns)
    return tuple(dict.fromkeys((*keys, *wanted)))


def _summary(kpi: Kpi, cases: pd.DataFrame) -> dict[str, object]:
    if kpi.shape == "time_to_event":
        return _time_to_event(kpi, cases)
    if cases.empty:
        return dict.fromkeys(VALUES, np.nan)
    reduced = asdict(shapes.reducer(kpi.id)(cases))
    return {name: np.nan if number is None else number for name, number in reduced.items()}


def _time_to_event(kpi: Kpi, cases: pd.DataFrame) -> dict[str, object]:
    if cases.empty:
        return dict.fromkeys(VALUES, np.nan)
    is_event = cases["is_event"].to_numpy(dtype=bool)
    found = survival.kaplan_meier(cases["duration"].to_numpy(dtype=float), is_event)
    answer = found.survival_at(SURVIVAL_DAYS) if kpi.unit == "survival" else found.median
    return {"value": answer.value, "low": answer.low, "high": answer.high, "events": int(is_event.sum())}
