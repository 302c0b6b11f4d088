"""A KPI over its periods, judged: what the engine measured, the limits, and the verdict on the last final period.

The limits rest on the whole history, never on the range chosen; the filters do change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

import pandas as pd

from dashboard import formats
from dashboard.charts.trend import Marks
from dashboard.control_limits import ControlLimits, Family, control_limits
from dashboard.kpis import Kpi
from dashboard.verdicts import Better, Period, Verdict, marks, verdict

_SHARES = ("percent", "distribution")
_RATES = ("per_100", "per_1000")
_LONG = timedelta(weeks=52)
"""From so many weeks on, the name of a week needs its year."""


@dataclass(frozen=True)
class Reading:
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


@dataclass(frozen=True)
class Trend:
    """The periods shown, with the judgement on the last final one.

    `frame` has the columns of `charts.trend.COLUMNS`, one row per reading of `readings`.
    """

    readings: tuple[Reading, ...]
    frame: pd.DataFrame
    limits: ControlLimits
    verdict: Verdict

    @property
    def current(self) -> Reading | None:
        """The last final period shown, else the last one at all; None without periods."""
        final = [reading for reading in self.readings if reading.is_final]
        shown = final or self.readings
        return shown[-1] if shown else None

    def marks(self, target: float | None, benchmark: float | None) -> Marks:
        """The lines beside the data of a chart."""
        return Marks(target, benchmark, self.limits.state)


def readings(measured: pd.DataFrame, axis: str) -> tuple[Reading, ...]:
    """The rows of `measures.measure` as readings, in time order; `axis` is the name of the period's column."""
    rows = [_reading(row, axis) for row in measured.to_dict("records") if not _is_null(row.get(axis))]
    return tuple(sorted(rows, key=lambda reading: reading.period))


def _reading(row: dict[Any, Any], axis: str) -> Reading:
    return Reading(
        period=as_date(row[axis]),
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        cases=int(_number(row["cases"]) or 0),
        unknown=int(_number(row["unknown"]) or 0),
        immature=int(_number(row["immature"]) or 0),
        is_final=row["status"] == "final",
    )


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


def _is_null(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _number(value: Any) -> float | None:
    return None if _is_null(value) else float(value)


def last_day(period: date, axis: str) -> date:
    """The Sunday of a week or the last day of a month."""
    if axis == "week":
        return period + timedelta(days=6)
    return (period.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def week_of(period: date, axis: str) -> date:
    """The Monday of the week by which the engine takes a period: for a month, the week of its last day."""
    day = last_day(period, axis)
    return day - timedelta(days=day.weekday())


def trend(
    kpi: Kpi, measured: Iterable[Reading], first: date, last: date, currency: str = "EUR", start: date | None = None
) -> Trend:
    """Judge a KPI's readings.

    Args:
        kpi: What is measured.
        measured: All its periods, in time order.
        first: Monday of the first week to show.
        last: Monday of the last week to show and to judge.
        currency: For money.
        start: First day of the baseline, when it was reset.
    """
    series = list(measured)
    inside = [at for at, reading in enumerate(series) if week_of(reading.period, kpi.axis) <= last]
    limits = _limits(kpi, series, start, inside[-1] if inside else -1)
    judged = [series[at] for at in inside if series[at].is_final]
    judgement = verdict(
        limits,
        [formats.period(reading.period, kpi.axis) for reading in series],
        better=cast("Better", kpi.better),
        period=cast("Period", kpi.axis),
        cases=judged[-1].cases if judged else None,
        min_n=kpi.min_n,
    )
    shown = [at for at in inside if week_of(series[at].period, kpi.axis) >= first]
    frame = _frame(kpi, series, limits, judgement, currency).iloc[shown].reset_index(drop=True)
    if kpi.axis == "week" and last - first >= _LONG:
        frame["label"] = [f"{formats.week(series[at].period)} ’{_iso_year(series[at].period)}" for at in shown]
    return Trend(tuple(series[at] for at in shown), frame, limits, judgement)


def _iso_year(monday: date) -> str:
    """The last two digits of the year that a week belongs to."""
    return f"{monday.isocalendar().year % 100:02d}"


def _limits(kpi: Kpi, series: list[Reading], start: date | None, until: int) -> ControlLimits:
    family: Family = "share" if kpi.unit in _SHARES else "rate" if kpi.unit in _RATES else "value"
    after = [at for at, reading in enumerate(series) if start is None or reading.period >= start]
    return control_limits(
        [float("nan") if reading.value is None else reading.value for reading in series],
        [reading.is_final for reading in series],
        sizes=[reading.denominator or 0.0 for reading in series] if family != "value" else None,
        family=family,
        scale=kpi.scale,
        start=after[0] if after else 0,
        until=until,
    )


def _signals(kpi: Kpi, series: list[Reading], limits: ControlLimits, judgement: Verdict) -> list[str]:
    """The mark of each period; without a judgement, or with too few cases in a period, it loses its colour."""
    drawn = marks(limits, better=cast("Better", kpi.better))
    is_coloured = [judgement.tone != "unjudged" and reading.cases >= kpi.min_n for reading in series]
    return [mark if coloured or not mark else "past" for mark, coloured in zip(drawn, is_coloured, strict=True)]


def _frame(kpi: Kpi, series: list[Reading], limits: ControlLimits, judgement: Verdict, currency: str) -> pd.DataFrame:
    columns = {
        "label": [formats.period(reading.period, kpi.axis) for reading in series],
        "value": [float("nan") if reading.value is None else reading.value for reading in series],
        "is_final": [reading.is_final for reading in series],
        "centre": [limits.centre] * len(series),
        "lower": limits.low,
        "upper": limits.high,
        "signal": _signals(kpi, series, limits, judgement),
        "hover": [hover(kpi, reading, currency) for reading in series],
    }
    return pd.DataFrame(columns)


def hover(kpi: Kpi, reading: Reading, currency: str = "EUR") -> str:
    """The mouse-over of a period: its name, the value with its interval, the base, and whether it is provisional."""
    value = formats.value(reading.value, kpi.unit, reading.low, reading.high, currency)
    interval = formats.interval(reading.low, reading.high, kpi.unit, currency)
    lines = [
        f"<b>{formats.period(reading.period, kpi.axis)}</b>",
        f"{value}, {interval}" if interval else value,
        base(kpi, reading),
        "" if reading.is_final else "provisional",
    ]
    return "<br>".join(line for line in lines if line)


def base(kpi: Kpi, reading: Reading) -> str:
    """What the number rests on: `76 of 201` for shares (with the cases where they are weighted), else `n 4,180`."""
    if kpi.unit in _SHARES and reading.denominator is not None:
        weighted = "" if reading.cases == reading.denominator else f", n {formats.count(reading.cases)}"
        return f"{formats.count(reading.numerator)} of {formats.count(reading.denominator)}{weighted}"
    return f"n {formats.count(reading.cases)}"
