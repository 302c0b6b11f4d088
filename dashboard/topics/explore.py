"""Any measure, split by up to two columns, over weeks, blocks of four weeks, or all at once: the answers as tables.

A value is never the mean of others: every block is asked for on its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from dashboard.engine import measures, periods, statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.kpis import Kpi
from dashboard.presentation import breakdowns, formats, names, url_filters
from dashboard.presentation.panels import Choices
from dashboard.warehouse.reader import Warehouse

Grain = Literal["period", "blocks", "all"]

BLOCK_WEEKS = 4
MOST_BLOCKS = 26
"""The latest blocks that are answered: two years."""

MOST_SPLITS = 2

_PERIOD = "period"


@dataclass(frozen=True)
class Question:
    """What is asked: a measure under filters with weeks, the columns it is split by, and how long a period is."""

    kpi: Kpi
    filters: Filters
    split: tuple[str, ...] = ()
    grain: Grain = "period"

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell the slices apart; the category of a distribution comes first."""
        return (*((self.kpi.category,) if self.kpi.category else ()), *self.split)


def dimensions(kpi: Kpi) -> dict[str, str]:
    """Column -> heading of everything a measure can be split by."""
    columns = [field.column for field in url_filters.FIELDS if field.column in DIMENSIONS]
    return {column: names.heading(column) for column in [*columns, *([kpi.also_by] if kpi.also_by else [])]}


def most_splits(kpi: Kpi) -> int:
    """How many columns a measure can be split by at once; the categories of a distribution are one already."""
    return MOST_SPLITS - 1 if kpi.category else MOST_SPLITS


def grains(kpi: Kpi) -> dict[str, Grain]:
    """Label -> length of a period; only weeks can be put together in blocks."""
    own: dict[str, Grain] = {kpi.axis.capitalize(): "period"}
    blocks: dict[str, Grain] = {"4 weeks": "blocks"} if kpi.axis == "week" else {}
    return {**own, **blocks, "All": "all"}


