"""The full control chart of one KPI: limits, mean, target, signals, and what is still provisional."""

import math
from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import flags
from dashboard.charts.trend import Marks, last_final, stretches
from dashboard.theme import Palette, frame, signal_colour

Texts = Callable[[Sequence[float]], list[str]]
"""Writes several values of one unit, with enough decimals to tell them apart."""

HEIGHT = 320
_LABEL_ROOM = 92
"""Pixels right of the plot for "target 70%" and the names of the limits."""


def control_chart(rows: pd.DataFrame, colours: Palette, marks: Marks, text: Texts, height: int = HEIGHT) -> go.Figure:
    """One KPI over its periods.

    `rows` has the columns of `charts.trend.COLUMNS`; `text` writes several values of the KPI's unit, with as many
    decimals as it takes to tell them apart.
    """
    rows = rows.reset_index(drop=True).assign(position=range(len(rows)))
    figure = frame(colours, height, right=_LABEL_ROOM)
    _add_limits(figure, rows, colours, marks)
    flags.add(figure, colours, marks.notes, len(rows))
    _add_year_ago(figure, rows, colours)
    _add_line(figure, rows, colours)
    _add_points(figure, rows, colours)
    _add_chosen(figure, rows, colours, marks)
    _add_labels(figure, rows, colours, marks, text)
    _set_axes(figure, rows, marks, text)
    return figure


def _add_limits(figure: go.Figure, rows: pd.DataFrame, colours: Palette, marks: Marks) -> None:
    """The band, its dotted edges and the mean; a short history gets dashed edges and no band."""
    if marks.limits == "none":
        return
    edge = {"color": colours.mute, "width": 1, "dash": "dot" if marks.limits == "judged" else "dash"}
    fill = {"fill": "tonexty", "fillcolor": colours.band} if marks.limits == "judged" else {}
    mean = {"color": colours.mute, "width": 1.3}
    for part in _limit_pieces(rows):
        figure.add_scatter(x=part["position"], y=part["upper"], mode="lines", line=edge, hoverinfo="skip")
        figure.add_scatter(x=part["position"], y=part["lower"], mode="lines", line=edge, hoverinfo="skip", **fill)
        figure.add_scatter(x=part["position"], y=part["centre"], mode="lines", line=mean, hoverinfo="skip")


