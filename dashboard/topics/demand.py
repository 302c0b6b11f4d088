"""Who takes most of our time: contacts for what customers bring, and what the most demanding mean for the others."""

import pandas as pd

from dashboard.presentation import formats
from dashboard.topics import value_rows

MOST_HASSLE = 50
"""Customers in the list of the hassle index."""


def hassle(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `queries/panels/hassle_customers.sql` as a table: index, contacts, revenue, share of our fault."""
    share = rows["count_our_fault"] / rows["count_judged"].where(rows["count_judged"] > 0)
    return pd.DataFrame(
        {
            "customer": [value_rows.name_of(row) for row in rows.to_dict("records")],
            "own_index": rows["own_index"],
            "our_fault": 100 * share,
            "judged": rows["count_judged"],
            "contacts": rows["count_contacts"],
            "revenue": rows["revenue"],
            "segment": rows["segment"],
            "customer_id": rows["customer_id"],
        }
    )


def crowding(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `queries/panels/crowding_shares.sql` for `charts.bars`: share of minutes, of revenue as ◇."""
    found = []
    for row in rows.to_dict("records"):
        minutes = row["top_minutes"] / row["all_minutes"] if row["all_minutes"] else None
        revenue = row["top_revenue"] / row["all_revenue"] if row["all_revenue"] else None
        label = f"Top {formats.percent(row['share'])}"
        people = formats.plural(int(row["count_top"]), "customer")
        note = f"◇ {formats.percent(revenue)}" if revenue is not None else ""
        hover = (
            f"<b>{label}: {people}</b><br>{formats.percent(minutes)} of the minutes<br>"
            f"{formats.percent(revenue)} of the revenue"
        )
        role = "emphasis" if row["share"] == rows["share"].max() else "plain"
        found.append((label, minutes, None, None, revenue, role, formats.percent(minutes), note, hover))
    columns = ["label", "value", "low", "high", "published", "role", "text", "note", "hover"]
    return pd.DataFrame(found, columns=columns).astype(dict.fromkeys(columns[1:5], "float64"))


def answer(measured: pd.DataFrame, period: str) -> str:
    """The answer below "Do a few crowd out the others?"; `measured` is the one row of the KPI crowding_out."""
    row = measured.iloc[0]
    sure = formats.interval(row["low"], row["high"], "percent")
    return (
        f"5% of customers took {formats.percent(row['value'])} of our time in {period}{f' ({sure})' if sure else ''}."
    )


def waits(rows: pd.DataFrame) -> str:
    """What the others wait in quiet and in busy hours, in one sentence; empty when no wait was measured."""
    median = {bool(row["is_busy"]): row for row in rows.to_dict("records")}
    if len(median) < 2:
        return ""
    quiet, busy = (_seconds(median[is_busy]["median_wait_s"]) for is_busy in (False, True))
    counts = " and ".join(f"{int(median[is_busy]['count_waits']):,}" for is_busy in (False, True))
    same = "the same" if quiet == busy else busy
    return f"The others wait {quiet} in quiet hours and {same} in busy ones (medians of {counts} waits)."


def _seconds(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
