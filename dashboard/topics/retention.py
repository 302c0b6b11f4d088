"""Who is still there after a complaint, in groups: curves, shares after 90 days and a year, and who was watched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from dashboard.presentation import formats
from dashboard.stats.survival import Curve, Estimate, kaplan_meier
from dashboard.topics import curves

SHORT, LONG = 90, 365
"""Days after the landmark at which the shares are read."""

COUNTS = ("Customers", "Seen at 90", "Seen at 365")
"""The columns of `table` that count customers."""

_GRID = tuple(range(0, LONG + 1))


@dataclass(frozen=True)
class Split:
    """One way to group customers: its words, its panel, the column, and the groups in order, best known first."""

    words: str
    panel: str
    column: str
    labels: Mapping[str, str]


SPLITS: Mapping[str, Split] = MappingProxyType(
    {
        "parts": Split(
            "What was done, 0 to 3 parts",
            "retention_cases",
            "handling",
            MappingProxyType({"3": "All three parts", "2": "Two parts", "1": "One part", "0": "No part"}),
        ),
        "captivity": Split(
            "Free to leave or not",
            "retention_cases",
            "captivity",
            MappingProxyType({"free": "Free to leave", "captive": "Bound or no other provider"}),
        ),
        "preference": Split(
            "How they like to be served",
            "retention_cases",
            "contact_preference",
            MappingProxyType({"personal": "Personal attention", "self_serve": "Left to themselves", "none": "Either"}),
        ),
        "second": Split(
            "After a second complaint",
            "retention_second",
            "first_handling",
            MappingProxyType({"well": "First one put right well", "poorly": "First one poorly"}),
        ),
    }
)
"""Ways to group; `well` = two or three parts of a recovery."""


@dataclass(frozen=True)
class Group:
    """Customers of one group from the landmark on; shares are 0 to 1, NaN where not watched so long."""

    label: str
    cases: int
    curve: Curve
    watched: Mapping[int, int]
    """Days -> customers still there and watched just before."""

    @property
    def is_few(self) -> bool:
        """Whether the group is too small to be judged."""
        return self.cases < curves.MIN_ARM

    def kept(self, days: int) -> Estimate:
        """The share still there after so many days, with its 95 % limits."""
        return self.curve.survival_at(days)

    @property
    def points(self) -> pd.DataFrame:
        """The curve day by day: t, survival, low, high."""
        steps = pd.DataFrame({name: getattr(self.curve, name) for name in curves.COLUMNS})
        return curves.on_grid(steps, _GRID)


def groups(counted: pd.DataFrame, split: Split) -> tuple[Group, ...]:
    """The groups of a split that have customers; `counted` has its column, days, has_left and cases."""
    found = {_code(code): cases for code, cases in counted.groupby(split.column)}
    return tuple(_group(label, found[code]) for code, label in split.labels.items() if code in found)


PARADOX = MappingProxyType({"recovered": "Fully recovered", "matched": "Matched, no complaint"})
"""The two groups of the recovery paradox."""


def paradox(found: pd.DataFrame) -> tuple[Group, ...]:
    """Both groups of the panel `paradox_curves`; a match weighs its part of the customer that it is matched to."""
    weighted = {str(part): rows for part, rows in found.groupby("part")}
    groups_ = [(label, weighted[part]) for part, label in PARADOX.items() if part in weighted]
    return tuple(replace(_group(label, rows), cases=int(rows["count_customers"].sum())) for label, rows in groups_)


def _code(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _group(label: str, cases: pd.DataFrame) -> Group:
    curve = kaplan_meier(cases["days"], cases["has_left"], cases["cases"])
    watched = {days: int(cases.loc[cases["days"] >= days, "cases"].sum()) for days in (SHORT, LONG)}
    return Group(label, int(cases["cases"].sum()), curve, watched)


def unknown(counted: pd.DataFrame, split: Split) -> int:
    """Customers of whom it is not known which group they belong to."""
    return int(counted.loc[counted[split.column].isna(), "cases"].sum())


def answer(found: tuple[Group, ...]) -> str:
    """Whether the first and the last group differ beyond chance after 90 days."""
    judged = [group for group in found if not group.is_few]
    if len(judged) < 2:
        return f"Too few to compare: groups need {curves.MIN_ARM} customers."
    first, last = (judged[at].kept(SHORT) for at in (0, -1))
    names = (
        f"{judged[0].label} {formats.percent(first.value)}, {judged[-1].label.lower()} {formats.percent(last.value)}"
    )
    apart = first.low > last.high or last.low > first.high
    return f"{names} after {SHORT} days: {'more than chance' if apart else 'no clear difference'}."


def table(found: tuple[Group, ...]) -> pd.DataFrame:
    """The groups as a table: customers, the share kept with limits at both times, who was still watched, a note."""
    rows = pd.DataFrame(
        [
            {
                "Group": group.label,
                "Customers": group.cases,
                "At day 90": _share(group.kept(SHORT)),
                "Seen at 90": group.watched[SHORT],
                "At day 365": _share(group.kept(LONG)),
                "Seen at 365": group.watched[LONG],
                "Note": f"n < {curves.MIN_ARM}" if group.is_few else "",
            }
            for group in found
        ]
    )
    return rows if any(group.is_few for group in found) else rows.drop(columns="Note")


def _share(kept: Estimate) -> str:
    if formats.is_missing(kept.value):
        return "not yet"
    limits = formats.interval(kept.low, kept.high, "percent")
    return (
        f"{formats.value(kept.value, 'percent', kept.low, kept.high)}, {limits}"
        if limits
        else formats.percent(kept.value)
    )
