"""What a page says of effort: who worked harder, and who stays or recommends, by effort and by the longest wait."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from dashboard.charts import bands, diagonal
from dashboard.presentation import formats
from dashboard.presentation.tiles import Tile
from dashboard.stats import intervals
from dashboard.topics.apologies import kept_interval, told_share
from dashboard.topics.curves import Kept

EFFORTS: Mapping[str, str] = MappingProxyType({"low": "Little, 1–2", "middle": "Some, 3", "high": "Much, 4–5"})
"""Part of the panels by the customer's own effort -> its name."""

WAITS: Mapping[str, str] = MappingProxyType(
    {
        "day": "Up to 1 day",
        "three_days": "1–3 days",
        "week": "3–7 days",
        "longer": "Over 7 days",
        "unknown": "Not known",
    }
)
"""Part of the panel `wait_bands` -> its name, the shortest wait first."""

MIN_ANSWERS = 50
"""Fewer answers to the question of recommendation are shown, and not judged."""


def pairs(counts: Mapping[str, int]) -> pd.DataFrame:
    """The pairs of ratings, see `charts.diagonal.COLUMNS`; parts are `customer to company`."""
    total = sum(counts.values())
    rows = []
    for part, count in counts.items():
        customer, company = (int(score) for score in part.split(" to "))
        words = f"<b>Customer {customer}, company {company}</b><br>{formats.plural(count, 'complaint')}"
        rows.append((part, company, customer, count, f"{words}<br>{formats.percent(count / total)} of {total:,}"))
    return pd.DataFrame(rows, columns=list(diagonal.COLUMNS))


def sides(counts: Mapping[str, int]) -> tuple[float, float]:
    """The share of pairs in which the customer did more, and in which the company did; the rest are even."""
    frame = pairs(counts)
    total = max(int(frame["count"].sum()), 1)
    more = frame.loc[frame["y"] > frame["x"], "count"].sum() / total
    less = frame.loc[frame["y"] < frame["x"], "count"].sum() / total
    return float(more), float(less)


def kept_bands(kept: Mapping[str, Kept], names: Mapping[str, str]) -> pd.DataFrame:
    """The share still there after 90 days in each group that has anybody, see `charts.bands.COLUMNS`."""
    rows = [_kept_band(part, name, kept[part]) for part, name in names.items() if part in kept]
    return _bands(rows)


def _kept_band(part: str, name: str, one: Kept) -> tuple[object, ...]:
    base = f"n {one.cases:,}" + (", few" if one.is_few else "")
    share = formats.percent(one.value)
    is_sure = one.low == one.high
    low, high = (None, None) if is_sure else (one.low, one.high)
    hover = f"<b>{name}</b><br>{share} still customers, {kept_interval(one)}<br>{base}"
    return part, name, one.value, low, high, one.is_few, share, base, hover


def recommend_bands(answers: pd.DataFrame) -> pd.DataFrame:
    """Promoters less detractors in points by the customer's own effort, see `charts.bands.COLUMNS`.

    `answers` are the rows of the panel `effort_recommend`, one per customer and group.
    """
    rows = [
        _points_band(part, name, answers[answers["part"] == part])
        for part, name in EFFORTS.items()
        if (answers["part"] == part).any()
    ]
    return _bands(rows)


def _points_band(part: str, name: str, group: pd.DataFrame) -> tuple[object, ...]:
    answers = int(group["denominator"].sum())
    points = 100 * float(group["numerator"].sum()) / answers
    limits = intervals.bootstrap_ratio(group["customer_id"].tolist(), group["numerator"], group["denominator"])
    low, high = (100 * float(limit) for limit in limits)
    is_few = answers < MIN_ANSWERS
    base = f"n {answers:,}" + (", few" if is_few else "")
    text = f"{points:+.0f}".replace("-", "−")
    hover = f"<b>{name}</b><br>{text} points, 95% {low:+.0f} to {high:+.0f}<br>{base}".replace("-", "−")
    return part, name, points, low, high, is_few, text, base, hover


def _bands(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(bands.COLUMNS))
    return frame.astype(dict.fromkeys(("value", "low", "high"), "float64"))


def share_ticks(rows: pd.DataFrame) -> list[tuple[float, str]]:
    """Ticks of a share axis that ends at 100 % and begins below the lowest limit, on a round number."""
    lowest = float(rows[["value", "low"]].min().min()) if len(rows) else 0.0
    start = next((begin for begin in (0.9, 0.8, 0.6, 0.5) if lowest >= begin), 0.0)
    return [(share, formats.percent(share)) for share in (start, (start + 1) / 2, 1.0)]


def verdict(effort: Tile, more: tuple[float, float], signs: Tile, shown: tuple[float, float]) -> str:
    """The sentence of the page (Streamlit Markdown): who worked harder, and how often a sign shows.

    `more` and `shown` are the two shares over the weeks shown, as numerator and denominator.
    """
    sentences = []
    if more[1]:
        sentences.append(f"{told_share(*more, 'customers')} put in more effort than we did{_since(effort)}.")
    if shown[1]:
        sentences.append(f"{told_share(*shown, 'complaints')} show bad service{_since(signs)}.")
    return " ".join(sentences) or "No effort and no sign of bad service can be told from these data."


def _since(tile: Tile) -> str:
    """What a running signal adds to the sentence."""
    judged = tile.trend.verdict if tile.trend else None
    colour = {"better": "green", "worse": "orange"}.get(tile.tone)
    if judged is None or colour is None or judged.since is None:
        return ""
    return f", **:{colour}[{tile.tone} since {judged.since}]**"
