"""Whale peak: how far the best customers' value rises before the others eat it up, over the total of all."""

import pandas as pd

from dashboard.shapes import Reduced


def reduce(cases: pd.DataFrame) -> Reduced:
    """The highest point of the curve of added-up net values, over its last point; no value when that is 0 or less.

    `numerator` of a case is the customer's net value. The answer's numerator and denominator are the two amounts.
    """
    peak, _ = peak_of(cases["numerator"])
    total = float(cases["numerator"].sum())
    return Reduced(peak / total if total > 0 else None, numerator=peak, denominator=total)


def peak_of(net_values: "pd.Series[float]") -> tuple[float, float]:
    """The highest point of the curve and the share of the customers (0 to 1) at which it lies.

    Customers are sorted from the most valuable down, so the curve rises over those above 0.
    """
    above = net_values[net_values > 0]
    return float(above.sum()), len(above) / len(net_values) if len(net_values) else 0.0
