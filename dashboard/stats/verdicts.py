"""What control limits say, in the words that a tile, a page and a report use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.stats.control_limits import FEWEST_FOR_ALARMS, ControlLimits, Signal

Better = Literal["up", "down", "neutral"]
Period = Literal["week", "month", "quarter", "block"]
Tone = Literal["ordinary", "better", "worse", "change", "unjudged"]
"""A running signal is better, worse, or a change of a number that is neither; without one, ordinary or not judged."""

Mark = Literal["", "past", "better", "worse", "change"]
"""What a period of a chart is: nothing, part of an older signal, or part of the running one."""

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLURAL = {"week": "weeks", "month": "months", "quarter": "quarters", "block": "blocks of 13 weeks"}


@dataclass(frozen=True)
class Verdict:
    """The judgement on the last final period."""

    tone: Tone
    text: str
    """For the pill of a tile: "Ordinary variation", "Signal since W45, worse"."""
    reason: str
    """For a sentence: "Signal: above the limits in W07", "Eight weeks below the centre since W31"; else as `text`."""
    since: str | None = None
    """Label of the first period of the running signal."""
    direction: int = 0
    """Where the number went: 1 up, -1 down, 0 when no signal is running."""


def verdict(
    limits: ControlLimits,
    labels: Sequence[str],
    *,
    better: Better = "neutral",
    period: Period = "week",
    cases: int | None = None,
    min_n: int = 0,
) -> Verdict:
    """Judge the last final period.

    Args:
        limits: The limits of the series.
        labels: Short name of each period ("W45"), same length as the series.
        better: Which direction of the number is good.
        period: What a period is called.
        cases: Counted cases of the last final period, when a minimum applies.
        min_n: Fewest cases for a judgement.
    """
    unjudged = _unjudged(limits, period, cases, min_n)
    if unjudged is not None:
        return Verdict("unjudged", unjudged, unjudged)
    if limits.since is None:
        return Verdict("ordinary", "Ordinary variation", "Ordinary variation")
    since = labels[limits.since]
    tone = _tone(limits.direction, better)
    word = tone if tone != "change" else ("higher" if limits.direction > 0 else "lower")
    reason = _reason(limits.running[0], labels, _PLURAL[period])
    return Verdict(tone, f"Signal since {since}, {word}", reason, since, limits.direction)


def marks(limits: ControlLimits, *, better: Better = "neutral") -> list[Mark]:
    """What to draw at each period: the running signal in its tone, older signals as "past", else nothing."""
    marked: list[Mark] = [""] * len(limits.low)
    running = _tone(limits.direction, better)
    for signal in limits.signals:
        for position in signal.periods:
            marked[position] = "past"
    for signal in limits.running:
        for position in signal.periods:
            marked[position] = running
    return marked


def _tone(direction: int, better: Better) -> Literal["better", "worse", "change"]:
    if better == "neutral":
        return "change"
    return "better" if (direction > 0) == (better == "up") else "worse"


def _unjudged(limits: ControlLimits, period: Period, cases: int | None, min_n: int) -> str | None:
    """Why there is no judgement, or None when there is one."""
    count = limits.count_final
    if limits.state == "none" or not limits.judged:
        return f"Too few {_PLURAL[period]} to tell"
    if limits.last_final != limits.judged[-1]:
        return f"No cases this {period}"
    if cases is not None and cases < min_n:
        return f"Fewer than {min_n} cases, not judged"
    return f"{count} of {FEWEST_FOR_ALARMS} {_PLURAL[period]}, no alarms yet" if limits.state == "short" else None


def _reason(signal: Signal, labels: Sequence[str], periods: str) -> str:
    """The rule that fired first, in words."""
    side, first, count = "above" if signal.direction > 0 else "below", labels[signal.first], len(signal.periods)
    if signal.rule == "run":
        number = _WORDS[count].capitalize() if count < len(_WORDS) else str(count)
        return f"{number} {periods} {side} the centre since {first}"
    if signal.rule == "near_limit":
        limit = "upper" if signal.direction > 0 else "lower"
        return f"Signal: three of four {periods} near the {limit} limit since {first}"
    return f"Signal: {side} the limits {'in' if count == 1 else 'since'} {first}"
