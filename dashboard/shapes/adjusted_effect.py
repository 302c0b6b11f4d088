"""Adjusted effect: how much more often the treated stay, within strata, in percentage points."""

import pandas as pd

from dashboard.shapes import Reduced
from dashboard.stratified import RiskDifference, mantel_haenszel_risk_difference

POINTS = 100


def reduce(cases: pd.DataFrame) -> Reduced:
    """The pooled difference with its 95 % limits; no value where the two groups are not comparable."""
    effect = effect_of(cases)
    if not effect.is_comparable:
        return Reduced(None)
    return Reduced(POINTS * effect.value, POINTS * effect.low, POINTS * effect.high)


def effect_of(cases: pd.DataFrame) -> RiskDifference:
    """The difference as shares, crude and standardised beside; columns stratum, is_treated, numerator (kept)."""
    sums = cases.groupby(["stratum", "is_treated"])["numerator"].agg(["count", "sum"]).unstack(fill_value=0)

    def arm(column: str, *, is_treated: bool) -> "pd.Series[float]":
        empty = pd.Series(0.0, index=sums.index)
        return sums[column, is_treated].astype("float64") if (column, is_treated) in sums else empty

    return mantel_haenszel_risk_difference(
        arm("count", is_treated=True),
        arm("sum", is_treated=True),
        arm("count", is_treated=False),
        arm("sum", is_treated=False),
    )
