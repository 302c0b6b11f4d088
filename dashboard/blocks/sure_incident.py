"""What was read in the messages of one incident, and the way to put it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.blocks import sure_data, sure_judge
from dashboard.components import page
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.topics import label_verdicts, sure_file
from dashboard.topics.label_verdicts import Said
from dashboard.warehouse.reader import Version


@dataclass(frozen=True)
class Read:
    """What was read in the messages of an incident and what people said of them, by the id of the message."""

    found: Mapping[str, Mapping[str, Any]]
    said: Mapping[str, Said]
    version: Version

    def show(self, event_id: str) -> None:
        """Below a message: what was read in it, by which patterns and how surely, who judged it; nothing if unread."""
        row = self.found.get(event_id)
        if row is None:
            return
        labels, said = sure_file.labels(row), self.said.get(event_id, {})
        now = sure_judge.summary(label_verdicts.after(labels, said)) or "no act"
        by = sorted({str(flip.changed_by or flip.author) for flip in said.values()})
        when = sure_judge.since(said.values(), self.version)
        how = f"judged by {', '.join(by)}, {when}" if by else _how(row)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.caption(f":material/find_in_page: {page.plain(f'Read in it: {now} · {how}')}", width="content")
            with st.popover("Put right", type="tertiary", key=f"judge-{event_id}-open", on_change="rerun") as opened:
                if opened.open:
                    sure_judge.whole(event_id, labels, said)


def of(chosen: Selection, incident_id: str) -> Read:
    """What was read in the messages of an incident."""
    found = sure_data.of_incident(chosen, incident_id)
    return Read(found, sure_data.said() if found else {}, chosen.choices.version)


def _how(row: Mapping[str, Any]) -> str:
    if row["language"] == "unknown":
        return "in a language that Amends does not read"
    return f"{formats.percent(row['confidence'])} sure · {row['model_version'] or 'no patterns'}"
