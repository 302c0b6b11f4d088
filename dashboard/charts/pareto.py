"""Causes as horizontal bars, the part that is ours in front, with two columns of numbers at the right."""

from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

ROW_HEIGHT = 33
_LETTERS = 17
"""Letters of a label that stay in one line."""

COLUMNS = ("code", "label", "value", "ours", "text", "note", "role", "hover")
"""Columns of the bars' frame, one row per cause from top to bottom.

`ours` is the part of `value` drawn in front (0 = the bar is of one colour); `role` is "plain" or "unknown" (hatched);
`text` and `note` are the right-hand columns, `code` is what a click hands on, `hover` is small HTML.
"""


def pareto(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Bars from zero; `rows` has the columns of `COLUMNS`."""
    figure = frame(colours, ROW_HEIGHT * max(len(rows), 1) + 16, right=112)
    places = list(range(len(rows)))
    for values, fill in ((rows["value"], colours.neutral), (rows["ours"], colours.accent)):
        _add_bars(figure, rows, values, places, colours, fill)
    for place, text, note in zip(places, rows["text"], rows["note"], strict=True):
        _add_number(figure, place, 44, f"<b>{text}</b>", colours.ink)
        _add_number(figure, place, 108, note, colours.mute)
    figure.update_layout(barmode="overlay")
    figure.update_yaxes(
        tickvals=places,
        ticktext=[_two_lines(label) for label in rows["label"]],
        range=[len(rows) - 0.5, -0.5],
        showgrid=False,
        showline=True,
        tickfont={"color": colours.ink, "size": 12},
        ticklabelstandoff=8,
    )
    largest = float(rows["value"].max()) if len(rows) else 1.0
    figure.update_xaxes(range=[0, largest * 1.02], showticklabels=False, showgrid=False)
    return figure


def _add_bars(
    figure: go.Figure, rows: pd.DataFrame, values: "pd.Series[float]", places: list[int], colours: Palette, fill: str
) -> None:
    is_hatched = [role == "unknown" for role in rows["role"]]
    figure.add_bar(
        orientation="h",
        x=values,
        y=places,
        width=0.6,
        customdata=rows[["code", "hover"]].to_numpy(),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "color": [colours.page if hatched else fill for hatched in is_hatched],
            "line": {"width": [int(hatched) for hatched in is_hatched], "color": colours.neutral},
            "pattern": {
                "shape": ["/" if hatched else "" for hatched in is_hatched],
                "fillmode": "overlay",
                "fgcolor": colours.neutral,
                "fgopacity": 1,
                "size": 7,
                "solidity": 0.25,
            },
        },
    )


def _two_lines(label: str) -> str:
    """A long label in two lines, so that the bars keep their room on a phone."""
    return "<br>".join(wrap(escape(label), max(_LETTERS, len(label) // 2 + 4))) or label


def _add_number(figure: go.Figure, place: int, shift: int, text: str, colour: str) -> None:
    figure.add_annotation(
        xref="paper",
        x=1,
        xanchor="right",
        xshift=shift,
        y=place,
        text=text,
        showarrow=False,
        font={"size": 13, "color": colour},
    )
