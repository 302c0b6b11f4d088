"""Survival curves as steps: how many still wait, or are still there, as time goes by."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 232
_CHARACTER = 7.2
"""Pixels that one letter of a direct label takes."""

_LINE = 17
"""Pixels from one line of small text to the next."""


@dataclass(frozen=True)
class Line:
    """One curve: its name, and its points with the columns t, survival, low, high (shares).

    A line is the company's own blue; a comparison is dotted and grey; a quiet one between them is grey without a band.
    """

    name: str
    points: pd.DataFrame
    is_comparison: bool = False
    is_quiet: bool = False

    def colour(self, colours: Palette) -> str:
        """The colour of the line."""
        return colours.mute if self.is_comparison else colours.neutral if self.is_quiet else colours.accent

    def text_colour(self, colours: Palette) -> str:
        """The colour of its name, which must be read on the page: never the paler grey of a quiet line."""
        return colours.mute if self.is_comparison or self.is_quiet else colours.accent


def survival_curves(
    lines: Sequence[Line],
    colours: Palette,
    ticks: Sequence[tuple[float, str]],
    marks: Sequence[tuple[float, str]] = (),
    height: int = HEIGHT,
) -> go.Figure:
    """Curves from 100 % downwards with their 95 % bands and names at their ends.

    `ticks` are (time, text) of the time axis, the last one its end; `marks` are named times with a thin vertical line.
    """
    drawn = [line for line in lines if len(line.points)]
    figure = frame(colours, height, right=round(max([len(line.name) for line in drawn] or [1]) * _CHARACTER) + 14)
    for line in sorted(drawn, key=lambda line: not line.is_comparison):
        _add_line(figure, line, colours)
    lowest = min([float(line.points["low"].min()) for line in drawn] or [0.0])
    bottom = 0.0 if lowest < 0.5 else 0.5 if lowest < 0.8 else 0.8
    _add_names(figure, drawn, colours, (height - 40) / (1 - bottom))
    _add_marks(figure, marks, colours, above=_LINE if bottom else 0)
    shares = [1.0, (1.0 + bottom) / 2, bottom]
    figure.update_yaxes(
        range=[bottom - (1 - bottom) * 0.02, 1 + (1 - bottom) * 0.04],
        tickvals=shares,
        ticktext=[f"{share:.0%}" for share in shares],
    )
    if bottom:
        _add_cut(figure, bottom, colours)
    figure.update_xaxes(
        range=[0, ticks[-1][0]],
        tickvals=[at for at, _ in ticks],
        ticktext=[text for _, text in ticks],
        showgrid=False,
        showline=True,
    )
    return figure


def _add_cut(figure: go.Figure, bottom: float, colours: Palette) -> None:
    """Says that the axis does not start at nothing."""
    figure.add_annotation(
        xref="paper",
        x=0,
        xanchor="left",
        xshift=4,
        y=bottom,
        yanchor="bottom",
        text=f"axis from {bottom:.0%}",
        showarrow=False,
        bgcolor=colours.page,
        borderpad=0,
        font={"size": 11, "color": colours.mute},
    )


def _add_line(figure: go.Figure, line: Line, colours: Palette) -> None:
    thin = {"color": "rgba(0,0,0,0)", "width": 0, "shape": "hv"}
    points, dash = line.points, "dot" if line.is_comparison else "solid"
    band = {"fill": "tonexty", "fillcolor": colours.band}
    if not line.is_quiet:
        figure.add_scatter(x=points["t"], y=points["high"], mode="lines", line=thin, hoverinfo="skip")
        figure.add_scatter(x=points["t"], y=points["low"], mode="lines", line=thin, hoverinfo="skip", **band)
    figure.add_scatter(
        x=points["t"],
        y=points["survival"],
        mode="lines",
        line={"color": line.colour(colours), "width": 1.6, "shape": "hv", "dash": dash},
        customdata=points[["low", "high"]],
        hovertemplate=f"<b>{line.name}</b><br>"
        "%{y:.0%}, 95% %{customdata[0]:.0%}–%{customdata[1]:.0%}<extra></extra>",
    )


def _add_names(figure: go.Figure, lines: Sequence[Line], colours: Palette, scale: float) -> None:
    """The name at the end of each curve, pushed up where two ends meet; `scale` is pixels from 0 to 100 %."""
    floor = float("-inf")
    for line in sorted(lines, key=lambda line: float(line.points["survival"].iloc[-1])):
        end = float(line.points["survival"].iloc[-1])
        at = max(end, floor)
        floor = at + 17 / scale
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            y=end,
            yshift=(at - end) * scale,
            text=line.name,
            showarrow=False,
            font={"size": 12, "color": line.text_colour(colours)},
        )


def _add_marks(figure: go.Figure, marks: Sequence[tuple[float, str]], colours: Palette, above: int) -> None:
    """Named times as thin lines; their names stand `above` pixels over the axis, where its cut is told below them."""
    for at, text in marks:
        figure.add_vline(x=at, line={"color": colours.axis, "width": 1})
        figure.add_annotation(
            x=at,
            y=0,
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            xshift=4,
            yshift=above,
            text=text,
            showarrow=False,
            font={"size": 12, "color": colours.mute},
        )
