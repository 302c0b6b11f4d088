"""Saying whether what was read in a message is right: one label at a time, or the whole message."""

from collections.abc import Callable, Iterable
from typing import get_args

import streamlit as st

from dashboard.components import writing
from dashboard.components.page import plain
from dashboard.detect.apologies import Grade
from dashboard.detect.judging import FLAGS, GRADES
from dashboard.detect.messages import Labels, Promise
from dashboard.presentation import formats
from dashboard.state.label_flips import LabelFlip
from dashboard.state.session import Session
from dashboard.topics import label_verdicts
from dashboard.topics.label_verdicts import Said
from dashboard.topics.sure import LABELS
from dashboard.warehouse.reader import Version

Write = Callable[[Session], object]


def one_label(key: str, event_id: str, label: str, before: Said, name: str) -> None:
    """The buttons for one label; of an apology the right grade is chosen, none of them included."""

    def judging(name_of_label: str, *, holds: bool) -> Write:
        return lambda session: label_verdicts.judge(session, event_id, before, name_of_label, holds=holds)

    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if st.button("Accept", icon=":material/check:", key=f"{key}-accept"):
            _save(judging(label, holds=True), name)
        if label in (*GRADES, "none"):
            with st.popover("Not right", icon=":material/close:", key=f"{key}-not"):
                others = [grade for grade in (*GRADES, "none") if grade != label]
                right = st.radio("It is rather", others, format_func=LABELS.__getitem__, key=f"{key}-right")
                if st.button("Save", type="primary", key=f"{key}-save"):
                    _save(judging(right, holds=True), name)
        elif st.button("Not right", icon=":material/close:", key=f"{key}-not"):
            _save(judging(label, holds=False), name)


def whole(event_id: str, found: Labels, before: Said) -> None:
    """What a message says, all of it, to be put right."""
    now = label_verdicts.after(found, before)
    grades, promises = list(get_args(Grade)), list(get_args(Promise))
    with st.form(f"judge-{event_id}", border=False):
        grade = st.selectbox("Apology", grades, grades.index(now.grade), format_func=LABELS.__getitem__,
                             key=f"judge-grade-{event_id}")  # fmt: skip
        promise = st.selectbox("Promise", promises, promises.index(now.promise), format_func=_promise,
                               key=f"judge-promise-{event_id}")  # fmt: skip
        has = [one for one in FLAGS[:3] if getattr(now, f"has_{one}")]
        flags = st.multiselect("Besides", FLAGS[:3], has, format_func=LABELS.__getitem__, key=f"judge-more-{event_id}")
        name = writing.ask_author(f"judge-author-{event_id}")
        if st.form_submit_button("This is right", type="primary"):
            _save(lambda session: label_verdicts.judge_all(session, event_id, before, grade, promise, flags), name)


def _promise(kind: str) -> str:
    return LABELS[f"promise_{kind}"]


def _save(action: Write, name: str) -> None:
    if writing.write(action, name) is None:
        st.rerun()


def words(label: str, before: Said, version: Version) -> str:
    """Who said what of a label, and from when on it counts (Markdown); empty as long as nobody did."""
    among = GRADES if label in (*GRADES, "none") else (label,)
    of_label = [flip for name in among if (flip := before.get(name))]
    if not of_label:
        return ""
    last = max(of_label, key=lambda flip: (flip.holds, flip.name == label))
    return f"{plain(_signed(last, version.timezone))}: **{plain(_answer(label, last))}** · {since([last], version)}"


def since(flips: Iterable[LabelFlip], version: Version) -> str:
    """Whether a version was loaded with what people said, or the next one will be."""
    is_in = all((flip.changed_at or flip.created_at or version.created_at) <= version.created_at for flip in flips)
    return "counts" if is_in else "counts from the next load"


def _signed(flip: LabelFlip, timezone: str) -> str:
    at = flip.changed_at or flip.created_at
    return f"{flip.changed_by or flip.author}, {formats.moment(at, timezone)}" if at else str(flip.author)


def _answer(label: str, flip: LabelFlip) -> str:
    if flip.holds:
        return "right" if flip.name == label else LABELS[flip.name]
    return "right" if label == "none" else "not right"


def summary(found: Labels) -> str:
    """What was read in a message, in words; empty when nothing was."""
    named: list[str] = [found.grade] if found.grade != "none" else []
    named += [f"promise_{found.promise}"] if found.promise != "none" else []
    named += [name for name in FLAGS[:3] if getattr(found, f"has_{name}")]
    return ", ".join(LABELS[name].lower() for name in named)
