"""How sure a number is: 95 % limits of shares, counts and ratios.

Everything here takes numbers or arrays and returns float arrays of the same shape; NaN means "no limits", never 0.
Only `scipy.special` is used: importing `scipy.stats` would add about a second to every start.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]

Z95 = float(special.ndtri(0.975))
"""The standard normal deviate of a two-sided 95 % interval, 1.959964."""

RESAMPLES = 1000
SEED = 7
MOST_RESAMPLED_CUSTOMERS = 2000
"""Above this many customers the linearised variance replaces the bootstrap: by then they agree."""

_ROUNDING = 1e-9
_TAIL = 0.025


class Interval(NamedTuple):
    """Lower and upper 95 % limits, in the unit of the value they belong to; NaN where there are none."""

    low: FloatArray
    high: FloatArray


def none(count: int) -> Interval:
    """No limits, for so many values."""
    return Interval(np.full(count, np.nan), np.full(count, np.nan))


def wilson(numerator: ArrayLike, denominator: ArrayLike, n_effective: ArrayLike | None = None) -> Interval:
    """Wilson score limits of `numerator / denominator` (shares, 0 to 1).

    Args:
        numerator: Successes, or the sum of their weights.
        denominator: Cases, or the sum of their weights.
        n_effective: How many whole cases weighted ones are worth (see `effective_n`); default the denominator.

    Returns:
        Limits between 0 and 1 that contain the share; NaN where the denominator is 0 or missing.

    Raises:
        ValueError: A numerator is negative or above its denominator, so this is no share.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22.
    """
    share = share_of(numerator, denominator)
    size = np.asarray(denominator if n_effective is None else n_effective, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(size > 0, size, np.nan)
        shrink = 1 + Z95**2 / size
        middle = (share + Z95**2 / (2 * size)) / shrink
        half = Z95 * np.sqrt(share * (1 - share) / size + Z95**2 / (4 * size**2)) / shrink
    low = np.where(share <= 0, 0.0, np.minimum(middle - half, share))
    high = np.where(share >= 1, 1.0, np.maximum(middle + half, share))
    return Interval(np.where(np.isnan(size), np.nan, low), np.where(np.isnan(size), np.nan, high))


def effective_n(sum_weight: ArrayLike, sum_squared_weight: ArrayLike) -> FloatArray:
    """How many whole cases weighted cases are worth, (Σw)² / Σw² (Kish); NaN without weights."""
    return ratio(np.square(np.asarray(sum_weight, dtype=np.float64)), sum_squared_weight)


def poisson_exact(count: ArrayLike, exposure: ArrayLike = 1.0) -> Interval:
    """Exact (Garwood) limits of `count / exposure`, for events that are counted rather than sampled.

    Args:
        count: Events, at least 0.
        exposure: What the events are counted over, in the unit of the rate (cases / 100 for "per 100").

    Returns:
        Limits per unit of exposure; NaN where the exposure is 0 or missing.

    Raises:
        ValueError: A count is negative.
    """
    events = np.asarray(count, dtype=np.float64)
    if np.any(events < 0):
        raise ValueError("a count of events cannot be negative")
    low = np.where(events > 0, special.gammaincinv(np.maximum(events, _ROUNDING), _TAIL), events)
    high = special.gammaincinv(events + 1, 1 - _TAIL)
    return Interval(ratio(low, exposure), ratio(high, exposure))


def bootstrap_ratio(
    customers: Sequence[object] | NDArray[Any], numerator: ArrayLike, denominator: ArrayLike, *, is_share: bool = False
) -> Interval:
    """Limits of Σnumerator / Σdenominator when one customer has several cases, by resampling customers.

    Up to 2,000 customers: 1000 resamples with a fixed seed, percentiles 2.5 and 97.5. Above: `delta_ratio`.
    The result does not depend on the order of the rows. A single customer gives limits of width 0.

    Args:
        customers: Customer of each case, shape (cases,); a case without one (None, NaN) stands for itself.
        numerator: Shape (cases,).
        denominator: Shape (cases,).
        is_share: The ratio cannot leave 0 to 1, so neither may its limits.

    Returns:
        Two scalars (shape ()) that contain the ratio; NaN without cases or when the denominators sum to 0.
    """
    codes, size = _customer_codes(customers)
    by_numerator: FloatArray = np.bincount(codes, np.asarray(numerator, dtype=np.float64), size).astype(np.float64)
    by_denominator: FloatArray = np.bincount(codes, np.asarray(denominator, dtype=np.float64), size).astype(np.float64)
    if size > MOST_RESAMPLED_CUSTOMERS:
        return delta_ratio(RatioSums.of(by_numerator, by_denominator), is_share=is_share)
    value = ratio(by_numerator.sum(), by_denominator.sum())
    if np.isnan(value):
        return Interval(value, value)
    low, high = np.nanpercentile(_resampled_ratios(by_numerator, by_denominator), [100 * _TAIL, 100 * (1 - _TAIL)])
    return Interval(np.minimum(low, value), np.maximum(high, value))


@dataclass(frozen=True)
class RatioSums:
    """What `delta_ratio` needs of a cell: sums over its customers, each customer's cases summed first.

    Cells that share a customer must not be added up: the squares of the customer's total would be missing their
    cross terms, and the limits would come out too narrow. Sum per customer again instead.
    """

    count_customers: ArrayLike
    numerator: ArrayLike
    denominator: ArrayLike
    numerator_squared: ArrayLike
    product: ArrayLike
    denominator_squared: ArrayLike

    @classmethod
    def of(cls, numerator: FloatArray, denominator: FloatArray) -> "RatioSums":
        """The sums of one cell from its customers' totals, both of shape (customers,)."""
        return cls(
            len(numerator),
            numerator.sum(),
            denominator.sum(),
            np.square(numerator).sum(),
            (numerator * denominator).sum(),
            np.square(denominator).sum(),
        )


