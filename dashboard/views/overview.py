"""The first page: did anything really change, in one sentence, a few tiles, what to decide, and what is at stake."""

from functools import partial

import streamlit as st

from dashboard.blocks import next_step, overview_ahead, overview_panels
from dashboard.components import data, page, report_button, tile
from dashboard.components.page import Frame
from dashboard.presentation import headline, sentences

_LEGEND = (
    "Grey band: usual range of each measure · ● last final week · ○ provisional, not judged · ▲▼ signal · "
    ":blue[━] target · ◇ published figure"
)


def show(frame: Frame) -> None:
    """Draw the verdict, the legend, the tiles, what needs a decision, and what is at stake."""
    chosen = frame.chosen
    overview_ahead.ask(chosen)
    first = headline.choose(lambda kpi_id: data.missing(chosen, kpi_id) is None)
    ids = first.shown
    shown = [data.tile(chosen, kpi_id) for kpi_id in ids]
    st.header(sentences.overview(shown) if ids else "These data answer none of the measures yet.", anchor=False)
    page.notes(chosen)
    if ids and not any(one.has_cases or sentences.unknown(one) for one in shown):
        page.nothing_matches(chosen, ids)
    page.subline(chosen, _LEGEND, partial(report_button.show, chosen))
    tile.grid("tiles", shown, frame.kpi_pages, columns=4)
    overview_panels.noted(chosen, shown)
    overview_panels.show(frame, shown)
    next_step.show(frame, first.waiting)
    page.footer(chosen)
    overview_ahead.expect(chosen, ids)
