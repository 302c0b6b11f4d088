"""Setting the target of a measure: a value, and the day from which it counts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.components import writing
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.state import targets
from dashboard.state.targets import Target

_SHARES = ("percent", "distribution", "survival")
_NEW = "A new target"


def show(chosen: Selection, tile: Tile) -> None:
    """The targets of the whole company for a measure, to be set, changed and taken away."""
    if tile.kpi.unit == "table":
        return
    there = [one for one in chosen.choices.all_targets if (one.kpi_id, one.scope) == (tile.kpi.id, targets.ALL)]
    known = {one.id: one for one in reversed(there)}
    with st.popover("Targets", icon=":material/flag_circle:", type="tertiary"):
        which = st.selectbox(
            "Which target",
            [_NEW, *known],
            format_func=lambda name: _words(known, name, tile, chosen),
            key=f"target-of-{tile.kpi.id}",
        )
        if which in known:
            _change(known[which], tile)
        else:
            _add(tile, chosen.last)


def _words(known: Mapping[str, Target], name: str, tile: Tile, chosen: Selection) -> str:
    if name not in known:
        return name
    target = known[name]
    value = formats.exact(target.value, tile.kpi.unit, chosen.choices.currency)
    return f"{value} from {target.valid_from.day} {target.valid_from:%b %Y}"


def _scale(tile: Tile) -> int:
    return 100 if tile.kpi.unit in _SHARES else 1


def _value(tile: Tile, key: str) -> float | None:
    return st.number_input(f"Target, {'%' if _scale(tile) == 100 else tile.kpi.unit}", value=None, key=key)


def _add(tile: Tile, day: date) -> None:
    with st.form(f"target-{tile.kpi.id}", border=False):
        value = _value(tile, f"target-{tile.kpi.id}-value")
        since = st.date_input("From", value=day, key=f"target-{tile.kpi.id}-since")
        name = writing.ask_author(f"target-{tile.kpi.id}-author")
        if st.form_submit_button("Save", type="primary"):
            if value is None:
                st.error("Say which value it shall reach.", icon=":material/error:")
            else:
                writing.change(targets.new(tile.kpi.id, since, round(value / _scale(tile), 8)), name)


def _change(target: Target, tile: Tile) -> None:
    key = f"target-value-{target.id}"
    opened = writing.opened(target, key, lambda one: round(one.value * _scale(tile), 6))
    with st.form(f"change-target-{target.id}", border=False):
        value = _value(tile, key)
        name = writing.ask_author(f"target-author-{target.id}")
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", type="primary")
            is_removed = st.form_submit_button("Remove")
    if is_saved and value is not None:
        writing.change(replace(opened, value=round(value / _scale(tile), 8)), name)
    elif is_removed:
        writing.change(replace(opened, is_removed=True), name)