def delta_ratio(sums: RatioSums, *, is_share: bool = False) -> Interval:
    """Limits of Σnumerator / Σdenominator by the linearised variance over customers, for many customers.

    Args:
        sums: The sums of one cell, or arrays of them, one entry per cell.
        is_share: Cut the limits to 0 to 1.

    Returns:
        Limits in the shape of the sums; NaN with fewer than two customers or a denominator of 0.

    Source: Särndal, Swensson, Wretman (1992), Model Assisted Survey Sampling, 5.6.
    """
    count, numerator, denominator, squared, product, denominator_squared = (
        np.asarray(part, dtype=np.float64) for part in astuple(sums)
    )
    value = ratio(numerator, denominator)
    residual = np.maximum(squared - 2 * value * product + value**2 * denominator_squared, 0)
    deviation = np.sqrt(ratio(residual * count, np.maximum(count - 1, 0)))
    half = Z95 * ratio(deviation, np.abs(denominator))
    low, high = value - half, value + half
    return Interval(np.maximum(low, 0), np.minimum(high, 1)) if is_share else Interval(low, high)


def ratio(numerator: ArrayLike, denominator: ArrayLike) -> FloatArray:
    """Numerator / denominator, NaN where the denominator is 0 or missing."""
    top, bottom = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    return np.asarray(top / np.where(bottom == 0, np.nan, bottom), dtype=np.float64)


def share_of(numerator: ArrayLike, denominator: ArrayLike) -> FloatArray:
    """A ratio that must lie in 0 to 1; the last-digit noise of summed weights is cut off."""
    share = ratio(numerator, denominator)
    if np.any((share < -_ROUNDING) | (share > 1 + _ROUNDING)):
        raise ValueError("this is no share: a numerator is negative or above its denominator")
    return np.clip(share, 0, 1)


def _customer_codes(customers: Sequence[object] | NDArray[Any]) -> tuple[NDArray[np.intp], int]:
    """Number the customers in the order of their ids, so that row order cannot matter; cases without one come last."""
    ids: NDArray[Any] = np.asarray(customers, dtype=None if isinstance(customers, np.ndarray) else object)
    missing = ids != ids if ids.dtype != object else np.array([i is None or i != i for i in ids], dtype=bool)
    codes = np.zeros(len(ids), dtype=np.intp)
    known, codes[~missing] = np.unique(ids[~missing], return_inverse=True)
    size = len(known) + int(missing.sum())
    codes[missing] = np.arange(len(known), size)
    return codes, size


def _resampled_ratios(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """The ratio in each resample of the customers, shape (RESAMPLES,); NaN where its denominator is 0."""
    sums = _resamples(len(numerator)) @ np.column_stack([numerator, denominator])
    return ratio(sums[:, 0], sums[:, 1])


@lru_cache(maxsize=2)
def _resamples(size: int) -> FloatArray:
    """How often each customer is drawn in each resample, shape (RESAMPLES, size): at most 16 MB.

    Kept for the next call, because the categories of one cell (the reasons of a week's losses) have the same customers.
    """
    drawn = np.random.default_rng(SEED).integers(0, size, (RESAMPLES, size))
    drawn += np.arange(RESAMPLES)[:, np.newaxis] * size
    counts = np.bincount(drawn.ravel(), minlength=RESAMPLES * size).reshape(RESAMPLES, size).astype(np.float64)
    counts.flags.writeable = False
    return counts
