"""Sentences and rows of the page on recovery."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.presentation import formats, names
from dashboard.topics import comparisons
from dashboard.topics.comparisons import Comparison
from dashboard.topics.retention import SHORT

MIN_TRIED = 30


def headline(triad: Mapping[str, Any] | None, retention: Mapping[str, Any]) -> str:
    """How many get a full recovery, and how many stay; both as `measures.measure` gives them."""
    parts = []
    if triad and triad["cases"]:
        share = formats.value(triad["value"], "percent", triad["low"], triad["high"])
        parts.append(f"**{share}** of justified complaints get apology, quick fix and compensation.")
    if retention["cases"] and not formats.is_missing(retention["value"]):
        kept = formats.value(retention["value"], "survival", retention["low"], retention["high"])
        parts.append(f"**{kept}** of {formats.plural(int(retention['cases']), 'customer')} stay for {SHORT} days.")
    return " ".join(parts) or "Nobody with a complaint could be watched in these weeks."


def parts_bars(facts: pd.DataFrame) -> pd.DataFrame:
    """Full recovery by its parts as bars; `facts` are those beside the KPI: none, one, two, all three parts."""
    shown = facts.iloc[:4]
    rows = [_bar(row, place == len(shown) - 1) for place, row in enumerate(shown.to_dict("records"))]
    columns = ["key", "label", "value", "low", "high", "published", "role", "text", "note", "hover"]
    numbers = dict.fromkeys(("value", "low", "high", "published"), "float64")
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _bar(row: Mapping[Any, Any], is_last: bool) -> tuple[object, ...]:
    label = str(row["label"]).removesuffix(" of the three parts")
    count, share = formats.count(row["value"] * row["n"]), formats.percent(row["value"])
    role = "emphasis" if is_last else "plain"
    hover = f"<b>{label}</b><br>{share}<br>{count} of {formats.count(row['n'])}"
    return label, label, row["value"], None, None, None, role, share, count, hover


def paradox(gap: Mapping[str, Any], facts: pd.DataFrame) -> str:
    """Both groups of the recovery paradox in words; empty without them."""
    arms = [
        f"{row['label'].split(':')[0].lower()} {formats.percent(row['value'])} of {formats.count(row['n'])}"
        for row in facts.to_dict("records")
        if not formats.is_missing(row["value"])
    ]
    return f"After a year: {', '.join(arms)}." if arms and gap["cases"] else ""


def revenue_of_others(monthly: pd.DataFrame, others: pd.DataFrame) -> float | None:
    """The revenue ratio of customers without a complaint, each month weighing as much as among those with one.

    `monthly` is the KPI by month, `others` the panel `revenue_without_complaint`; None where no month is in both.
    """
    months = monthly[monthly["denominator"] > 0].merge(others[others["revenue_before"] > 0], on="month")
    weight = months["denominator"].astype("float64")
    ratio = months["revenue_after"].fillna(0) / months["revenue_before"]
    return float((weight * ratio).sum() / weight.sum()) if weight.sum() > 0 else None


def effect_rows(found: Sequence[Comparison], chosen: int) -> pd.DataFrame:
    """The rows of `charts.effects`, the comparison at position `chosen` marked; `key` is the position."""
    rows = [
        {
            "key": str(place),
            "label": "<br>against ".join((one.first.label, one.second.label.lower())),
            **_limits(one),
            "is_chosen": place == chosen,
            "text": "not comparable" if one.obstacle else comparisons.difference(one.effect.value),
            "hover": f"<b>{one.pair.label}</b><br>{comparisons.sentence(one)}",
        }
        for place, one in enumerate(found)
    ]
    return pd.DataFrame(rows)


def _limits(one: Comparison) -> dict[str, float]:
    numbers = {"value": one.effect.value, "low": one.effect.low, "high": one.effect.high, "crude": one.effect.crude}
    empty = float("nan")
    return {name: empty if one.obstacle else comparisons.POINTS * value for name, value in numbers.items()}


def effect_table(found: Sequence[Comparison]) -> pd.DataFrame:
    """The comparisons as a table, the twin of the chart."""
    return pd.DataFrame(
        [
            {
                "Comparison": one.pair.label,
                "Adjusted": "not comparable" if one.obstacle else comparisons.difference(one.effect.value),
                "95%": "" if one.obstacle else comparisons.interval(one.effect).removeprefix("95% "),
                "Crude": comparisons.difference(one.effect.crude),
                "First": f"{formats.percent(one.first.share)} of {one.first.cases:,}",
                "Second": f"{formats.percent(one.second.share)} of {one.second.cases:,}",
                "Comparable": formats.percent(one.effect.overlap),
            }
            for one in found
        ]
    )


def best_fit(found: pd.DataFrame, currency: str) -> pd.DataFrame:
    """What was tried for whom: the rows of the panel `best_fit`, those of groups with several interventions first."""
    tried = found.groupby("stratum")["intervention"].transform("size")
    ordered = found.assign(tried=tried).sort_values(["is_best", "tried"], ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Customers like these": ordered["stratum"],
            "Intervention": [
                f"{'✓ ' if best else ''}{names.of('intervention', code)}"
                for code, best in zip(ordered["intervention"], ordered["is_best"], strict=True)
            ],
            "Cases": ordered["count_tried"].astype("int64"),
            "Still there": [formats.percent(value) for value in ordered["share_kept"]],
            "95%": [
                f"{100 * low:.0f}–{100 * high:.0f}%" for low, high in zip(ordered["low"], ordered["high"], strict=True)
            ],
            "Cost each": [formats.money_exact(value, currency) for value in ordered["average_cost"]],
        }
    )


def best_fit_answer(found: pd.DataFrame) -> str:
    """Whether any group of customers has an intervention that is clearly the best."""
    groups = found["stratum"].nunique()
    several = int((found.groupby("stratum").size() > 1).sum()) if groups else 0
    best = int(found["is_best"].sum()) if groups else 0
    if best:
        return f"For {best:,} of {groups:,} groups of customers one intervention is clearly the best."
    if several:
        tried = formats.plural(several, "group")
        return f"In {tried} two interventions were tried {MIN_TRIED} times each; none is clearly the best."
    return f"No group has two interventions tried {MIN_TRIED} times each, so nothing can be recommended yet."
