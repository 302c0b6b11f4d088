"""Apology and resolution: do we apologise when it is our fault, soon, honestly, and do our fixes hold?"""

from collections.abc import Mapping

import streamlit as st

from dashboard.blocks import apology_blocks, sure_data
from dashboard.components import data, links, page, sections
from dashboard.components.page import Frame
from dashboard.components.sections import Source
from dashboard.presentation import measure_rows, scopes
from dashboard.presentation.tiles import Tile
from dashboard.topics import apologies

_FAMILIES = ("apology", "resolution", "promises", "compensation")
_DRAWN = ("apology_rate", "backlog", "cause_share")
"""Measures of these families that are not in the table: drawn above, or the matter of another page."""

_BESIDE = ("resolution_gap", "root_cause_known", "honest_apology_share", "non_apology_only")
_HEIGHT = 236
"""Pixels of the control chart: six figures in one view of 1440 x 900."""

_REDRESS = ("apology_with_redress", "retention_after_incident")
_TOLD = ("apology_rate", "verified_resolved_14d", "backlog")


def show(frame: Frame) -> None:
    """Draw the sentence, six figures, the incidents behind them, what customers say, and all other measures."""
    chosen, tiles = frame.chosen, {kpi_id: data.tile(frame.chosen, kpi_id) for kpi_id in _TOLD}
    found = _sources(frame, tiles)
    words, fates = (sections.counts(chosen, found.get(name)) for name in ("apology_words", "claim_fates"))
    st.header(apologies.verdict(tiles["apology_rate"], words, fates), anchor=False)
    page.subline(chosen, "Do we apologise when it is our fault, soon, honestly? Do our “resolved” hold?")
    page.notes(chosen)
    st.caption(sure_data.sources(chosen))
    sections.nothing_matches(chosen, list(tiles.values()))
    _figures(frame, tiles, found)
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        sections.cases(frame, apology_blocks.listings(found))
        sections.beside(chosen, [data.tile(chosen, kpi_id) for kpi_id in _BESIDE])
    with right, st.container(gap="xsmall"):
        apology_blocks.survey(chosen)
        apology_blocks.again(chosen)
    st.markdown("##### What else is measured of apologies, fixes, promises and compensation?")
    st.caption("The last final week or month of each, with its weeks, its cases and how it is computed.")
    sections.measures(frame, measure_rows.of_families(_FAMILIES, _DRAWN))
    links.measures(frame, *_DRAWN)
    page.footer(chosen)


def _sources(frame: Frame, tiles: Mapping[str, Tile]) -> dict[str, Source]:
    """What is drawn in parts, as far as the data have it."""
    chosen, scope = frame.chosen, scopes.FINAL
    found = {
        "apology_words": sections.source(chosen, tiles["apology_rate"], "apology_words", scope),
        "claim_fates": sections.source(chosen, tiles["verified_resolved_14d"], "claim_fates", scope),
        "apology_redress": sections.all_weeks(chosen, "apology_redress", *_REDRESS),
        "backlog_ages": sections.snapshot(chosen, tiles["backlog"], "backlog_ages"),
    }
    return {panel: source for panel, source in found.items() if source}


def _figures(frame: Frame, tiles: Mapping[str, Tile], found: Mapping[str, Source]) -> None:
    chosen, rate = frame.chosen, tiles["apology_rate"]
    left, middle, right = (column.container(gap=None) for column in st.columns([5, 4, 4], gap="medium"))
    with left:
        sections.trend(chosen, "Do we apologise more than before?", rate, _HEIGHT)
    with middle:
        apology_blocks.redress(chosen, found.get("apology_redress"))
    with right:
        apology_blocks.words(chosen, found.get("apology_words"))
    left, middle, right = (column.container(gap=None) for column in st.columns([5, 4, 4], gap="medium"))
    with left:
        apology_blocks.waiting(chosen, rate)
    with middle:
        apology_blocks.fates(chosen, found.get("claim_fates"))
    with right:
        apology_blocks.backlog(chosen, tiles["backlog"], found.get("backlog_ages"))
