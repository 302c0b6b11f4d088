"""How many customers had no trouble, beside how many complained: quiet is taken for granted, complaints are noticed."""

import streamlit as st

from dashboard.components import data, tile
from dashboard.components.page import Frame

_BOTH = ("incidents_per_1000_customers", "trouble_free_share")


def show(frame: Frame) -> None:
    """Draw both measures as tiles beside each other."""
    st.markdown("##### How many customers had no trouble?")
    st.caption("A complaint is noticed, a customer without one is not.")
    tile.grid("trouble-free", [data.tile(frame.chosen, kpi_id) for kpi_id in _BOTH], frame.kpi_pages, columns=2)
