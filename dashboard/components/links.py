"""Small helpers of a page: the link to what is shown, links to measures, and long texts that are folded."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.components.page import Frame
from dashboard.engine import kpis

_SHORT = 600
"""Letters of a text that are shown before it is folded."""


def copy_link() -> None:
    """A button that shows the link of this page with its filters, ready to be copied."""
    with st.popover("Copy link", icon=":material/link:", type="tertiary"):
        query = urlencode([(name, value) for name in st.query_params for value in st.query_params.get_all(name)])
        st.code(f"{st.context.url}?{query}" if query else str(st.context.url), language=None, wrap_lines=True)


def measures(frame: Frame, *kpi_ids: str) -> None:
    """Links to the pages of measures that are drawn here without a heading that opens them; filters stay."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Week by week, with cases and definition:", width="content")
        for kpi_id in kpi_ids:
            st.page_link(frame.kpi_pages[kpi_id], label=kpis.find(kpi_id).label)


def folded(text: str) -> None:
    """A text of the data as plain text: nothing in it is obeyed; the rest of a long one opens on demand."""
    st.text(text if len(text) <= _SHORT else f"{text[:_SHORT]}…")
    if len(text) > _SHORT:
        with st.popover(f"The other {len(text) - _SHORT:,} letters", type="tertiary"):
            st.text(text[_SHORT:])
