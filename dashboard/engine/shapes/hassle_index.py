"""Hassle index: the middle customer's contacts per revenue, over the median of the customer's segment."""

import pandas as pd

from dashboard.engine.shapes import Reduced

COLUMNS = ("numerator", "denominator")


def reduce(cases: pd.DataFrame) -> Reduced:
    """The median of numerator / denominator over the customers; 1 is usual. It has no limits."""
    index = cases["numerator"].astype("float64") / cases["denominator"].astype("float64")
    return Reduced(float(index.median()))
