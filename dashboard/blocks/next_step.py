"""What the next column would add, for readers whose data cannot answer all headline measures yet."""

from collections.abc import Sequence

import streamlit as st

from dashboard.blocks import inventory_data, inventory_tables
from dashboard.components import parts
from dashboard.components.page import Frame
from dashboard.engine import kpis

_MOST = 4


def show(frame: Frame, waiting: Sequence[str]) -> None:
    """Draw the columns worth most, when headline measures are `waiting` for data; nothing when none is."""
    if not waiting:
        return
    version, registry = frame.chosen.version, kpis.registry()
    names = ", ".join(registry[kpi_id].label for kpi_id in waiting)
    measured = inventory_data.measured(version)
    parts.question(
        "What would the next column add?",
        f"The data answer {measured} of {len(registry)} measures. Headline measures still waiting: {names}.",
    )
    inventory_tables.missing_columns(inventory_data.missing(version)[:_MOST])
    st.page_link(
        frame.pages["data"], label="Everything that is missing, under “What adds more”", icon=":material/database:"
    )
