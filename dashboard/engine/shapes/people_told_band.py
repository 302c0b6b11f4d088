"""People told: an assumed band over the customers, or the measured mean where enough of them answered."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine.shapes import Reduced
from dashboard.stats.intervals import Z95, FloatArray

TOLD_BY_DISSATISFIED = (10, 15)
TOLD_BY_SATISFIED = (1, 2)
ENOUGH_ANSWERS = 20


def reduce(cases: pd.DataFrame) -> Reduced:
    """Low and high end of the band and its middle; with 20 answers or more the mean told, with its 95 % limits.

    `numerator` of a case is 1 for a dissatisfied customer and 0 for a satisfied one. A customer with cases in several
    weeks counts once, as dissatisfied if one of them is; of several answers the largest counts.
    """
    customer, customers = pd.factorize(cases["customer_id"])
    count = len(customers)
    answers = _largest(cases["people_told"], customer, count)
    told = answers[~np.isnan(answers)]
    if len(told) >= ENOUGH_ANSWERS:
        half = Z95 * float(told.std(ddof=1) / np.sqrt(len(told)))
        mean = float(told.mean())
        return _people(count * mean, count * max(mean - half, 0.0), count * (mean + half))
    dissatisfied = float(np.nansum(_largest(cases["numerator"], customer, count)))
    satisfied = count - dissatisfied
    low, high = (
        dissatisfied * by_dissatisfied + satisfied * by_satisfied
        for by_dissatisfied, by_satisfied in zip(TOLD_BY_DISSATISFIED, TOLD_BY_SATISFIED, strict=True)
    )
    return _people((low + high) / 2, low, high)


def _largest(values: "pd.Series[float]", customer: NDArray[np.intp], count: int) -> FloatArray:
    """The largest value of each customer, NaN without any; a group of pandas takes ten times as long for a week."""
    found = np.full(count, np.nan)
    np.fmax.at(found, customer, values.to_numpy(dtype=float, na_value=np.nan))
    return found


def _people(value: float, low: float, high: float) -> Reduced:
    return Reduced(value, low, high, numerator=value)
