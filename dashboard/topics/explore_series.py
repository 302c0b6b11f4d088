"""What the charts of the explorer draw: the largest slices over time, or all together as dots."""

from collections.abc import Hashable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from dashboard.presentation import formats
from dashboard.presentation.panels import Choices
from dashboard.topics import explore
from dashboard.topics.explore import Question

MOST_SERIES = 6
MOST_DOTS = 15
_LETTERS = 34


@dataclass(frozen=True)
class Drawn:
    """Rows for a chart, how many slices it shows, and how many there are."""

    rows: pd.DataFrame
    shown: int
    total: int

    @property
    def words(self) -> str:
        """What is left out, for the caption; empty when nothing is."""
        more = self.total - self.shown
        return f" The {self.shown} largest are drawn, {more:,} more in the table." if more > 0 else ""


def over_time(asked: Question, found: pd.DataFrame, choices: Choices) -> Drawn:
    """Rows for `charts.strips`: one per period and slice, of the slices with most cases."""
    named = _named(asked, found, choices)
    order = _largest(asked, named)
    kept = named[named["slice"].isin(order[:MOST_SERIES])]
    days = sorted(kept["period"].dropna().unique())
    place = {day: at for at, day in enumerate(days)}
    rows = pd.DataFrame(
        {
            "slice": pd.Categorical(kept["slice"], order[:MOST_SERIES], ordered=True),
            "position": [place[day] for day in kept["period"]],
            "label": [_short(asked, day) for day in kept["period"]],
            **_marks(asked, kept, choices.currency),
        }
    )
    rows = rows.sort_values(["slice", "position"], ignore_index=True)
    return Drawn(rows, min(len(order), MOST_SERIES), len(order))


def _short(asked: Question, day: pd.Timestamp) -> str:
    first = day.date()
    return formats.week(first) if asked.grain == "blocks" else formats.period(first, asked.kpi.axis)


def dots(asked: Question, found: pd.DataFrame, choices: Choices) -> Drawn:
    """Rows for `charts.dots`: one per slice, the largest first."""
    named = _named(asked, found, choices)
    order = _largest(asked, named)
    kept = named.set_index("slice").loc[order[:MOST_DOTS]].reset_index()
    marks = _marks(asked, kept, choices.currency)
    unit, currency = asked.kpi.unit, choices.currency
    rows = pd.DataFrame(
        {
            "label": [escape(_cut(text)) for text in kept["slice"]],
            **marks,
            "text": [
                formats.value(value, unit, low, high, currency)
                for value, low, high in zip(kept["value"], kept["low"], kept["high"], strict=True)
            ],
            "note": [
                f"n {formats.count(cases)}{', few' if few else ''}"
                for cases, few in zip(kept["cases"], marks["is_few"], strict=True)
            ],
            "key": [str(at) for at in range(len(kept))],
        }
    )
    return Drawn(rows, len(rows), len(order))


def slices(asked: Question, found: pd.DataFrame, choices: Choices) -> list[tuple[str, ...]]:
    """The labels of each dot of `dots` by key, in the same order."""
    named = _named(asked, found, choices)
    if not asked.keys:
        return [()] * len(named)
    order = {text: at for at, text in enumerate(_largest(asked, named)[:MOST_DOTS])}
    words = pd.DataFrame(explore.labels(asked, found, choices))
    picked = {
        order[text]: tuple(row) for text, row in zip(named["slice"], words.to_numpy(), strict=True) if text in order
    }
    return [picked[at] for at in range(len(picked))]


def _named(asked: Question, found: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    words = explore.labels(asked, found, choices)
    joined = [" · ".join(parts) for parts in zip(*words.values(), strict=True)] if words else ["All"] * len(found)
    return found.assign(slice=joined)


def _largest(asked: Question, named: pd.DataFrame) -> list[str]:
    """The slices by their number of cases, of a distribution by their share."""
    size = "numerator" if asked.kpi.category else "cases"
    totals = named.groupby("slice")[size].sum().sort_values(ascending=False, kind="stable")
    return [str(text) for text in totals.index]


def _marks(asked: Question, kept: pd.DataFrame, currency: str) -> dict[str, list[object]]:
    return {
        "value": kept["value"].tolist(),
        "low": kept["low"].tolist(),
        "high": kept["high"].tolist(),
        # All together is hardly ever final; the caption says so, and a hollow dot would say it of every slice.
        "is_final": ((kept["status"] == "final") | (asked.grain == "all")).tolist(),
        "is_few": (kept["cases"] < asked.kpi.min_n).tolist(),
        "hover": [_hover(asked, row, currency) for row in kept.to_dict("records")],
    }


def _hover(asked: Question, row: dict[Hashable, Any], currency: str) -> str:
    unit, day = asked.kpi.unit, row["period"]
    interval = formats.interval(row["low"], row["high"], unit, currency)
    value = formats.value(row["value"], unit, row["low"], row["high"], currency)
    lines = [
        f"<b>{escape(_cut(row['slice']))}</b>",
        explore.period_words(asked, day.date()) if pd.notna(day) else "",
        f"{value}, {interval}" if interval else value,
        explore.base(asked.kpi, row),
        explore.note(asked.kpi, row),
    ]
    return "<br>".join(line for line in lines if line)


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
