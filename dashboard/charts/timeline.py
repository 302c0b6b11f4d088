"""One incident on three lanes: marks with short labels, shaded silences, lines to what was promised and approved."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame
from dashboard.topics.timeline import LANES, Story

HEIGHT = 308
_PIXELS = 400.0
"""Width for which labels are placed: between that of a wide page and that of a phone."""
_PHONE = 260.0
"""Width on a phone, where a label at the edge is cut off first."""
_LETTER = 7.0
_MARK = 12.0
"""Width of a mark in pixels."""
_OFFSETS = (0.0, 0.15, -0.15)
_STEPS = (0.25, 0.5, 1, 2, 3, 7, 14, 28, 56, 112, 224, 448)
_MOST_TICKS = 6


def timeline(story: Story, colours: Palette) -> go.Figure:
    """The figure of one incident's story."""
    figure = frame(colours, HEIGHT)
    span = max(story.end, 0.05)
    first = min([0.0, *story.marks["x"]])
    left, right = first - 0.06 * (span - first), span + 0.06 * (span - first)
    marks = _dodged(story.marks, (right - left) / _PIXELS)
    _add_silences(figure, story.silences, colours)
    _add_lines(figure, story, colours)
    _add_links(figure, story.links, colours, right)
    _add_marks(figure, marks, colours)
    _add_labels(figure, marks, colours, left, right)
    ticks = _ticks(story, span)
    figure.update_xaxes(
        range=[left, right],
        tickvals=[value for value, _ in ticks],
        ticktext=[text for _, text in ticks],
        showgrid=False,
        showline=True,
        tickangle=0,
    )
    figure.update_yaxes(
        range=[len(LANES) - 0.45, -0.72],
        tickvals=list(range(len(LANES))),
        ticktext=list(LANES),
        tickfont={"color": colours.ink, "size": 13},
    )
    return figure


def _ticks(story: Story, span: float) -> list[tuple[float, str]]:
    step = next((one for one in _STEPS if span / one <= _MOST_TICKS), _STEPS[-1])
    opened = f"{story.opened.day} {story.opened:%b}"
    places = [step * number for number in range(1, int(span / step) + 1)]
    names = [f"{place * 24:g} h" if step < 1 else f"day {place:g}" for place in places]
    return [(0.0, opened), *zip(places, names, strict=True)]


def _add_silences(figure: go.Figure, silences: pd.DataFrame, colours: Palette) -> None:
    for row in silences.itertuples(index=False):
        figure.add_shape(
            type="rect",
            x0=row.start,
            x1=row.end,
            yref="paper",
            y0=0,
            y1=0.93,
            fillcolor=colours.worse_tint,
            line_width=0,
            layer="below",
        )
    for middle, label in _silence_labels(silences):
        figure.add_annotation(
            x=middle,
            yref="paper",
            y=1.0,
            text=label,
            showarrow=False,
            font={"size": 12, "color": colours.worse_text},
        )


def _silence_labels(silences: pd.DataFrame) -> Iterator[tuple[float, str]]:
    """Only the longest ones are named when there are many."""
    lengths = (silences["end"] - silences["start"]).astype(float)
    longest = silences.loc[lengths.nlargest(3).index].sort_values("start")
    for row in longest.itertuples(index=False):
        yield (row.start + row.end) / 2, row.label


def _add_lines(figure: go.Figure, story: Story, colours: Palette) -> None:
    """The limit of 14 days, and now."""
    lines = ((story.limit, "limit", "dash", colours.mute, "left"), (story.now, "now", "solid", colours.ink, "right"))
    for x, words, dash, colour, anchor in lines:
        if x is None:
            continue
        figure.add_shape(
            type="line", x0=x, x1=x, yref="paper", y0=0, y1=0.97, line={"width": 1.2, "dash": dash, "color": colour}
        )
        _add_words(figure, x, words, colour, anchor)


def _add_words(figure: go.Figure, x: float, words: str, colour: str, anchor: str) -> None:
    figure.add_annotation(
        x=x,
        yref="paper",
        y=0.0,
        yanchor="bottom",
        xanchor=anchor,
        xshift=4 if anchor == "left" else -4,
        text=words,
        showarrow=False,
        font={"size": 12, "color": colour},
    )


