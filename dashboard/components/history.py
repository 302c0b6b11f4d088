"""Back and forward of the browser: the link then says what is chosen, and the filters follow it.

Streamlit writes the widgets into the link but reads the link only once, when a session begins.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.presentation import url_filters
from dashboard.presentation.panels import Choices
from dashboard.presentation.url_filters import DEFAULT_SPAN, FIELDS, KEYS, LATEST

_LAST = "what the link said when the page was last drawn"
_HANDED_ON = "the link is being handed on to another page"
_SETTLING_SECONDS = 2.0
"""So soon after a change the browser may still send the link of before."""


@dataclass(frozen=True)
class _Drawn:
    """What was chosen when a page was last drawn, as parameters of a link, and since when."""

    page: str
    parameters: Mapping[str, list[str]]
    since: float


def take_back(choices: Choices, page: str) -> None:
    """Set the filters to what the link says when it changed on one page and no filter did; before widgets are drawn.

    On the way to another page the link is incomplete for a moment, so the filters stay as they are.
    """
    drawn: _Drawn | None = st.session_state.get(_LAST)
    is_handed_on = st.session_state.pop(_HANDED_ON, False)
    if drawn is None or drawn.page != page or is_handed_on or time.monotonic() - drawn.since < _SETTLING_SECONDS:
        return
    asked = {name: st.query_params.get_all(name) for name in KEYS if name in st.query_params}
    if asked == drawn.parameters or _in_state() != drawn.parameters:
        return
    link = url_filters.read(asked, choices.values, choices.first_week, choices.last_week).parameters
    for field in FIELDS:
        st.session_state[field.key] = link.get(field.key, [])
    st.session_state["week"] = link.get("week", [LATEST])[0]
    st.session_state["weeks"] = link.get("weeks", [DEFAULT_SPAN])[0]


def remember(page: str, labels: Mapping[str, Sequence[str]], week: str, span: str) -> None:
    """Keep what is chosen now; after the filters are drawn."""
    parameters = _parameters(labels, week, span)
    drawn: _Drawn | None = st.session_state.get(_LAST)
    if drawn is None or (drawn.page, drawn.parameters) != (page, parameters):
        st.session_state[_LAST] = _Drawn(page, parameters, time.monotonic())


def hand_on() -> None:
    """Say that the next page begins with an empty link, which the filters will fill again."""
    st.session_state[_HANDED_ON] = True


def _in_state() -> Mapping[str, list[str]]:
    labels = {field.key: st.session_state.get(field.key) or [] for field in FIELDS}
    return _parameters(labels, st.session_state.get("week") or LATEST, st.session_state.get("weeks") or DEFAULT_SPAN)


def _parameters(labels: Mapping[str, Sequence[str]], week: str, span: str) -> dict[str, list[str]]:
    """The link of a choice: what stands at its default is left out."""
    chosen = {key: list(values) for key, values in labels.items() if values}
    weeks = {"week": [week]} if week != LATEST else {}
    return chosen | weeks | ({"weeks": [span]} if span != DEFAULT_SPAN else {})
