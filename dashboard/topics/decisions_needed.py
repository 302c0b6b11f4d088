"""What needs a decision this week: signals, promises about to break, offers to approve, complaints past their limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.presentation import formats, records
from dashboard.presentation.panels import Choices
from dashboard.presentation.tiles import Tile

_GLYPHS = {"due": "◷", "approval": "€", "broken": "✕", "overdue": "!"}
_WORDS = {
    "due": "with a promise due in 24 h",
    "approval": "with an offer to approve",
    "broken": "with a broken promise",
    "overdue": "past their limit",
}
NOTHING = "Nothing that these data show."
"""What is said where nothing needs a decision."""

_MOST_SIGNALS = 3
MOST = 9
"""Rows of the table."""


@dataclass(frozen=True)
class Decision:
    """One row: what to decide, the yearly revenue at stake (None = unknown), when, who, and what the row opens.

    `target` is ("kpi", id) or ("incident", id).
    """

    glyph: str
    what: str
    at_stake: float | None
    when: str
    who: str
    target: tuple[str, str]


def decisions(shown: Sequence[Tile], rows: pd.DataFrame, choices: Choices) -> list[Decision]:
    """The rows of the table: what got worse first, then the complaints by money; `rows` is the panel `decisions`.

    Where not all of them find room, each kind keeps those with most revenue at stake.
    """
    worse = [_of_signal(tile) for tile in shown if tile.tone == "worse"][:_MOST_SIGNALS]
    kept = rows.sort_values("place", kind="stable").head(MOST - len(worse)).sort_index() if len(rows) else rows
    return [*worse, *(_of_incident(row, choices) for row in records.of(kept))]


def _of_signal(tile: Tile) -> Decision:
    arrow = "▲" if tile.direction > 0 else "▼"
    since = tile.trend.verdict.since if tile.trend else ""
    what = f"{tile.name}: worse, {tile.value}"
    return Decision(arrow, what, None, f"since {since}", "", ("kpi", tile.kpi.id))


def _of_incident(row: dict[str, object], choices: Choices) -> Decision:
    reason = str(row["decision"])
    revenue = row["revenue"]
    who = row["customer_name"] or row["customer_id"] or choices.values["team"].get(str(row["team_id"] or ""), "")
    return Decision(
        _GLYPHS[reason],
        _what(reason, row, choices.currency),
        float(str(revenue)) if revenue is not None else None,
        _when(reason, row),
        str(who),
        ("incident", str(row["incident_id"])),
    )


def _what(reason: str, row: dict[str, object], currency: str) -> str:
    if reason == "due":
        return "Promise due, not yet kept"
    if reason == "approval":
        amount = row["unapproved_amount"]
        sized = f" of {formats.money_exact(float(str(amount)), currency)}" if amount else ""
        return f"Offer{sized} to approve"
    if reason == "broken":
        return f"Promise broken {_ago(row['next_due_at'], row['as_of'])} ago"
    said = ", no apology" if row["is_observed"] and row["first_apology_at"] is None else ""
    return f"{_ago(row['limit_at'], row['as_of'])} past the limit{said}"


def _when(reason: str, row: dict[str, object]) -> str:
    if reason == "due":
        return f"in {_ago(row['as_of'], row['coming_due_at'])}"
    return {"approval": "today", "broken": "now", "overdue": "overdue"}[reason]


def _ago(start: object, end: object) -> str:
    return formats.duration((pd.Timestamp(str(end)) - pd.Timestamp(str(start))).total_seconds() / 3600)


def answer(found: Sequence[Decision], counts: Mapping[str, float]) -> str:
    """How many open complaints there are of each kind, in one line; the table shows the most valuable of each.

    `counts` is the row of the panel `queue_counts`, so the numbers are those of the quick filters on the queue.
    """
    return f"{numbers(counts) or 'Signals only'}. Pick one to open it." if found else NOTHING


def numbers(counts: Mapping[str, float]) -> str:
    """The kinds with their numbers: `3 with a broken promise, 12 past their limit`; empty without any."""
    found = {kind: int(counts[f"count_{kind}"]) for kind in _WORDS}
    return ", ".join(f"{number:,} {_WORDS[kind]}" for kind, number in found.items() if number)


def table(found: Sequence[Decision]) -> pd.DataFrame:
    """The decisions as a table; `At stake` is yearly revenue."""
    rows = [(one.glyph, one.what, one.at_stake, one.when, one.who) for one in found]
    frame = pd.DataFrame(rows, columns=[" ", "What", "At stake", "When", "Who"])
    return frame.astype({"At stake": "float64"})