def _add_links(figure: go.Figure, links: pd.DataFrame, colours: Palette, right: float) -> None:
    tones = {"worse": colours.worse, "mute": colours.mute}
    for row in links.itertuples(index=False):
        figure.add_scatter(
            x=[row.x0, min(row.x1, right)],
            y=[row.lane0, row.lane1],
            mode="lines",
            hoverinfo="skip",
            line={"width": 1.6, "dash": "dot", "color": tones[row.tone]},
        )


def _add_marks(figure: go.Figure, marks: pd.DataFrame, colours: Palette) -> None:
    tones = {"ink": colours.ink, "accent": colours.accent, "mute": colours.mute, "worse": colours.worse}
    thin = {"x-thin", "line-ns", "line-ew", "asterisk", "x-open"}
    lines = [tones[tone] for tone in marks["tone"]]
    is_hollow = zip(marks["is_hollow"], marks["symbol"], lines, strict=True)
    figure.add_scatter(
        x=marks["x"],
        y=marks["place"],
        mode="markers",
        customdata=marks["hover"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "symbol": marks["symbol"],
            "size": [11 if symbol.startswith("diamond") else 10 for symbol in marks["symbol"]],
            "color": [colours.page if hollow and symbol not in thin else line for hollow, symbol, line in is_hollow],
            "line": {"width": 1.7, "color": lines},
            "opacity": 1,
        },
    )


def _dodged(marks: pd.DataFrame, pixel: float) -> pd.DataFrame:
    """The marks with a `place` on the vertical axis: those that would cover each other stand a little apart.

    The most important is drawn last, on top, and stays on its lane.
    """
    places: dict[int, list[tuple[float, float]]] = {}
    found = {}
    for row in marks.sort_values(["rank", "x"]).itertuples():
        taken = {place for x, place in places.setdefault(row.lane, []) if abs(x - row.x) < _MARK * pixel}
        offset = next((offset for offset in _OFFSETS if offset not in taken), 0.0)
        places[row.lane].append((row.x, offset))
        found[row.Index] = offset
    offsets = pd.Series(found, dtype=float)
    return marks.assign(offset=offsets, place=marks["lane"] + offsets).sort_values("rank", ascending=False)


def _add_labels(figure: go.Figure, marks: pd.DataFrame, colours: Palette, left: float, right: float) -> None:
    tones = {"worse": colours.worse_text}
    pixel = (right - left) / _PIXELS
    placed = placed_labels(marks, pixel)
    figure.add_scatter(
        x=[row.x for row, _ in placed],
        y=[row.lane + (-0.29 if above else 0.29) for row, above in placed],
        mode="text",
        text=[row.label for row, _ in placed],
        textposition=[_anchor(row, left, right, pixel) for row, _ in placed],
        textfont={"size": 12, "color": [tones.get(row.tone, colours.ink) for row, _ in placed]},
        hoverinfo="skip",
    )


def _anchor(row: "pd.Series[Any]", left: float, right: float, pixel: float) -> str:
    """Labels near an edge begin or end at their mark, so that they are not cut off."""
    half = len(row["label"]) * _LETTER * pixel / 2 * _PIXELS / _PHONE
    return "middle right" if row["x"] - half < left else "middle left" if row["x"] + half > right else "middle center"


def placed_labels(marks: pd.DataFrame, pixel: float) -> list[tuple["pd.Series[Any]", bool]]:
    """The labels that find room, most important first, each above or below its mark; `pixel` is the width of one in x.

    A label that would touch another one is left out: the hover and the table have it. A mark that stands apart from its
    lane has its label on that side.
    """
    taken: dict[tuple[int, bool], list[tuple[float, float]]] = {}
    placed = []
    for _, row in marks[marks["label"] != ""].sort_values(["rank", "x"]).iterrows():
        half = len(row["label"]) * _LETTER * pixel / 2
        reach = (row["x"] - half, row["x"] + half)
        sides = (True, False) if not row["offset"] else (row["offset"] < 0,)
        for above in sides:
            others = taken.setdefault((int(row["lane"]), above), [])
            if all(reach[1] < other[0] or reach[0] > other[1] for other in others):
                others.append(reach)
                placed.append((row, above))
                break
    return placed
