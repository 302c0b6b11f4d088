"""Values beside each other as dots with their intervals, and two columns of numbers at the right."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bars import add_numbers
from dashboard.theme import Palette, frame

ROW_HEIGHT = 34
COLUMNS = ("label", "value", "low", "high", "is_few", "is_final", "text", "note", "hover", "key")
"""Columns of the dots, one row each from top to bottom; all numbers in one unit, the limits may be missing.

`is_few` and not `is_final` make a hollow dot; `text` and `note` are the two right-hand columns; `hover` is small HTML;
`key` is what a click hands on.
"""

ENDS = (52, 112)
"""Where the two columns of numbers end, in pixels right of the plot."""


def dots(
    rows: pd.DataFrame, colours: Palette, ticks: list[tuple[float, str]], ends: tuple[int, int] = ENDS
) -> go.Figure:
    """One dot per row with its interval; a line at zero where values lie on both sides of it."""
    rows = rows.reset_index(drop=True).assign(place=range(len(rows)))
    figure = frame(colours, ROW_HEIGHT * max(len(rows), 1) + 56, right=ends[1] + 6)
    low, high = _range(rows)
    if low < 0 < high:
        figure.add_vline(x=0, line={"color": colours.ink, "width": 1.2})
    _add_marks(figure, rows, colours)
    add_numbers(figure, rows, colours, ends)
    figure.update_yaxes(
        tickvals=rows["place"].tolist(),
        ticktext=rows["label"].tolist(),
        range=[len(rows) - 0.4, -0.6],
        showline=True,
        tickfont={"color": colours.ink, "size": 13},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(
        range=[low, high], tickvals=[value for value, _ in ticks], ticktext=[text for _, text in ticks], tickangle=0
    )
    return figure


def _add_marks(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """The intervals, and on them the dots: hollow where they may not be judged."""
    known = rows[rows["low"].notna() & rows["high"].notna()]
    xs = [x for row in known.itertuples(index=False) for x in (row.low, row.high, None)]
    ys = [y for row in known.itertuples(index=False) for y in (row.place, row.place, None)]
    figure.add_scatter(x=xs, y=ys, mode="lines", hoverinfo="skip", line={"color": colours.mute, "width": 1.6})
    hollow = rows["is_few"] | ~rows["is_final"]
    figure.add_scatter(
        x=rows["value"],
        y=rows["place"],
        mode="markers",
        customdata=rows[["key", "hover"]].to_numpy(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "opacity": 1,
            "size": 10,
            "color": [colours.page if is_hollow else colours.accent for is_hollow in hollow],
            "line": {"width": 1.6, "color": [colours.mute if is_hollow else colours.accent for is_hollow in hollow]},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _range(rows: pd.DataFrame) -> tuple[float, float]:
    """From zero to the largest limit, or below zero where something lies there, with a little room."""
    drawn = rows[["value", "low", "high"]].stack().dropna()
    low, high = min(0.0, *drawn), max(0.0, *drawn) if len(drawn) else 1.0
    room = (high - low) * 0.04 or 1.0
    return low - (room if low < 0 else 0.0), high + room
