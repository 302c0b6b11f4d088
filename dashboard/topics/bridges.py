"""One customer's way from margin to net value, for `charts.bridge`."""

import pandas as pd

from dashboard.presentation import formats, names

MOST_LINES = 6
"""Lines of cost that are drawn one by one; the smaller ones are drawn together."""


def bridge(margin: float, costs: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Margin, the lines of cost (columns cost_type, amount; the largest first), and the net value."""
    lines = [
        (names.of("cost_type", str(code)), float(amount)) for code, amount in costs[["cost_type", "amount"]].values
    ]
    shown, rest = lines[:MOST_LINES], lines[MOST_LINES:]
    if len(rest) == 1:
        shown, rest = lines, []
    if rest:
        shown = [*shown, (f"{len(rest)} other lines", sum(amount for _, amount in rest))]
    net = margin - sum(amount for _, amount in lines)
    rows = [
        ("Margin", margin, "margin"),
        *((label, -amount, "cost") for label, amount in shown),
        ("Net value", net, "net"),
    ]
    return pd.DataFrame(
        [(label, amount, role, formats.money(amount, currency)) for label, amount, role in rows],
        columns=["label", "amount", "role", "text"],
    )
