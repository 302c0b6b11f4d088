"""The dictionary: every measure, searchable, with what it needs; and the codes of the data in four languages."""

from itertools import groupby
from types import MappingProxyType

import streamlit as st

from dashboard import contracts
from dashboard.blocks import inventory_data, inventory_tables, measure_card
from dashboard.components import data, page, parts
from dashboard.components.page import Frame
from dashboard.engine import kpis
from dashboard.presentation import formats
from dashboard.topics import dictionary

_ALL = "All"
_STATES = (_ALL, "Measured", "Not measured")


def show(frame: Frame) -> None:
    """Draw the search and what it finds."""
    st.header(dictionary.headline(len(kpis.registry()), inventory_data.measured(frame.chosen.version)), anchor=False)
    page.subline(frame.chosen, "Open a measure for its weeks, its cases, its definition and its SQL.")
    page.notes(frame.chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = parts.choose("kind", _PARTS)
        words = st.text_input(
            "Search",
            key="find",
            bind="query-params",
            type="search",
            placeholder="Search: apology, revenue, incidents.team_id …",
            label_visibility="collapsed",
            live=True,
            width=320,
        )
    _PARTS[part](frame, words or "")
    page.footer(frame.chosen)


def _measures(frame: Frame, words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        state = st.segmented_control(
            "Which",
            _STATES,
            default=_ALL,
            required=True,
            key="measured",
            bind="query-params",
            label_visibility="collapsed",
        )
        families = st.pills(
            "Family",
            dictionary.families(),
            selection_mode="multi",
            format_func=str.capitalize,
            key="family",
            bind="query-params",
            label_visibility="collapsed",
        )
    missing = {kpi.id: data.missing(frame.chosen, kpi.id) for kpi in kpis.registry().values()}
    wanted = {_ALL: (True, False), "Measured": (False,), "Not measured": (True,)}[state or _ALL]
    found = [kpi for kpi in dictionary.find(words, families) if bool(missing[kpi.id]) in wanted]
    st.caption(f"{formats.plural(len(found), 'measure')} found.")
    for family, members in groupby(found, key=lambda kpi: kpi.family):
        st.markdown(f"##### {family.capitalize()}")
        with st.grid(4, min_column_width=250, gap="xsmall"):
            for kpi in members:
                measure_card.show(kpi, frame.kpi_pages[kpi.id], missing[kpi.id])


def _codes(frame: Frame, words: str) -> None:
    name = st.selectbox("List", [_ALL, *contracts.code_lists()], key="codes", bind="query-params", width=260)
    found = inventory_data.codes(frame.chosen.version, words, None if name == _ALL else name)
    st.caption(f"{formats.plural(len(found), 'code')} found. A value that is in no list becomes “other” or unknown.")
    inventory_tables.codes(found)


_PARTS = MappingProxyType({"Measures": _measures, "Codes": _codes})
