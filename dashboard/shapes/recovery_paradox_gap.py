"""Recovery paradox: how many more of the fully recovered stay a year than of matched customers without complaint."""

import pandas as pd

from dashboard.shapes import Reduced
from dashboard.survival import Curve, difference_at, kaplan_meier

WATCHED_DAYS = 365
POINTS = 100


def reduce(cases: pd.DataFrame) -> Reduced:
    """The gap after 365 days in percentage points; no value until somebody was watched that long in both groups."""
    is_recovered = cases["is_recovered"].astype(bool)
    gap = difference_at(_curve(cases[is_recovered]), _curve(cases[~is_recovered]), WATCHED_DAYS)
    if pd.isna(gap.value):
        return Reduced(None)
    return Reduced(POINTS * gap.value, POINTS * gap.low, POINTS * gap.high)


def _curve(cases: pd.DataFrame) -> Curve:
    """The matches of one recovered customer together weigh as much as that customer."""
    duration = cases["duration"].clip(lower=0).to_numpy(dtype=float)
    return kaplan_meier(
        duration, cases["numerator"].to_numpy(dtype=bool), cases["customer_weight"].to_numpy(dtype=float)
    )
