"""Every open page notices a newly published version within seconds."""

import streamlit as st

from dashboard.components import data

SECONDS = 2.0
"""How often a page looks whether a newer version is in force."""


@st.fragment(run_every=SECONDS)
def watch(shown: str | None) -> None:
    """Start the page again when the version in force is no longer the one `shown`."""
    current = data.published_version()
    if current is not None and current != shown:
        st.rerun(scope="app")
