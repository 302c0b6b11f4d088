"""Revenue by month as columns; a month without a row stays empty, a running one is an outline, one may be marked."""

import math
from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 210
COLUMNS = ("label", "value", "is_complete", "is_marked", "hover")
"""Columns of the frame, one row per month in time order; `is_marked` draws a line with `mark` beside it."""


def months(
    rows: pd.DataFrame, colours: Palette, ticks: Callable[[Sequence[float]], Sequence[str]], mark: str
) -> go.Figure:
    """Columns by month; `ticks` turns values of the axis into text, `mark` names the marked month."""
    figure = frame(colours, HEIGHT)
    places = list(range(len(rows)))
    figure.add_bar(
        x=places,
        y=rows["value"],
        width=0.62,
        customdata=rows["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": [colours.bar if complete else colours.page for complete in rows["is_complete"]],
            "line": {"width": [0 if complete else 1.2 for complete in rows["is_complete"]], "color": colours.bar},
        },
    )
    for place in [place for place, marked in zip(places, rows["is_marked"], strict=True) if marked]:
        figure.add_vline(x=place, line={"color": colours.ink, "width": 1, "dash": "dash"})
        side, shift = ("right", -5) if place > len(rows) / 2 else ("left", 5)
        figure.add_annotation(
            x=place, y=1, yref="paper", yanchor="top", xanchor=side, xshift=shift, text=mark, showarrow=False
        )
    _add_axes(figure, rows, ticks)
    return figure


def _add_axes(figure: go.Figure, rows: pd.DataFrame, ticks: Callable[[Sequence[float]], Sequence[str]]) -> None:
    low, high = float(min(0.0, rows["value"].min())), float(max(0.0, rows["value"].max()))
    high = high if high > low else 1.0
    step = _round((high - low) / 3)
    values = [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
    figure.update_yaxes(range=[low * 1.1, high * 1.25], tickvals=values, ticktext=list(ticks(values)), zeroline=True)
    shown = list(range(0, len(rows), max(1, -(-len(rows) // 4))))
    figure.update_xaxes(
        range=[-0.6, len(rows) - 0.4],
        tickvals=shown,
        ticktext=[rows["label"].iloc[at] for at in shown],
        showgrid=False,
        tickangle=0,
    )


def _round(size: float) -> float:
    """The next smaller of 1, 2, 5 times a power of ten, so that an axis has round numbers."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (5.0, 2.0, 1.0) if factor * power <= size * (1 + 1e-9))
