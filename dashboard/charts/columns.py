"""Upright columns of counts: by age, and by week in two layers."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 232
COLUMNS = ("key", "label", "value", "is_past", "hover")
"""Columns of the frame of `age_columns`, one row per column from the left; `is_past` = beyond the limit."""


def age_columns(rows: pd.DataFrame, colours: Palette, past: str) -> go.Figure:
    """Counts by age with the count above each; a line marks where the limit is passed, named `past`."""
    figure = frame(colours, HEIGHT)
    places = list(range(len(rows)))
    figure.add_bar(
        x=places,
        y=rows["value"],
        width=0.58,
        text=[f"{value:,.0f}" for value in rows["value"]],
        textposition="outside",
        textfont={"color": colours.ink, "size": 13},
        cliponaxis=False,
        customdata=list(zip(rows["key"], rows["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={"color": [colours.accent if is_past else colours.bar for is_past in rows["is_past"]]},
    )
    first = next((at for at, is_past in zip(places, rows["is_past"], strict=True) if is_past), None)
    if first is not None:
        figure.add_vline(x=first - 0.5, line={"color": colours.ink, "width": 1})
        figure.add_annotation(
            x=first - 0.5, y=1, yref="paper", yanchor="top", xanchor="right", xshift=-6, text=past, showarrow=False
        )
    figure.update_yaxes(visible=False, range=[0, (rows["value"].max() or 1) * 1.22])
    figure.update_xaxes(
        tickvals=places,
        ticktext=rows["label"].tolist(),
        showgrid=False,
        showline=True,
        tickfont={"color": colours.ink, "size": 12},
    )
    return figure


def layered_weeks(rows: pd.DataFrame, colours: Palette, names: tuple[str, str], height: int = HEIGHT) -> go.Figure:
    """One column per week in two layers; `rows` has label, low, high, is_final, hover and key.

    `low` stands on the axis, `high` on top of it; `names` are their names, written at the last column.
    """
    figure = frame(colours, height, right=118)
    places = list(range(len(rows)))
    edge = {"width": [0 if final else 1 for final in rows["is_final"]], "color": colours.mute}
    for name, colour in (("low", colours.accent), ("high", colours.bar)):
        figure.add_bar(
            x=places,
            y=rows[name],
            width=0.72,
            customdata=list(zip(rows["key"], rows["hover"], strict=True)),
            hovertemplate="%{customdata[1]}<extra></extra>",
            marker={"color": [colour if final else colours.page for final in rows["is_final"]], "line": edge},
        )
    figure.update_layout(barmode="stack")
    _name_layers(figure, rows, colours, names)
    step = max(1, -(-len(rows) // 5))
    figure.update_xaxes(
        tickvals=places[::step], ticktext=rows["label"].tolist()[::step], showgrid=False, showline=True, tickangle=0
    )
    figure.update_yaxes(rangemode="tozero", nticks=4)
    return figure


def _name_layers(figure: go.Figure, rows: pd.DataFrame, colours: Palette, names: Sequence[str]) -> None:
    if rows.empty:
        return
    low, high = float(rows["low"].iloc[-1]), float(rows["high"].iloc[-1])
    for at, text in ((low / 2, names[0]), (low + high / 2, names[1])):
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            y=at,
            text=text,
            showarrow=False,
            font={"size": 12, "color": colours.mute},
        )
