"""How long something takes when some cases are still waiting: Kaplan-Meier curves, medians, and their 95 % limits.

A case that is still open counts as "not yet" for as long as it was watched, instead of being left out. So a median is
the true one, and "not reached" (NaN) is an answer: fewer than half have got there in the time watched.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.intervals import Z95, FloatArray, ratio

_ROUNDING = 1e-9
"""A product of fractions that should be 0.5 may miss it by the last digit; the median must not."""


class Estimate(NamedTuple):
    """A value with its 95 % limits, in the same unit; NaN where not reached or not known."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """A Kaplan-Meier curve: one entry for time 0, for each time of an event, and for the end of the watch.

    All arrays have shape (times,); they are empty without cases.
    """

    t: FloatArray
    """Rising, in the unit of the durations."""
    survival: FloatArray
    """Share without the event just after `t`."""
    low: FloatArray
    high: FloatArray
    """95 % limits of the share (Greenwood, log-log). At a share of 0 there are none: 0 and the upper limit before, so
    that the last case cannot make the curve look certain."""
    at_risk: FloatArray
    """Cases still watched and without the event just before `t`."""
    events: FloatArray
    """Events at `t`."""
    relative_variance: FloatArray
    """Greenwood's sum up to `t`: the variance of the share over its square."""

    @property
    def median(self) -> Estimate:
        """Time by which half have had the event."""
        return self.quantile(0.5)

    def quantile(self, share: float) -> Estimate:
        """Time by which this share has had the event: the first `t` with survival <= 1 - share.

        The limits are the times at which the limits of the curve get there (Brookmeyer and Crowley 1982).

        Args:
            share: Above 0 and below 1.

        Returns:
            The time; NaN, also for a limit, where the curve does not get there.
        """
        if not 0 < share < 1:
            raise ValueError("a quantile needs a share between 0 and 1")
        return Estimate(*(self._first_at_or_below(line, 1 - share) for line in (self.survival, self.low, self.high)))

    def survival_at(self, t: float) -> Estimate:
        """Share without the event up to and including `t`; NaN when nobody was watched that long and some remain."""
        position = int(np.searchsorted(self.t, t, side="right")) - 1
        if position < 0 or (t > self.t[-1] and self.survival[-1] > 0):
            return Estimate(np.nan, np.nan, np.nan)
        return Estimate(float(self.survival[position]), float(self.low[position]), float(self.high[position]))

    def standard_error_at(self, t: float) -> float:
        """Greenwood's standard error of `survival_at(t)`, for differences of curves; NaN where that is not known."""
        value = self.survival_at(t).value
        if np.isnan(value):
            return np.nan
        position = int(np.searchsorted(self.t, t, side="right")) - 1
        return float(value * np.sqrt(self.relative_variance[position])) if value else 0.0

    def _first_at_or_below(self, line: FloatArray, level: float) -> float:
        reached = np.flatnonzero(line <= level + _ROUNDING)
        return float(self.t[reached[0]]) if len(reached) else np.nan


def kaplan_meier(duration: ArrayLike, is_event: ArrayLike, count: ArrayLike | None = None) -> Curve:
    """The curve of cases that were each watched for a duration, ended by the event or by the end of the watch.

    Args:
        duration: At least 0, shape (cases,).
        is_event: Whether the event ended the watch, same shape.
        count: How many like cases each entry stands for, same shape; default 1.

    Raises:
        ValueError: A duration is negative or missing.

    Source: Kaplan and Meier (1958), J. Am. Stat. Assoc. 53; limits: Kalbfleisch and Prentice (2002), 1.4.
    """
    watched = np.asarray(duration, dtype=np.float64)
    if not np.all(watched >= 0):
        raise ValueError("a duration is negative or missing")
    weight = np.ones(len(watched)) if count is None else np.asarray(count, dtype=np.float64)
    times, place = np.unique(np.append(watched, 0.0) if len(watched) else watched, return_inverse=True)
    place = place[: len(watched)]
    ended = np.bincount(place, weight, len(times)).astype(np.float64)
    events = np.bincount(place, weight * np.asarray(is_event, dtype=np.bool_), len(times)).astype(np.float64)
    at_risk = ended[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - events / at_risk)
    survival[(at_risk == events).nonzero()[0]] = 0.0
    variance = np.cumsum(ratio(events, at_risk * (at_risk - events)))
    low, high = _log_log_limits(survival, variance)
    shown = (events > 0) | np.isin(np.arange(len(times)), (0, len(times) - 1))
    columns = (times, survival, low, high, at_risk, events, variance)
    return Curve(*(column[shown] for column in columns))


def difference_at(first: Curve, second: Curve, t: float) -> Estimate:
    """How much larger the share without the event is in the first curve at `t` (0.05 = 5 points).

    The 95 % limits are normal ones from Greenwood's variances; NaN where either curve is not known at `t`.
    """
    value = first.survival_at(t).value - second.survival_at(t).value
    half = Z95 * float(np.hypot(first.standard_error_at(t), second.standard_error_at(t)))
    return Estimate(value, value - half, value + half)


def _log_log_limits(survival: FloatArray, variance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Limits of the curve on the scale of log(-log S), which keeps them between 0 and 1."""
    inside = (survival > 0) & (survival < 1)
    logarithm = np.log(np.where(inside, survival, 0.5))
    spread = Z95 * np.sqrt(np.where(inside, variance, 0)) / np.abs(logarithm)
    low = np.where(inside, np.exp(logarithm * np.exp(spread)), survival)
    high = np.where(inside, np.exp(logarithm * np.exp(-spread)), survival)
    gone = np.flatnonzero(survival == 0)
    high[gone] = high[gone[0] - 1] if len(gone) and gone[0] else 1.0
    return low, high
