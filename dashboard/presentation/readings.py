"""One measured number with its base, as the engine gives it, for each period of a KPI: how it is read and named."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd

from dashboard.engine.calendar_periods import following
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats

_SHARES = ("percent", "distribution")
_PARTIAL = 0.6


class Reading(NamedTuple):
    """One measured number with its base; numbers are None where the engine has none."""

    period: date
    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    cases: int
    unknown: int
    immature: int
    is_final: bool

    @property
    def coverage(self) -> float | None:
        """Known cases among known and unknown ones; None without either."""
        total = self.cases + self.unknown
        return self.cases / total if total else None

    @property
    def is_partial(self) -> bool:
        """Whether so much is unknown that the number is an indication only."""
        return self.coverage is not None and self.coverage < _PARTIAL


def readings(measured: pd.DataFrame, axis: str) -> tuple[Reading, ...]:
    """The rows of `measures.measure` as readings, in time order; `axis` is the name of the period's column."""
    numbers = [_numbers(measured[name]) for name in ("value", "low", "high", "numerator", "denominator")]
    counts = [_counts(measured[name]) for name in ("cases", "unknown", "immature")]
    is_final = [status == "final" for status in measured["status"].tolist()]
    rows = zip(_days(measured[axis]), *numbers, *counts, is_final, strict=True)
    known = [Reading(day, *cells) for day, *cells in rows if day is not None]
    return tuple(sorted(known, key=attrgetter("period")))


def block(kpi: Kpi, weekly: Iterable[Reading], end: date, weeks: int) -> Reading:
    """So many weeks up to the one that begins on `end`, added up (sum by sum) and named by that week; no interval."""
    inside = [reading for reading in weekly if end - timedelta(weeks=weeks) < reading.period <= end]
    numerator = sum(reading.numerator or 0.0 for reading in inside)
    denominator = sum(reading.denominator or 0.0 for reading in inside)
    return Reading(
        period=end,
        value=kpi.scale * numerator / denominator if denominator else None,
        low=None,
        high=None,
        numerator=numerator,
        denominator=denominator,
        cases=sum(reading.cases for reading in inside),
        unknown=sum(reading.unknown for reading in inside),
        immature=sum(reading.immature for reading in inside),
        is_final=all(reading.is_final for reading in inside),
    )


def as_date(value: Any) -> date:
    """The day of a date, datetime or pandas timestamp."""
    return value.date() if isinstance(value, datetime) else cast("date", value)


def _days(column: "pd.Series[Any]") -> list[date | None]:
    """Plain days, None where there is none."""
    if column.dtype.kind == "M":
        return cast("list[date | None]", column.to_numpy().astype("datetime64[D]").tolist())
    return [as_date(cell) if pd.notna(cell) else None for cell in column]


def _numbers(column: "pd.Series[Any]") -> list[float | None]:
    """Plain numbers, None where there is none."""
    cells = np.asarray(column, dtype=np.float64).tolist()
    return [None if cell != cell else cell for cell in cells]


def _counts(column: "pd.Series[Any]") -> list[int]:
    return cast("list[int]", np.nan_to_num(np.asarray(column, dtype=np.float64)).astype(np.int64).tolist())


def week_of(period: date, axis: str) -> date:
    """The Monday of the week by which the engine takes a period: for a month, the week of its last day."""
    day = following(period, axis) - timedelta(days=1)
    return day - timedelta(days=day.weekday())


def year_before(period: date, axis: str) -> date | None:
    """The same week, month or quarter a year before; None for a week 53 after a year of 52."""
    if axis != "week":
        return period.replace(year=period.year - 1)
    year, week, _ = period.isocalendar()
    try:
        return date.fromisocalendar(year - 1, week, 1)
    except ValueError:
        return None


def without_cases(reading: Reading, when: str) -> str:
    """What to say of a period in which nothing counts: nothing happened, or it is known of none."""
    return f"Unknown for all {formats.count(reading.unknown)}" if reading.unknown else f"No cases {when}"


def base(kpi: Kpi, reading: Reading) -> str:
    """What the number rests on: `76 of 201` for shares (with the cases where they are weighted), else `4,180 cases`."""
    if not reading.cases and reading.unknown:
        return "none known"
    if kpi.unit in _SHARES and reading.denominator is not None:
        weighted = "" if reading.cases == reading.denominator else f", from {formats.plural(reading.cases, 'case')}"
        return f"{formats.count(reading.numerator)} of {formats.count(reading.denominator)}{weighted}"
    return formats.plural(reading.cases, "case")
