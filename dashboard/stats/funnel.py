"""Is a team different beyond chance? Funnel limits around the overall rate, and rates standardised for the case mix.

There is no ranking here on purpose: a small team is far from the average by chance alone, and a team with hard cases is
below it without fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from dashboard.stats.intervals import FloatArray, Interval, ratio, share_of

Place = Literal["inside", "beyond_95", "beyond_998"]
"""Where a unit lies: within what chance does to 95 % of such units, beyond that, or beyond 99.8 %."""

Key = TypeVar("Key")
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Comparison:
    """Units (teams, agents) beside each other; every array has one entry per unit, in the order of `units`."""

    units: tuple[str | None, ...]
    overall: float
    """The rate of all cases together, 0 to 1: the centre of the funnel."""
    cases: FloatArray
    observed: FloatArray
    """Successes of the unit."""
    expected: FloatArray
    """Successes it would have with the overall rate of each stratum."""
    standardised: FloatArray
    """`overall` × observed / expected, at most 1: the rate with the mix of cases taken out; NaN without expectation."""
    effective_cases: FloatArray
    """Where the unit stands on the funnel's axis: as many cases of the average mix as would vary as much by chance."""
    place: tuple[Place, ...]


def funnel_limits(overall: ArrayLike, cases: ArrayLike, coverage: float = 0.95) -> Interval:
    """The band in which a rate of this many cases stays by chance when its true rate is the overall one.

    Exact binomial, interpolated between counts so that the band is smooth: a rate is outside just when the chance of
    one as extreme is below (1 - coverage) / 2 on its side. So 0 of 2 is inside nearly everywhere.

    Args:
        overall: The rate in the centre, 0 to 1.
        cases: Above 0, need not be whole.
        coverage: Share of units that stay inside when nothing is different: 0.95, or 0.998 to act upon.

    Returns:
        Limits between 0 and 1; NaN without cases.

    Source: Spiegelhalter (2005), Statistics in Medicine 24, appendix A.1.1, with its upper limit mirrored.
    """
    centre, size = np.broadcast_arrays(np.asarray(overall, np.float64), np.asarray(cases, np.float64))
    size = np.where(size > 0, size, np.nan)
    tail = (1 - coverage) / 2
    low, high = _lower_limit(centre, size, tail), 1 - _lower_limit(1 - centre, size, tail)
    fixed = (centre <= 0) | (centre >= 1)
    known = np.where(np.isnan(size), np.nan, centre)
    return Interval(np.where(fixed, known, np.maximum(low, 0)), np.where(fixed, known, np.minimum(high, 1)))


def compare(
    units: Sequence[str | None], strata: Sequence[object], numerator: ArrayLike, denominator: ArrayLike
) -> Comparison:
    """Standardise the units of a share indirectly for the mix of their cases, and place them on the funnel.

    Args:
        units: Unit of each cell, shape (cells,); None is a unit of its own (cases without a team).
        strata: Stratum of each cell (any hashable, such as (cause, severity)), same shape.
        numerator: Successes in the cell, same shape.
        denominator: Cases in the cell, same shape.

    Raises:
        ValueError: A numerator is negative or above its denominator, so this is no share.
    """
    names, unit = _codes(units)
    _, stratum = _codes(strata)
    successes, size = np.asarray(numerator, np.float64), np.asarray(denominator, np.float64)
    rate = np.nan_to_num(share_of(np.bincount(stratum, successes), np.bincount(stratum, size)))[stratum]
    observed, cases = _total(unit, successes), _total(unit, size)
    expected, variance = _total(unit, size * rate), _total(unit, size * rate * (1 - rate))
    overall = float(share_of(successes.sum(), size.sum()))
    standardised = np.minimum(overall * ratio(observed, expected), 1)
    spread = ratio(overall, expected) ** 2 * variance
    effective = np.where(spread > 0, ratio(overall * (1 - overall), spread), cases)
    place = _places(overall, standardised, effective)
    return Comparison(names, overall, cases, observed, expected, standardised, effective, place)


def _lower_limit(centre: FloatArray, size: FloatArray, tail: float) -> FloatArray:
    """The rate below which the binomial tail holds less than `tail`; below 0 where even no success is likely enough."""
    inside = np.clip(centre, _ROUNDING, 1 - _ROUNDING)
    count = np.ceil(np.nan_to_num(special.bdtrik(tail, size, inside)) - _ROUNDING)
    below, upto = _at_most(count - 1, size, inside), _at_most(count, size, inside)
    return np.asarray((count - (upto - tail) / np.maximum(upto - below, _ROUNDING)) / size, dtype=np.float64)


def _at_most(count: FloatArray, size: FloatArray, rate: FloatArray) -> FloatArray:
    """Probability of at most this many successes, also for sizes that are not whole."""
    possible = np.clip(count, 0, np.maximum(size - _ROUNDING, 0))
    probability = special.betainc(size - possible, possible + 1, 1 - rate)
    return np.where(count < 0, 0.0, np.where(count >= size, 1.0, probability))


def _places(overall: float, standardised: FloatArray, effective: FloatArray) -> tuple[Place, ...]:
    places = np.full(len(standardised), "inside", dtype=object)
    coverages: tuple[tuple[float, Place], ...] = ((0.95, "beyond_95"), (0.998, "beyond_998"))
    for coverage, place in coverages:
        low, high = funnel_limits(overall, effective, coverage)
        places[(standardised < low - _ROUNDING) | (standardised > high + _ROUNDING)] = place
    return tuple(places.tolist())


def _codes(keys: Sequence[Key]) -> tuple[tuple[Key, ...], NDArray[np.intp]]:
    """The different keys in order of appearance, and the number of each entry's key."""
    number = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    return tuple(number), np.array([number[key] for key in keys], dtype=np.intp)


def _total(unit: NDArray[np.intp], amount: FloatArray) -> FloatArray:
    return np.bincount(unit, amount).astype(np.float64)
