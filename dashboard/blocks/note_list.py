"""The notes on a measure, an incident or a customer: read, changed, taken away."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.blocks import incident_data, new_note, target_form
from dashboard.blocks.new_note import KINDS
from dashboard.components import kpi_data, writing
from dashboard.components.page import plain
from dashboard.presentation import notes
from dashboard.presentation.notes import Note
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.state.annotations import Annotation
from dashboard.state.records import LONGEST

Subject = tuple[str, str, str]
"""What notes are about: scope, its id, and the words in front of a note on it."""


def on_measure(chosen: Selection, tile: Tile) -> None:
    """The notes in the periods drawn, and the ways to add and to change one."""
    shown = tile.trend.shown if tile.trend else ()
    placed = notes.placed(kpi_data.notes_of(chosen, tile.kpi.id), shown, tile.kpi.axis)
    found = [note for _, note in placed]
    for note in found:
        st.caption(_words(note))
    with _controls():
        new_note.on_measure(chosen, tile)
        _change(found, tile.kpi.id)
        target_form.show(chosen, tile)


def on_incident(chosen: Selection, incident_id: str, customer_id: str | None, team_id: str | None) -> None:
    """The notes on an incident, its customer and its team, and the way to add one."""
    _about(
        chosen,
        ("incident", incident_id, ""),
        ("customer", customer_id or "", "about the customer: "),
        ("team", team_id or "", "about the team: "),
    )


def on_customer(chosen: Selection, customer_id: str) -> None:
    """The notes on a customer and its incidents, and the way to add one."""
    noted = {str(entry.ref) for entry in chosen.choices.annotations if entry.scope == "incident" and entry.text}
    own = incident_data.of_customer(chosen, "incidents", customer_id)["incident_id"] if noted else ()
    incidents: list[Subject] = [("incident", one, f"{plain(one)}: ") for one in own if one in noted]
    _about(chosen, ("customer", customer_id, ""), *incidents)


def _about(chosen: Selection, *subjects: Subject) -> None:
    """What was noted of these; a new note is about the first."""
    st.markdown("##### Notes")
    words = {(scope, ref): prefix for scope, ref, prefix in subjects if ref}
    entries = [entry for entry in chosen.choices.annotations if (entry.scope, entry.ref or "") in words and entry.text]
    for entry in entries:
        st.caption(_words(notes.of(entry, chosen.choices.version.timezone), words[(entry.scope, entry.ref or "")]))
    if not entries:
        st.caption("Nobody has written one yet.")
    scope, ref, _ = subjects[0]
    with _controls():
        new_note.about(scope, ref)
        _change([notes.of(entry, chosen.choices.version.timezone) for entry in entries], f"{scope}-{ref}")


def _controls() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="xsmall")


def _words(note: Note, prefix: str = "") -> str:
    author = f" ({plain(note.author)})" if note.author else ""
    kind = note.entry.kind if note.entry else "training"
    what = "" if kind in ("note", "training") else f"{KINDS[kind]}: "
    return f":material/flag: {note.day.day} {note.day:%b %Y}: {prefix}{what}{plain(note.text)}{author}"


def _change(found: Sequence[Note], key: str) -> None:
    """One of the notes, to be changed or taken away."""
    entries = {note.entry.id: note.entry for note in reversed(found) if note.entry}
    if not entries:
        return
    with st.popover("Change a note", icon=":material/edit:", type="tertiary"):
        chosen = st.selectbox(
            "Which note", list(entries), format_func=lambda name: entries[name].text, key=f"change-of-{key}"
        )
        _form(entries.get(chosen or "", next(iter(entries.values()))))


def _form(entry: Annotation) -> None:
    opened = writing.opened(entry, _text_key(entry), lambda note: note.text)
    with st.form(f"change-{entry.id}", border=False):
        text = st.text_area("What happened", key=_text_key(entry), max_chars=LONGEST)
        name = writing.ask_author(f"author-{entry.id}")
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", type="primary")
            is_removed = st.form_submit_button("Remove")
    if is_saved:
        writing.change(replace(opened, text=text), name)
    elif is_removed:
        writing.change(replace(opened, is_removed=True), name)


def _text_key(entry: Annotation) -> str:
    return f"words-{entry.id}"
