"""Adjusted effect: how much more often the treated stay, within strata, in percentage points."""

import pandas as pd

from dashboard.engine.shapes import Fact, Reduced
from dashboard.stats.stratified import MIN_ARM, MIN_OVERLAP, RiskDifference, mantel_haenszel_risk_difference

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


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """The difference without strata and with those of all cases, and whether the two groups can be compared."""
    effect = effect_of(cases)
    count, treated = len(cases), int(cases["is_treated"].sum())
    drawn = int(cases["is_randomised"].sum())
    too_few = None if min(treated, count - treated) >= MIN_ARM else f"Not comparable: below {MIN_ARM} in a group."
    apart = None if effect.overlap >= MIN_OVERLAP else "Not comparable: too many have nobody to be compared with."
    chance = None if drawn else "An association, no effect: nobody was drawn by chance."
    return (
        Fact("Difference without strata", POINTS * effect.crude, "points", count),
        Fact("Difference at the mix of all cases", POINTS * effect.standardised, "points", count),
        Fact("With the intervention", treated, "count", count, too_few),
        Fact("Of them, with somebody to be compared with", effect.overlap, "percent", treated, apart),
        Fact("Cases whose intervention was drawn by chance", drawn / count, "percent", count, chance),
    )
