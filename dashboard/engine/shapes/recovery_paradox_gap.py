"""Recovery paradox: how many more of the fully recovered stay a year than of matched customers without complaint."""

import pandas as pd

from dashboard.engine.shapes import Fact, Reduced
from dashboard.stats.survival import Curve, difference_at, kaplan_meier

WATCHED_DAYS = 365
POINTS = 100
MIN_ARM = 50
"""Fewest customers in each group for the gap to mean anything."""


def reduce(cases: pd.DataFrame) -> Reduced:
    """The gap after 365 days in percentage points; no value until somebody was watched that long in both groups."""
    is_recovered = cases["is_recovered"].astype(bool)
    gap = difference_at(_curve(cases[is_recovered]), _curve(cases[~is_recovered]), WATCHED_DAYS)
    if pd.isna(gap.value):
        return Reduced(None)
    return Reduced(POINTS * gap.value, POINTS * gap.low, POINTS * gap.high)


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """The two shares whose difference is the gap, each with its number of customers."""
    is_recovered = cases["is_recovered"].astype(bool)
    groups = (("Fully recovered", cases[is_recovered]), ("Matched, without a complaint", cases[~is_recovered]))
    return tuple(_kept(name, group) for name, group in groups)


def _kept(name: str, group: pd.DataFrame) -> Fact:
    few = f"Fewer than {MIN_ARM} customers in this group." if len(group) < MIN_ARM else None
    label = f"{name}: still with us after {WATCHED_DAYS} days"
    return Fact(label, _curve(group).survival_at(WATCHED_DAYS).value, "percent", len(group), few)


def _curve(cases: pd.DataFrame) -> Curve:
    """The matches of one recovered customer together weigh as much as that customer."""
    duration = cases["duration"].clip(lower=0).to_numpy(dtype=float)
    return kaplan_meier(
        duration, cases["numerator"].to_numpy(dtype=bool), cases["customer_weight"].to_numpy(dtype=float)
    )
