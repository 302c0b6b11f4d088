"""The rows that the page "Cost against value" draws and lists: customers, the time with us, costs by type."""

from html import escape
from typing import Any

import pandas as pd

from dashboard.presentation import formats, names
from dashboard.stats import intervals

_TENURES = {True: "12 months or more", False: "Less than 12 months", None: "Start not known"}


def fault(judged: int, ours: int) -> str:
    """Whose fault most of the judged complaints were: "ours", "theirs" (half of them or fewer ours) or "unknown"."""
    if not judged:
        return "unknown"
    return "ours" if 2 * ours > judged else "theirs"


def drawable(rows: pd.DataFrame) -> pd.DataFrame:
    """The customers who have a place on two logarithmic axes."""
    return rows[(rows["margin"] > 0) & (rows["cost"] > 0)]


def points(rows: pd.DataFrame, currency: str) -> pd.DataFrame:
    """The rows of `queries/panels/value_points.sql` that can be drawn, for `charts.scatter`.

    Columns: customer_id, name, x (margin), y (cost), group ("other", or see `fault`), hover.
    """
    drawn = drawable(rows)
    records = drawn.to_dict("records")
    return pd.DataFrame(
        {
            "customer_id": drawn["customer_id"].tolist(),
            "name": [escape(shortened(name_of(row))) for row in records],
            "x": drawn["margin"].tolist(),
            "y": drawn["cost"].tolist(),
            "group": [
                fault(row["count_judged"], row["count_our_fault"]) if row["is_below_zero"] else "other"
                for row in records
            ],
            "hover": [_hover(row, currency) for row in records],
        }
    )


def shortened(text: str, most: int = 40) -> str:
    """A text that fits beside a mark: at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def name_of(row: dict[str, Any]) -> str:
    """The customer's name, the id when there is none."""
    name = row.get("name")
    return str(name if isinstance(name, str) and name else row["customer_id"])


def _hover(row: dict[str, Any], currency: str) -> str:
    amounts = {"margin": row["margin"], "cost to serve": row["cost"], "net": row["net_value"]}
    lines = [f"{label} {formats.money_exact(amount, currency)}" for label, amount in amounts.items()]
    judged, ours = int(row["count_judged"]), int(row["count_our_fault"])
    whose = f"{ours} of {judged} judged complaints our fault" if judged else "no judged complaint"
    head = f"<b>{escape(shortened(name_of(row)))}</b> {escape(str(row['customer_id']))}"
    return "<br>".join([head, *lines, whose])


def listed(rows: pd.DataFrame) -> pd.DataFrame:
    """The customers below zero as a table, the keyboard's twin of the scatter: worst first."""
    below = rows[rows["is_below_zero"]]
    share = below["count_our_fault"] / below["count_judged"].where(below["count_judged"] > 0)
    return pd.DataFrame(
        {
            "customer": [name_of(row) for row in below.to_dict("records")],
            "net_value": below["net_value"].tolist(),
            "margin": below["margin"].tolist(),
            "cost": below["cost"].tolist(),
            "our_fault": (100 * share).tolist(),
            "complaints": below["count_complaints"].tolist(),
            "segment": below["segment"].tolist(),
            "since": [_TENURES[_known(value)] for value in below["has_been_12_months"]],
            "customer_id": below["customer_id"].tolist(),
        }
    )


def _known(value: object) -> bool | None:
    return None if value is None or pd.isna(value) else bool(value)


def by_tenure(rows: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Share below zero by the time with us, as texts: new customers cost their start."""
    limits = intervals.wilson(rows["count_below_zero"], rows["count_customers"])
    share = rows["count_below_zero"] / rows["count_customers"]
    return pd.DataFrame(
        {
            "tenure": [_TENURES[_known(value)] for value in rows["has_been_12_months"]],
            "base": [
                f"{formats.count(below)} of {formats.count(of)}"
                for below, of in zip(rows["count_below_zero"], rows["count_customers"], strict=True)
            ],
            "share": [
                formats.value(value, "percent", low, high)
                for value, low, high in zip(share, limits.low, limits.high, strict=True)
            ],
            "interval": [
                formats.interval(low, high, "percent").removeprefix("95% ")
                for low, high in zip(limits.low, limits.high, strict=True)
            ],
            "taken_back": [formats.money(value, currency) for value in rows["taken_back"]],
        }
    )


def cost_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """Types of cost in words with amount, share of all (0-100) and customers, the largest first."""
    return pd.DataFrame(
        {
            "cost": [names.of("cost_type", str(code)) for code in rows["cost_type"]],
            "amount": rows["amount"],
            "share": 100 * rows["amount"] / rows["amount"].sum() if len(rows) else rows["amount"],
            "customers": rows["count_customers"],
        }
    )
