"""Adding a note: on a week of a measure, on an incident, a customer or a team."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

import streamlit as st

from dashboard.components import writing
from dashboard.engine import weeks
from dashboard.presentation import formats
from dashboard.presentation.readings import week_of
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.state.annotations import Annotation
from dashboard.state.records import LONGEST

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "note": "Note",
        "process_change": "Change of process",
        "product_change": "Change of product",
        "training": "Training",
        "baseline_reset": "Limits begin anew",
    }
)
"""Kind -> what people call it."""

_MEASURE, _WEEK, _TEAM = "This measure", "The week, on every measure", "The team filtered by"


def on_measure(chosen: Selection, tile: Tile) -> None:
    """The form for a note on a period of a measure; new limits begin with that period."""
    periods = [reading.period for reading in reversed(tile.trend.shown)] if tile.trend else []
    if not periods:
        return
    teams = chosen.filters.values("team_id")
    now = tile.trend.current.period if tile.trend and tile.trend.current else periods[0]
    with st.popover("Add a note", icon=":material/add_comment:", type="tertiary"), _form(f"note-{tile.kpi.id}") as key:
        day = st.selectbox(
            tile.kpi.axis.capitalize(),
            periods,
            index=periods.index(now) if now in periods else 0,
            format_func=lambda period: formats.period(period, tile.kpi.axis),
            key=f"{key}-day",
        )
        subjects = [_MEASURE, _WEEK, *([_TEAM] if len(teams) == 1 and teams[0] else [])]
        subject = st.selectbox("About", subjects, key=f"{key}-about")
        kind = st.selectbox("Kind", list(KINDS), format_func=KINDS.__getitem__, key=f"{key}-kind")
        text, name = _text(key)
        if st.form_submit_button("Save", type="primary") and day is not None:
            note = _about(tile, subject or _MEASURE, day, str(teams[0]) if teams else "")
            _save(key, Annotation(scope=note[0], ref=note[1], kind=kind or "note", text=text, day=day), name)


def _about(tile: Tile, subject: str, day: date, team: str) -> tuple[str, str]:
    """Scope and reference of a note."""
    if subject == _WEEK:
        return "week", weeks.label(week_of(day, tile.kpi.axis))
    return ("team", team) if subject == _TEAM else ("kpi", tile.kpi.id)


def about(scope: str, ref: str) -> None:
    """The form for a note on one incident, customer or team."""
    with st.popover("Add a note", icon=":material/add_comment:", type="tertiary"), _form(f"note-{scope}-{ref}") as key:
        text, name = _text(key)
        if st.form_submit_button("Save", type="primary"):
            _save(key, Annotation(scope=scope, ref=ref, text=text), name)


@contextmanager
def _form(name: str) -> Iterator[str]:
    """A form whose fields are empty again after each note; gives the beginning of their keys."""
    key = f"{name}-{st.session_state.get(_count(name), 0)}"
    with st.form(key, border=False):
        yield key


def _count(name: str) -> str:
    return f"saved with {name}"


def _text(key: str) -> tuple[str, str]:
    text = st.text_area("What happened", key=f"{key}-text", max_chars=LONGEST)
    return text, writing.ask_author(f"{key}-author")


def _save(key: str, note: Annotation, name: str) -> None:
    if writing.write(lambda session: session.save(note), name) is None:
        count = _count(key.rpartition("-")[0])
        st.session_state[count] = st.session_state.get(count, 0) + 1
        st.rerun()
