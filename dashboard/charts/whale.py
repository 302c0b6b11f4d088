"""The whale curve: net value added up from the most valuable customer down, to where the others eat it up."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 400
COLUMNS = ("x", "y", "hover")
"""Columns of the curve in the order of the customers: share of customers (0 to 1), what is added up, small HTML."""


@dataclass(frozen=True)
class WhaleMarks:
    """What is written into the chart; places are on the axes of the curve, texts are ready to read.

    `whole` is the height of the last point, where a line runs. `fifth` is the point of 20 % of the customers.
    `lost_text` says what the customers after the peak take back; empty when nobody does.
    """

    peak: tuple[float, float]
    peak_text: str
    whole: float
    fifth: tuple[float, float]
    fifth_text: str
    lost_text: str
    ticks: tuple[tuple[float, str], ...]


def whale(rows: pd.DataFrame, colours: Palette, marks: WhaleMarks) -> go.Figure:
    """The curve, blue up to its peak and orange after it."""
    figure = frame(colours, HEIGHT, right=20)
    rise, fall = rows[rows["x"] <= marks.peak[0]], rows[rows["x"] >= marks.peak[0]]
    figure.add_hline(y=marks.whole, line={"color": colours.ink, "width": 1})
    _add_lost(figure, fall, colours, marks)
    for part, colour in ((rise, colours.accent), (fall, colours.worse)):
        figure.add_scatter(
            x=[0.0, *part["x"]] if part is rise else part["x"],
            y=[0.0, *part["y"]] if part is rise else part["y"],
            mode="lines",
            line={"color": colour, "width": 2},
            customdata=["", *part["hover"]] if part is rise else part["hover"],
            hovertemplate="%{customdata}<extra></extra>",
        )
    _add_points(figure, colours, marks)
    _add_words(figure, colours, marks)
    low, high = min(0.0, rows["y"].min()), max(marks.peak[1], marks.whole, 0.0)
    room = (high - low) * 0.09 or 1.0
    figure.update_yaxes(
        range=[low - (room if low < 0 else 0), high + room],
        tickvals=[place for place, _ in marks.ticks],
        ticktext=[text for _, text in marks.ticks],
    )
    shares = [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    figure.update_xaxes(
        range=[0, 1.0],
        tickvals=shares,
        ticktext=[f"{share:.0%}" for share in shares],
        title={"text": "Customers, the most valuable first", "standoff": 6},
        showline=True,
    )
    return figure


def _add_lost(figure: go.Figure, fall: pd.DataFrame, colours: Palette, marks: WhaleMarks) -> None:
    """The area between the curve after its peak and the line of the whole."""
    if not marks.lost_text:
        return
    figure.add_scatter(
        x=[marks.peak[0], *fall["x"]],
        y=[marks.whole, *fall["y"]],
        fill="toself",
        mode="none",
        fillcolor=colours.worse_tint,
        hoverinfo="skip",
    )


def _add_points(figure: go.Figure, colours: Palette, marks: WhaleMarks) -> None:
    for point, symbol in ((marks.fifth, "circle-open"), (marks.peak, "circle")):
        figure.add_scatter(
            x=[point[0]],
            y=[point[1]],
            mode="markers",
            hoverinfo="skip",
            marker={
                "symbol": symbol,
                "size": 9,
                "color": colours.accent,
                "line": {"width": 2, "color": colours.accent},
            },
        )


def _add_words(figure: go.Figure, colours: Palette, marks: WhaleMarks) -> None:
    """Names of the peak, the fifth and the loss, each where it covers nothing."""
    _add_text(figure, (marks.peak[0], marks.peak[1]), f"<b>{marks.peak_text}</b>", colours.ink, "right", (4, 14))
    _add_text(figure, marks.fifth, marks.fifth_text, colours.mute, "left", (10, -8))
    if marks.lost_text:
        figure.add_annotation(
            x=(1 + marks.peak[0]) / 2,
            y=marks.whole + (marks.peak[1] - marks.whole) / 2,
            ax=-46,
            ay=70,
            text=marks.lost_text,
            arrowcolor=colours.worse,
            arrowwidth=1,
            arrowhead=0,
            font={"size": 13, "color": colours.worse_text},
        )


def _add_text(
    figure: go.Figure, at: tuple[float, float], text: str, colour: str, anchor: str, shift: tuple[int, int]
) -> None:
    figure.add_annotation(
        x=at[0],
        y=at[1],
        xanchor=anchor,
        xshift=shift[0],
        yshift=shift[1],
        text=text,
        showarrow=False,
        font={"size": 13, "color": colour},
    )
