"""The small figures of the page on recovery, and the weeks that it looks at."""

import streamlit as st

from dashboard.components import data, measured
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.presentation.small_figures import SmallFigure
from dashboard.topics import recovery

_ALL, _CHOSEN = "all", "chosen"
_REVENUE = "revenue_retention_90d"


def scope(chosen: Selection) -> Filters:
    """The switch of the weeks: whom one wants to follow for a year must have complained long before."""
    first, last = formats.week(chosen.first), formats.week(chosen.last)
    words = {_ALL: f"All weeks to {last}", _CHOSEN: f"Only {first}–{last}"}
    asked = st.segmented_control(
        "Complaints opened in",
        list(words),
        format_func=words.__getitem__,
        default=_ALL,
        required=True,
        key="opened",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen.filters.between(chosen.first if asked == _CHOSEN else None, chosen.last)


def figures(chosen: Selection, scope: Filters) -> list[SmallFigure]:
    """Revenue kept, the paradox, the cost of one more customer kept, and the share treated as the evidence suggests."""
    return [
        measured.small_figure(chosen, _REVENUE, scope, _revenue_of_others(chosen, scope)),
        measured.small_figure(chosen, "recovery_paradox_gap", scope, "Near or below zero is what studies find."),
        measured.small_figure(chosen, "cost_per_retained", scope, _cost_note(chosen, scope)),
        measured.small_figure(chosen, "best_fit_table", scope, "Of complaints for whose kind there is evidence."),
    ]


def _revenue_of_others(chosen: Selection, scope: Filters) -> str:
    """The same ratio of customers without a complaint: seasons show in both."""
    if data.missing(chosen, _REVENUE):
        return ""
    others = data.panel(chosen, "revenue_without_complaint", scope.between(None, None))
    ratio = recovery.revenue_of_others(measured.frame(chosen, _REVENUE, scope, ("week",)), others)
    if ratio is None:
        return ""
    whole = " (of the whole company)" if chosen.filters.conditions else ""
    return f"Customers without a complaint{whole}, same months: {formats.number(ratio)}."


def _cost_note(chosen: Selection, scope: Filters) -> str:
    """Why there is no cost, or what it is of."""
    if data.missing(chosen, "cost_per_retained"):
        return ""
    value = measured.frame(chosen, "cost_per_retained", scope).iloc[0]["value"]
    return "Effect not shown, so no cost." if formats.is_missing(value) else "By an apology beside compensation."
