"""Retention after a complaint: customers who cannot leave, apart from those who can."""

import pandas as pd

from dashboard.engine.case_measures import SURVIVAL_DAYS
from dashboard.engine.shapes import Fact
from dashboard.stats.survival import kaplan_meier

CAPTIVE = ("contract", "monopoly")


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """Who is still there after 90 days, of the customers free to leave and of the captive ones."""
    is_captive = cases["lock_in"].isin(CAPTIVE)
    if not is_captive.any():
        return ()
    return _kept("free to leave", cases[~is_captive]), _kept("held by contract or monopoly", cases[is_captive])


def _kept(name: str, cases: pd.DataFrame) -> Fact:
    curve = kaplan_meier(cases["duration"].to_numpy(dtype=float), cases["is_event"].to_numpy(dtype=bool))
    kept = curve.survival_at(SURVIVAL_DAYS).value
    return Fact(f"Customers {name}: still with us after {SURVIVAL_DAYS} days", kept, "percent", len(cases))
