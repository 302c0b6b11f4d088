"""Signal or noise: control limits of a series of weeks (or months), and the signals in it.

XmR limits (mean ± 2.66 × the mean moving range), or Laney's p′ and u′ where the weeks differ a lot in size. The limits
rest on the first 26 final periods and stay there, so a lasting change keeps showing until somebody says that it is the
new normal. Only final periods are judged, and only when there are at least 12 of them.

Sources: Wheeler (2000), Understanding Variation (limits, the three rules); Laney (2002), Quality Engineering 14.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.stats.intervals import FloatArray

Family = Literal["share", "rate", "value"]
"""What a series holds: shares of cases (0 to 1), events per unit (0 and more), or any other number."""

State = Literal["none", "short", "judged"]
"""No limits (fewer than 6 final periods), limits without alarms (6 to 11), limits with alarms."""

Method = Literal["xmr", "laney", "none"]

Rule = Literal["outside", "run", "near_limit"]
"""Outside a limit; 8 in a row on one side of the centre; 3 of 4 nearer a limit than the centre."""

BASELINE = 26
FEWEST_FOR_LIMITS = 6
FEWEST_FOR_ALARMS = 12
RUN = 8
_WINDOW, _NEAR_IN_WINDOW = 4, 3
_XMR = 2.66
_SIGMA_PER_RANGE = 1.128
_UNEVEN = 0.25
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Signal:
    """One finding that chance rarely explains: by which rule, on which side, in which periods (their positions)."""

    rule: Rule
    direction: int
    """1 above the centre, -1 below it: the direction of the number, not whether that is good."""
    periods: tuple[int, ...]

    @property
    def first(self) -> int:
        """Position of the first period of the signal."""
        return self.periods[0]

    @property
    def last(self) -> int:
        """Position of the last period of the signal."""
        return self.periods[-1]


@dataclass(frozen=True)
class ControlLimits:
    """Limits and signals of one series; every array has one entry per period, in the order given."""

    method: Method
    state: State
    centre: float
    """In the unit of the values; NaN without limits."""
    low: FloatArray
    high: FloatArray
    """As drawn: cut to what the values can be (0 to 1 for shares). The rules use the uncut limits. NaN before the start
    of the baseline and, for Laney limits, in periods without cases."""
    count_final: int
    """Final periods with cases since the start of the baseline: what the state depends on."""
    judged: tuple[int, ...]
    """Positions of those that were judged (all, or up to the one asked for)."""
    last_final: int | None
    """Position of the last final period that was to be judged, with cases or without; None when there is none."""
    signals: tuple[Signal, ...]
    """All signals in order of their first period; empty unless the state is "judged"."""
    running: tuple[Signal, ...]
    """The signals that reach, linked by shared or neighbouring periods, to the last judged period."""

    @property
    def since(self) -> int | None:
        """Position of the first period of the running signal, or None when the last judged period is ordinary."""
        return min((signal.first for signal in self.running), default=None)

    @property
    def direction(self) -> int:
        """Side of the running signal: 1 above, -1 below, 0 when none is running."""
        return self.running[0].direction if self.running else 0


def control_limits(
    values: ArrayLike,
    is_final: ArrayLike,
    *,
    sizes: ArrayLike | None = None,
    family: Family = "value",
    scale: float = 1.0,
    start: int = 0,
    until: int | None = None,
    baseline: int = BASELINE,
) -> ControlLimits:
    """Limits and signals of a series.

    Always pass the whole history: a range that somebody selected must not move the limits.

    Args:
        values: One per period of an unbroken axis, in time order; NaN for a period without cases.
        is_final: Which periods can no longer change, same shape.
        sizes: Denominators, same shape; with family "share" or "rate", uneven sizes call for Laney limits.
        family: What the values are.
        scale: What a share or rate was multiplied with (100 for "per 100").
        start: Position of the first period of the baseline: 0, or where it was last reset.
        until: Position of the last period to judge, for a selected range that ends early; it moves no limit.
        baseline: How many final periods the limits rest on.

    Returns:
        The limits; their state says whether they may be drawn and whether they may alarm.

    Raises:
        ValueError: The arrays differ in length.
    """
    series = np.asarray(values, dtype=np.float64)
    final = np.asarray(is_final, dtype=np.bool_)
    if series.shape != final.shape:
        raise ValueError("control limits need one value and one mark of finality per period")
    usable = np.flatnonzero(final & (np.arange(len(series)) >= start))
    complete = usable[np.isfinite(series[usable])]
    asked, judged = (usable, complete) if until is None else (usable[usable <= until], complete[complete <= until])
    method, centre, half = _limits(series, None if family == "value" else sizes, complete[:baseline], family, scale)
    half[:start] = np.nan
    state: State = "judged" if len(complete) >= FEWEST_FOR_ALARMS else "short"
    if len(complete) < FEWEST_FOR_LIMITS or np.isnan(half[complete]).any():
        method, state, centre, half = "none", "none", float("nan"), np.full(len(series), np.nan)
    signals = _signals(series[judged], centre, half[judged], judged) if state == "judged" else ()
    floor, ceiling = {"share": (0.0, scale), "rate": (0.0, np.inf), "value": (-np.inf, np.inf)}[family]
    return ControlLimits(
        method=method,
        state=state,
        centre=centre,
        low=np.maximum(centre - half, floor),
        high=np.minimum(centre + half, ceiling),
        count_final=len(complete),
        judged=tuple(judged.tolist()),
        last_final=int(asked[-1]) if len(asked) else None,
        signals=signals,
        running=_running(signals, judged),
    )


def _limits(
    series: FloatArray, sizes: ArrayLike | None, base: NDArray[np.intp], family: Family, scale: float
) -> tuple[Method, float, FloatArray]:
    """Method, centre and half-width per period: Laney's for shares and rates of uneven sizes, else XmR."""
    unit = None if sizes is None else np.asarray(sizes, dtype=np.float64)
    if unit is None or not _is_uneven(unit[base]):
        return "xmr", *_xmr(series, base)
    centre, half = _laney(series / scale, unit, base, family)
    return "laney", centre * scale, half * scale


