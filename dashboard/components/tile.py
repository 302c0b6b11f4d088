"""One tile: the name as a link, the value, the verdict in words, the sparkline, and two lines of context."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Literal

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import theme
from dashboard.charts.sparkline import sparkline
from dashboard.components import definition, drill
from dashboard.presentation.tiles import Tile

_ARROWS: Mapping[int, Literal["up", "down"]] = MappingProxyType({1: "up", -1: "down"})
_COLOURS: Mapping[str, Literal["green", "orange"]] = MappingProxyType({"better": "green", "worse": "orange"})
"""Verdict tone -> Streamlit's colour name; everything else is grey."""


def show(tile: Tile, page: Page) -> None:
    """Draw a tile in a bordered box; its heading opens the KPI's page, filters stay."""
    with st.container(border=True, height="stretch", gap=None, key=f"tile-{tile.kpi.id}"):
        st.page_link(
            page,
            label=tile.kpi.label,
            icon=":material/chevron_right:",
            icon_position="right",
            width="stretch",
            help=tile.kpi.question,
        )
        with st.container(horizontal=True, vertical_alignment="top", gap=None, wrap=False):
            value(tile)
            st.button(
                ":material/help:",
                help="How is this computed?",
                key=f"define-{tile.kpi.id}",
                type="tertiary",
                on_click=partial(_define, page),
            )
        if tile.trend is not None and tile.trend.frame["value"].notna().any():
            asides = " · ".join(short for _, short in tile.asides)
            svg = sparkline(tile.trend.frame, theme.palette(st.context.theme.type), tile.marks, tile.sentence, asides)
            st.image(svg, width="stretch", alt=tile.sentence)
        st.caption(_unbroken(tile.facts))
        if tile.context:
            st.caption(tile.context)


def _unbroken(facts: str) -> str:
    """The facts with every interval on one line: `95% 35–55%`."""
    return facts.replace("95% ", "95%\u00a0").replace("–", "\u2060–\u2060")


def _define(page: Page) -> None:
    drill.go_to(page, **{definition.SWITCH: "true"})


def value(tile: Tile) -> None:
    """The number with its verdict: the words say good or bad, the arrow says up or down."""
    st.metric(
        tile.kpi.label,
        tile.value,
        delta=tile.pill,
        delta_color=_COLOURS.get(tile.tone, "off"),
        delta_arrow=_ARROWS.get(tile.direction, "off"),
        label_visibility="collapsed",
    )
