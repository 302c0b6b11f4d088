"""The field that the small chart of a tile is drawn on: its measures, its periods, and where values stand on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import isnan
from typing import Any, Self

from dashboard.charts.trend import last_final

WIDTH, HEIGHT = 300, 80
LEFT, RIGHT, TOP, BOTTOM = 4.0, 272.0, 5.0, 58.0
GUTTER = 285.0
LETTER = 5.6
"""About the width of a letter of the texts below the plot."""

_FAR = 0.7
"""A target or benchmark this many band widths outside is pinned to the edge, else it would flatten the line."""


@dataclass(frozen=True)
class Scale:
    """Maps periods and values to SVG units."""

    count: int
    low: float
    high: float

    def x(self, position: int) -> float:
        """Where a period stands; the only one stands in the middle."""
        return (LEFT + RIGHT) / 2 if self.count < 2 else LEFT + (RIGHT - LEFT) * position / (self.count - 1)

    def y(self, value: float) -> float:
        """Where a value stands, at the edge when it lies outside."""
        share = 0.5 if self.high == self.low else (value - self.low) / (self.high - self.low)
        return BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class Periods:
    """The periods drawn; NaN where there is no number."""

    label: Sequence[str]
    value: Sequence[float]
    is_final: Sequence[bool]
    centre: Sequence[float]
    lower: Sequence[float]
    upper: Sequence[float]
    signal: Sequence[str]
    year_ago: Sequence[float]
    last: int | None
    """Position of the last final period that has a value."""

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]]) -> Self:
        """From the columns of a trend."""
        known = {one.name: columns[one.name] for one in fields(cls) if one.name != "last"}
        return cls(**known, last=last_final(columns))


def value_range(shown: Periods) -> tuple[float, float]:
    """Smallest and largest of the values and limits drawn; 0 and 1 when there is nothing."""
    drawn = [cell for cells in (shown.value, shown.lower, shown.upper) for cell in cells if not isnan(cell)]
    return (min(drawn), max(drawn)) if drawn else (0.0, 1.0)


def is_near(drawn: tuple[float, float], mark: float) -> bool:
    """Whether a target or benchmark can be drawn in its place without flattening the values."""
    room = _FAR * (drawn[1] - drawn[0])
    return drawn[0] - room <= mark <= drawn[1] + room


def scale_of(count: int, drawn: tuple[float, float], marks: Sequence[float]) -> Scale:
    """The scale that holds the values drawn and these marks."""
    low, high = min([drawn[0], *marks]), max([drawn[1], *marks])
    if low == high:
        low, high = low - abs(low) * 0.5 - 1e-9, high + abs(high) * 0.5 + 1e-9
    return Scale(count, low, high)
