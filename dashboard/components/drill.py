"""Going deeper: a click on a chart or a table row adds one condition to the filters, and so to the link.

The filters are widgets of the entry script; they may be set only in callbacks, which run before them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.components import pick
from dashboard.presentation.url_filters import KEYS, ONE_WEEK

_GO_TO = "page to open after a click"
_NARROW = "filter to narrow on the page that opens"
"""Narrowed there and not before: the page that is left keeps its own link in the history of the browser."""

_CARRIED = "filters on their way to another page"
_BEGUN = "this session has drawn a page"
_ENTRIES = {"incident": "incidents", "incident_id": "incidents", "customer": "customer", "customer_id": "customer"}
"""Parameter -> the page that a base link with it means."""

Value = TypeVar("Value")


def narrow(key: str, label: str) -> None:
    """Keep only one value of a filter; `label` is its text in the list. For callbacks."""
    st.session_state[key] = [label]


def to_week(label: str, span: str = ONE_WEEK) -> None:
    """Keep only one week, `2026-W46`, or so many weeks up to it. For callbacks."""
    st.session_state["week"] = label
    st.session_state["weeks"] = span


def picked(key: str, values: Sequence[Value], then: Callable[[Value], None]) -> Callable[[], None]:
    """A callback for a table of `pick.table(key, …)`: hands the value of the row that was picked to `then`.

    Rows without a value (None or empty) lead nowhere.
    """

    def pick_row() -> None:
        row = pick.picked_row(key)
        if row is not None and row < len(values) and values[row]:
            then(values[row])

    return pick_row


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
        go_to(page)
        st.session_state[_NARROW] = (key, label)

    return go


def go_to(page: Page, **parameters: str) -> None:
    """Open a page once the filters are drawn; they stay. `parameters` are the page's own. For callbacks."""
    st.session_state[_GO_TO] = (page, parameters)


def follow() -> None:
    """Go where the last click led; the entry script calls it once the filters are drawn.

    The filters write themselves into the link again on the page that opens.
    """
    page, parameters = st.session_state.pop(_GO_TO, (None, {}))
    if page is not None:
        st.session_state[_CARRIED] = {key: st.session_state[key] for key in KEYS if key in st.session_state}
        st.switch_page(page, query_params=parameters)


def enter(pages: Mapping[str, Page], shown: Page) -> None:
    """Narrow what the last click opened; take a session that begins on the base link with one incident to its page.

    The entry script calls it before the filters are drawn, while the link may still be handed on as it is.
    """
    st.session_state.update(st.session_state.pop(_CARRIED, {}))
    if _NARROW in st.session_state and _GO_TO not in st.session_state:
        narrow(*st.session_state.pop(_NARROW))
    has_begun = st.session_state.get(_BEGUN, False)
    st.session_state[_BEGUN] = True
    if has_begun or shown.url_path:
        return
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    name = next((page for key, page in _ENTRIES.items() if key in asked and page in pages), None)
    if name:
        st.switch_page(pages[name], query_params=asked)
