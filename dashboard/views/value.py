"""Cost against value: who costs more than they bring, is that their doing or ours, and what it means for the others."""

import streamlit as st

from dashboard.blocks import value_blocks, value_tables
from dashboard.components import data, links, page
from dashboard.components.page import Frame
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import value


def show(frame: Frame) -> None:
    """Draw the verdict, scatter and whale curve, one customer's card, and the tables behind them."""
    chosen = value_blocks.with_a_month(frame.chosen)
    tile = data.tile(chosen, "negative_value_share")
    is_measured = tile.scope is not None and tile.has_cases
    if is_measured:
        _customers(frame, chosen, tile)
    else:
        st.header("Who costs more than they bring?", anchor=False)
        page.subline(chosen, "Revenue less cost of goods, less what serving the customer cost, over 12 months.")
        page.notes(chosen)
        if not value_blocks.needs(chosen, tile.kpi.id):
            page.nothing_matches(chosen, [tile.kpi.id])
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        if is_measured:
            value_tables.cost_ratio(frame, chosen)
        value_tables.hassle(frame, chosen)
    with right, st.container(gap="xsmall"):
        if is_measured:
            value_tables.costs(chosen, tile)
        value_tables.crowding(frame, chosen)
    links.measures(frame, "negative_value_share", "net_value_12m", "whale_peak", "hassle_index")
    page.footer(chosen)


def _customers(frame: Frame, chosen: Selection, tile: Tile) -> None:
    within = value_tables.months(chosen, tile)
    found = value.totals(value_tables.totals(chosen, within))
    st.header(value.verdict(found, chosen.choices.currency), anchor=False)
    value_tables.subline(chosen, within, tile, found)
    page.notes(chosen)
    rows = value_blocks.points(chosen, within)
    shown = value_blocks.shown_card(rows)
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap=None):
        st.markdown("##### Who costs more than they bring?")
        st.caption("12 months, logarithmic scales. Above the line we lose money. Select a mark.")
        value_blocks.draw_scatter(chosen, within, found, shown)
    with right, st.container(gap=None):
        st.markdown("##### How much profit do they take back?")
        value_blocks.draw_whale(chosen, within)
    value_blocks.card(frame, chosen, within, shown, rows)
    value_blocks.losers(chosen, within, found)
