"""One KPI: its weeks, a breakdown, the cases behind the number, and how it is computed."""

import streamlit as st

from dashboard.blocks import kpi_panels, sure_data
from dashboard.components import case_list, data, definition, figures, page, tables
from dashboard.components.page import Frame
from dashboard.presentation import formats, scopes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile


def show(frame: Frame, kpi_id: str) -> None:
    """Draw the page of one KPI under the reader's filters."""
    chosen = frame.chosen
    tile = data.tile(chosen, kpi_id)
    st.header(sentences.of_kpi(tile), anchor=False)
    told = (tile.kpi.question, tile.facts, *(words for words, _ in tile.asides), tile.context)
    is_first = page.subline(chosen, " · ".join(text for text in told if text), definition.switch)
    page.notes(chosen)
    if tile.kpi.family == "apology" and tile.is_measured:
        st.caption(sure_data.sources(chosen))
    if is_first:
        definition.show(tile.kpi)
    if tile.is_measured and not tile.has_cases:
        _nothing(chosen, tile)
    if tile.scope is not None:
        _body(frame, tile)
    if not is_first:
        definition.show(tile.kpi)
    page.footer(chosen)


def _nothing(chosen: Selection, tile: Tile) -> None:
    """Say that no case matches, or that the data cannot tell of any that does."""
    unknown = sentences.unknown(tile)
    if not unknown:
        page.nothing_matches(chosen, [tile.kpi.id])
        return
    told = (
        f"{formats.plural(unknown, 'case matches', 'cases match')}, and the data can tell of none: no number is shown."
    )
    st.info(f"{told} They are listed below as cases with a missing input.", icon=":material/help:")


def _body(frame: Frame, tile: Tile) -> None:
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap=None):
        if tile.kpi.category:
            st.markdown(f"##### {tile.kpi.question}")
            figures.distribution(tile)
        else:
            kpi_panels.change(frame.chosen, tile)
    with right, st.container(gap="xsmall"):
        scope = kpi_panels.where(frame, tile)
        if tile.kpi.category:
            kpi_panels.change(frame.chosen, tile, f"Has “{tile.name.lower()}” changed?")
    within = scopes.filters(frame.chosen, tile, scope)
    if tile.kpi.unit == "table":
        tables.best_fit(frame.chosen)
    kpi_panels.deeper(frame.chosen, tile, within)
    case_list.show(frame, tile, scope, within)
