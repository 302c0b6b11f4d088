"""Cost of one more customer kept: what the treatment cost, over the customers that its adjusted effect kept."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine.shapes import Fact, Reduced
from dashboard.engine.shapes.adjusted_effect import POINTS, effect_of
from dashboard.stats.intervals import RESAMPLES, SEED, FloatArray

_TAILS = (2.5, 97.5)


def reduce(cases: pd.DataFrame) -> Reduced:
    """Cost per customer kept, limits by resampling customers; no value unless the effect is surely above zero."""
    effect = effect_of(cases)
    if not effect.is_comparable or not effect.low > 0:
        return Reduced(None)
    cost = float(cases["cost"].sum())
    kept = effect.value * float(cases["is_treated"].sum())
    low, high = _limits(cases)
    return Reduced(cost / kept, min(low, cost / kept), max(high, cost / kept), numerator=cost, denominator=kept)


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """The effect that the cost is divided by, and the cost; without a sure effect the reason why there is no value."""
    effect, treated = effect_of(cases), int(cases["is_treated"].sum())
    note = None if effect.is_comparable and effect.low > 0 else "The effect is not shown, so it has no price."
    return (
        Fact("Effect, lower limit", POINTS * effect.low, "points", len(cases), note),
        Fact("Cost of the intervention", float(cases["cost"].sum()), "money", treated),
    )


def _limits(cases: pd.DataFrame) -> tuple[float, float]:
    """Percentiles of the ratio over resamples of the customers; a resample without an effect costs without limit."""
    stratum, strata = pd.factorize(cases["stratum"], sort=True)
    customer, customers = pd.factorize(cases["customer_id"], sort=True)
    treated = cases["is_treated"].to_numpy(dtype=bool)
    kept = cases["numerator"].to_numpy(dtype=float)
    cost = cases["cost"].to_numpy(dtype=float)
    generator = np.random.default_rng(SEED)
    found = np.empty(RESAMPLES)
    for number in range(RESAMPLES):
        drawn = np.bincount(generator.integers(0, len(customers), len(customers)), minlength=len(customers))
        weight = drawn[customer].astype(float)
        per_stratum = _sums(stratum, len(strata), treated, weight, kept)
        found[number] = _ratio(float((weight * cost).sum()), *per_stratum)
    low, high = np.percentile(found, _TAILS, method="nearest")
    return float(low), float(high)


def _sums(
    stratum: NDArray[np.intp], size: int, treated: NDArray[np.bool_], weight: FloatArray, kept: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Treated, kept of them, others, kept of them, each by stratum."""
    n1, x1, n0, x0 = (
        np.bincount(stratum, part, size).astype(np.float64)
        for part in (weight * treated, weight * treated * kept, weight * ~treated, weight * ~treated * kept)
    )
    return n1, x1, n0, x0


def _ratio(cost: float, n1: FloatArray, x1: FloatArray, n0: FloatArray, x0: FloatArray) -> float:
    both = (n1 > 0) & (n0 > 0)
    pooled = (x1[both] * n0[both] - x0[both] * n1[both]) / (n1 + n0)[both]
    weight = (n1[both] * n0[both]) / (n1 + n0)[both]
    gained = float(n1.sum() * pooled.sum() / weight.sum()) if weight.sum() else 0.0
    return cost / gained if gained > 0 else np.inf
