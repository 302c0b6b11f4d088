"""How pages look on paper, and the few rules of the screen that the theme cannot say."""

import streamlit as st

from dashboard.settings import ROOT

_SHEETS = tuple(ROOT / "dashboard" / "static" / name for name in ("print.css", "screen.css"))


def prepare() -> None:
    """Give the page its rules for paper and screen."""
    for sheet in _SHEETS:
        st.html(sheet)
