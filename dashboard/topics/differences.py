"""Two periods or two slices side by side: how far apart they are, how sure that is, and what the mix of cases does.

A difference is no effect: it says that two numbers are apart, not why.
"""

from collections.abc import Hashable, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats, scales
from dashboard.presentation.panels import Choices
from dashboard.stats.intervals import FloatArray, Interval
from dashboard.stats.stratified import RiskDifference, mantel_haenszel_risk_difference
from dashboard.topics import explore
from dashboard.topics.explore import Question
from dashboard.topics.unit_comparison import STRATA
from dashboard.warehouse.reader import Warehouse

POINTS = 100
_SHORT = {"Beyond chance": "beyond"}


def difference(first: Interval, first_value: FloatArray, second: Interval, second_value: FloatArray) -> Interval:
    """95 % limits of first - second from the limits of both, which need not be symmetric; NaN where one has none.

    Both are taken as independent; where the same customers are in both, the limits are too wide rather than too narrow.

    Source: Zou and Donner (2008), Statistics in Medicine 27; for two shares it is Newcombe's (1998) hybrid interval.
    """
    apart = first_value - second_value
    low = apart - np.hypot(first_value - first.low, second.high - second_value)
    high = apart + np.hypot(first.high - first_value, second_value - second.low)
    return Interval(low, high)


def compare(warehouse: Warehouse, asked: Question, first: Filters, second: Filters) -> pd.DataFrame:
    """The measure under both filters, all together and by the first column that it is split by.

    One row per slice that either has cases: the keys, and for `first_` and `second_` numerator, denominator, cases,
    value, low, high; then `apart`, `apart_low`, `apart_high` in the unit of the value.
    """
    sides = [_side(warehouse, asked, filters, prefix) for filters, prefix in ((first, "first"), (second, "second"))]
    keys = list(asked.keys)
    found = sides[0].merge(sides[1], how="outer", on=keys) if keys else sides[0].merge(sides[1], how="cross")
    limits = difference(
        _limits(found, "first"), _values(found, "first"), _limits(found, "second"), _values(found, "second")
    )
    found = found.assign(
        apart=found["first_value"] - found["second_value"], apart_low=limits.low, apart_high=limits.high
    )
    size = found[["first_cases", "second_cases"]].fillna(0).sum(axis=1)
    return found[size > 0].assign(size=size).sort_values("size", ascending=False, kind="stable", ignore_index=True)


_TAKEN = ("numerator", "denominator", "cases", "value", "low", "high", "status")


def _side(warehouse: Warehouse, asked: Question, filters: Filters, prefix: str) -> pd.DataFrame:
    found = measures.measure(warehouse, asked.kpi.id, filters, asked.split or ("none",))
    return found[[*asked.keys, *_TAKEN]].rename(columns={name: f"{prefix}_{name}" for name in _TAKEN})


def _values(found: pd.DataFrame, prefix: str) -> FloatArray:
    return np.asarray(found[f"{prefix}_value"], dtype=np.float64)


def _limits(found: pd.DataFrame, prefix: str) -> Interval:
    return Interval(*(np.asarray(found[f"{prefix}_{name}"], dtype=np.float64) for name in ("low", "high")))


def is_share(kpi: Kpi) -> bool:
    """Whether the mix of cases can be taken out of a difference: only shares of cases with cause and severity."""
    return kpi.unit == "percent" and kpi.shape == "ratio" and not kpi.is_snapshot


def same_mix(warehouse: Warehouse, kpi: Kpi, first: Filters, second: Filters) -> RiskDifference:
    """The difference of two shares within the same causes and severities (Mantel-Haenszel), the crude one beside it.

    Raises AmendsError when the measure lacks what it needs.
    """
    sides = [measures.measure(warehouse, kpi.id, filters, STRATA, intervals=False) for filters in (first, second)]
    both = sides[0].merge(sides[1], how="outer", on=list(STRATA), suffixes=("_first", "_second"))

    def arm(column: str, side: str) -> FloatArray:
        return np.asarray(both[f"{column}_{side}"].fillna(0), dtype=np.float64)

    return mantel_haenszel_risk_difference(
        arm("denominator", "first"),
        arm("numerator", "first"),
        arm("denominator", "second"),
        arm("numerator", "second"),
    )


def mix_words(found: RiskDifference) -> str:
    """The standardised difference in one sentence."""
    if not found.is_comparable:
        return "The two are too different in causes and severities to be compared like with like."
    crude, value = (_points(number) for number in (found.crude, found.value))
    limits = f"95% {_points(found.low).removesuffix(' points')} to {_points(found.high)}"
    return f"Crude difference {crude}; with the same mix of causes and severities {value} ({limits})."


