"""Two interventions compared within strata: the adjusted difference, the crude one beside it, and how far to trust it.

An association: whoever chose the intervention saw more of the customer than the strata hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from dashboard.presentation import formats
from dashboard.stats import stratified
from dashboard.stats.stratified import RiskDifference
from dashboard.topics import treatments
from dashboard.topics.treatments import Pair, Treatment

OUTCOMES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "retention": ("Still a customer after 90 days", "intervention_retention", "adjusted_effect"),
        "verified": ("Solution that holds", "intervention_verified", "verified_resolved_14d"),
        "satisfied": ("Satisfied with the handling", "intervention_satisfied", "handled_well"),
    }
)
"""Outcome -> its words, its panel, and the KPI that says what it needs."""

STRATA = ("Segment", "Severity", "Earlier complaints", "Value of the customer")
"""What the strata of the warehouse are made of, in their order."""

PREFERENCE = "Contact preference"
"""Personal attention or left alone: a part that the reader may add; customers of whom it is unknown are one group."""

POINTS = 100


@dataclass(frozen=True)
class Arm:
    """One group: complaints and successes."""

    label: str
    cases: int
    successes: int

    @property
    def share(self) -> float:
        """Share of successes; NaN without cases."""
        return self.successes / self.cases if self.cases else float("nan")


@dataclass(frozen=True)
class Comparison:
    """Two groups and their difference, in shares; `both` cases are in both groups and so in neither."""

    pair: Pair
    first: Arm
    second: Arm
    both: int
    drawn: int
    effect: RiskDifference

    @property
    def is_clear(self) -> bool:
        """Whether the difference is beyond chance."""
        return self.effect.is_comparable and (self.effect.low > 0 or self.effect.high < 0)

    @property
    def is_drawn(self) -> bool:
        """Whether chance alone chose who got what."""
        return 0 < self.first.cases + self.second.cases == self.drawn

    @property
    def obstacle(self) -> str:
        """Why the groups cannot be compared; empty when they can."""
        small = min(self.first.cases, self.second.cases)
        if small < stratified.MIN_ARM:
            return f"{small:,} in a group, {stratified.MIN_ARM} needed"
        if not self.effect.is_comparable:
            return f"only {formats.percent(self.effect.overlap)} have somebody like them in the other group, 80% needed"
        return ""


def compare(cells: pd.DataFrame, pair: Pair, groups: Mapping[str, Treatment], strata: Sequence[str]) -> Comparison:
    """Compare two groups of the cells of an `intervention_…` panel within strata made of these parts of `STRATA`,
    and of `PREFERENCE` where it is asked for.

    A group that no case has is empty. `first` is the treated group: its overlap counts.
    """
    types = cells["treatments"].map(treatments.parsed)
    is_first, is_second = (_members(types, groups.get(name)) for name in (pair.first, pair.second))
    both, stratum = is_first & is_second, _strata(cells, strata)
    arms = [cells[member & ~both] for member in (is_first, is_second)]
    (n1, x1), (n0, x0) = (_sums(arm, stratum) for arm in arms)
    index = n1.index.union(n0.index)
    effect = stratified.mantel_haenszel_risk_difference(
        *(part.reindex(index, fill_value=0) for part in (n1, x1, n0, x0))
    )
    return Comparison(
        pair=pair,
        first=Arm(pair.first, int(n1.sum()), int(x1.sum())),
        second=Arm(pair.second, int(n0.sum()), int(x0.sum())),
        both=int(cells.loc[both, "count_cases"].sum()),
        drawn=int(sum(arm["count_drawn"].sum() for arm in arms)),
        effect=effect,
    )


def _members(types: "pd.Series[object]", group: Treatment | None) -> "pd.Series[bool]":
    return types.map(lambda one: group is not None and group.holds(one)).astype(bool)


def _strata(cells: pd.DataFrame, parts: Sequence[str]) -> "pd.Series[str]":
    """The strata made of some of their parts; the segment may hold any text, so they are split from the right."""
    places = [STRATA.index(part) for part in STRATA if part in parts]
    alike = cells["stratum"].map(lambda text: " / ".join(text.rsplit(" / ", len(STRATA) - 1)[at] for at in places))
    return alike + " / " + cells["contact_preference"] if PREFERENCE in parts else alike


def _sums(arm: pd.DataFrame, stratum: "pd.Series[str]") -> "tuple[pd.Series[float], pd.Series[float]]":
    found = arm[["count_cases", "count_successes"]].astype("float64").groupby(stratum.reindex(arm.index)).sum()
    return found["count_cases"], found["count_successes"]


def sentence(found: Comparison) -> str:
    """One comparison in words: both shares, the adjusted difference, and whether it is beyond chance."""
    arms = " and ".join(f"{formats.percent(arm.share)} of {arm.cases:,}" for arm in (found.first, found.second))
    if found.obstacle:
        return f"Not comparable: {found.obstacle}."
    points = difference(found.effect.value)
    clear = "beyond chance" if found.is_clear else "may be chance"
    return f"{arms}. With the same mix of customers {points}, {interval(found.effect)}: {clear}."


def difference(share: float) -> str:
    """A difference of shares in points with its sign: `+3 points`."""
    if formats.is_missing(share):
        return formats.MISSING
    number = f"{share * POINTS:+.1f}".replace("-", "−")
    return f"{number} points"


def interval(effect: RiskDifference) -> str:
    """The 95 % limits in points with their signs: `95% −3.0 to +5.1`."""
    if formats.is_missing(effect.low):
        return ""
    low, high = (f"{limit * POINTS:+.1f}".replace("-", "−") for limit in (effect.low, effect.high))
    return f"95% {low} to {high}"
