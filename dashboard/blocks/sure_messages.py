"""How sure we are of what was read in messages: figures per language, and examples to accept or put right."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.blocks import inventory_tables, sure_data, sure_judge
from dashboard.components import drill, links, parts, writing
from dashboard.components.page import Frame, plain
from dashboard.detect import patterns
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.topics import sure, sure_texts
from dashboard.topics.label_verdicts import Said
from dashboard.topics.sure import LABELS, Reading, Sure

PART = "Messages"
"""The name of this part of the page about the data."""

_QUESTION = "How sure are we of what was read in messages?"
_JUDGED = ("specific", "formulaic", "non_apology", "sympathy", "none", "promise_dated", "promise_undated",
           "promise_none", "compensation", "explanation", "excuse")  # fmt: skip
_MEANING = (
    "Right: of the apologies read, so many are. Found: of the apologies written, so many are read. Measured on "
    "labelled messages that no pattern was made for; 95% limits in brackets. Corrected: the share of messages with a "
    "real apology, put right for those two."
)
_KEPT = "What you say is kept, wins over what was read, and counts from the next load."
_ROUND = "read-round"
"""How many times other examples were asked for."""


def show(frame: Frame) -> None:
    """Draw the figures of every language, and below them examples of one label with the buttons to judge them."""
    chosen = frame.chosen
    if not sure_data.is_read(chosen.version):
        parts.question(_QUESTION, "This version was loaded before messages were read. Load the files again.")
        return
    found = sure_data.found(chosen.version)
    if not found.messages:
        parts.question(_QUESTION, "No text of your people is in the data, so only what somebody coded counts.")
        st.info("With the words of messages (`incident_events.body`) apologies, promises, offers, explanations and "
                "excuses are read in English, Hungarian, Polish and Georgian.", icon=":material/forum:")  # fmt: skip
        return
    parts.question(_QUESTION, sure.verdict(found))
    _languages(chosen, found)
    _one_language(frame, found)


def _languages(chosen: Selection, found: Sure) -> None:
    rows = [_row(one) for one in found.readings]
    with st.container(key="unbroken-languages"):  # see screen.css
        inventory_tables.table(
            rows, "Messages read per language, how often real apologies are read rightly, what counts"
        )
    st.caption(_MEANING)
    below = [words for one in found.readings if (words := sure.coded_only(one))]
    if below:
        st.caption(f":material/block: Read, but counted only where somebody coded them: {plain('; '.join(below))}.")
    st.caption(sure_data.grade_in_force(chosen))


def _row(one: Reading) -> Mapping[str, str | int]:
    apology = one.labels.get("apology")
    of = formats.MISSING, formats.MISSING
    if apology is not None:
        of = (sure.share(apology.precision, apology.precision_low, apology.precision_high),
              sure.share(apology.recall, apology.recall_low, apology.recall_high))  # fmt: skip
    return {
        "Language": one.name,
        "Messages": one.messages,
        "Right": of[0],
        "Found": of[1],
        "With an apology": formats.percent(one.observed),
        "Corrected": sure.share(one.corrected, one.corrected_low, one.corrected_high),
        "Apologies that nobody coded": sure.what_counts(one),
    }


def _one_language(frame: Frame, found: Sure) -> None:
    readings = {one.language: one for one in found.readings}
    most = max(found.readings, key=lambda one: one.messages).language
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.selectbox("Language", list(readings), list(readings).index(most), key="read-language",
                                format_func=lambda one: readings[one].name, width=180)  # fmt: skip
        label = st.selectbox("Label", _JUDGED, format_func=LABELS.__getitem__, key="read-label", width=280)
        name = writing.ask_author("read-author")
    left, right = st.columns([4, 5], gap="medium")
    with left, st.container(gap="xsmall"):
        _examples(frame, language, label, name)
    with right, st.container(gap="xsmall"):
        _labels(readings[language])
        _file(frame.chosen)


def _labels(one: Reading) -> None:
    st.markdown(f"##### How well is each label read in {one.name}?")
    with st.container(key="unbroken-labels"):  # see screen.css
        inventory_tables.table(sure.label_rows(one), f"Labels in {one.name}, how often they are right and found")
    if one.labels:
        measured = next(iter(one.labels.values())).version
        now = (
            ""
            if measured == patterns.version()
            else f" Today's patterns are {patterns.version()}: they are still to be measured."
        )
        st.caption(f"Both: right and found in one figure. Measured with {measured}.{now}")


def _examples(frame: Frame, language: str, label: str, name: str) -> None:
    chosen = frame.chosen
    st.markdown(f"##### Is this right: “{LABELS[label].lower()}”?")
    turn = int(st.session_state.get(_ROUND, 0))
    rows = sure_data.examples(chosen.version, language, label, turn)
    if not rows and turn:
        st.session_state[_ROUND] = turn = 0
        rows = sure_data.examples(chosen.version, language, label, turn)
    if not rows:
        st.caption("It was read in no message of this language.")
        return
    st.caption(f"Names, addresses and long numbers are hidden. {_KEPT}")
    said = sure_data.said()
    for row in rows[: sure_data.EXAMPLES]:
        _example(frame, row, label, said.get(str(row["event_id"]), {}), name)
    if len(rows) > sure_data.EXAMPLES or turn:
        st.button("Other examples", icon=":material/shuffle:", on_click=_next_round, args=(turn,))


def _next_round(turn: int) -> None:
    st.session_state[_ROUND] = turn + 1


def _example(frame: Frame, row: Mapping[str, Any], label: str, said: Said, name: str) -> None:
    version = frame.chosen.choices.version
    event_id, incident_id = str(row["event_id"]), str(row["incident_id"])
    with st.container(border=True, gap="xsmall"):
        links.folded(sure_texts.masked(str(row["body"]), row["customer_name"]))
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            when = formats.moment(row["event_at"].to_pydatetime(), version.timezone)
            st.caption(f"{when} · {formats.percent(row['confidence'])} sure", width="content")
            opener = drill.and_open(frame.pages["incidents"], "incident")
            st.button(plain(incident_id), key=f"read-open-{event_id}", type="tertiary", icon=":material/inbox:",
                      on_click=opener, args=(incident_id,), help="Open the incident")  # fmt: skip
        if judged := sure_judge.words(label, said, version):
            st.caption(f":material/how_to_reg: {judged}")
        sure_judge.one_label(f"read-{label}-{event_id}", event_id, label, said, name)


def _file(chosen: Selection) -> None:
    count = len(sure_data.said())
    st.markdown("##### What people judged, as a file")
    st.caption("Texts with the labels that people gave them, in the columns of data/patterns/corpus. The download is "
               "recorded; this command measures on the file:")  # fmt: skip
    st.code("python -m dashboard detect FILE --measure", language="bash", wrap_lines=True)
    st.download_button(f"{formats.plural(count, 'judged message')} as CSV", sure_data.judged_csv(chosen.version),
                       file_name="judged_messages.csv", mime="text/csv", icon=":material/download:",
                       on_click="ignore", disabled=not count, key="read-file")  # fmt: skip
