"""The first page: did anything really change, in one sentence, a few tiles, and the two questions that follow."""

from collections.abc import Sequence

import streamlit as st

from dashboard import headline, scopes, sentences, tiles
from dashboard.components import data, figures, next_step, page, tables, tile
from dashboard.components.page import Frame
from dashboard.tiles import Tile

_LEGEND = (
    "Grey band: usual range of each measure · ● last final week · ○ provisional, not judged · ▲▼ signal · "
    ":blue[━] target · ◇ published figure"
)


def show(frame: Frame) -> None:
    """Draw the verdict, the legend, the tiles, and what stands behind the most urgent of them."""
    chosen = frame.chosen
    first = headline.choose(lambda kpi_id: data.missing(chosen, kpi_id) is None)
    ids = first.shown
    shown = [data.tile(chosen, kpi_id) for kpi_id in ids]
    st.header(sentences.overview(shown) if ids else "These data answer none of the measures yet.", anchor=False)
    page.notes(chosen)
    if ids and not any(one.has_cases for one in shown):
        page.nothing_matches(chosen, ids)
    page.subline(chosen, _LEGEND)
    with st.grid(4, min_column_width=250, gap="xsmall"):
        for one in shown:
            tile.show(one, frame.kpi_pages[one.kpi.id])
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        _differences(frame, shown)
    with right, st.container(gap=None):
        _reasons(shown)
    next_step.show(frame, first.waiting)
    page.footer(chosen)


def _differences(frame: Frame, shown: Sequence[Tile]) -> None:
    """The first measure that got worse, else the first one, by team; among very many cases only where it is quick."""
    urgent, chosen = tiles.most_urgent(shown), frame.chosen
    if urgent is None:
        return
    st.markdown(f"##### Where does {sentences.subject(urgent.kpi)} differ?")
    scope = scopes.widest(urgent)
    within = scopes.filters(chosen, urgent, scope)
    quick = [column for column in scopes.open_dimensions(chosen)[:2] if data.is_quick(chosen, urgent, within, column)]
    if not quick:
        st.caption("With so many cases a filtered breakdown takes a moment. It is on the page of the measure.")
        st.page_link(frame.kpi_pages[urgent.kpi.id], label=f"Break down: {urgent.kpi.label}")
        return
    st.caption(f"{sentences.scope(urgent, scope, chosen)}, the largest first; this is no ranking.")
    for column in quick:
        tables.breakdown(chosen, urgent, within, column)


def _reasons(shown: Sequence[Tile]) -> None:
    """All categories of the first distribution."""
    whole = next((one for one in shown if one.category and one.cases), None)
    if whole is None:
        return
    st.markdown(f"##### {whole.kpi.question}")
    figures.share_bars(whole, "published")
