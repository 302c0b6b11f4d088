"""The dictionary: every KPI with its question, and whether the loaded data can answer it."""

from itertools import groupby

import streamlit as st

from dashboard import formats, kpis
from dashboard.components import data, page
from dashboard.components.page import Frame


def show(frame: Frame) -> None:
    """Draw one box per KPI, by family; its name opens its page."""
    chosen, registry = frame.chosen, sorted(kpis.registry().values(), key=lambda kpi: (kpi.family, kpi.label))
    st.header(f"What is measured: {formats.plural(len(registry), 'measure')}, each one SQL file", anchor=False)
    page.subline(chosen, "Open one for its weeks, its cases, its definition and its SQL.")
    page.notes(chosen)
    for family, members in groupby(registry, key=lambda kpi: kpi.family):
        st.markdown(f"##### {family.capitalize()}")
        with st.grid(4, min_column_width=250, gap="xsmall"):
            for kpi in members:
                missing = data.missing(chosen, kpi.id)
                with st.container(border=True, height="stretch", gap=None):
                    st.page_link(
                        frame.kpi_pages[kpi.id],
                        label=kpi.label,
                        icon=":material/chevron_right:",
                        icon_position="right",
                        width="stretch",
                    )
                    st.caption(kpi.question)
                    st.caption(f"Not measured: {missing}." if missing else f"`{kpi.id}`")
    page.footer(chosen)
