"""The cases behind a number: how many, which, and all of them as a file."""

import streamlit as st

from dashboard import breakdowns, formats, scopes, sentences
from dashboard.components import data
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.selection import Selection
from dashboard.tiles import Tile

_ROW = 33
_MOST_ROWS = 12
_MOMENT = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130)
_STATES = {"counted": "Counted", "unknown": "Unknown", "immature": "Too young"}


def show(chosen: Selection, tile: Tile) -> None:
    """Draw the heading with the count, the choice of weeks and state, the table and the download."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="cases-bar"):
        heading = st.container(width="stretch")
        scope, state = _choice(tile)
    within = scopes.filters(chosen, tile, scope)
    counts = data.counts(chosen, tile.kpi.id, within)
    heading.markdown(f"##### {sentences.cases_heading(counts[state], state, sentences.scope(tile, scope, chosen))}")
    others = [f"{counts[other]:,} {_STATES[other].lower()}" for other in breakdowns.STATES if other != state]
    st.caption("One row per case. Not in this list: " + ", ".join(others) + ".")
    _table(chosen, tile.kpi, within, state, counts[state])


def _choice(tile: Tile) -> tuple[str, str]:
    """Which weeks, and which state of the cases; both stand in the link."""
    scope = st.selectbox(
        "Which weeks", scopes.options(tile), key="of", bind="query-params", label_visibility="collapsed", width=160
    )
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
    return scope or scopes.AS_TILE, state or "counted"


def _table(chosen: Selection, kpi: Kpi, scope: Filters, state: str, total: int) -> None:
    """The first cases of this state, what is left out, and a download of all of them."""
    table = data.rows(chosen, kpi.id, scope, (state,))
    if total:
        st.dataframe(
            table,
            hide_index=True,
            height=_ROW * (min(len(table), _MOST_ROWS) + 1) + 2,
            row_height=_ROW,
            column_config=dict.fromkeys(table.select_dtypes("datetime"), _MOMENT),
            placeholder="–",
            key="cases",
            alt=f"The cases behind {kpi.label}, one per row",
        )
    shown = "All" if len(table) == total else f"First {len(table):,} of"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{shown} {formats.plural(total, 'case')} shown. The file holds all of them.", width="stretch")
        st.download_button(
            f"CSV, {formats.plural(total, 'row')}",
            data.rows_csv(chosen, kpi.id, scope, (state,)),
            file_name=f"{kpi.id}-{state}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            disabled=not total,
        )
