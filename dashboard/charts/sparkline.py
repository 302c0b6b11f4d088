"""The small control chart of a tile, as SVG text: drawn by the server, no script in the browser.

300 x 80 units: the plot is 55 high, the weeks stand below it, target and benchmark in a gutter on the right.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isnan, nan
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.charts.sparkline_field import (
    BOTTOM,
    GUTTER,
    HEIGHT,
    LEFT,
    LETTER,
    RIGHT,
    TOP,
    WIDTH,
    Periods,
    Scale,
    is_near,
    scale_of,
    value_range,
)
from dashboard.charts.trend import Marks
from dashboard.theme import Palette, signal_colour


def sparkline(columns: Mapping[str, Sequence[Any]], colours: Palette, marks: Marks, title: str, aside: str = "") -> str:
    """The control chart as an SVG text.

    `columns` are those of `charts.trend.COLUMNS` but `hover`, and `year_ago`; `title` is its meaning, for screen
    readers; `aside` is said quietly between the weeks at the foot, where there is room.
    """
    shown = Periods.of(columns)
    drawn = value_range(shown)
    near = [mark for mark in (marks.target, marks.benchmark) if mark is not None and is_near(drawn, mark)]
    scale = scale_of(len(shown.value), drawn, near)
    parts = [
        *_limits(shown, scale, colours, marks),
        *_lines(shown, scale, colours),
        *_dots(shown, scale, colours),
        *_gaps(shown, scale, colours),
        *_year_ago(shown, scale, colours, marks),
        *_ring(shown, scale, colours, marks),
        *_mark(marks.target, drawn, scale, _target, colours),
        *_mark(marks.benchmark, drawn, scale, _diamond, colours),
        *_weeks(shown, scale, colours),
        *_aside(shown, scale, colours, aside),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-label={quoteattr(title)}><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _limits(shown: Periods, scale: Scale, colours: Palette, marks: Marks) -> list[str]:
    """The band between the limits and the line of the mean; while the history is short, only a dashed outline."""
    bounds = zip(shown.lower, shown.upper, strict=True)
    known = [at for at, (low, high) in enumerate(bounds) if not (isnan(low) or isnan(high))]
    if marks.limits == "none" or not known:
        return []
    outline = _points(scale, known, shown.upper) + _points(scale, reversed(known), shown.lower)
    short = f'fill="none" stroke="{colours.mute}" stroke-width="1" stroke-dasharray="3 2"'
    paint = short if marks.limits == "short" else f'fill="{colours.mute}" fill-opacity="0.13"'
    mean = _points(scale, known, shown.centre)
    return [
        f'<polygon points="{" ".join(outline)}" {paint}/>',
        f'<polyline points="{" ".join(mean)}" fill="none" stroke="{colours.mute}" stroke-opacity="0.5"/>',
    ]


def _points(scale: Scale, positions: Iterable[int], values: Sequence[float]) -> list[str]:
    return [f"{scale.x(at):.1f},{scale.y(values[at]):.1f}" for at in positions]


def _lines(shown: Periods, scale: Scale, colours: Palette) -> list[str]:
    """One segment between neighbouring periods with values; dashed once a provisional one is involved."""
    parts = []
    for i in range(1, len(shown.value)):
        if isnan(shown.value[i - 1]) or isnan(shown.value[i]):
            continue
        dash = "" if shown.is_final[i] and shown.is_final[i - 1] else ' stroke-dasharray="2 2"'
        parts.append(
            f'<line x1="{scale.x(i - 1):.1f}" y1="{scale.y(shown.value[i - 1]):.1f}" x2="{scale.x(i):.1f}"'
            f' y2="{scale.y(shown.value[i]):.1f}" stroke="{colours.ink}" stroke-opacity="0.62" stroke-width="1.3"'
            f' stroke-linecap="round"{dash}/>'
        )
    return parts


def _dots(shown: Periods, scale: Scale, colours: Palette) -> list[str]:
    """Triangles for signals, a solid dot for the last final period, hollow ones for what is provisional."""
    parts = []
    for i, value in enumerate(shown.value):
        if isnan(value):
            continue
        x, y = scale.x(i), scale.y(value)
        if not shown.is_final[i]:
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{colours.page}" stroke="{colours.mute}"'
                ' stroke-width="1.2"/>'
            )
        elif shown.signal[i]:
            is_up = isnan(shown.centre[i]) or value >= shown.centre[i]
            parts.append(_triangle(x, y, is_up, signal_colour(colours, shown.signal[i])))
        elif i == shown.last:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colours.ink}"/>')
    return parts


def _triangle(x: float, y: float, is_up: bool, colour: str) -> str:
    tip = -3.4 if is_up else 3.4
    points = f"{x:.1f},{y + tip:.1f} {x - 3.2:.1f},{y - tip * 0.7:.1f} {x + 3.2:.1f},{y - tip * 0.7:.1f}"
    return f'<polygon points="{points}" fill="{colour}"/>'


def _gaps(shown: Periods, scale: Scale, colours: Palette) -> list[str]:
    """A short dash where a final period has no cases, so that it visibly stays in the axis."""
    centre = next((cell for cell in reversed(shown.centre) if not isnan(cell)), None)
    y = (TOP + BOTTOM) / 2 if centre is None else scale.y(centre)
    return [
        f'<line x1="{scale.x(at) - 2:.1f}" x2="{scale.x(at) + 2:.1f}" y1="{y:.1f}" y2="{y:.1f}"'
        f' stroke="{colours.mute}" stroke-width="1.2"/>'
        for at, value in enumerate(shown.value)
        if isnan(value) and shown.is_final[at]
    ]


def _year_ago(shown: Periods, scale: Scale, colours: Palette, marks: Marks) -> list[str]:
    """A short dash beside the current period where the same period stood a year before."""
    now = shown.last if marks.chosen is None else marks.chosen
    before = nan if now is None else shown.year_ago[now]
    if now is None or not scale.low <= before <= scale.high:
        return []
    x, y = scale.x(now), scale.y(before)
    return [
        f'<line x1="{x - 4:.1f}" x2="{x + 4:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{colours.neutral}"'
        ' stroke-width="1.8"/>'
    ]


def _ring(shown: Periods, scale: Scale, colours: Palette, marks: Marks) -> list[str]:
    """A ring around the one period that was asked for."""
    if marks.chosen is None or isnan(shown.value[marks.chosen]):
        return []
    return [
        f'<circle cx="{scale.x(marks.chosen):.1f}" cy="{scale.y(shown.value[marks.chosen]):.1f}" r="5.5" fill="none"'
        f' stroke="{colours.accent}" stroke-width="1.6"/>'
    ]


def _mark(
    value: float | None,
    drawn: tuple[float, float],
    scale: Scale,
    draw: Callable[[float, Palette], str],
    colours: Palette,
) -> list[str]:
    """A target or a benchmark in the gutter; far outside it sits at the edge with a small chevron."""
    if value is None:
        return []
    if is_near(drawn, value):
        return [draw(scale.y(value), colours)]
    is_above = value > scale.high
    y, edge = (TOP + 5, TOP - 3) if is_above else (BOTTOM - 5, BOTTOM + 3)
    step = 3 if is_above else -3
    chevron = (
        f'<polyline points="{GUTTER - 3},{edge + step} {GUTTER},{edge} {GUTTER + 3},{edge + step}" fill="none"'
        f' stroke="{colours.mute}"/>'
    )
    return [draw(y, colours), chevron]


def _target(y: float, colours: Palette) -> str:
    return f'<rect x="{GUTTER - 6}" y="{y - 1.1:.1f}" width="12" height="2.2" fill="{colours.accent}"/>'


def _diamond(y: float, colours: Palette) -> str:
    points = f"{GUTTER},{y - 4:.1f} {GUTTER + 4},{y:.1f} {GUTTER},{y + 4:.1f} {GUTTER - 4},{y:.1f}"
    return f'<polygon points="{points}" fill="{colours.page}" stroke="{colours.ink}" stroke-width="1.1"/>'


def _weeks(shown: Periods, scale: Scale, colours: Palette) -> list[str]:
    """The first period on the left, the last final one under its dot, unless the two would touch."""
    if not shown.label:
        return []
    parts = [_text(LEFT, "start", shown.label[0], colours)]
    if shown.last is not None and scale.x(shown.last) - LEFT > 60:
        x = scale.x(shown.last)
        is_right = x > RIGHT - 20
        parts.append(_text(min(x, RIGHT + 4), "end" if is_right else "middle", shown.label[shown.last], colours))
    return parts


def _aside(shown: Periods, scale: Scale, colours: Palette, words: str) -> list[str]:
    """The quiet words in the middle between the first week and the last final one; left out where they would touch."""
    if not words or shown.last is None:
        return []
    left = LEFT + LETTER * len(shown.label[0])
    width = LETTER * len(shown.label[shown.last])
    x = scale.x(shown.last)
    right = (min(x, RIGHT + 4) - width) if x > RIGHT - 20 else x - width / 2
    if right - left < LETTER * len(words) + 8:
        return []
    return [_text((left + right) / 2, "middle", words, colours)]


def _text(x: float, anchor: str, text: str, colours: Palette) -> str:
    return (
        f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}" font-family="system-ui, sans-serif"'
        f' font-size="10.5" fill="{colours.mute}">{escape(text)}</text>'
    )
