"""The breakdown of a KPI by one dimension, as a table."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import breakdowns, names
from dashboard.components import data
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.selection import Selection
from dashboard.tiles import Tile

_ROW = 33
_MOST_ROWS = 9
_SMALL_PERCENT = 5.0
"""Below this the bars of a share are drawn against the largest, with decimals."""


def breakdown(chosen: Selection, tile: Tile, scope: Filters, column: str) -> None:
    """One row per value of the dimension: bar, base, interval, and a note where it may not be judged."""
    kpi = tile.kpi
    table = data.breakdown(chosen, tile, scope, column)
    st.dataframe(
        table,
        hide_index=True,
        column_order=("name", "value", "base", "low", "high", *(["note"] if table["note"].any() else [])),
        column_config=_breakdown_columns(kpi, column, table),
        height=_ROW * (min(len(table), _MOST_ROWS) + 1) + 2,
        row_height=_ROW,
        placeholder="–",
        key=f"by-{column}",
        alt=f"{kpi.label} by {names.heading(column).lower()}",
    )


def _breakdown_columns(kpi: Kpi, column: str, table: pd.DataFrame) -> dict[str, Any]:
    is_share = kpi.unit in breakdowns.SHARE_UNITS
    largest = float(table["value"].max()) if table["value"].notna().any() else 0.0
    is_small = is_share and 0 < largest < _SMALL_PERCENT
    form = "%.2f%%" if is_small else "%.0f%%" if is_share else "%.2f"
    top = largest * 1.15 if is_small or (not is_share and largest > 0) else 100.0 if is_share else 1.0
    return {
        "name": st.column_config.TextColumn(names.heading(column), width=170),
        "value": st.column_config.ProgressColumn(
            "Value", format=form, min_value=0, max_value=top, color="gray", width=100
        ),
        "base": st.column_config.TextColumn("Of" if is_share else "n", width=80, alignment="right"),
        "low": st.column_config.NumberColumn("95% from", format=form, width=70),
        "high": st.column_config.NumberColumn("to", format=form, width=60),
        "note": st.column_config.TextColumn("Note", width=90),
    }
