"""The cases behind a number: how many, which, and all of them as a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import data, downloads, drill, pick
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation import breakdowns, formats, names, sentences
from dashboard.presentation.tiles import Tile

_MOST_ROWS = 12
_MOMENT = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130)
_STATES = {"counted": "Counted", "unknown": "Unknown", "immature": "Too young"}


def show(frame: Frame, tile: Tile, scope: str, within: Filters) -> None:
    """Draw the heading with the count, the choice of state, the table and the download.

    `within` holds the filters over the weeks of `scope`; picking a row opens its incident, else its customer.
    """
    chosen = frame.chosen
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="cases-bar"):
        heading = st.container(width="stretch")
        state = _state()
    counts = data.counts(chosen, tile.kpi.id, within)
    heading.markdown(f"##### {sentences.cases_heading(counts[state], state, sentences.scope(tile, scope, chosen))}")
    others = [f"{counts[other]:,} {_STATES[other].lower()}" for other in breakdowns.STATES if other != state]
    st.caption("One row per case; pick one to open it. Not in this list: " + ", ".join(others) + ".")
    _table(frame, tile, within, state, counts[state])


def _state() -> str:
    """Which state of the cases; it stands in the link."""
    state = st.segmented_control(
        "State of the cases",
        list(_STATES),
        format_func=_STATES.__getitem__,
        default="counted",
        required=True,
        key="state",
        bind="query-params",
        label_visibility="collapsed",
    )
    return state or "counted"


def _table(frame: Frame, tile: Tile, within: Filters, state: str, total: int) -> None:
    """The first cases of this state, what is left out, and a download of all of them."""
    kpi, chosen = tile.kpi, frame.chosen
    table = data.rows(chosen, kpi.id, within, (state,))
    if total:
        pick.table(
            "cases",
            table,
            alt=f"The cases behind {kpi.label}, one per row",
            on_pick=opening(frame, table),
            columns=moments(table),
            most_rows=_MOST_ROWS,
        )
    shown = "All" if len(table) == total else f"First {len(table):,} of"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{shown} {formats.plural(total, 'case')} shown. The file holds all of them.", width="stretch")
        downloads.of_cases(chosen, "cases", kpi.id, within, total, state)


def moments(table: pd.DataFrame) -> dict[str, Any]:
    """How the moments of a list of cases are written: to the minute."""
    return dict.fromkeys(table.select_dtypes("datetime"), _MOMENT)


def opening(frame: Frame, table: pd.DataFrame) -> Callable[[], None] | None:
    """The callback of a list of cases with the key `cases`: a row opens its incident or customer; None = no row can."""
    targets = _targets(table)
    return drill.picked("cases", targets, partial(_open, frame)) if any(targets) else None


def _targets(table: pd.DataFrame) -> list[tuple[str, str] | None]:
    """What each row opens, as (filter, id): its incident, else its customer, else nothing."""
    empty = pd.Series([None] * len(table), index=table.index, dtype="object")
    incidents, customers = (table.get(names.heading(column), empty) for column in ("incident_id", "customer_id"))
    return [
        ("incident", str(incident))
        if pd.notna(incident)
        else ("customer", str(customer))
        if pd.notna(customer)
        else None
        for incident, customer in zip(incidents, customers, strict=True)
    ]


_PAGES = {"incident": "incidents", "customer": "customer"}


def _open(frame: Frame, target: tuple[str, str]) -> None:
    key, identity = target
    drill.and_open(frame.pages[_PAGES[key]], key)(identity)
