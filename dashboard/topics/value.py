"""Cost against value: who brings how much and costs how much, as totals and sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.engine import statements
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import formats, scales
from dashboard.presentation.tiles import Tile
from dashboard.topics import value_rows

MOST_BELOW = 1_000
"""Customers below zero that are drawn and listed, those who take back most."""

MOST_OTHERS = 420
"""Customers above zero that are drawn, at random."""

FEW_JUDGED = 20
"""Below so many customers with a judged complaint nothing is said about whose fault it mostly was."""


@dataclass(frozen=True)
class Totals:
    """All customers with revenue or cost in the 12 months; money in the base currency, `taken_back` above zero.

    `judged` and `mostly_ours` count customers below zero: with a judged complaint, and where most were our fault.
    """

    customers: int
    below_zero: int
    without_margin: int
    without_cost: int
    drawable_others: int
    judged: int
    mostly_ours: int
    revenue: float
    cogs: float
    cost: float
    net_value: float
    taken_back: float

    @property
    def others(self) -> int:
        """Customers who bring at least what they cost."""
        return self.customers - self.below_zero


def month_of(filters: Filters) -> date:
    """The month that filters over one week take of a monthly measure; AmendsError without weeks."""
    month = statements.period_range("month", filters)[1]
    if month is None:
        raise AmendsError("Value is measured by month; the filters name no weeks.")
    return month


def totals(rows: pd.DataFrame) -> Totals:
    """Add up the rows of `queries/panels/value_totals.sql`."""
    summed = rows.drop(columns="has_been_12_months").sum()
    return Totals(
        customers=int(summed["count_customers"]),
        below_zero=int(summed["count_below_zero"]),
        without_margin=int(summed["count_without_margin"]),
        without_cost=int(summed["count_without_cost"]),
        drawable_others=int(summed["count_drawable_others"]),
        judged=int(summed["count_judged"]),
        mostly_ours=int(summed["count_mostly_ours"]),
        revenue=float(summed["revenue"]),
        cogs=float(summed["cogs"]),
        cost=float(summed["cost"]),
        net_value=float(summed["net_value"]),
        taken_back=float(summed["taken_back"]),
    )


def verdict(found: Totals, currency: str) -> str:
    """The sentence of the page: how many, how much, and whose doing it is (Streamlit Markdown)."""
    if not found.below_zero:
        return f"Nobody costs more than they bring: {formats.plural(found.customers, 'customer')} measured."
    share = formats.percent(found.below_zero / found.customers, 1)
    one = found.below_zero == 1
    words = "costs more than it brings and takes" if one else "cost more than they bring and take"
    money = formats.money(found.taken_back, currency)
    who = formats.plural(found.below_zero, "customer")
    return f"**{who}** ({share}) {words} back **:orange[{money}]** a year.{_whose(found)}"


def _whose(found: Totals) -> str:
    """The uncomfortable half, where enough of them have a judged complaint."""
    if found.judged < FEW_JUDGED:
        return ""
    return f" Of those who complained, {formats.percent(found.mostly_ours / found.judged)} were **mostly right**."


def tick(amount: float, currency: str) -> str:
    """A round amount as an axis writes it: `€10k`."""
    return scales.plain([formats.money(amount, currency)])[0]


def is_near(limit: float, tile: Tile) -> bool:
    """Whether a line at `limit` can be drawn into the chart of a tile without flattening the data."""
    if tile.trend is None:
        return False
    drawn = tile.trend.frame[["value", "lower", "upper"]].stack().dropna()
    low, high = float(drawn.min()), float(drawn.max())
    room = max(high - low, 0.1 * abs(high))
    return low - room <= limit <= high + room


def method(found: Totals, month: date, *, has_cogs: bool) -> str:
    """How the page counts, in one line."""
    margin = "revenue less cost of goods" if has_cogs else "revenue (no cost of goods is loaded)"
    judged = f" {found.judged:,} of the {found.below_zero:,} have a judged complaint." if found.below_zero else ""
    return f"12 months to {formats.month(month)}: {margin}, less what serving the customer cost.{judged}"


def drawn_words(found: Totals, rows: pd.DataFrame) -> str:
    """The caption of the scatter: what the marks mean, who is a sample, and who is not there."""
    below, others = int(rows["is_below_zero"].sum()), int((~value_rows.drawable(rows)["is_below_zero"]).sum())
    parts = ["■ mostly our fault", "○ mostly not", "◇ no judged complaint"]
    if others < found.drawable_others:
        parts.append(f"grey: {others:,} of the {found.drawable_others:,} others, at random")
    elif others:
        parts.append(f"grey: all {others:,} others")
    few = f" Only the {below:,} who take back most are marked." if below < found.below_zero else ""
    return " · ".join(parts) + "." + few + _not_drawn(found)


def _not_drawn(found: Totals) -> str:
    missing = [
        (found.without_margin, "without a positive margin"),
        (found.without_cost, "without any cost"),
    ]
    told = [f"{count:,} {words}" for count, words in missing if count]
    return f" Not drawn: {' and '.join(told)}." if told else ""


def estimated_words(rows: pd.DataFrame) -> str:
    """What to say of costs that nobody booked; empty when all of them were."""
    total, estimated = float(rows["amount"].sum()), float(rows["estimated"].sum())
    if not estimated:
        return ""
    part = "" if estimated >= total else f", {formats.percent(estimated / total)} of them"
    return f"Estimated costs{part}: minutes at the hourly rate, and offers paid"


def dealings(row: dict[str, Any], contacts: pd.DataFrame, promises: pd.DataFrame) -> str:
    """A customer's 12 months beside the amounts: contacts, complaints and whose fault, promises of ours."""
    judged, ours, complaints = (int(row[name]) for name in ("count_judged", "count_our_fault", "count_complaints"))
    whose = f", {ours} of {judged} judged ones our fault" if judged else ", none of them judged"
    count = int(contacts["count_contacts"].sum())
    told = f"{formats.plural(count, 'contact')}, {formats.plural(complaints, 'complaint')} in 12 months"
    broken, due = int(promises["count_broken"].sum()), int(promises["count_due"].sum())
    kept = f" We broke {broken} of {formats.plural(due, 'promise')}." if due else ""
    return f"{told}{whose if complaints else ''}.{kept} A figure, not a verdict."
