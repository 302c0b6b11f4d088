"""Reasons for loss: why customers leave, what went wrong before, and which customers they were."""

import streamlit as st

from dashboard.blocks import loss_blocks, loss_figures
from dashboard.components import data, links, measured, page, small_figure
from dashboard.components.page import Frame
from dashboard.topics import losses, unlocks


def show(frame: Frame) -> None:
    """Draw the sentence, the small figures, the reasons and the weeks, and the losses one by one."""
    chosen = frame.chosen
    if measured.is_empty(chosen, "losses", "lost_at"):
        _without_losses(frame)
        return
    first, last = losses.scope(measured.last_final(chosen), chosen.first, chosen.last)
    scope = chosen.filters.between(first, last)
    found = losses.summed(data.panel(chosen, "losses_by_week", scope), first, last)
    leading = losses.leading(loss_blocks.shares_of(chosen, scope))
    since = loss_blocks.since(chosen, last)
    st.header(losses.headline(found, leading, chosen.choices.currency, since), anchor=False)
    page.subline(chosen, "Customers who left us as a whole. Stated reasons are not causes.")
    page.notes(chosen)
    if not found.count:
        page.nothing_matches(chosen, ["loss_reason_known"])
    churn = data.tile(chosen, "churn_rate")
    small_figure.row(frame, loss_figures.what_happened(chosen, found, churn, scope))
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        loss_blocks.reasons(chosen, found, scope)
    with right, st.container(gap="xsmall"):
        loss_blocks.weeks(chosen, churn, scope)
        loss_blocks.before(chosen, found, scope)
        loss_blocks.competitors(chosen, scope)
    st.markdown("##### What became of them?")
    small_figure.row(frame, loss_figures.what_followed(chosen, scope))
    loss_blocks.listed(frame, found, scope)
    links.measures(frame, "loss_reason_share", "not_cared_for_share", "external_escalation_rate")
    page.footer(chosen)


def _without_losses(frame: Frame) -> None:
    """The page before any loss is loaded: what to add and what it brings."""
    st.header("Which customers leave, and why, is not recorded yet", anchor=False)
    page.subline(frame.chosen, "A list of the customers who left is enough to begin with.")
    page.notes(frame.chosen)
    for column in ("losses.lost_at", "loss_reasons.reason_code", "losses.revenue_lost_12m"):
        st.write(unlocks.sentence(f"needs {column}"))
    page.footer(frame.chosen)
