"""What became of a customer after a decision, in sentences beside the answers that were given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dashboard.presentation import formats

Row = Mapping[str, Any]

_LEFT = {"partial": "It left in part", "ended_by_us": "We ended it"}


def span(since: datetime, as_of: datetime) -> str:
    """How much of the 12 months after a decision the data cover."""
    days = (as_of - since).days
    if days <= 0:
        return "The data end before the decision: nothing can be seen yet."
    if days >= 365:
        return "The 12 months after it are over."
    return f"{formats.plural(days, 'day')} of the 12 months after it are in the data."


def sentences(row: Row, loss: Row | None, before: Row, value: Row | None, currency: str) -> list[str]:
    """What happened since (`row`), with the first loss since if there is one.

    `before` holds what the sheet kept of the money then, `value` the money now.
    """
    complaints = int(row["count_complaints"] or 0)
    ours = f", {int(row['count_our_fault']):,} of them our fault" if complaints else ""
    found = [f"{formats.plural(complaints, 'complaint')}{ours}."]
    if row["count_due"]:
        found.append(
            f"We kept {int(row['count_kept'])} of {formats.plural(int(row['count_due']), 'promise')} that fell due."
        )
    if row["count_escalated"]:
        found.append(f"{formats.plural(int(row['count_escalated']), 'complaint')} taken outside.")
    return [*found, _money(before, value, currency), _stayed(loss)]


def _money(before: Row, value: Row | None, currency: str) -> str:
    now = value.get("net_value") if value else None
    then = before.get("net_value")
    if now is None or then is None:
        return "Net value: not known for then and now."
    return f"Net value of 12 months: {formats.money(now, currency)}, {formats.money(then, currency)} at the decision."


def _stayed(loss: Row | None) -> str:
    if loss is None:
        return "It is still a customer."
    day, back = loss["lost_on"], loss["won_back_on"]
    again = f" and came back on {back.day} {back:%b %Y}" if back is not None else ""
    return f"{_LEFT.get(loss['kind'], 'It left')} on {day.day} {day:%b %Y}{again}."
