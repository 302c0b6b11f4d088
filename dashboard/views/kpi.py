"""One KPI: its weeks, a breakdown, the cases behind the number, and how it is computed."""

import streamlit as st

from dashboard import names, scopes, sentences
from dashboard.components import case_list, data, definition, figures, page, tables
from dashboard.components.page import Frame
from dashboard.tiles import Tile
from dashboard.url_filters import FIELDS


def show(frame: Frame, kpi_id: str) -> None:
    """Draw the page of one KPI under the reader's filters."""
    chosen = frame.chosen
    tile = data.tile(chosen, kpi_id)
    st.header(sentences.of_kpi(tile), anchor=False)
    page.subline(chosen, " · ".join(text for text in (tile.kpi.question, tile.facts, tile.context) if text))
    page.notes(chosen)
    if tile.is_measured and not tile.has_cases:
        page.nothing_matches(chosen, [kpi_id])
    if tile.scope is not None:
        _charts(frame, tile)
        case_list.show(chosen, tile)
    definition.show(tile.kpi)
    page.footer(chosen)


def _charts(frame: Frame, tile: Tile) -> None:
    chosen = frame.chosen
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap=None):
        if tile.kpi.category:
            st.markdown(f"##### {tile.kpi.question}")
            figures.distribution(tile)
        else:
            st.markdown("##### Has anything really changed?")
            st.caption(sentences.trend_answer(tile))
            figures.control_chart(chosen, tile)
    with right, st.container(gap="xsmall"):
        _breakdown(frame, tile)
        if tile.kpi.category:
            st.markdown(f"##### Has “{tile.name.lower()}” changed?")
            figures.control_chart(chosen, tile)


def _breakdown(frame: Frame, tile: Tile) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("##### Where does it differ?", width="stretch")
        field = st.selectbox(
            "Split by",
            [field.label for field in FIELDS],
            key="by",
            bind="query-params",
            label_visibility="collapsed",
            width=150,
        )
    column = next(one.column for one in FIELDS if one.label == field)
    scope = scopes.widest(tile)
    st.caption(f"{tile.name} by {names.heading(column).lower()}, {sentences.scope(tile, scope, frame.chosen)}")
    tables.breakdown(frame.chosen, tile, scopes.filters(frame.chosen, tile, scope), column)