def blocks(first: date, last: date) -> list[tuple[date, date]]:
    """First and last Monday of every whole block of four weeks that ends with `last` or before, oldest first."""
    count = min(((last - first).days // 7 + 1) // BLOCK_WEEKS, MOST_BLOCKS)
    ends = [last - timedelta(weeks=BLOCK_WEEKS * back) for back in range(count)]
    return [(end - timedelta(weeks=BLOCK_WEEKS - 1), end) for end in reversed(ends)]


def left_over(first: date, last: date) -> str:
    """What of the weeks stands in no whole block, in a sentence; empty when nothing does."""
    total, inside = (last - first).days // 7 + 1, BLOCK_WEEKS * len(blocks(first, last))
    return (
        f" The first {formats.plural(total - inside, 'week is', 'weeks are')} in no whole block."
        if total > inside
        else ""
    )


def answer(warehouse: Warehouse, asked: Question) -> pd.DataFrame:
    """One row per period and slice with cases old enough: `period` (NaT = all), the keys, `measures.VALUE_COLUMNS`.

    Raises AmendsError when the measure lacks what it needs.
    """
    if asked.grain == "blocks" and asked.filters.first_week and asked.filters.last_week:
        spans = blocks(asked.filters.first_week, asked.filters.last_week)
        parts = [_of_span(warehouse, asked, first, last) for first, last in spans]
        found = pd.concat(parts, ignore_index=True) if parts else _of_all(warehouse, asked).iloc[:0]
    elif asked.grain == "period":
        measured = measures.measure(warehouse, asked.kpi.id, asked.filters, ("week", *asked.split))
        found = measured.rename(columns={asked.kpi.axis: _PERIOD})
    else:
        found = _of_all(warehouse, asked)
    columns = [_PERIOD, *asked.keys, *measures.VALUE_COLUMNS]
    return found.loc[(found[["cases", "unknown"]] > 0).any(axis=1), columns].reset_index(drop=True)


def _of_all(warehouse: Warehouse, asked: Question) -> pd.DataFrame:
    found = measures.measure(warehouse, asked.kpi.id, asked.filters, asked.split or ("none",))
    return found.assign(**{_PERIOD: pd.Series(pd.NaT, index=found.index, dtype="datetime64[s]")})


def _of_span(warehouse: Warehouse, asked: Question, first: date, last: date) -> pd.DataFrame:
    found = measures.measure(warehouse, asked.kpi.id, asked.filters.between(first, last), asked.split or ("none",))
    return found.assign(**{_PERIOD: pd.Series(pd.Timestamp(first), index=found.index, dtype="datetime64[s]")})


def period_words(asked: Question, first_day: date) -> str:
    """A period by its name: `2026-W46`, `2026-W43 to W46` or `2026-10`."""
    if asked.grain == "blocks":
        last = first_day + timedelta(weeks=BLOCK_WEEKS - 1)
        return f"{periods.label(first_day, 'week')} to {formats.week(last)}"
    return periods.label(first_day, asked.kpi.axis)


def labels(asked: Question, found: pd.DataFrame, choices: Choices) -> dict[str, list[str]]:
    """Key -> the readable name of each row's value."""
    return {key: _named(key, found[key].tolist(), choices) for key in asked.keys}


def _named(column: str, values: Sequence[object], choices: Choices) -> list[str]:
    field = next((field for field in url_filters.FIELDS if field.column == column), None)
    known: Mapping[str, str] = choices.values.get(field.key, {}) if field else {}
    return [breakdowns.label(column, value, dict(known)) for value in values]


def table(asked: Question, found: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """The answer to read: period and slices in words, value and limits (shares as 0-100), base, unknown, note.

    The latest period comes first, in it the largest slice.
    """
    ordered = found.sort_values([_PERIOD, "cases"], ascending=[False, False], kind="stable", ignore_index=True)
    factor = scale(asked.kpi)
    words = {} if asked.grain == "all" else {"period": [period_words(asked, day.date()) for day in ordered[_PERIOD]]}
    return pd.DataFrame(
        {
            **words,
            **labels(asked, ordered, choices),
            "value": ordered["value"] * factor,
            "low": ordered["low"] * factor,
            "high": ordered["high"] * factor,
            "numerator": ordered["numerator"],
            "denominator": ordered["denominator"],
            "cases": ordered["cases"],
            "unknown": ordered["unknown"],
            "immature": ordered["immature"],
            "note": [note(asked.kpi, row) for row in ordered.to_dict("records")],
        }
    )


def scale(kpi: Kpi) -> float:
    """What a value is multiplied with to be read in a column: 100 for shares."""
    return 100.0 if kpi.unit in (*breakdowns.SHARE_UNITS, "survival") else 1.0


def note(kpi: Kpi, row: Mapping[Any, Any]) -> str:
    """What keeps a value from being judged: too few cases, or a period that is not over."""
    few = f"n < {kpi.min_n}" if row["cases"] < kpi.min_n else ""
    return ", ".join(part for part in (few, "provisional" if row["status"] == "provisional" else "") if part)


def base(kpi: Kpi, row: Mapping[Any, Any]) -> str:
    """What a value rests on: `76 of 201` for shares, else `n 4,180`."""
    if kpi.unit in breakdowns.SHARE_UNITS:
        return f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}"
    return f"n {formats.count(row['cases'])}"


def sql(asked: Question) -> str:
    """The select that gives these numbers from the cases, with its values in place, laid out to be read."""
    kpi = asked.kpi
    if kpi.shape in ("time_to_event", "reduced"):
        columns = (kpi.axis, *asked.split, "duration", "is_event") if kpi.shape == "time_to_event" else ()
        wanted = columns or (kpi.axis, *asked.split, "case_id", "customer_id", "numerator", "denominator")
        return statements.counted_cases(kpi, asked.filters, tuple(dict.fromkeys(wanted))).sql("duckdb", pretty=True)
    return statements.sums(kpi, asked.filters, asked.split).sql("duckdb", pretty=True)
