"""How pages look on paper."""

import streamlit as st

from dashboard.settings import ROOT

_SHEET = ROOT / "dashboard" / "static" / "print.css"


def prepare() -> None:
    """Give the page its rules for paper; on the screen they change nothing."""
    st.html(_SHEET)
