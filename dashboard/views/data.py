"""What is loaded and how good it is: files, checks, what the next column would add, columns, codes, versions."""

from types import MappingProxyType

import streamlit as st

from dashboard import contracts
from dashboard.blocks import inventory_data, inventory_tables, sure_messages
from dashboard.components import page, parts
from dashboard.components.page import Frame
from dashboard.engine import kpis
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.topics import inventory


def show(frame: Frame) -> None:
    """Draw the verdict on the data and the part that the reader chose."""
    chosen = frame.chosen
    loaded, measured = inventory_data.loaded(chosen.version), inventory_data.measured(chosen.version)
    st.header(inventory.verdict(loaded, measured, len(kpis.registry())), anchor=False)
    page.subline(chosen, "About everything that is loaded. The filters above do not narrow this page.")
    page.notes(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = parts.choose("part", (*_PARTS, sure_messages.PART))
        st.page_link(frame.pages["measures"], label="What each measure means", icon=":material/menu_book:")
    if part == sure_messages.PART:
        sure_messages.show(frame)
    else:
        _PARTS[part](chosen)
    page.footer(chosen)


def _loaded(chosen: Selection) -> None:
    loaded = inventory_data.loaded(chosen.version)
    parts.question(
        "Which files were read, and was every row taken?",
        "Read = loaded + rejected + double. Double: another row with the same key; one of them was kept.",
    )
    inventory_tables.files(loaded)
    written = "Where they are not, apologies are unknown; they are never counted as missing."
    parts.question("Are our own messages in the data?", written)
    inventory_tables.channels(inventory_data.channels(chosen.version))
    parts.question("Which versions are kept?", "The newest five. A load that fails changes nothing.")
    inventory_tables.versions(inventory_data.kept(chosen.version), chosen.version)


def _next(chosen: Selection) -> None:
    loaded, missing = inventory_data.loaded(chosen.version), inventory_data.missing(chosen.version)
    parts.question("How far do the data reach?", "● there, ○ not yet. A step can be there without those before it.")
    inventory_tables.ladder(loaded)
    some = "Where a row names several columns, one of them is enough."
    parts.question("Which columns would add measures?", some if missing else "None: every measure can be computed.")
    if missing:
        inventory_tables.missing_columns(missing)
    if loaded.missing:
        parts.question("What else is empty?", "Columns of the loaded tables without a single value.")
        inventory_tables.empty_columns(loaded)


def _checks(chosen: Selection) -> None:
    st.markdown("##### What was odd in the data?")
    inventory_tables.oddities(inventory_data.loaded(chosen.version))
    st.markdown("##### Which rows were rejected, and why?")
    inventory_tables.rejects(inventory_data.rejects(chosen.version), inventory_data.rejects_csv(chosen.version))


def _columns(chosen: Selection) -> None:
    st.markdown("##### How full is each column?")
    rows = inventory_data.loaded(chosen.version).tables
    table = st.selectbox("Table", [*rows, *(name for name in contracts.tables() if name not in rows)],
                         key="table", bind="query-params", width=260)  # fmt: skip
    st.caption(f"{contracts.tables()[table].description} {formats.plural(rows.get(table, 0), 'row')} loaded.")
    inventory_tables.columns(inventory_data.columns(chosen.version, table), rows.get(table, 0))


_PARTS = MappingProxyType({"Loaded": _loaded, "What adds more": _next, "Checks": _checks, "Columns": _columns})
