"""Two ratings of the same thing against each other: above the diagonal one side gave more, below it the other."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 320
COLUMNS = ("key", "x", "y", "count", "hover")
"""Columns of the frame, one row per pair of ratings that somebody gave."""

_LARGEST = 44
"""Diameter in pixels of the largest circle; the areas tell the counts."""
_ROOM_FOR_TEXT = 18


def diagonal(
    rows: pd.DataFrame, colours: Palette, axes: tuple[str, str], above: str, below: str, most: int = 5
) -> go.Figure:
    """Circles on a grid from 1 to `most`; `axes` name x and y, `above` and `below` the sides of the diagonal."""
    figure = frame(colours, HEIGHT)
    low, high = 0.4, most + 0.6
    figure.add_scatter(
        x=[low, low, high, low],
        y=[low, high, high, low],
        mode="lines",
        fill="toself",
        fillcolor=colours.band,
        line={"width": 0, "color": "rgba(0,0,0,0)"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[low, high], y=[low, high], mode="lines", line={"color": colours.ink, "width": 1.2}, hoverinfo="skip"
    )
    _add_circles(figure, rows, colours)
    for text, x, y, anchor in ((above, low, high, "left"), (below, high, low, "right")):
        figure.add_annotation(
            x=x,
            y=y,
            xanchor=anchor,
            yanchor="top" if anchor == "left" else "bottom",
            xshift=6 if anchor == "left" else -6,
            text=f"<b>{text}</b>",
            showarrow=False,
            font={"size": 13, "color": colours.ink},
            bgcolor=colours.page,
            opacity=0.9,
        )
    ticks = list(range(1, most + 1))
    figure.update_xaxes(range=[low, high], tickvals=ticks, title_text=axes[0], showline=True, showgrid=False)
    figure.update_yaxes(range=[low, high], tickvals=ticks, title_text=axes[1], showline=True, showgrid=False)
    return figure


def _add_circles(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    largest = float(rows["count"].max()) if len(rows) else 1.0
    sizes = [_LARGEST * (count / largest) ** 0.5 for count in rows["count"]]
    is_above = [y > x for x, y in zip(rows["x"], rows["y"], strict=True)]
    figure.add_scatter(
        x=rows["x"],
        y=rows["y"],
        mode="markers+text",
        text=[f"{count:,}" if size >= _ROOM_FOR_TEXT else "" for count, size in zip(rows["count"], sizes, strict=True)],
        textfont={"size": 12, "color": [colours.page if above else colours.ink for above in is_above]},
        customdata=list(zip(rows["key"], rows["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "size": sizes,
            "opacity": 1,
            "color": [colours.accent if above else colours.context for above in is_above],
            "line": {"width": 0},
        },
    )
