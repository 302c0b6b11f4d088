"""Is a team different beyond chance? A share by team or agent, standardised for causes and severities, on a funnel.

There is no ranking: units come in the order of their size.
"""

import numpy as np
import pandas as pd

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.stats import funnel
from dashboard.stats.intervals import FloatArray
from dashboard.warehouse.reader import Warehouse

STRATA = ("cause_code", "severity")
"""What a unit's mix of cases is made of."""

UNITS = ("team_id", "agent_id")

LINE_POINTS = 60


def compare(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    column: str = "team_id",
) -> pd.DataFrame:
    """One row per unit of `column` with counted cases, the largest first; None as unit = cases without one.

    Columns: `unit`; `cases`; `numerator`, `denominator` and `value` (the unit's own share); `expected` (the share it
    would have if each of its cause and severity had the overall rate); `standardised` (its share with the mix taken
    out, what to draw); `effective_cases` (where to draw it on the axis); `low_95`, `high_95`, `low_998`, `high_998`
    (the funnel there); `place` (`inside`, `beyond_95`, `beyond_998`); `is_judged` (enough cases for a colour);
    `overall` (the centre, the same in every row). Shares are 0 to 1.

    Raises AmendsError for a KPI that is no share, whose needs are not met, or a column that is no unit.
    """
    kpi = measures.available(warehouse, kpi_id)
    if kpi.unit != "percent" or kpi.shape != "ratio":
        raise AmendsError(f"{kpi.label} is no share, so teams cannot be compared on a funnel.")
    if column not in UNITS:
        raise AmendsError(f"“{column}” is neither a team nor an agent. There are {', '.join(UNITS)}.")
    sums = measures.measure(warehouse, kpi_id, filters, (column, *STRATA), intervals=False)
    sums = sums[sums["denominator"] > 0]
    units = [None if pd.isna(unit) else str(unit) for unit in sums[column]]
    strata = [tuple(None if pd.isna(part) else part for part in row) for row in sums[list(STRATA)].to_numpy()]
    found = funnel.compare(units, strata, sums["numerator"], sums["denominator"])
    cases = sums.groupby(pd.Series(units, index=sums.index, dtype=object), dropna=False, sort=False)["cases"].sum()
    return _table(found, cases.to_numpy(dtype=np.float64), kpi.min_n)


def _table(found: funnel.Comparison, cases: FloatArray, min_n: int) -> pd.DataFrame:
    inner, outer = (funnel.funnel_limits(found.overall, found.effective_cases, part) for part in (0.95, 0.998))
    table = pd.DataFrame(
        {
            "unit": pd.Series(found.units, dtype=object),
            "cases": cases.astype(np.int64),
            "numerator": found.observed,
            "denominator": found.cases,
            "value": found.observed / found.cases,
            "expected": found.expected / found.cases,
            "standardised": found.standardised,
            "effective_cases": found.effective_cases,
            "low_95": inner.low,
            "high_95": inner.high,
            "low_998": outer.low,
            "high_998": outer.high,
            "place": found.place,
            "is_judged": cases >= min_n,
            "overall": found.overall,
        }
    )
    return table.sort_values(["cases", "unit"], ascending=[False, True], ignore_index=True)


def lines(table: pd.DataFrame) -> pd.DataFrame:
    """The funnel to draw behind the units of `compare`: columns cases, low_95, high_95, low_998, high_998.

    No rows without units. The steps are even on a square-root scale, where the funnel is steepest for few cases.
    """
    names = ["cases", "low_95", "high_95", "low_998", "high_998"]
    if table.empty:
        return pd.DataFrame(columns=names, dtype="float64")
    overall, most = float(table["overall"].iloc[0]), float(table["effective_cases"].max())
    cases = np.linspace(1, np.sqrt(max(most * 1.05, 2)), LINE_POINTS) ** 2
    inner, outer = (funnel.funnel_limits(overall, cases, part) for part in (0.95, 0.998))
    return pd.DataFrame(dict(zip(names, (cases, inner.low, inner.high, outer.low, outer.high), strict=True)))
