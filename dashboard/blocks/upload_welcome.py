"""What a reader sees before files are chosen: what is enough, what happens then, and what is loaded now."""

import streamlit as st

from dashboard.components import data
from dashboard.components.page import Frame
from dashboard.presentation import formats
from dashboard.warehouse.reader import Version

_STEPS = """\
1. You see what each column is taken for, and correct it.
2. You say whether the files replace what is loaded or are added to it.
3. Every row is checked. Then all pages show your data; a load that fails changes nothing.
"""
_ENOUGH = (
    "A list of complaints with the time each was opened. Every further column adds something: the customer, the "
    "team, when it was solved, what was written."
)


def show(frame: Frame) -> None:
    """Draw the steps beside what is enough, and what is loaded now."""
    steps, enough = st.columns(2, gap="medium")
    with steps, st.container(gap="xsmall"):
        st.markdown("##### What happens then?")
        st.markdown(_STEPS)
    with enough, st.container(gap="xsmall"):
        st.markdown("##### What is enough?")
        st.markdown(_ENOUGH)
        warehouse = data.readable_warehouse()
        if warehouse is not None:
            st.caption(loaded_now(warehouse.version))
            st.page_link(frame.pages["data"], label="What is loaded, and what adds more", icon=":material/database:")


def loaded_now(version: Version) -> str:
    """What the pages show now: `Loaded now: the invented sample company up to Fri 20 Nov 2026, 19:00.`"""
    what = "the invented sample company" if version.is_sample else "data"
    return f"Loaded now: {what} up to {formats.moment(version.as_of, version.timezone)}."
