"""Effort and signs: who worked harder, what it does to loyalty, and which signs of bad service we show."""

import streamlit as st

from dashboard.blocks import effort_blocks
from dashboard.components import data, links, page, sections, tile
from dashboard.components.page import Frame
from dashboard.components.sections import Source
from dashboard.presentation import measure_rows, scopes
from dashboard.topics import effort

_FAMILIES = ("effort", "signs")
_DRAWN = ("customer_more_effort", "sign_per_100_reviewed")
_PAIRED = ("cost_per_incident", "verified_resolved_14d")
_CONTEXT = ("high_effort_share", "c_cer", "selfservice_failed_before_contact")


def show(frame: Frame) -> None:
    """Draw the sentence, who did more, what follows from it, the signs, cost beside quality, and all other measures."""
    chosen = frame.chosen
    more, seen = data.tile(chosen, "customer_more_effort"), data.tile(chosen, "sign_incident_rate")
    reviewed = data.tile(chosen, "sign_per_100_reviewed")
    pairs = sections.source(chosen, more, "effort_pairs", scopes.FINAL)
    profile = sections.source(chosen, reviewed, "sign_profile", scopes.FINAL)
    shares = [effort_blocks.share(chosen, one) for one in (more, seen)]
    st.header(effort.verdict(more, shares[0], seen, shares[1]), anchor=False)
    page.subline(chosen, "Who worked harder? Which of the signs of bad service do we show?")
    page.notes(chosen)
    sections.nothing_matches(chosen, (more, seen, reviewed))
    left, right = st.columns([4, 5], gap="medium")
    with left, st.container(gap=None):
        effort_blocks.who_did_more(chosen, pairs)
    with right, st.container(gap=None):
        sections.trend(chosen, "Is it getting worse?", more)
    _consequences(frame)
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap=None):
        effort_blocks.profile(chosen, reviewed, profile)
    with right, st.container(gap="xsmall"):
        effort_blocks.training(chosen)
        effort_blocks.minutes(chosen)
        _cost_and_quality(frame)
    _rest(frame, pairs, profile)
    page.footer(chosen)


def _consequences(frame: Frame) -> None:
    chosen = frame.chosen
    left, middle, right = (column.container(gap=None) for column in st.columns(3, gap="medium"))
    with left:
        effort_blocks.staying(chosen, sections.all_weeks(chosen, "effort_bands", "retention_after_incident"))
    with middle:
        effort_blocks.recommending(chosen)
    with right:
        effort_blocks.waiting(chosen, sections.all_weeks(chosen, "wait_bands", "retention_after_incident"))


def _cost_and_quality(frame: Frame) -> None:
    st.markdown("##### Is it cheap at the price of quality?")
    st.caption("Cost is never shown without whether the fix held.")
    tile.grid("cost-and-quality", [data.tile(frame.chosen, kpi_id) for kpi_id in _PAIRED], frame.kpi_pages, columns=2)


def _rest(frame: Frame, pairs: Source | None, profile: Source | None) -> None:
    with st.container(gap="xsmall"):
        sections.cases(frame, effort_blocks.listings(frame.chosen, pairs, profile))
        st.markdown("##### What else is measured of effort and signs?")
        st.caption("The last final week of each, with its weeks, its cases and how it is computed.")
        sections.measures(frame, measure_rows.of_families(_FAMILIES, _DRAWN))
        links.measures(frame, *_DRAWN)
        with st.expander("Published figures, context only"):
            sections.context(*_CONTEXT)
