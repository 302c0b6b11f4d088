"""The funnel plot of teams or agents: is one different beyond chance? No ranking, colour only outside 99.8 %."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 320
COLUMNS = ("name", "effective_cases", "standardised", "role", "is_above", "key", "hover")
"""Columns of the units' frame: where to draw them, `role` (inside, better, worse, change: outside 99.8 % and judged),
`is_above` the overall share, `key` (what a click hands on) and `hover` (small HTML)."""

_NAMED = 12
"""So many units or fewer all get their name; of more only those outside."""

_ROOM = 46
_PLOT_WIDTH, _PLOT_HEIGHT = 300.0, 250.0
"""About how many pixels the plot has in the narrowest column that it stands in."""

_LETTER, _LINE, _GAP = 6.5, 15.0, 9.0
"""Pixels that a letter and a line of a name take, and from the mark to its name."""

_SHIFTS = (0, 15, -15, 30, -30, 45, -45)
_RIGHT_HALF = 0.6
"""From where on a name stands left of its mark, as a share of the plot."""


def funnel(units: pd.DataFrame, lines: pd.DataFrame, colours: Palette, overall: float, axis: str) -> go.Figure:
    """Units around the overall share; `lines` as `unit_comparison.lines` gives them, `axis` names the cases."""
    figure = frame(colours, HEIGHT, right=_ROOM)
    for name, dash in (("low_95", "dot"), ("high_95", "dot"), ("low_998", "solid"), ("high_998", "solid")):
        line = {"color": colours.mute, "width": 1, "dash": dash}
        figure.add_scatter(x=lines["cases"], y=lines[name], mode="lines", line=line, hoverinfo="skip")
    figure.add_hline(y=overall, line={"color": colours.mute, "width": 1.3})
    _add_units(figure, units, colours)
    _set_axes(figure, units, lines, axis)
    _add_names(figure, units, colours)
    _add_lines_names(figure, lines, colours, overall)
    return figure


def _add_units(figure: go.Figure, units: pd.DataFrame, colours: Palette) -> None:
    fills = {"better": colours.better, "worse": colours.worse, "change": colours.accent}
    roles, above = units["role"].tolist(), units["is_above"].tolist()
    outside = ["triangle-up" if is_up else "triangle-down" for is_up in above]
    symbols = ["circle" if role == "inside" else mark for role, mark in zip(roles, outside, strict=True)]
    figure.add_scatter(
        x=units["effective_cases"],
        y=units["standardised"],
        mode="markers",
        customdata=list(zip(units["key"], units["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "opacity": 1,
            "symbol": symbols,
            "size": [8 if symbol == "circle" else 12 for symbol in symbols],
            "color": [fills.get(role, colours.ink) for role in roles],
        },
    )


@dataclass(frozen=True)
class _Name:
    """Where a name would stand, in pixels from the lower left corner of the plot."""

    left: float
    right: float
    middle: float

    def touches(self, other: "_Name") -> bool:
        """Whether one would cover a part of the other."""
        return self.left < other.right and other.left < self.right and abs(self.middle - other.middle) < _LINE


def _standing(figure: go.Figure, row: Mapping[Hashable, Any], *, is_left: bool) -> _Name:
    """The name of a unit beside its mark."""
    low, high = figure.layout.yaxis.range
    x = row["effective_cases"] / figure.layout.xaxis.range[1] * _PLOT_WIDTH
    y = (row["standardised"] - low) / (high - low) * _PLOT_HEIGHT
    width = len(row["name"]) * _LETTER + _GAP
    return _Name(x - width, x, y) if is_left else _Name(x, x + width, y)


def _add_names(figure: go.Figure, units: pd.DataFrame, colours: Palette) -> None:
    """Names beside the units: of all when they are few, else of those outside."""
    fills = {"better": colours.better_text, "worse": colours.worse_text, "change": colours.accent}
    named = units if len(units) <= _NAMED else units[units["role"] != "inside"]
    most = float(figure.layout.xaxis.range[1])
    taken: list[_Name] = []
    for row in named.sort_values("effective_cases").to_dict("records"):
        is_right = row["effective_cases"] / most > _RIGHT_HALF
        at = _standing(figure, row, is_left=is_right)
        tried = ((step, replace(at, middle=at.middle + step)) for step in _SHIFTS)
        shift, place = next(((step, one) for step, one in tried if not any(map(one.touches, taken))), (0, at))
        taken.append(place)
        figure.add_annotation(
            x=row["effective_cases"],
            y=row["standardised"],
            xanchor="right" if is_right else "left",
            xshift=-_GAP if is_right else _GAP,
            yshift=shift,
            text=row["name"],
            showarrow=False,
            font={"size": 12, "color": fills.get(row["role"], colours.ink)},
        )


def _add_lines_names(figure: go.Figure, lines: pd.DataFrame, colours: Palette, overall: float) -> None:
    last = lines.iloc[-1]
    for words, at in (("all", overall), ("95%", last["high_95"]), ("99.8%", last["high_998"])):
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=4,
            y=at,
            text=words,
            showarrow=False,
            font={"size": 12, "color": colours.mute},
        )


def _set_axes(figure: go.Figure, units: pd.DataFrame, lines: pd.DataFrame, axis: str) -> None:
    most = float(lines["cases"].max())
    inside = lines[lines["cases"] >= min(float(units["effective_cases"].min()), most)]
    drawn = [*units["standardised"].dropna(), *inside["low_998"], *inside["high_998"]]
    low, high = max(0.0, min(drawn) - 0.03), min(1.0, max(drawn) + 0.03)
    figure.update_yaxes(range=[low, high], tickformat=".0%", nticks=6)
    figure.update_xaxes(
        range=[0, most], title={"text": axis}, showgrid=False, showline=True, rangemode="tozero", nticks=7
    )
