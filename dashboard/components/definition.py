"""What a KPI means: the sentence, both parts of the fraction, clock and horizon, comparison, needs, and the SQL."""

import streamlit as st

from dashboard.engine.kpis import Kpi
from dashboard.presentation import definitions

SWITCH = "definition"
"""The parameter of a link that opens a KPI's page with its definition first."""


def switch() -> bool:
    """Whether the definition stands above everything else; it is in the link."""
    return st.toggle("Definition first", key=SWITCH, bind="query-params")


def show(kpi: Kpi) -> None:
    """Definition on the left, the select of the SQL file on the right: what its header says stands on the left."""
    with st.container(border=True, gap="small", key="definition-box"):
        st.markdown("##### How is this computed?")
        words, code = st.columns([4, 5], gap="medium")
        with words:
            for heading, text in definitions.facts(kpi):
                st.markdown(f"**{heading}.** {text}")
        with code, st.expander(f"SQL as it runs: {kpi.sql_file}", icon=":material/code:", expanded=True):
            st.code(kpi.body, language="sql", wrap_lines=True)  # whole: a box that scrolls is shut to keys and printers
