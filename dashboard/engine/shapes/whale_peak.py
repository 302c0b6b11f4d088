"""Whale peak: how far the best customers' value rises before the others eat it up, over the total of all."""

import pandas as pd

from dashboard.engine.shapes import Fact, Reduced

COLUMNS = ("numerator",)


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


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """Where the peak lies, and the two amounts, which stand also where the ratio does not."""
    peak, share = peak_of(cases["numerator"])
    total = float(cases["numerator"].sum())
    note = None if total > 0 else "All customers together bring nothing, so there is no ratio."
    return (
        Fact("Share of the customers at the peak", share, "percent", len(cases)),
        Fact("Net value at the peak", peak, "money", len(cases)),
        Fact("Net value of all", total, "money", len(cases), note),
    )
