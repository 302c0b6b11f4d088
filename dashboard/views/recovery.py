"""Recovery: who stays after a complaint, what was done for them, and which intervention works for whom."""

import streamlit as st

from dashboard.blocks import comparison_builder, recovery_blocks, recovery_figures
from dashboard.components import data, links, measured, page, small_figure
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation.selection import Selection
from dashboard.topics import recovery, unlocks

_RETENTION, _TRIAD = "retention_after_incident", "recovery_triad_rate"


def show(frame: Frame) -> None:
    """Draw the sentence, the small figures, who stays, full recovery, the comparison of interventions, the best fit."""
    chosen = frame.chosen
    head = st.container()
    scope = recovery_figures.scope(chosen)
    with head:
        _head(chosen, scope)
    small_figure.row(frame, recovery_figures.figures(chosen, scope))
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        recovery_blocks.who_stays(chosen, scope)
    with right, st.container(gap="xsmall"):
        recovery_blocks.full_recovery(chosen, scope)
        recovery_blocks.trend(chosen)
    comparison_builder.show(chosen, scope)
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(gap="xsmall"):
        recovery_blocks.best_fit(chosen)
    with right, st.container(gap="xsmall"):
        recovery_blocks.paradox(chosen, scope)
    links.measures(frame, _RETENTION, _TRIAD, "adjusted_effect", "proactive_share")
    page.footer(chosen)


def _head(chosen: Selection, scope: Filters) -> None:
    """The sentence with its notes; what is missing where nobody can be followed."""
    needs = data.missing(chosen, _RETENTION)
    if needs:
        st.header("Who stays after a complaint is not recorded yet", anchor=False)
        page.subline(chosen, unlocks.sentence(needs))
        page.notes(chosen)
        return
    retention = measured.frame(chosen, _RETENTION, scope).iloc[0].to_dict()
    triad = None if data.missing(chosen, _TRIAD) else measured.frame(chosen, _TRIAD, scope).iloc[0].to_dict()
    st.header(recovery.headline(triad, retention), anchor=False)
    page.subline(chosen, "Each customer once, at the first complaint. Association is never called cause here.")
    page.notes(chosen)
    if not retention["cases"]:
        page.nothing_matches(chosen, [_RETENTION])
