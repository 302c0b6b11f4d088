"""Crowding out: the share of all service minutes that the most demanding 5 % of the customers take."""

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.engine.shapes import Fact, Reduced
from dashboard.stats.intervals import MOST_RESAMPLED_CUSTOMERS, RESAMPLES, SEED, Z95, FloatArray

TOP_SHARE = 0.05
VERY_TOP_SHARE = 0.01
_TAILS = (2.5, 97.5)


def reduce(cases: pd.DataFrame) -> Reduced:
    """Minutes of the top 5 % (at least one customer) over the minutes of all, with limits over customers.

    `numerator` of a case is its minutes. Up to 2,000 customers the limits come from resampling, above from the
    linearised variance of the share.
    """
    minutes = _by_customer(cases)
    found = _share(minutes)
    if found.value is None:
        return found
    resample = len(minutes) <= MOST_RESAMPLED_CUSTOMERS
    low, high = _resampled(minutes) if resample else _linearised(minutes, found.value)
    return replace(found, low=min(low, found.value), high=max(high, found.value))


def value_of(cases: pd.DataFrame) -> Reduced:
    """The same without limits: resampling every week of two years takes seconds."""
    return _share(_by_customer(cases))


def _by_customer(cases: pd.DataFrame) -> FloatArray:
    """The minutes of each customer, the most demanding first."""
    return np.sort(cases.groupby("customer_id")["numerator"].sum().to_numpy(dtype=float))[::-1]


def _share(minutes: FloatArray) -> Reduced:
    top, total = float(minutes[: top_count(len(minutes))].sum()), float(minutes.sum())
    return Reduced(top / total, numerator=top, denominator=total) if total > 0 else Reduced(None)


def beside(cases: pd.DataFrame) -> tuple[Fact, ...]:
    """The same for the most demanding 1 %, and how many customers each share means."""
    minutes = cases.groupby("customer_id")["numerator"].sum().sort_values(ascending=False)
    few, many = (top_count(len(minutes), share) for share in (VERY_TOP_SHARE, TOP_SHARE))
    total = float(minutes.sum())
    top = float(minutes.iloc[:few].sum())
    return (
        Fact("Service time of the most demanding 1 %", top / total if total > 0 else float("nan"), "percent", few),
        Fact("Customers who are the most demanding 5 %", many, "count", len(minutes)),
    )


def top_count(customers: int, share: float = TOP_SHARE) -> int:
    """How many customers are the top `share` of them, rounded up."""
    return int(np.ceil(round(customers * share, 9)))


def _resampled(minutes: FloatArray) -> tuple[float, float]:
    """Percentiles over resamples; the minutes are sorted, so the top of a resample is read off its counts."""
    size = len(minutes)
    places = np.random.default_rng(SEED).integers(0, size, (RESAMPLES, size))
    places += np.arange(RESAMPLES)[:, np.newaxis] * size
    drawn = np.bincount(places.ravel(), minlength=RESAMPLES * size).reshape(RESAMPLES, size)
    before = np.cumsum(drawn, axis=1) - drawn
    top = np.clip(top_count(size) - before, 0, drawn)
    low, high = np.percentile((top @ minutes) / (drawn @ minutes), _TAILS)
    return float(low), float(high)


def _linearised(minutes: FloatArray, share: float) -> tuple[float, float]:
    """Normal limits from the influence of each customer on the share; the border customer's minutes are the cut.

    Source: Langel and Tillé (2011), Metrika 74, on the variance of quantile shares.
    """
    cut = minutes[top_count(len(minutes)) - 1]
    influence = (np.maximum(minutes - cut, 0) + TOP_SHARE * cut - share * minutes) / minutes.mean()
    half = Z95 * float(influence.std(ddof=1)) / float(np.sqrt(len(minutes)))
    return max(share - half, 0.0), min(share + half, 1.0)
