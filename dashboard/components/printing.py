"""How pages look on paper, and the few rules of the screen and its keys that the theme cannot say."""

import streamlit as st

from dashboard.settings import ROOT

_STATIC = ROOT / "dashboard" / "static"


def prepare() -> None:
    """Give the page its rules for paper and screen, and menus that keys open the focus."""
    dark = ("dark.css",) if st.context.theme.type == "dark" else ()
    for sheet in ("print.css", "screen.css", *dark):
        st.html(_STATIC / sheet)
    with st.container(key="menus"):  # takes no room: see screen.css
        st.html(_STATIC / "menus.html", unsafe_allow_javascript=True)
