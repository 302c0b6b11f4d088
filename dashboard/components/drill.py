"""Going deeper: a click on a chart or a table row adds one condition to the filters, and so to the link.

The filters are widgets of the entry script; they may be set only in callbacks, which run before them.
"""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.url_filters import ONE_WEEK

_GO_TO = "page to open after a click"


def narrow(key: str, label: str) -> None:
    """Keep only one value of a filter; `label` is its text in the list. For callbacks."""
    st.session_state[key] = [label]


def to_week(label: str) -> None:
    """Keep only one week, `2026-W46`. For callbacks."""
    st.session_state["week"] = label
    st.session_state["weeks"] = ONE_WEEK


def picked(key: str, values: Sequence[str], then: Callable[[str], None]) -> Callable[[], None]:
    """A callback for a table of `pick.table(key, …)`: hands the value of the row that was picked to `then`."""

    def pick() -> None:
        row = _picked_row(key)
        if row is not None and row < len(values) and values[row]:
            then(values[row])

    return pick


def _picked_row(key: str) -> int | None:
    selection = st.session_state[key].selection
    rows, cells = selection.get("rows") or [], selection.get("cells") or []
    return rows[0] if rows else cells[0][0] if cells else None


def clicked(key: str, then: Callable[[str], None]) -> Callable[[], None]:
    """A callback for a chart of `figures.draw(…)`: hands the `customdata` of the mark that was clicked to `then`."""

    def click() -> None:
        points = st.session_state[key].selection.get("points") or []
        value = points[0].get("customdata") if points else None
        first = value[0] if isinstance(value, list | tuple) and value else value
        if first:
            then(str(first))

    return click


def and_open(page: Page, key: str) -> Callable[[str], None]:
    """For `picked` and `clicked`: narrow the filter `key` to what was picked, and go to a page with it."""

    def go(label: str) -> None:
        narrow(key, label)
        st.session_state[_GO_TO] = page

    return go


def follow() -> None:
    """Go where the last click led; the entry script calls it once the filters are drawn."""
    page = st.session_state.pop(_GO_TO, None)
    if page is not None:
        st.switch_page(page)
