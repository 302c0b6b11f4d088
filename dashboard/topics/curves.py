"""Survival curves ready to be drawn: thinned to a grid, and the shares that several groups keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.stats import survival

COLUMNS = ("t", "survival", "low", "high")

MIN_ARM = 30
"""Fewer cases in a group are shown, and not judged."""


def on_grid(curve: pd.DataFrame, grid: Sequence[float]) -> pd.DataFrame:
    """The curve of `measures.curve` at these times, as far as it was watched: the columns of `COLUMNS`.

    A curve of many cases has a step for each of them; a screen shows a few hundred.
    """
    if curve.empty:
        return pd.DataFrame(columns=list(COLUMNS), dtype="float64")
    watched = np.asarray([t for t in grid if t <= curve["t"].iloc[-1]], dtype=np.float64)
    steps = curve["t"].searchsorted(watched, side="right") - 1
    return curve.iloc[steps][list(COLUMNS)].assign(t=watched).reset_index(drop=True)


@dataclass(frozen=True)
class Kept:
    """A group: the share still there after 90 days with its 95 % limits (NaN = not known), and on how many it rests."""

    value: float
    low: float
    high: float
    cases: int

    @property
    def is_few(self) -> bool:
        """Whether the group is too small to be judged."""
        return self.cases < MIN_ARM


def kept_by_part(counted: pd.DataFrame, days: float) -> Mapping[str, Kept]:
    """The share of each part still there after so many days, by Kaplan and Meier.

    `counted` has the columns part, days, has_left, cases; see `parts.counts`.
    """
    return {str(part): _kept(group, days) for part, group in counted.groupby("part")}


def _kept(group: pd.DataFrame, days: float) -> Kept:
    found = survival.kaplan_meier(group["days"], group["has_left"], group["cases"]).survival_at(days)
    return Kept(found.value, found.low, found.high, int(group["cases"].sum()))
