"""Cached reading of what was read in messages, and of what people said of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components import data, sign_in
from dashboard.detect import gate, measured
from dashboard.engine import panel_rows
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.exports import personal
from dashboard.presentation import records
from dashboard.presentation.selection import Selection
from dashboard.topics import label_verdicts, sure, sure_file
from dashboard.topics.label_verdicts import Said
from dashboard.topics.sure import Sure

EXAMPLES = 4
"""Messages that are shown to be judged at a time."""


def is_read(version: str) -> bool:
    """Whether the load of this version read the messages; older versions did not."""
    return "read_messages" in data.of(version).tables


@st.cache_resource(max_entries=4, show_spinner=False)
def found(version: str) -> Sure:
    """What was read in the messages of a version, how right that is, and what counts."""
    read = panel_rows.panel(data.of(version), "messages_read")
    return sure.sure(read, measured.known(), gate.trusted())


@st.cache_resource(max_entries=32, show_spinner=False)
def examples(version: str, language: str, label: str, page: int) -> Sequence[Mapping[str, Any]]:
    """Some messages with a label, one more than `EXAMPLES` when there are more."""
    warehouse, skip = data.of(version), page * EXAMPLES
    return records.of(panel_rows.panel(warehouse, "read_examples", language=language, label=label, skip=skip,
                                       most=EXAMPLES + 1))  # fmt: skip


def of_incident(chosen: Selection, incident_id: str) -> Mapping[str, Mapping[str, Any]]:
    """What was read in the messages of an incident, by the id of the message."""
    if not is_read(chosen.version):
        return {}
    rows = data.panel(chosen, "one_incident_messages", Filters(), incident_id=incident_id)
    return {str(row["event_id"]): row for row in records.of(rows)}


def said() -> Mapping[str, Said]:
    """What people said of messages; nothing when it cannot be read, which the notes of the page tell."""
    try:
        return label_verdicts.said(data.state())
    except AmendsError:
        return {}


def judged_csv(version: str) -> Callable[[], bytes]:
    """A function that makes the CSV of all judged messages; that somebody takes it is written down first."""
    who = sign_in.name() or None

    def make() -> bytes:
        rows = sure_file.judged_messages(data.of(version), data.state())
        personal.write_down("Judged messages, as csv", sure_file.PERSONAL, len(rows), who=who)
        return sure_file.csv_bytes(rows)

    return make


def sources(chosen: Selection) -> str:
    """Where the apologies under the reader's filters come from, and which words count, in a sentence."""
    (row,) = records.of(data.panel(chosen, "apology_sources", chosen.filters.between(chosen.first, chosen.last)))
    below: list[str] = []
    if is_read(chosen.version):
        below = [one.name for one in found(chosen.version).readings if one.messages and "apology" not in one.counts]
    return sure.sources(int(row["count_coded"] or 0), int(row["count_read"] or 0), row["lowest_grade"], below)


def grade_in_force(chosen: Selection) -> str:
    """Which words count as a real apology."""
    (row,) = records.of(data.panel(chosen, "apology_sources", Filters()))
    return sure.grade_in_force(row["lowest_grade"])
