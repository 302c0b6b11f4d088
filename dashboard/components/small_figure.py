"""A small figure in a box: the name as a link to the KPI's page, the number, and what stands behind it."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.page import Frame
from dashboard.presentation.small_figures import SmallFigure

_MIN_WIDTH = 230


def row(frame: Frame, figures: Sequence[SmallFigure]) -> None:
    """Draw small figures beside each other, four on a wide screen and one on a phone."""
    with st.grid(4, min_column_width=_MIN_WIDTH, gap="xsmall"):
        for figure in figures:
            show(frame, figure)


def show(frame: Frame, figure: SmallFigure) -> None:
    """Draw one box; the heading opens the KPI's page, filters stay."""
    with st.container(border=True, height="stretch", gap=None):
        st.page_link(
            frame.kpi_pages[figure.kpi_id],
            label=figure.label,
            icon=":material/chevron_right:",
            icon_position="right",
            width="stretch",
        )
        st.metric(figure.label, figure.value, label_visibility="collapsed")
        for line in (figure.facts, figure.note):
            if line:
                st.caption(line)
