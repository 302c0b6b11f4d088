"""The blocks of a KPI's page: has it changed, where does it differ, how long does it take, what to read beside it."""

from functools import partial

import streamlit as st

from dashboard.blocks import note_list
from dashboard.components import drill, figures, funnels, kpi_data, tables
from dashboard.components.page import Frame, plain
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, names, restatements, scopes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import driver_words, unit_comparison, waits

_RESTATED = 3
"""Weeks told differently before that are named at once."""


def change(chosen: Selection, tile: Tile, question: str = "Has anything really changed?") -> None:
    """The control chart or its table, the notes on it, and what drives a running signal."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {question}", width="stretch")
        shown = _switch("Chart or table", ("Chart", "Table"), "trend")
    st.caption(sentences.trend_answer(tile))
    if shown == "Table":
        tables.periods(tile, chosen.choices.currency)
    else:
        figures.control_chart(chosen, tile)
        st.caption("Pick a point to keep that week alone. Grey dash: a year before. ○ provisional.")
    _restated(chosen, tile)
    note_list.on_measure(chosen, tile)
    drivers(chosen, tile)


def _restated(chosen: Selection, tile: Tile) -> None:
    """The final weeks drawn that were told differently before, the newest first."""
    shown = [reading.period for reading in tile.trend.shown] if tile.trend else []
    found = restatements.lines(chosen.choices, tile.kpi, chosen.filters, shown[0], shown[-1]) if shown else []
    if found:
        more = f" · and {len(found) - _RESTATED} more" if len(found) > _RESTATED else ""
        every = plain(". ".join(found)) if more else None
        st.caption(f":material/history: {plain(' · '.join(found[:_RESTATED]))}{more}", help=every)


def drivers(chosen: Selection, tile: Tile) -> None:
    """One sentence on where a signal comes from, by team and by cause; nothing without a signal."""
    found = kpi_data.driven_by(chosen, tile)
    if found:
        st.caption(f"**{plain(tile.kpi.label)}**: {plain(driver_words.words(tile, found, chosen.choices))}")


def _switch(label: str, options: tuple[str, ...], key: str) -> str:
    choice = st.segmented_control(
        label,
        options,
        default=options[0],
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return choice or options[0]


def where(frame: Frame, tile: Tile) -> str:
    """The breakdown by one dimension, as a table or a funnel; the answer is the scope of weeks, also for the cases."""
    chosen = frame.chosen
    st.markdown("##### Where does it differ?")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        column = _dimension(chosen, tile)
        scope = _scope(chosen, tile)
        has_funnel = column in unit_comparison.UNITS and (tile.kpi.unit, tile.kpi.shape) == ("percent", "ratio")
        shown = _switch("Table or funnel", ("Table", "Funnel"), "split") if has_funnel else "Table"
    within = scopes.filters(chosen, tile, scope)
    what = f"{tile.name} by {names.heading(column).lower()}, {sentences.scope(tile, scope, chosen)}"
    keep = partial(_keep, names.FILTERS.get(column, ""), _next(chosen, tile, column))
    if shown == "Funnel":
        funnels.show(chosen, tile, within, column, keep)
    else:
        st.caption(f"{what}. Pick a row to keep it alone.")
        tables.breakdown(chosen, tile, within, column, keep)
    return scope


def _next(chosen: Selection, tile: Tile, column: str) -> str:
    """The heading of the dimension to go on with once this one is narrowed."""
    return names.heading(next(other for other in scopes.dimensions(chosen, tile) if other != column))


def _keep(key: str, after: str, label: str) -> None:
    """Narrow to one value; the breakdown moves on to the next dimension."""
    drill.narrow(key, label)
    st.session_state["by"] = after


def _dimension(chosen: Selection, tile: Tile) -> str:
    columns = {names.heading(column): column for column in scopes.dimensions(chosen, tile)}
    choice = st.selectbox(
        "Split by", list(columns), key="by", bind="query-params", label_visibility="collapsed", width=140
    )
    return columns.get(choice or "", next(iter(columns.values())))


def _scope(chosen: Selection, tile: Tile) -> str:
    options = scopes.options(chosen, tile)
    if len(options) == 1:
        return options[0]
    choice = st.selectbox(
        "Which weeks", options, key="of", bind="query-params", label_visibility="collapsed", width=190
    )
    return choice or scopes.AS_TILE


def deeper(chosen: Selection, tile: Tile, within: Filters) -> None:
    """The curve of a time to an event, and the facts that keep a number from being misread."""
    if tile.kpi.shape != "time_to_event":
        beside(chosen, tile, within)
        return
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap=None):
        how_long(chosen, tile, within)
    with right:
        beside(chosen, tile, within)


def how_long(chosen: Selection, tile: Tile, within: Filters) -> None:
    """The Kaplan-Meier curve of a time to an event, with the numbers at risk."""
    found = waits.curve(tile.kpi, kpi_data.curve(chosen, tile.kpi.id, within))
    st.markdown(f"##### {found.question}")
    st.caption(found.answer)
    if found.line is not None:
        figures.survival(found.line, found.ticks, "curve", found.answer)
        st.caption(found.at_risk)


def beside(chosen: Selection, tile: Tile, within: Filters) -> None:
    """The facts that keep the number from being misread, as a short table; nothing when there are none."""
    facts = kpi_data.beside_facts(chosen, tile.kpi.id, within)
    if facts.empty:
        return
    st.markdown("##### What to read beside it?")
    block = st.container(gap="xxsmall")
    for row in facts.to_dict("records"):
        value = formats.fact(row["value"], row["unit"], chosen.choices.currency)
        note = f" {plain(row['note'])}" if row["note"] else ""
        block.markdown(f"{plain(row['label'])}: **{plain(value)}** :gray[n {formats.count(row['n'])}]{note}")
