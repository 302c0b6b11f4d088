"""The funnel plot of teams or agents with its table: crude and with the mix of cases taken out, and no ranking."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts import funnel as funnel_chart
from dashboard.components import drill, figures, kpi_data, pick
from dashboard.engine.filters import Filters
from dashboard.presentation import names
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import funnel_rows, unit_comparison

_PERCENT = "%.0f%%"


def show(chosen: Selection, tile: Tile, within: Filters, column: str, keep: Callable[[str], None]) -> None:
    """Draw the funnel of `column` over the weeks of `within`; `keep` is called with the unit that was picked."""
    compared = kpi_data.comparison(chosen, tile.kpi.id, within, column)
    if compared.empty:
        st.caption("No case in these weeks.")
        return
    labels = chosen.choices.values[names.FILTERS[column]]
    rows = funnel_rows.units(compared, tile.kpi, column, labels)
    answer = funnel_rows.takeaway(rows, "teams" if column == "team_id" else "agents")
    st.caption(answer)
    figure = funnel_chart.funnel(
        rows,
        unit_comparison.lines(compared),
        theme.palette(st.context.theme.type),
        float(compared["overall"].iloc[0]),
        "Cases, allowing for the mix",
    )
    figures.draw(figure, "funnel", f"{tile.kpi.label}: {answer}", drill.clicked("funnel", keep))
    _table(rows, tile, column, keep)
    st.caption("Standardised for causes and severities. Dotted 95%, solid 99.8%. A difference, not its cause.")


def _table(rows: pd.DataFrame, tile: Tile, column: str, keep: Callable[[str], None]) -> None:
    shares = ["value", "standardised", "expected"]
    table = rows.assign(**{name: rows[name] * 100 for name in shares})
    pick.table(
        "funnel-table",
        table,
        alt=f"{tile.kpi.label} by {names.heading(column).lower()}, crude and standardised",
        on_pick=drill.picked("funnel-table", rows["key"].tolist(), keep),
        columns={
            "name": st.column_config.TextColumn(names.heading(column), width=126),
            "base": st.column_config.TextColumn("Of", width=80, alignment="right"),
            "value": st.column_config.NumberColumn("As is", format=_PERCENT, width=52),
            "standardised": st.column_config.NumberColumn("Mix out", format=_PERCENT, width=58),
            "expected": st.column_config.NumberColumn("Expected", format=_PERCENT, width=62),
            "place": st.column_config.TextColumn("Where", width=96),
        },
        order=list(funnel_rows.TABLE_COLUMNS),
        most_rows=6,
    )
