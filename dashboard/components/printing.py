"""How pages look on paper, and the few rules of the screen that the theme cannot say."""

import streamlit as st

from dashboard.settings import ROOT

_STATIC = ROOT / "dashboard" / "static"


def prepare() -> None:
    """Give the page its rules for paper and screen."""
    dark = ("dark.css",) if st.context.theme.type == "dark" else ()
    for sheet in ("print.css", "screen.css", *dark):
        st.html(_STATIC / sheet)
