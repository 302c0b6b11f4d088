"""What customers say when asked about the person and the answer: agreement, its interval, how many answered at all."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from dashboard.presentation import formats
from dashboard.stats import intervals

ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "satisfaction": "Satisfied",
        "answered_properly": "Answered properly",
        "respected": "Felt respected",
        "on_our_side": "Felt us on their side",
        "felt_welcome": "Felt welcome",
    }
)
"""Survey item -> what agreeing to it means; 4 or 5 of 5, or a yes."""

MIN_N = 20
_COLUMNS = ("item", "value", "base", "interval", "responded")


def table(found: pd.DataFrame) -> pd.DataFrame:
    """One row per item of `ITEMS`, asked or not: agreement as 0-100, base, interval, response rate as 0-100.

    `found` are the rows of the panel `survey_items`.
    """
    by_item = {str(row["question_id"]): row for row in found.to_dict("records")}
    rows = [_row(name, by_item.get(item)) for item, name in ITEMS.items()]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype({"value": "float64", "responded": "float64"})


def _row(name: str, row: Mapping[str, float] | None) -> tuple[object, ...]:
    if row is None:
        return name, None, "not asked", "", None
    agreed, answered, asked = int(row["count_agreed"]), int(row["count_answered"]), row["count_asked"]
    low, high = (float(limit) for limit in intervals.wilson(agreed, answered))
    rate = 100 * row["count_responded"] / asked if asked and asked == asked else None
    base = f"{agreed:,} of {answered:,}" + (", few" if answered < MIN_N else "")
    interval = formats.interval(low, high, "percent").removeprefix("95% ")
    return name, 100 * agreed / answered, base, interval, rate


def negative(found: pd.DataFrame) -> str:
    """How many said the opposite of satisfied, in words; empty when nobody was asked."""
    for row in found.to_dict("records"):
        if row["question_id"] == "satisfaction":
            disagreed, answered = int(row["count_disagreed"]), int(row["count_answered"])
            share = formats.percent(disagreed / answered)
            return f"Dissatisfied (1 or 2 of 5): {share}, {disagreed:,} of {answered:,}."
    return ""
