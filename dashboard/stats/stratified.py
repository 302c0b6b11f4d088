"""Compare two groups within strata, so that a different mix of cases cannot pass for an effect.

Association only: what the strata do not hold (the judgement of whoever chose the intervention) stays in the difference.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dashboard.stats.intervals import Z95, FloatArray, ratio, share_of

MIN_ARM = 30
"""Fewest cases in each group for a comparison."""

MIN_OVERLAP = 0.8
"""Smallest share of the treated that must have somebody to be compared with."""


@dataclass(frozen=True)
class RiskDifference:
    """How much more often one group succeeds than another, as shares (0.05 = five points more)."""

    value: float
    """Mantel-Haenszel difference over the strata that have both groups; NaN when no stratum has."""
    low: float
    high: float
    crude: float
    """The difference without strata, to show beside."""
    standardised: float
    """The difference if both groups had the mix of strata of all cases in the shared strata."""
    overlap: float
    """Share of the treated who are in strata with both groups."""
    is_comparable: bool
    """At least 30 in each group and at least 80 % of the treated in strata with both groups."""


def mantel_haenszel_risk_difference(
    treated: ArrayLike, treated_successes: ArrayLike, control: ArrayLike, control_successes: ArrayLike
) -> RiskDifference:
    """Compare two groups within strata and pool the differences with Mantel-Haenszel weights.

    Args:
        treated: Cases with the intervention, shape (strata,).
        treated_successes: Successes among them, same shape.
        control: Cases without it, same shape.
        control_successes: Successes among them, same shape.

    Returns:
        The pooled difference with its 95 % limits, the crude and the standardised one.
    """
    groups = (treated, treated_successes, control, control_successes)
    n1, x1, n0, x0 = (np.asarray(part, dtype=np.float64) for part in groups)
    has_both = (n1 > 0) & (n0 > 0)
    overlap = float(ratio(n1[has_both].sum(), n1.sum()))
    value, half = _pooled(n1[has_both], x1[has_both], n0[has_both], x0[has_both])
    both = (n1 + n0)[has_both]
    gap = share_of(x1[has_both], n1[has_both]) - share_of(x0[has_both], n0[has_both])
    return RiskDifference(
        value=value,
        low=value - half,
        high=value + half,
        crude=float(ratio(x1.sum(), n1.sum()) - ratio(x0.sum(), n0.sum())),
        standardised=float(ratio((both * gap).sum(), both.sum())),
        overlap=overlap,
        is_comparable=bool(min(n1.sum(), n0.sum()) >= MIN_ARM and overlap >= MIN_OVERLAP),
    )


def _pooled(n1: FloatArray, x1: FloatArray, n0: FloatArray, x0: FloatArray) -> tuple[float, float]:
    """Mantel-Haenszel difference and the half-width of its interval, over strata that have both groups."""
    p1, p0 = share_of(x1, n1), share_of(x0, n0)
    weight = n1 * n0 / (n1 + n0)
    variance = weight**2 * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    value = ratio((weight * (p1 - p0)).sum(), weight.sum())
    return float(value), float(Z95 * ratio(np.sqrt(variance.sum()), weight.sum()))
