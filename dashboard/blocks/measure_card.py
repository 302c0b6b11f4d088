"""One measure of the dictionary: its name as a link, its question, how it is read, and what it needs."""

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.components import page
from dashboard.engine.kpis import Kpi
from dashboard.presentation import names

_BETTER = {"up": "higher is better", "down": "lower is better", "neutral": "no better direction"}

_UNITS = {
    "distribution": "Shares of a whole",
    "survival": "Percent after 90 days",
    "curve": "A curve",
    "per_100": "Per 100",
    "per_1000": "Per 1,000",
}


def show(kpi: Kpi, link: Page, missing: str | None) -> None:
    """Draw a measure in a bordered box; `missing` says what the data lack for it, None when it is measured."""
    with st.container(border=True, height="stretch", gap=None):
        st.page_link(link, label=kpi.label, icon=":material/chevron_right:", icon_position="right", width="stretch")
        st.caption(kpi.question)
        st.caption(f"{_UNITS.get(kpi.unit, names.heading(kpi.unit))}, {_BETTER[kpi.better]} · {page.plain(kpi.id)}")
        if missing:
            st.caption(f":material/block: Not measured: {missing}.")
