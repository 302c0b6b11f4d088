"""A KPI over its periods, judged: what the engine measured, the limits, and the verdict on the last final period.

The limits rest on the whole history, never on the range chosen; the filters do change them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

import pandas as pd

from dashboard.charts.trend import Marks
from dashboard.engine import weeks
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.presentation.readings import Reading, base, week_of, year_before
from dashboard.stats.control_limits import ControlLimits, Family, control_limits
from dashboard.stats.verdicts import Better, Period, Verdict, marks, verdict

_SHARES = ("percent", "distribution")
_RATES = ("per_100", "per_1000")
_LONG = timedelta(weeks=52)
"""From so many weeks on, the name of a week needs its year."""


@dataclass(frozen=True)
class Trend:
    """The periods shown, with the judgement on the current one.

    `readings` are all periods, in time order; `frame` has the columns of `charts.trend.COLUMNS`, one row for each of
    them from position `start` to before `stop`. `current` is the period that the number tells: the one asked for, else
    the last final one shown, else the last one shown; None without periods.
    """

    readings: tuple[Reading, ...]
    start: int
    stop: int
    frame: pd.DataFrame
    limits: ControlLimits
    verdict: Verdict
    current: Reading | None
    is_chosen: bool = False

    @property
    def shown(self) -> tuple[Reading, ...]:
        """The readings that are drawn."""
        return self.readings[self.start : self.stop]

    @property
    def later(self) -> tuple[Reading, ...]:
        """The readings drawn after the current one."""
        now = self.current
        return tuple(reading for reading in self.shown if now is not None and reading.period > now.period)

    def marks(self, target: float | None, benchmark: float | None) -> Marks:
        """The lines beside the data of a chart."""
        chosen = self.shown.index(self.current) if self.is_chosen and self.current in self.shown else None
        return Marks(target, benchmark, self.limits.state, chosen)


def trend(
    kpi: Kpi,
    measured: Iterable[Reading],
    first: date,
    last: date,
    currency: str = "EUR",
    start: date | None = None,
    *,
    chosen: date | None = None,
    period: Period | None = None,
) -> Trend:
    """Judge a KPI's readings.

    Args:
        kpi: What is measured.
        measured: All its periods, in time order.
        first: Monday of the first week to show.
        last: Monday of the last week to show, and to judge unless one is chosen.
        currency: For money.
        start: First day of the baseline, when it was reset.
        chosen: Monday of the one week asked for: it, or the month that ended by then, is judged and told.
        period: What a period is called, when it is not the KPI's own.
    """
    series = tuple(measured)
    ends = [week_of(reading.period, kpi.axis) for reading in series]
    until = sum(end <= (chosen or last) for end in ends)
    limits = _limits(kpi, series, start, until - 1)
    judged = [reading for reading in series[:until] if reading.is_final]
    judgement = verdict(
        limits,
        _names(kpi, series, chosen or last),
        better=cast("Better", kpi.better),
        period=period or cast("Period", kpi.axis),
        cases=judged[-1].cases if judged else None,
        min_n=kpi.min_n,
    )
    begin, stop = sum(end < first for end in ends), sum(end <= last for end in ends)
    begin = min(begin, stop)
    frame = _frame(kpi, series, limits, judgement, currency, range(begin, stop))
    frame = _with_earlier_limits(kpi, series, start, frame).iloc[begin:stop].reset_index(drop=True)
    if kpi.axis == "week" and last - first >= _LONG:
        frame["label"] = [_week_and_year(reading.period) for reading in series[begin:stop]]
    now = _current(series[:until] if chosen else series[begin:stop], is_chosen=chosen is not None)
    return Trend(series, begin, stop, frame, limits, judgement, now, chosen is not None)


def _current(inside: Sequence[Reading], *, is_chosen: bool) -> Reading | None:
    if is_chosen:
        return next(reversed(inside), None)
    final = [reading for reading in inside if reading.is_final]
    told = [reading for reading in inside if reading.value is not None]
    return next(reversed(final or told or inside), None)


def _names(kpi: Kpi, series: Sequence[Reading], now: date) -> list[str]:
    """The name of each period in a verdict; weeks of another year than the last one need theirs."""
    return [
        _week_and_year(reading.period)
        if kpi.axis == "week" and reading.period.isocalendar().year != now.isocalendar().year
        else formats.period(reading.period, kpi.axis)
        for reading in series
    ]


def _week_and_year(monday: date) -> str:
    return f"{formats.week(monday)} ’{_iso_year(monday)}"


def _iso_year(monday: date) -> str:
    """The last two digits of the year that a week belongs to."""
    return f"{monday.isocalendar().year % 100:02d}"


def _limits(kpi: Kpi, series: Sequence[Reading], start: date | None, until: int) -> ControlLimits:
    family: Family = "share" if kpi.unit in _SHARES else "rate" if kpi.unit in _RATES else "value"
    return control_limits(
        [float("nan") if reading.value is None else reading.value for reading in series],
        [reading.is_final for reading in series],
        sizes=[reading.denominator or 0.0 for reading in series] if family != "value" else None,
        family=family,
        scale=kpi.scale,
        start=_position(series, start),
        until=until,
    )


def _position(series: Sequence[Reading], start: date | None) -> int:
    """Position of the first period of the baseline; 0 when it was never reset or no period has begun since."""
    return next((at for at, reading in enumerate(series) if start is not None and reading.period >= start), 0)


def _with_earlier_limits(kpi: Kpi, series: Sequence[Reading], start: date | None, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the limits that held before they were reset, for the periods before."""
    reset = _position(series, start)
    if not reset:
        return frame
    earlier = _limits(kpi, series[:reset], None, reset - 1)
    for column, values in (("centre", earlier.centre), ("lower", earlier.low), ("upper", earlier.high)):
        frame.loc[: reset - 1, column] = values
    return frame


