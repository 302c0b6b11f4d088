"""What the files are taken for, with examples, and the correction of it: how will they be loaded?"""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.blocks.upload_batch import Batch
from dashboard.components import parts, pick
from dashboard.components.page import plain
from dashboard.load import mappings
from dashboard.load.look import Look, save_proposal
from dashboard.load.mappings import ProposedColumn
from dashboard.presentation import formats
from dashboard.topics import upload_columns
from dashboard.topics.upload_columns import Way

_LIST = "A ticket list: I say what its columns are"
_NO_LINK = "\u2060"
"""A sign without width that keeps an address from becoming a link."""

_AT_ONCE = 20
"""Columns that can be corrected at once; of more a part is shown."""


def ask(batch: Batch) -> Way | None:
    """Draw what the files are and ask how to read them; None while that cannot be loaded."""
    looks = batch.looks
    parts.question("What are these files?", _verdict(looks))
    if len(looks) > 1:
        _files(looks)
    systems = upload_columns.systems(looks)
    if _is_list(batch, systems):
        return _list(batch)
    if not any(look.what for look in looks):
        return None
    _columns(batch)
    way = upload_columns.way_of_systems(looks)
    if way.left_out:
        names = ", ".join(path.name for path in way.left_out)
        st.caption(f"Left out, because nothing in it belongs to the others: {plain(names)}.")
    return way


def _verdict(looks: Sequence[Look]) -> str:
    if len(looks) == 1:
        [look] = looks
        what = look.what or "a table with headings of its own"
        return f"{plain(look.path.name)} is {plain(what)}. {plain(upload_columns.why(look))}"
    known = len([look for look in looks if look.what])
    return f"{known} of {formats.plural(len(looks), 'table')} are known."


def _files(looks: Sequence[Look]) -> None:
    rows = [
        {
            "File": look.path.name,
            "What it is": look.what or "not known",
            "Columns": len(look.headers),
            "Why": upload_columns.why(look),
        }
        for look in sorted(looks, key=lambda look: look.what is None)
    ]
    pick.table("upload-files", pd.DataFrame(rows), alt="The files, what each of them is, and why", most_rows=12)


def _is_list(batch: Batch, systems: Sequence[str]) -> bool:
    """Whether the columns are to be named one by one: always where nothing is known, else when the reader says so."""
    if not any(look.table is None for look in batch.looks):
        return False
    if not systems:
        return True
    labels = ", ".join(mappings.read(name).label for name in systems)
    ways = [f"Read as recognised: {labels}", _LIST]
    return st.radio("How to read them", ways, key=batch.field_key("way")) == _LIST


def _columns(batch: Batch) -> None:
    known = [look for look in batch.looks if look.what is not None]
    names = [look.path.name for look in known]
    place = 0
    if len(known) > 1:
        places = range(len(known))
        place = st.selectbox(
            "Columns of", places, format_func=names.__getitem__, key=batch.field_key("file"), width=420
        )
    found = upload_columns.columns(known[place])
    unused = sum(column.becomes == upload_columns.LEFT_OUT for column in found)
    left = f", {unused} left out" if unused else ""
    parts.question("What becomes of each column?", f"{formats.plural(len(found), 'column')}{left}.")
    used_first = sorted(found, key=lambda column: column.becomes == upload_columns.LEFT_OUT)
    frame = pd.DataFrame([asdict(column) for column in used_first])
    frame.columns = pd.Index(["Column", "Becomes", "For example"])
    pick.table("upload-columns", frame, alt="What each column of the file becomes", most_rows=12)


def _list(batch: Batch) -> Way | None:
    groups = upload_columns.lists(batch.looks)
    places = range(len(groups))
    place = 0
    if len(groups) > 1:
        labels = [", ".join(dict.fromkeys(look.path.name for look in group)) for group in groups]
        place = st.selectbox("The ticket list is", places, format_func=labels.__getitem__,
                             key=batch.field_key("list"), width=420)  # fmt: skip
        st.caption("Only this one is loaded, with the tables known by their headings; load the others afterwards.")
    chosen = groups[place]
    columns = _corrected(batch, chosen[0])
    faults = mappings.problems(columns)
    for fault in faults:
        st.warning(plain(fault), icon=":material/rule:")
    if faults:
        return None
    saved = save_proposal(columns, chosen[0].path, batch.folder.path)
    _download(saved)
    return upload_columns.way_of_list(batch.looks, chosen, saved)


def _corrected(batch: Batch, look: Look) -> list[ProposedColumn]:
    """The columns, each with a choice of what it is; the answer is the proposal as corrected."""
    proposed = upload_columns.proposal(look)
    first = sorted(proposed, key=lambda one: one.target is None)
    unsure = sum(not one.certain for one in proposed if one.target)
    sure = f"{unsure} of them unsure" if unsure else "all sure"
    parts.question("What is each column?", f"{len([one for one in proposed if one.target])} proposed, {sure}. "
                   "Correct what is wrong; only the time of opening is needed.")  # fmt: skip
    shown = _part(batch, first)
    key = partial(_key, batch, look)
    with st.container(gap="xxsmall"):
        for one in shown:
            _choice(one, key(one))
    choices = {one.source: st.session_state.get(key(one), one.target or "") or None for one in proposed}
    return mappings.corrected(proposed, choices)


def _key(batch: Batch, look: Look, one: ProposedColumn) -> str:
    return batch.field_key(f"{look.path.name}-{one.source}")


def _part(batch: Batch, columns: Sequence[ProposedColumn]) -> Sequence[ProposedColumn]:
    """So many columns as can be looked at; of more the reader chooses which."""
    if len(columns) <= _AT_ONCE:
        return columns
    starts = range(0, len(columns), _AT_ONCE)
    begin = st.selectbox(
        f"Columns shown, of {len(columns)}; those with a proposal come first",
        starts,
        format_func=lambda start: f"{start + 1} to {min(start + _AT_ONCE, len(columns))}",
        key=batch.field_key("part"),
        width=420,
    )
    return columns[begin : begin + _AT_ONCE]


def _choice(one: ProposedColumn, key: str) -> None:
    labels = {"": upload_columns.LEFT_OUT, **mappings.targets()}
    heading, choice, sure = st.columns([4, 4, 4], vertical_alignment="center")
    with heading, st.container(gap=None):
        st.markdown(f"**{plain(upload_columns.shortened(one.source))}**")
        examples = " · ".join(upload_columns.shortened(text) for text in one.samples)
        st.caption(plain(examples).replace("@", f"@{_NO_LINK}") or "–")
    st.session_state.setdefault(key, one.target or "")
    with choice:
        chosen = st.selectbox(f"What “{one.source}” is", list(labels), format_func=labels.__getitem__, key=key,
                              label_visibility="collapsed")  # fmt: skip
    with sure:
        st.caption(_sureness(one, chosen))


def _sureness(one: ProposedColumn, chosen: str) -> str:
    if chosen != (one.target or ""):
        return "Chosen by you."
    mark = "● Sure. " if one.certain else "○ Look at it. " if one.target else ""
    return f"{mark}{plain(one.why)}"


def _download(saved: Path) -> None:
    st.download_button(
        "This mapping as a file",
        saved.read_bytes(),
        file_name=saved.name,
        mime="application/yaml",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        help="For the next list of this kind: python -m dashboard load FILE --mapping THIS_FILE",
    )
