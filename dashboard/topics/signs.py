"""The signs of bad service: how often reviewers see each, what the records show by themselves, and who can see what."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from dashboard import contracts
from dashboard.presentation import formats
from dashboard.settings import DATA
from dashboard.stats import intervals
from dashboard.topics.apologies import bar_frame

MIN_REVIEWS = 30
"""Fewer reviews give numbers, and no colour."""

_EXTRAS = ("S16", "S17", "S18")
"""Signs that are not among the fifteen published ones."""


@dataclass(frozen=True)
class Sign:
    """One sign; `seen_by` is "records" (it can be derived), "reviewer", or "in_person" (a reviewer who is there)."""

    code: str
    name: str
    seen_by: str
    note: str


@cache
def signs() -> tuple[Sign, ...]:
    """All signs, S01 to S18."""
    names = {code.code: code.labels["en"] for code in contracts.code_list("event_code")}
    with (DATA / "signs.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_sign(row, names) for row in csv.DictReader(file))


def _sign(row: Mapping[str, str], names: Mapping[str, str]) -> Sign:
    name = names[row["code"]]
    return Sign(row["code"], f"{name[:1].upper()}{name[1:]}", row["seen_by"], row["note"])


def label(code: str) -> str:
    """`S02 Silent wait`."""
    return next(f"{sign.code} {sign.name}" for sign in signs() if sign.code == code)


@dataclass(frozen=True)
class Derived:
    """In how many complaints the records show each sign; signs that cannot be told from them are not in `counts`."""

    total: int
    counts: Mapping[str, int]

    def per_100(self, code: str) -> float | None:
        """Complaints with the sign per 100; None where the records cannot show it."""
        return 100 * self.counts[code] / self.total if self.total and code in self.counts else None


def derived(found: pd.DataFrame) -> Derived:
    """From the one row of the panel `derived_signs`."""
    row = found.iloc[0]
    codes = row["codes_included"].split() if isinstance(row["codes_included"], str) else []
    return Derived(int(row["count_all"]), {code: int(row[f"count_{code.lower()}"]) for code in codes})


def profile(counts: Mapping[str, int], reviews: int, records: Derived) -> pd.DataFrame:
    """Signs per 100 reviewed complaints as bars, see `charts.bars.COLUMNS`, with those from the records beside.

    `counts` are the signs that reviewers coded, by code.
    """
    return bar_frame([_bar(sign, counts.get(sign.code, 0), reviews, records.per_100(sign.code)) for sign in signs()])


def _bar(sign: Sign, count: int, reviews: int, record: float | None) -> tuple[object, ...]:
    limits = intervals.poisson_exact(count, reviews / 100 if reviews else float("nan"))
    low, high = (None if formats.is_missing(float(limit)) else float(limit) for limit in limits)
    value = 100 * count / reviews if reviews else None
    role = "neutral" if sign.code in _EXTRAS or reviews < MIN_REVIEWS else "plain"
    beside = "" if record is None else f"{record:.1f}"
    name, shown = f"{sign.code} {sign.name}", _number(value)
    hover = f"<b>{name}</b><br>{shown} per 100, {_limits(low, high)}<br>{count:,} in {reviews:,} reviews"
    if record is not None:
        hover += f"<br>{beside} of 100 complaints by the records"
    return name, value, low, high, None, role, shown, beside, hover, sign.code


def _number(value: float | None) -> str:
    return formats.MISSING if value is None else f"{value:.1f}"


def _limits(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"95% {low:.1f}–{high:.1f}"


def ticks(rows: pd.DataFrame) -> list[tuple[float, str]]:
    """Round values of the axis of a profile."""
    largest = float(rows[["value", "high"]].max().max()) if len(rows) else 0.0
    step = next((step for step in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if largest / step <= 5), 100.0)
    return [(step * at, f"{step * at:.0f}") for at in range(int(largest / step) + 1 if largest == largest else 1)]


def who_sees() -> str:
    """Which signs the records show and which only a person can see, in words."""
    groups = {
        kind: [sign.code for sign in signs() if sign.seen_by == kind] for kind in ("records", "reviewer", "in_person")
    }
    return (
        f"From the records: {', '.join(groups['records'])}. Only a reviewer sees {', '.join(groups['reviewer'])}; "
        f"only one who is there, {' and '.join(groups['in_person'])}."
    )


def notes() -> str:
    """What must be known of single signs, in words."""
    told = [(sign.code, sign.note) for sign in signs() if sign.note and sign.code not in _EXTRAS]
    return " ".join(
        [*(f"{code}: {note}" for code, note in told), f"Grey: {', '.join(_EXTRAS)} are not among the fifteen."]
    )


TRAINING = ("side", "value", "base", "interval")


def around_training(found: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The share of complaints with a sign before and after training (0-100), and how many agents that rests on.

    `found` are the rows of the panel `trained_signs`; the columns of the answer are those of `TRAINING`.
    """
    rows = []
    for side, name in (("before", "26 weeks before"), ("after", "26 weeks after")):
        part = found[found["side"] == side]
        hits, cases = int(part["numerator"].sum()), int(part["denominator"].sum())
        low, high = (float(limit) for limit in intervals.wilson(hits, cases))
        interval = formats.interval(low, high, "percent").removeprefix("95% ")
        rows.append((name, 100 * hits / cases if cases else None, f"{hits:,} of {cases:,}", interval))
    return pd.DataFrame(rows, columns=list(TRAINING)).astype({"value": "float64"}), int(found["agent_id"].nunique())
