"""Back and forward of the browser: one action of the reader is one step, and the link of a step says what is chosen."""

from collections.abc import Collection
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.settings import ROOT

_STEPS = ROOT / "dashboard" / "static" / "steps.html"


def count_steps() -> None:
    """Make one step of the browser's history out of all that one action writes into the link; draws nothing."""
    st.html(_STEPS, width="content", unsafe_allow_javascript=True)


def is_moving() -> bool:
    """Whether the reader went back or forward: the link then decides, whatever the session holds."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def keep_link(keys: Collection[str]) -> None:
    """Put back what a step to another page took out of the link; before any widget with one of these keys is drawn.

    Streamlit takes the widgets of a closed popover for gone when the page changes, and removes what they stand for.
    """
    context = get_script_run_ctx()
    if context is None or not context.is_history_navigation:
        return
    asked = parse_qs(context.query_string)
    lost = {key: asked[key] for key in keys if key in asked and key not in st.query_params}
    if lost:
        st.query_params.update(lost)
