"""Who looks after a complaint: taking it, a note on it, done, and giving it back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.components import data, writing
from dashboard.components.page import plain
from dashboard.errors import AmendsError
from dashboard.state import queue_lines
from dashboard.state.queue_lines import QueueLine


def takers(incident_ids: Iterable[str]) -> list[str | None]:
    """Who took each of these complaints, for a column of the queue; None where nobody did."""
    lines = _lines()
    return [_who(lines[name]) if name in lines else None for name in incident_ids]


def _lines() -> Mapping[str, QueueLine]:
    """Nothing when it cannot be read: the page says so in its notes."""
    try:
        with data.state().read() as session:
            return queue_lines.queue_lines(session)
    except AmendsError:
        return {}


def _who(line: QueueLine) -> str:
    return f"{line.taken_by}, done" if line.is_done else line.taken_by


def show(incident_id: str) -> None:
    """Who has the complaint, and what can be done about that."""
    line = _lines().get(incident_id)
    if line and not line.is_done and st.session_state.get(_taking(incident_id)):
        st.warning(f"{plain(line.taken_by)} was quicker and has taken it.", icon=":material/assignment_ind:")
    label = f"Taken by {plain(_who(line))}" if line else "Take it"
    with st.popover(label, icon=":material/assignment_ind:", type="tertiary"):
        if line is None or line.is_done:
            _take(incident_id)
        else:
            _keep(line)
    if line and line.note:
        st.caption(plain(line.note), width="content")


def _taking(incident_id: str) -> str:
    return f"take-now-{incident_id}"


def _take(incident_id: str) -> None:
    with st.form(f"take-{incident_id}", border=False):
        note = st.text_area("Note", key=f"take-note-{incident_id}", max_chars=1000)
        name = writing.ask_author(f"take-author-{incident_id}")
        if st.form_submit_button("I take it", type="primary", key=_taking(incident_id)):
            refusal = writing.write(lambda session: queue_lines.take(session, incident_id, note), name)
            if refusal is None:
                st.rerun()


def _keep(line: QueueLine) -> None:
    key = f"line-note-{line.id}"
    opened = writing.opened(line, key, lambda one: one.note)
    with st.form(f"line-{line.id}", border=False):
        note = st.text_area("Note", key=key, max_chars=1000)
        name = writing.ask_author(f"line-author-{line.id}")
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", type="primary")
            is_done = st.form_submit_button("Done")
            is_given_back = st.form_submit_button("Give it back")
    if is_saved or is_done:
        writing.change(replace(opened, note=note, is_done=is_done), name)
    elif is_given_back:
        writing.change(replace(opened, is_removed=True), name)
