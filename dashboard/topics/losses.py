"""Customers lost in a range of weeks: how many, what they brought in a year, and the sentences that say why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.engine import kpis, periods
from dashboard.presentation import formats, names
from dashboard.presentation.readings import Reading
from dashboard.presentation.shares import Apart
from dashboard.warehouse.reader import Warehouse

READABLE = 0.6
"""Reasons are read only where so many of them are known."""

PRICE = "cheaper_competitor"
"""The reason that is easily named in the place of another one."""

_REASONS = "loss_reason_share"
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Losses:
    """Losses from Monday `first` to the week of Monday `last`; revenue is what they brought in a year, None unknown."""

    first: date
    last: date
    count: int
    unknown: int
    revenue: float | None
    revenue_unknown: float

    @property
    def weeks(self) -> str:
        """The weeks in words: `W34–W46`."""
        first, last = formats.week(self.first), formats.week(self.last)
        return first if first == last else f"{first}–{last}"

    @property
    def is_readable(self) -> bool:
        """Whether enough reasons are known to read them."""
        return self.count > 0 and (self.count - self.unknown) / self.count >= READABLE

    def apart(self, currency: str | None = None) -> Apart | None:
        """Losses without a known reason among all, by revenue with a currency; None when every reason is known."""
        part, whole = (self.unknown, self.count) if currency is None else (self.revenue_unknown, self.revenue or 0.0)
        if not part or not whole:
            return None
        words = [formats.count(one) if currency is None else formats.money(one, currency) for one in (part, whole)]
        return Apart(part / whole, " of ".join(words))


def scope(final: date, first: date, last: date) -> tuple[date, date]:
    """The last 13 final weeks of a choice (the weeks that pages add up), fewer where fewer are chosen; the choice
    itself where none is final.
    """
    weeks = kpis.find(_REASONS).page_weeks or 1
    return (first, last) if final < first else (max(first, final - (weeks - 1) * _WEEK), final)


def after(final: date, last: date) -> tuple[date, date] | None:
    """The weeks of a choice after its last final one, None where there are none."""
    return (final + _WEEK, last) if final < last else None


def last_final(warehouse: Warehouse, first: date, last: date) -> date:
    """The last week of a choice whose losses can no longer change; the week before it where none is final."""
    kpi, week = kpis.find(_REASONS), last
    while week >= first and not periods.is_final(warehouse, kpi, week):
        week -= _WEEK
    return week


def summed(weekly: pd.DataFrame, first: date, last: date) -> Losses:
    """The rows of the panel `losses_by_week` between two Mondays, added up."""
    inside = weekly[(weekly["week"] >= pd.Timestamp(first)) & (weekly["week"] <= pd.Timestamp(last))]
    return Losses(
        first=first,
        last=last,
        count=int(inside["count_losses"].sum()),
        unknown=int(inside["count_unknown"].sum()),
        revenue=float(inside["revenue"].sum()) if inside["count_revenue"].sum() else None,
        revenue_unknown=float(inside["revenue_unknown"].sum()),
    )


def leading(measured: pd.DataFrame) -> dict[Any, Any] | None:
    """The reason with the largest share, a row of `measures.measure`; None without a known reason."""
    known = measured[measured["cases"] > 0].dropna(subset=["reason_code"])
    return None if known.empty else known.sort_values("value", ascending=False).iloc[0].to_dict()


def headline(losses: Losses, first_reason: dict[Any, Any] | None, currency: str, since: Losses | None = None) -> str:
    """The page in one sentence: how many left, what they brought, the commonest reason, how many have none.

    Where nobody left, `since` tells of the weeks after them, which can still change.
    """
    if not losses.count:
        later = f", **{since.count:,}** since then, in {since.weeks}" if since and since.count else ""
        return f"No customer left in {losses.weeks}{later}."
    worth = f", worth **{formats.money(losses.revenue, currency)}** a year" if losses.revenue is not None else ""
    left = f"**{formats.plural(losses.count, 'customer')}** left in {losses.weeks}{worth}"
    known = losses.count - losses.unknown
    if first_reason is None or not losses.is_readable:
        return f"{left}; we know why for only **{known:,} of {losses.count:,}**."
    name = names.of("reason_code", str(first_reason["reason_code"])).lower()
    hidden = f"; for **{losses.unknown:,}** nobody knows why" if losses.unknown else ""
    if known < kpis.find(_REASONS).min_n:
        return f"{left}. “{name[:1].upper()}{name[1:]}” is named most{hidden}."
    return f"{left}. Of the known reasons **{formats.percent(first_reason['value'])}** are “{name}”{hidden}."


def answer(measured: pd.DataFrame, losses: Losses, min_n: int) -> str:
    """The line below “Why do they leave?”: the first reason, and whether it is clearly the first."""
    first = leading(measured)
    if first is None:
        return "No reason is known."
    if not losses.is_readable:
        return f"Known for {formats.percent(1 - losses.unknown / losses.count)}: read it from 60% on."
    name = names.of("reason_code", str(first["reason_code"]))
    if first["cases"] < min_n:
        return f"{name} is named most, but n is below {min_n}: not judged."
    others = measured[measured["reason_code"] != first["reason_code"]]["value"]
    if len(others) and others.max() >= first["low"]:
        return f"{name} is named most, but the next may be as common."
    return f"{name} is clearly named most."


def over_range(readings: Iterable[Reading]) -> float | None:
    """Weekly churn rates together: 1 − ∏(1 − r), the share of customers that a whole range of weeks costs."""
    rates = [reading.value for reading in readings if reading.value is not None]
    kept = 1.0
    for rate in rates:
        kept *= 1 - rate
    return 1 - kept if rates else None
