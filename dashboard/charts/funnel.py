"""The funnel plot of teams or agents: is one different beyond chance? No ranking, colour only outside 99.8 %."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
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

_LETTER, _LINE, _GAP = 6.2, 14.0, 9.0
"""Pixels that a letter and a line of a name take, and from the mark to its name."""

_MARK = 7.0
"""Half of the room that a mark takes."""

_SHIFTS = (0, -15, 15, -30, 30, -45, 45, -60, 60)
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
    shift: float = 0.0
    is_left: bool = False
    half: float = _LINE / 2

    def touches(self, other: "_Name") -> bool:
        """Whether one would cover a part of the other."""
        return (
            self.left < other.right
            and other.left < self.right
            and abs(self.middle - other.middle) < self.half + other.half
        )


def _at(figure: go.Figure, row: Mapping[Hashable, Any]) -> tuple[float, float]:
    """Where the mark of a unit stands."""
    low, high = figure.layout.yaxis.range
    x = row["effective_cases"] / figure.layout.xaxis.range[1] * _PLOT_WIDTH
    return x, (row["standardised"] - low) / (high - low) * _PLOT_HEIGHT


def _places(x: float, y: float, name: str) -> list[_Name]:
    """Where a name may stand, the best first: beside its mark on either side, then higher and lower."""
    width = len(name) * _LETTER
    found = []
    for shift in _SHIFTS:
        left = _Name(x - _GAP - width, x - _GAP, y + shift, shift, is_left=True)
        right = _Name(x + _GAP, x + _GAP + width, y + shift, shift)
        found += [left, right] if x > _RIGHT_HALF * _PLOT_WIDTH else [right, left]
    return [one for one in found if one.left >= 0 and one.right <= _PLOT_WIDTH] or found


def _add_names(figure: go.Figure, units: pd.DataFrame, colours: Palette) -> None:
    """Names beside the units: of all when they are few, else of those outside."""
    fills = {"better": colours.better_text, "worse": colours.worse_text, "change": colours.accent}
    named = units if len(units) <= _NAMED else units[units["role"] != "inside"]
    marks = [_at(figure, row) for row in units.to_dict("records")]
    taken = [_Name(x - _MARK, x + _MARK, y, half=_MARK / 2) for x, y in marks]
    for row in named.sort_values("effective_cases").to_dict("records"):
        places = _places(*_at(figure, row), row["name"])
        place = min(places, key=lambda one: sum(map(one.touches, taken)))  # the first of the best
        taken.append(place)
        figure.add_annotation(
            x=row["effective_cases"],
            y=row["standardised"],
            xanchor="right" if place.is_left else "left",
            xshift=-_GAP if place.is_left else _GAP,
            yshift=place.shift,
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
