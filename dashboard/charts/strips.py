"""One strip per slice above each other on one scale: how each of them went, without lines that cross."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

COLUMNS = ("slice", "position", "label", "value", "low", "high", "is_final", "is_few", "hover")
"""Columns of the strips, one row per slice and period: `position` is the period's place, `label` its short name.

`value`, `low` and `high` may be missing; `is_few` marks too few cases to be judged; `hover` is small HTML.
"""

_STRIP = 92
_ALONE = 300
_GAP = 0.16
_MOST_TICKS = 7


def strips(rows: pd.DataFrame, colours: Palette, ticks: list[tuple[float, str]]) -> go.Figure:
    """The slices in the order in which they come; `ticks` are (value, text) of the value axis of every strip."""
    order = list(dict.fromkeys(rows["slice"]))
    figure = frame(colours, _ALONE if len(order) <= 1 else _STRIP * len(order) + 40)
    share = 1 / max(len(order), 1)
    for at, name in enumerate(order):
        top = 1 - at * share
        axis = f"y{at + 1}" if at else "y"
        room = _GAP * share if len(order) > 1 else 0
        figure.update_layout(
            {f"yaxis{at + 1}" if at else "yaxis": _value_axis(ticks, rows, colours, top - share, top - room)}
        )
        _add_strip(figure, rows[rows["slice"] == name], colours, axis)
        if len(order) > 1:
            _add_name(figure, str(name), colours, top)
    _set_periods(figure, rows)
    return figure


def _value_axis(
    ticks: list[tuple[float, str]], rows: pd.DataFrame, colours: Palette, bottom: float, top: float
) -> dict[str, object]:
    low, high = _range(rows)
    return {
        "domain": [max(bottom, 0.0), min(top, 1.0)],
        "range": [low, high],
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "fixedrange": True,
        "zeroline": False,
        "automargin": True,
        "gridcolor": colours.grid,
        "tickfont": {"color": colours.mute, "size": 12},
        "anchor": "x",
    }


def _range(rows: pd.DataFrame) -> tuple[float, float]:
    """From zero, or from below it, to the largest value; the limits of several strips may be cut off."""
    columns = ["value"] if rows["slice"].nunique() > 1 else ["value", "low", "high"]
    drawn = rows[columns].stack().dropna()
    if drawn.empty:
        return 0.0, 1.0
    low, high = min(0.0, float(drawn.min())), max(0.0, float(drawn.max()))
    room = (high - low) * 0.12 or 1.0
    return low - (room if low < 0 else 0.0), high + room


def _add_strip(figure: go.Figure, part: pd.DataFrame, colours: Palette, axis: str) -> None:
    """The interval as a band, the value as a line, hollow marks where it may not be judged."""
    whole = part.set_index("position").reindex(range(int(part["position"].max()) + 1))
    for column, fill in (("high", None), ("low", "tonexty")):
        known = whole[whole["low"].notna() & whole["high"].notna()]
        figure.add_scatter(
            x=known.index,
            y=known[column],
            yaxis=axis,
            mode="lines",
            line={"width": 0},
            fill=fill,
            fillcolor=colours.band,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=whole.index,
        y=whole["value"],
        yaxis=axis,
        mode="lines",
        line={"color": colours.ink, "width": 1.4},
        hoverinfo="skip",
    )
    hollow = part["is_few"] | ~part["is_final"]
    figure.add_scatter(
        x=part["position"],
        y=part["value"],
        yaxis=axis,
        mode="markers",
        customdata=part["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "opacity": 1,
            "size": [7 if is_hollow else 5 for is_hollow in hollow],
            "color": [colours.page if is_hollow else colours.ink for is_hollow in hollow],
            "line": {"width": [1.3 if is_hollow else 0 for is_hollow in hollow], "color": colours.mute},
        },
    )


def _add_name(figure: go.Figure, name: str, colours: Palette, top: float) -> None:
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=0,
        y=top,
        xanchor="left",
        yanchor="top",
        xshift=4,
        text=f"<b>{name}</b>",
        showarrow=False,
        font={"size": 13, "color": colours.ink},
    )


def _set_periods(figure: go.Figure, rows: pd.DataFrame) -> None:
    """A few named periods below the last strip."""
    named = rows.drop_duplicates("position").sort_values("position")
    step = max(1, -(-len(named) // _MOST_TICKS))
    shown = named.iloc[::-step].iloc[::-1]
    figure.update_xaxes(
        tickvals=shown["position"].tolist(),
        ticktext=shown["label"].tolist(),
        range=[-0.5, max(float(rows["position"].max()), 0.0) + 0.5] if len(rows) else None,
        showgrid=False,
        showline=True,
        anchor="free",
        position=0,
    )