def _points(share: float) -> str:
    return f"{round(POINTS * share, 1) + 0.0:.1f} points".replace("-", "−")


def table(asked: Question, found: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """The comparison in words: slice, both values with their base, the difference, its limits, what to make of it."""
    names = explore.labels(asked, found, choices)
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            **names,
            "first": [_value(asked.kpi, row, "first", choices.currency) for row in rows],
            "first_base": [_base(asked.kpi, row, "first") for row in rows],
            "second": [_value(asked.kpi, row, "second", choices.currency) for row in rows],
            "second_base": [_base(asked.kpi, row, "second") for row in rows],
            "apart": [apart_words(asked.kpi, row["apart"], choices.currency) for row in rows],
            "limits": [_limits_words(asked.kpi, row, choices.currency) for row in rows],
            "verdict": [judged(asked.kpi, row) for row in rows],
        }
    )


def _value(kpi: Kpi, row: dict[Hashable, Any], side: str, currency: str) -> str:
    value, low, high = (row[f"{side}_{name}"] for name in ("value", "low", "high"))
    return formats.value(value, kpi.unit, low, high, currency)


def _base(kpi: Kpi, row: dict[Hashable, Any], side: str) -> str:
    if pd.isna(row[f"{side}_cases"]):
        return "n 0"
    return explore.base(kpi, {name: row[f"{side}_{name}"] for name in ("numerator", "denominator", "cases")})


def apart_words(kpi: Kpi, apart: float, currency: str) -> str:
    """A difference in its unit, with its sign: percentage points for shares."""
    sign = "+" if apart > 0 else ""
    if explore.scale(kpi) == POINTS:
        return f"{sign}{_points(apart)}" if pd.notna(apart) else formats.MISSING
    return f"{sign}{formats.value(apart, kpi.unit, currency=currency)}"


def tick_words(kpi: Kpi, places: Sequence[float], currency: str) -> list[str]:
    """Differences as an axis writes them."""
    if explore.scale(kpi) == POINTS:
        return [f"{POINTS * place:+.3g}".replace("-", "−").replace("+0", "0") for place in places]
    return scales.plain(formats.values(places, kpi.unit, currency))


def _limits_words(kpi: Kpi, row: dict[Hashable, Any], currency: str) -> str:
    low, high = row["apart_low"], row["apart_high"]
    if pd.isna(low) or pd.isna(high):
        return ""
    first, last = (apart_words(kpi, limit, currency) for limit in (low, high))
    return f"{first.removesuffix(' points')} to {last}"


def judged(kpi: Kpi, row: dict[Hashable, Any]) -> str:
    """What the difference is worth: too few cases, no interval, within chance or beyond it."""
    cases = [row[f"{side}_cases"] for side in ("first", "second")]
    if any(pd.isna(count) or count < kpi.min_n for count in cases):
        return f"n < {kpi.min_n}, not judged"
    if pd.isna(row["apart_low"]) or pd.isna(row["apart_high"]):
        return "No interval"
    return "Beyond chance" if row["apart_low"] > 0 or row["apart_high"] < 0 else "Within chance"


def dots(asked: Question, found: pd.DataFrame, choices: Choices, most: int) -> pd.DataFrame:
    """The largest slices of a comparison for `charts.dots`: their differences in the unit of the measure."""
    shown = found.head(most)
    told = table(asked, shown, choices)
    labels = [escape(" · ".join(parts)) for parts in _names(asked, told)]
    few = [verdict.startswith("n <") for verdict in told["verdict"]]
    return pd.DataFrame(
        {
            "label": labels,
            "value": shown["apart"],
            "low": shown["apart_low"],
            "high": shown["apart_high"],
            "is_few": few,
            "is_final": True,
            "text": told["apart"],
            "note": [
                "few" if is_few else _SHORT.get(words, "") for is_few, words in zip(few, told["verdict"], strict=True)
            ],
            "hover": [
                f"<b>{label}</b><br>{row['first']} against {row['second']}<br>{row['limits'] or 'no interval'}"
                for label, row in zip(labels, told.to_dict("records"), strict=True)
            ],
            "key": [str(at) for at in range(len(shown))],
        }
    )


def _names(asked: Question, told: pd.DataFrame) -> Sequence[tuple[str, ...]]:
    if not asked.keys:
        return [("All",)] * len(told)
    return [tuple(str(part) for part in row) for row in told[list(asked.keys)].to_numpy()]
