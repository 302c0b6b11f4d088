"""The funnel plot of teams or agents: is one different beyond chance? No ranking, colour only outside 99.8 %."""

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
_PLOT = 180.0
"""About how many pixels the units spread over, from the lowest to the highest."""

_SHIFTS = (0, 13, -13, 26, -26)
_NAME_WIDTH, _NAME_HEIGHT, _RIGHT_HALF = 0.3, 0.07, 0.6
"""Room that a name takes, as shares of the plot, and from where on it stands left of its mark."""


def funnel(units: pd.DataFrame, lines: pd.DataFrame, colours: Palette, overall: float, axis: str) -> go.Figure:
    """Units around the overall share; `lines` as `unit_comparison.lines` gives them, `axis` names the cases."""
    figure = frame(colours, HEIGHT, right=_ROOM)
    for name, dash in (("low_95", "dot"), ("high_95", "dot"), ("low_998", "solid"), ("high_998", "solid")):
        line = {"color": colours.mute, "width": 1, "dash": dash}
        figure.add_scatter(x=lines["cases"], y=lines[name], mode="lines", line=line, hoverinfo="skip")
    figure.add_hline(y=overall, line={"color": colours.mute, "width": 1.3})
    _add_units(figure, units, colours)
    _add_names(figure, units, colours, overall)
    _add_lines_names(figure, lines, colours, overall)
    _set_axes(figure, units, lines, axis)
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


def _touches(x: float, y: float, taken: list[tuple[float, float]]) -> bool:
    """Whether a name at these shares of the plot would cover one that is there."""
    return any(abs(x - other_x) < _NAME_WIDTH and abs(y - other_y) < _NAME_HEIGHT for other_x, other_y in taken)


def _add_names(figure: go.Figure, units: pd.DataFrame, colours: Palette, overall: float) -> None:
    """Names beside the units: of all when they are few, else of those outside."""
    fills = {"better": colours.better_text, "worse": colours.worse_text, "change": colours.accent}
    named = units if len(units) <= _NAMED else units[units["role"] != "inside"]
    most = float(units["effective_cases"].max()) if len(units) else 1.0
    spread = float(units["standardised"].max() - units["standardised"].min()) or 1.0
    taken: list[tuple[float, float]] = []
    for row in named.sort_values("effective_cases").to_dict("records"):
        x, y = row["effective_cases"] / most, (row["standardised"] - overall) / spread
        shift = next((step for step in _SHIFTS if not _touches(x, y + step / _PLOT, taken)), 0)
        taken.append((x, y + shift / _PLOT))
        is_right = x > _RIGHT_HALF
        figure.add_annotation(
            x=row["effective_cases"],
            y=row["standardised"],
            xanchor="right" if is_right else "left",
            xshift=-9 if is_right else 9,
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