def _signals(kpi: Kpi, series: Sequence[Reading], limits: ControlLimits, judgement: Verdict) -> list[str]:
    """The mark of each period; without a judgement, or with too few known cases in a period, it loses its colour."""
    drawn = marks(limits, better=cast("Better", kpi.better))
    is_judged = judgement.tone != "unjudged"
    is_coloured = [is_judged and reading.cases >= kpi.min_n and not reading.is_partial for reading in series]
    return [mark if coloured or not mark else "past" for mark, coloured in zip(drawn, is_coloured, strict=True)]


def _frame(
    kpi: Kpi, series: Sequence[Reading], limits: ControlLimits, judgement: Verdict, currency: str, shown: range
) -> pd.DataFrame:
    """All periods; only those `shown` have a mouse-over, which takes longest to write."""
    before = _years_before(kpi, series)
    told = [hover(kpi, series[at], currency, before[at]) for at in shown]
    columns = {
        "label": [formats.period(reading.period, kpi.axis) for reading in series],
        "value": [float("nan") if reading.value is None else reading.value for reading in series],
        "is_final": [reading.is_final for reading in series],
        "centre": [limits.centre] * len(series),
        "lower": limits.low,
        "upper": limits.high,
        "signal": _signals(kpi, series, limits, judgement),
        "hover": [*[""] * shown.start, *told, *[""] * (len(series) - shown.stop)],
        "year_ago": [float("nan") if then is None or then.value is None else then.value for then in before],
        "key": [weeks.label(week_of(reading.period, kpi.axis)) for reading in series],
    }
    return pd.DataFrame(columns)


def _years_before(kpi: Kpi, series: Sequence[Reading]) -> list[Reading | None]:
    """The reading of the same period a year before, of each; None where the data do not reach or it has few cases."""
    known = {reading.period: reading for reading in series if reading.is_final and reading.cases >= kpi.min_n}
    days = [year_before(reading.period, kpi.axis) for reading in series]
    return [known.get(day) if day else None for day in days]


def year_ago(kpi: Kpi, series: Sequence[Reading], now: Reading) -> Reading | None:
    """The reading of the same period a year before `now`, when the data reach so far and it has cases enough."""
    return dict(zip(series, _years_before(kpi, series), strict=True)).get(now)


def hover(kpi: Kpi, reading: Reading, currency: str = "EUR", before: Reading | None = None) -> str:
    """The mouse-over of a period: its name, the value with its interval, the base, and whether it is provisional."""
    value = formats.value(reading.value, kpi.unit, reading.low, reading.high, currency)
    interval = formats.interval(reading.low, reading.high, kpi.unit, currency)
    lines = [
        f"<b>{formats.period(reading.period, kpi.axis)}</b>",
        f"{value}, {interval}" if interval else value,
        base(kpi, reading),
        f"a year ago {formats.value(before.value, kpi.unit, currency=currency)}" if before else "",
        "" if reading.is_final else "provisional",
    ]
    return "<br>".join(line for line in lines if line)
