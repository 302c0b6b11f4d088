"""What a page says of fixes: how far our claims get, and how old the complaints are that are open."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from dashboard.charts.columns import COLUMNS
from dashboard.presentation import formats
from dashboard.presentation.readings import Reading
from dashboard.topics.apologies import bar, bar_frame

LOSSES: Mapping[str, str] = MappingProxyType(
    {
        "not_claimed": "not called solved in 14 days",
        "undone": "reopened or disputed",
        "denied": "denied in the survey",
        "repeated": "the same trouble again",
    }
)
"""Part of the panel `claim_fates` -> where a complaint was lost on the way to a fix that holds, in that order."""

AGES: Mapping[str, str] = MappingProxyType(
    {"to_3": "0–3 d", "to_7": "4–7 d", "to_14": "8–14 d", "to_28": "15–28 d", "over_28": "> 28 d"}
)
"""Part of the panel `backlog_ages` -> its name, the youngest first."""

OVERDUE = ("to_28", "over_28")


def funnel(fates: Mapping[str, int]) -> pd.DataFrame:
    """From opened to verified, each step on the base of all, see `charts.bars.COLUMNS`; a click lists what was lost."""
    total = sum(fates.values())
    if not total:
        return bar_frame([])
    claimed = total - fates.get("not_claimed", 0)
    stood = claimed - fates.get("undone", 0)
    steps = (
        ("", "Opened", "neutral", total, ""),
        ("not_claimed", "Claimed, 14 d", "plain", claimed, _lost(fates, "not_claimed")),
        ("undone", "Not reopened", "plain", stood, _lost(fates, "undone")),
        ("verified", "Verified", "emphasis", fates.get("verified", 0), _lost(fates, "denied", "repeated")),
    )
    return bar_frame([bar(key, name, role, cases, total, lost) for key, name, role, cases, lost in steps])


def _lost(fates: Mapping[str, int], *parts: str) -> str:
    return "lost: " + ", ".join(f"{fates.get(part, 0):,} {LOSSES[part]}" for part in parts)


def lost_on_the_way(fates: Mapping[str, int]) -> str:
    """The losses between the steps in words; those that did not happen are left out."""
    lost = [f"{fates[part]:,} {words}" for part, words in LOSSES.items() if fates.get(part)]
    return f"Lost on the way: {', '.join(lost)}." if lost else "Nothing was lost on the way."


def ages(counts: Mapping[str, int]) -> pd.DataFrame:
    """The open complaints by age, see `charts.columns.COLUMNS`."""
    rows = [
        (part, name, counts.get(part, 0), part in OVERDUE, f"<b>{name}</b><br>{counts.get(part, 0):,} open")
        for part, name in AGES.items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def overdue(counts: Mapping[str, int]) -> int:
    """How many are open for more than 14 days."""
    return sum(counts.get(part, 0) for part in OVERDUE)


def open_by_week(weeks: pd.DataFrame, readings: Sequence[Reading]) -> pd.DataFrame:
    """The weeks of the panel `backlog_weeks` for `charts.columns.layered_weeks`; weeks without any keep their place."""
    counted = {row["week"].date(): row for row in weeks.to_dict("records")}
    rows = [_week(reading, counted.get(reading.period, {"count_open": 0, "count_overdue": 0})) for reading in readings]
    return pd.DataFrame(rows, columns=["label", "low", "high", "is_final", "hover", "key"])


def _week(reading: Reading, row: Mapping[str, int]) -> tuple[object, ...]:
    name = formats.week(reading.period)
    late, whole = int(row["count_overdue"]), int(row["count_open"])
    state = "" if reading.is_final else "<br>provisional"
    hover = f"<b>{name}</b><br>{whole:,} open, {late:,} past 14 days{state}"
    return name, late, whole - late, reading.is_final, hover, f"{reading.period:%G-W%V}"