def _limit_pieces(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The periods of each set of limits: those that were reset are two pieces, with a step between.

    One period alone is no line: it is not drawn, and it does not stretch the axis.
    """
    known = rows[rows["lower"].notna() & rows["upper"].notna()]
    return [part for _, part in known.groupby("centre", sort=False) if len(part) > 1]


def _add_year_ago(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """A quiet dash where the same period stood a year before."""
    if "year_ago" not in rows or rows["year_ago"].isna().all():
        return
    known = rows[rows["year_ago"].notna()]
    figure.add_scatter(
        x=known["position"],
        y=known["year_ago"],
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ew", "size": 9, "line": {"width": 1.6, "color": colours.neutral}},
    )


def _add_chosen(figure: go.Figure, rows: pd.DataFrame, colours: Palette, marks: Marks) -> None:
    """A ring around the one period that was asked for."""
    if marks.chosen is None:
        return
    ring = {"symbol": "circle-open", "size": 18, "color": colours.accent, "line": {"width": 2}}
    one = rows.iloc[[marks.chosen]]
    figure.add_scatter(x=one["position"], y=one["value"], mode="markers", hoverinfo="skip", marker=ring)


def _add_line(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """Ink through the final periods, dotted through the provisional ones; gaps stay gaps."""
    for part in stretches(rows):
        final, provisional = part[part["is_final"]], part[~part["is_final"]]
        joined = pd.concat([final.tail(1), provisional]) if len(provisional) else provisional
        for piece, dash in ((final, "solid"), (joined, "dot")):
            figure.add_scatter(
                x=piece["position"],
                y=piece["value"],
                mode="lines",
                hoverinfo="skip",
                line={"color": colours.ink, "width": 1.5, "dash": dash},
            )


def _add_points(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """One marker per period, shaped by its meaning, with the hover text; a click hands on the key."""
    drawn = rows[rows["value"].notna()]
    symbols = [_symbol(row) for row in drawn.itertuples(index=False)]
    figure.add_scatter(
        x=drawn["position"],
        y=drawn["value"],
        mode="markers",
        customdata=list(zip(drawn["key"] if "key" in drawn else drawn["label"], drawn["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "opacity": 1,
            "symbol": symbols,
            "size": [10 if "triangle" in symbol else 8 if "open" in symbol else 6 for symbol in symbols],
            "color": [signal_colour(colours, s) if s else colours.ink for s in drawn["signal"]],
            "line": {"width": [1.4 if "open" in symbol else 0 for symbol in symbols], "color": colours.mute},
        },
    )


def _symbol(row: object) -> str:
    value, centre = getattr(row, "value", 0.0), getattr(row, "centre", float("nan"))
    if not getattr(row, "is_final", True):
        return "circle-open"
    if getattr(row, "signal", ""):
        return "triangle-up" if pd.isna(centre) or value >= centre else "triangle-down"
    return "circle"


def _add_labels(figure: go.Figure, rows: pd.DataFrame, colours: Palette, marks: Marks, text: Texts) -> None:
    """Names of the lines at the right edge, pushed apart so that none covers another."""
    lines = _named_lines(rows, marks)
    if marks.target is not None:
        figure.add_hline(y=marks.target, line={"color": colours.accent, "width": 2})
    if marks.benchmark is not None:
        figure.add_hline(y=marks.benchmark, line={"color": colours.mute, "width": 1, "dash": "longdashdot"})
    words_of = dict(zip(lines, text(list(lines.values())), strict=True))
    low, high = _value_range(rows, marks)
    for name, shift in _spread(lines, (high - low) / figure.layout.height * 16).items():
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            y=lines[name],
            yshift=shift,
            text=f"{name} {words_of[name]}",
            showarrow=False,
            font={"size": 12, "color": colours.accent if name == "target" else colours.mute},
        )


def _named_lines(rows: pd.DataFrame, marks: Marks) -> dict[str, float]:
    """The value of each line that gets a name, at the last period that has limits."""
    known = rows[rows["upper"].notna()]
    lines: dict[str, float] = {}
    if marks.limits != "none" and not known.empty:
        last = known.iloc[-1]
        lines = {"upper": float(last["upper"]), "mean": float(last["centre"]), "lower": float(last["lower"])}
    extra = {"target": marks.target, "◇": marks.benchmark}
    return lines | {name: value for name, value in extra.items() if value is not None}


def _spread(lines: dict[str, float], gap: float) -> dict[str, float]:
    """Upward pixel shifts that keep the labels `gap` (in value units, 16 px) apart, from the lowest up."""
    shifts: dict[str, float] = {}
    floor = float("-inf")
    for name, value in sorted(lines.items(), key=lambda item: item[1]):
        at = max(value, floor)
        shifts[name] = (at - value) / gap * 16 if gap else 0.0
        floor = at + gap
    return shifts


def _value_range(rows: pd.DataFrame, marks: Marks) -> tuple[float, float]:
    """From the lowest to the highest of data, limits, target and benchmark; marks of a year ago beyond are cut off."""
    drawn = rows["value"].dropna().tolist()
    for part in _limit_pieces(rows) if marks.limits != "none" else ():
        drawn += [float(part["lower"].min()), float(part["upper"].max())]
    drawn += [mark for mark in (marks.target, marks.benchmark) if mark is not None]
    if not drawn:
        return 0.0, 1.0
    low, high = min(drawn), max(drawn)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


_SHORT_LABEL = 4
"""Letters of a label like W22; six longer ones run into each other on a phone."""


def _set_axes(figure: go.Figure, rows: pd.DataFrame, marks: Marks, text: Texts) -> None:
    """About six named periods below (three if their names are long), about five values at the left, not from zero."""
    low, high = _value_range(rows, marks)
    ticks = _nice_ticks(low, high)
    figure.update_yaxes(range=[low, high], tickvals=ticks, ticktext=text(ticks))
    labels = rows["label"].tolist()
    most = 6 if max(map(len, labels), default=0) <= _SHORT_LABEL else 3
    last, step = last_final(rows), max(1, -(-len(rows) // most))
    shown = list(range(0, len(rows), step))
    if last is not None and all(abs(last - at) >= step * 0.6 for at in shown):
        shown.append(last)
    figure.update_xaxes(
        range=[-0.5, max(len(rows) - 0.5, 0.5)],
        tickvals=shown,
        ticktext=[labels[at] for at in shown],
        showgrid=False,
        showline=True,
        tickangle=0,
    )


def _nice_ticks(low: float, high: float) -> list[float]:
    """Round values (1, 2, 2.5 or 5 times a power of ten) inside the range, four to six of them."""
    rough = (high - low) / 4 or 1.0
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough)
    first = -(-low // step)
    return [round((first + i) * step, 10) for i in range(int((high - first * step) // step) + 1)]
