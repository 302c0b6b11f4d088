"""Margin against cost to serve, one mark per customer, on two equal logarithmic axes: above the line we lose money."""

import math
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 400
COLUMNS = ("customer_id", "name", "x", "y", "group", "hover")
"""Columns of the marks: `x` margin and `y` cost to serve, both above zero; `group` is "other" (a grey dot), "ours" (a
square), "theirs" (an open circle) or "unknown" (an open diamond); `hover` is small HTML.
"""

_LINE_NAMES = 86
"""Pixels right of the plot for the names of the two lines."""


def scatter(
    rows: pd.DataFrame, colours: Palette, limit: float, money: Callable[[float], str], ringed: str
) -> go.Figure:
    """Customers between their margin and their cost; `limit` is the share of the margin of the second line.

    `ringed` is the id of the customer to point out; nobody when it is not among the rows.
    """
    figure = frame(colours, HEIGHT, right=_LINE_NAMES)
    figure.update_layout(margin_t=16)
    low, high = _range(rows)
    _add_zone(figure, colours, low, high)
    _add_lines(figure, colours, low, high, limit)
    for group in ("other", "unknown", "theirs", "ours"):
        _add_marks(figure, rows[rows["group"] == group], colours, group)
    _add_ring(figure, rows[rows["customer_id"] == ringed], colours, high - 0.12 * (high - low))
    ticks = _ticks(low, high)
    for axis, title in ((figure.update_xaxes, "Margin"), (figure.update_yaxes, "Cost to serve")):
        axis(
            type="log",
            range=[low, high],
            tickvals=ticks,
            ticktext=[money(tick) for tick in ticks],
            title={"text": title, "standoff": 6},
            showline=True,
        )
    return figure


def _range(rows: pd.DataFrame) -> tuple[float, float]:
    """The decimal logarithms of the smallest and largest amount on either axis, with a little room."""
    if rows.empty:
        return 2.0, 5.0
    low, high = math.log10(rows[["x", "y"]].min().min()), math.log10(rows[["x", "y"]].max().max())
    room = max(0.04 * (high - low), 0.15)
    return low - room, high + room


def _ticks(low: float, high: float) -> list[float]:
    """Ones and threes of each power of ten; ones only where there are many."""
    steps = (1, 3) if high - low <= 4 else (1,)
    found = [step * 10.0**power for power in range(math.floor(low), math.ceil(high) + 1) for step in steps]
    return [tick for tick in found if low <= math.log10(tick) <= high]


def _add_zone(figure: go.Figure, colours: Palette, low: float, high: float) -> None:
    """The half above the line, where customers cost more than they bring, and the names of both halves."""
    figure.add_scatter(
        x=[10**low, 10**low, 10**high],
        y=[10**low, 10**high, 10**high],
        fill="toself",
        mode="none",
        fillcolor=colours.worse_tint,
        hoverinfo="skip",
    )
    for text, x, y, anchor, colour in (
        ("Cost more than they bring", 0.03, 0.96, "left", colours.worse_text),
        ("Pay their way", 0.97, 0.06, "right", colours.mute),
    ):
        figure.add_annotation(
            xref="paper",
            yref="paper",
            x=x,
            y=y,
            xanchor=anchor,
            text=f"<b>{text}</b>",
            showarrow=False,
            font={"size": 13, "color": colour},
        )


def _add_lines(figure: go.Figure, colours: Palette, low: float, high: float, limit: float) -> None:
    """Break-even, and the line at which cost is `limit` of the margin, each with its name outside."""
    shift = math.log10(limit)
    for move, name, line in (
        (0.0, "break-even", {"color": colours.ink, "width": 1.4}),
        (
            shift,
            "half of it" if limit == 0.5 else f"{limit:.0%} of it",
            {"color": colours.mute, "width": 1, "dash": "dot"},
        ),
    ):
        start, end = max(low, low - move), min(high, high - move)
        figure.add_scatter(
            x=[10**start, 10**end],
            y=[10 ** (start + move), 10 ** (end + move)],
            mode="lines",
            line=line,
            hoverinfo="skip",
        )
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            y=min(high, high + move),
            text=name,
            showarrow=False,
            font={"size": 12, "color": line["color"]},
        )


def _add_marks(figure: go.Figure, rows: pd.DataFrame, colours: Palette, group: str) -> None:
    """The customers of one kind; the shape tells the kind also without colour."""
    looks = {
        "other": {"symbol": "circle", "size": 5, "color": colours.context},
        "ours": {"symbol": "square", "size": 7, "color": colours.accent, "line": {"width": 0.7, "color": colours.page}},
        "theirs": {"symbol": "circle-open", "size": 7.5, "color": colours.ink, "line": {"width": 1.2}},
        "unknown": {"symbol": "diamond-open", "size": 8, "color": colours.mute, "line": {"width": 1.2}},
    }
    figure.add_scatter(
        x=rows["x"],
        y=rows["y"],
        mode="markers",
        marker={"opacity": 1, **looks[group]},
        customdata=rows[["customer_id", "hover"]].to_numpy(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        # A click redraws the page; without these Plotly would fade every mark but the one clicked.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _add_ring(figure: go.Figure, rows: pd.DataFrame, colours: Palette, top: float) -> None:
    """A ring and the name of the customer whose card is shown: beside it, or below it near the `top` of the plot."""
    for row in rows.itertuples(index=False):
        figure.add_scatter(
            x=[row.x],
            y=[row.y],
            mode="markers",
            hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 18, "color": colours.ink, "line": {"width": 2}},
        )
        figure.add_annotation(
            x=math.log10(row.x),
            y=math.log10(row.y),
            xanchor="right",
            xshift=-12 if math.log10(row.y) < top else 12,
            yshift=0 if math.log10(row.y) < top else -20,
            text=row.name,
            showarrow=False,
            bgcolor=colours.page,
            opacity=0.9,
            font={"size": 13, "color": colours.ink},
        )