def _is_uneven(sizes: FloatArray) -> bool:
    """Whether a size of the baseline differs by more than 25 % from their mean."""
    return bool(len(sizes) and np.any(np.abs(sizes - sizes.mean()) > _UNEVEN * sizes.mean() * (1 + _ROUNDING)))


def _mean_moving_range(series: FloatArray, base: NDArray[np.intp]) -> float:
    """Mean step between neighbouring periods of the baseline; a period without cases is not bridged. NaN if no pair."""
    has_neighbour = np.diff(base) == 1
    steps = np.abs(np.diff(series[base]))[has_neighbour]
    return float(steps.mean()) if len(steps) else float("nan")


def _xmr(series: FloatArray, base: NDArray[np.intp]) -> tuple[float, FloatArray]:
    """Centre and half-width per period of the XmR chart."""
    centre = float(series[base].mean()) if len(base) else float("nan")
    return centre, np.full(len(series), _XMR * _mean_moving_range(series, base))


def _laney(series: FloatArray, sizes: FloatArray, base: NDArray[np.intp], family: Family) -> tuple[float, FloatArray]:
    """Centre and half-width per period of the p′ chart (shares) or u′ chart (rates)."""
    centre = float((series[base] * sizes[base]).sum() / sizes[base].sum())
    variance = centre * (1 - centre) if family == "share" else centre
    deviation = np.sqrt(max(variance, 0) / np.where(sizes > 0, sizes, np.nan))
    # With no variance at all (always 0 %, always 100 %) there is nothing to standardise: the limits are the centre.
    standardised = (series - centre) / np.where(deviation > 0, deviation, 1)
    return centre, 3 * deviation * _mean_moving_range(standardised, base) / _SIGMA_PER_RANGE


def _signals(values: FloatArray, centre: float, half: FloatArray, positions: NDArray[np.intp]) -> tuple[Signal, ...]:
    """All signals among the judged periods; a value on the centre or on a limit (up to rounding) is on no side."""
    distance = values - centre
    noise = _ROUNDING * np.maximum(np.abs(values), abs(centre))
    side = np.where(np.abs(distance) > noise, np.sign(distance), 0).astype(np.int8)
    outside = np.where(np.abs(distance) > half + noise, side, 0)
    near = np.where(np.abs(distance) > half / 2 + noise, side, 0)
    rules: list[tuple[Rule, Iterator[tuple[int, list[int]]]]] = [
        ("outside", _stretches(outside, 1)),
        ("run", _stretches(side, RUN)),
        ("near_limit", _windows(near)),
    ]
    found = [
        Signal(rule, direction, tuple(int(positions[member]) for member in members))
        for rule, stretches in rules
        for direction, members in stretches
    ]
    return tuple(sorted(found, key=lambda signal: (signal.first, signal.last)))


def _stretches(side: NDArray[np.int8], shortest: int) -> Iterator[tuple[int, list[int]]]:
    """Unbroken stretches on one side of at least this length: side and members."""
    for direction, members in groupby(range(len(side)), key=lambda member: int(side[member])):
        stretch = list(members)
        if direction and len(stretch) >= shortest:
            yield direction, stretch


def _windows(near: NDArray[np.int8]) -> Iterator[tuple[int, list[int]]]:
    """Members of windows of 4 with 3 near the same limit, overlapping windows joined."""
    for direction in (1, -1):
        joined: list[int] = []
        for first in range(len(near) - _WINDOW + 1):
            members = [member for member in range(first, first + _WINDOW) if near[member] == direction]
            if len(members) < _NEAR_IN_WINDOW:
                continue
            if joined and joined[-1] < members[0]:
                yield direction, joined
                joined = []
            joined += [member for member in members if member not in joined]
        if joined:
            yield direction, joined


def _running(signals: tuple[Signal, ...], judged: NDArray[np.intp]) -> tuple[Signal, ...]:
    """The signals that reach the last judged period, and those of the same side that lead up to them without a gap."""
    order = {int(position): place for place, position in enumerate(judged)}
    running: list[Signal] = []
    start, direction = len(judged) - 1, 0
    for signal in sorted(signals, key=lambda signal: signal.last, reverse=True):
        reaches = order[signal.last] == len(judged) - 1 if not running else order[signal.last] >= start - 1
        if reaches and direction in (0, signal.direction):
            running.append(signal)
            start, direction = min(start, order[signal.first]), signal.direction
    return tuple(sorted(running, key=lambda signal: (signal.first, -len(signal.periods))))
