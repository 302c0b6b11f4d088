"""Notes above a chart of periods: a flag and a few words over the plot, never on the line; the mouse shows all."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.theme import Palette

Flag = tuple[int, str, str]
"""Position of the period, the beginning of the words, and all of them; safe against the HTML that charts read."""

_ROW = 17
"""Pixels of a row of words."""

_MOST_ROWS = 3
_LETTER = 6.6
"""Pixels of a letter, rather too many."""

_NARROWEST = 260
"""Pixels of the plot on a phone: words that keep apart there keep apart everywhere."""


def add(figure: go.Figure, colours: Palette, flags: Sequence[Flag], count: int) -> None:
    """Draw the flags of a chart of `count` periods; the figure grows by the rows that their words need.

    What finds no free row is a flag without words.
    """
    if not flags:
        return
    places = _places(flags, count)
    height = _ROW * (max(row for row, _ in places) + 1)
    for (at, words, whole), (row, is_told) in zip(flags, places, strict=True):
        figure.add_vline(x=at, line={"color": colours.mute, "width": 1, "dash": "dot"}, layer="below")
        is_late = _is_late(at, count)
        figure.add_annotation(
            x=at,
            yref="paper",
            y=1,
            yanchor="bottom",
            yshift=_ROW * row,
            xanchor="right" if is_late else "left",
            xshift=5 if is_late else -5,
            text=_text(words, is_late=is_late) if is_told else "⚑",
            hovertext=whole,
            hoverlabel={"bgcolor": colours.page, "bordercolor": colours.axis, "font": {"color": colours.ink}},
            showarrow=False,
            font={"size": 12, "color": colours.mute},
            borderpad=1,
        )
    figure.update_layout(margin_t=figure.layout.margin.t + height, height=figure.layout.height + height)


def _text(words: str, *, is_late: bool) -> str:
    return f"{words} ⚑" if is_late else f"⚑ {words}"


def _is_late(at: int, count: int) -> bool:
    """Whether the words run to the left, so that they end inside the chart."""
    return at > 0.5 * count


def _places(flags: Sequence[Flag], count: int) -> list[tuple[int, bool]]:
    """The row of each flag from the plot up, and whether its words have room: none runs into another."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_MOST_ROWS + 1)]
    found: list[tuple[int, bool]] = []
    for at, words, _ in flags:
        row, is_told = _free(taken[:-1], _span(at, len(words), count)), True
        if row is None:
            row, is_told = _free(taken, _span(at, 0, count)), False
        row = _MOST_ROWS if row is None else row
        taken[row].append(_span(at, len(words) if is_told else 0, count))
        found.append((row, is_told))
    return found


def _span(at: int, letters: int, count: int) -> tuple[float, float]:
    """What so many letters with their flag cover, in periods of the narrowest chart."""
    length = (letters + 3) * _LETTER * count / _NARROWEST
    back = _LETTER * count / _NARROWEST
    return (at - length, at + back) if _is_late(at, count) else (at - back, at + length)


def _free(taken: Sequence[Sequence[tuple[float, float]]], span: tuple[float, float]) -> int | None:
    free = (row for row, spans in enumerate(taken) if all(span[1] < low or span[0] > high for low, high in spans))
    return next(free, None)
