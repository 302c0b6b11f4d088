"""Groups beside each other: one point per group with its interval, its number and its base."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

ROW_HEIGHT = 40
COLUMNS = ("key", "label", "value", "low", "high", "is_few", "text", "note", "hover")
"""Columns of the frame, one row per group from top to bottom.

`value`, `low` and `high` are in one unit (missing = not drawn); `is_few` makes a hollow point that is not judged;
`text` and `note` are the two right-hand columns; `hover` is small HTML; `key` is what a click hands on.
"""


def bands(rows: pd.DataFrame, colours: Palette, ticks: list[tuple[float, str]], right: int = 130) -> go.Figure:
    """Points with intervals on a value axis whose `ticks` are (value, text); its range is that of the ticks."""
    rows = rows.reset_index(drop=True)
    figure = frame(colours, ROW_HEIGHT * max(len(rows), 1) + 40, right=right)
    for row in rows.itertuples():
        if not pd.isna(row.low) and not pd.isna(row.high):
            figure.add_scatter(
                x=[row.low, row.high],
                y=[row.Index, row.Index],
                mode="lines",
                hoverinfo="skip",
                line={"color": colours.mute, "width": 2},
            )
    _add_points(figure, rows, colours)
    _add_numbers(figure, rows, colours, right)
    figure.update_yaxes(
        tickvals=rows.index.tolist(),
        ticktext=rows["label"].tolist(),
        range=[len(rows) - 0.45, -0.55],
        showgrid=False,
        showline=True,
        tickfont={"color": colours.ink, "size": 13},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(
        range=_with_room(ticks[0][0], ticks[-1][0]),
        tickvals=[at for at, _ in ticks],
        ticktext=[text for _, text in ticks],
    )
    return figure


def _with_room(low: float, high: float) -> list[float]:
    """The range with room for half a point at both ends."""
    return [low - (high - low) * 0.03, high + (high - low) * 0.05]


def _add_points(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    figure.add_scatter(
        x=rows["value"],
        y=rows.index,
        mode="markers",
        customdata=list(zip(rows["key"], rows["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "size": 11,
            "opacity": 1,
            "color": [colours.page if is_few else colours.accent for is_few in rows["is_few"]],
            "line": {"width": 1.6, "color": [colours.mute if is_few else colours.accent for is_few in rows["is_few"]]},
        },
    )


def _add_numbers(figure: go.Figure, rows: pd.DataFrame, colours: Palette, right: int) -> None:
    """Two right-aligned columns in fixed pixels beside the plot, aligned like a table."""
    for row in rows.itertuples():
        for shift, words, colour in ((50, f"<b>{row.text}</b>", colours.ink), (right - 4, row.note, colours.mute)):
            figure.add_annotation(
                xref="paper",
                x=1,
                xanchor="right",
                xshift=shift,
                y=row.Index,
                text=words,
                showarrow=False,
                font={"size": 13, "color": colour},
            )
