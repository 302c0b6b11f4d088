"""A KPI over its periods, judged: what the engine measured, the limits, and the verdict on the last final period.

The limits rest on the whole history, never on the range chosen; the filters do change them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import nan
from typing import Any, cast

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

    `readings` are all periods, in time order; `columns` are those of `charts.trend.COLUMNS` but the mouse-overs, with a
    value for each of them from position `start` to before `stop`. `current` is the period that the number tells: the
    one asked for, else the last final one shown, else the last one shown; None without periods.
    """

    kpi: Kpi
    currency: str
    readings: tuple[Reading, ...]
    start: int
    stop: int
    columns: Mapping[str, list[Any]]
    limits: ControlLimits
    verdict: Verdict
    current: Reading | None
    is_chosen: bool = False

    @cached_property
    def frame(self) -> pd.DataFrame:
        """All of `charts.trend.COLUMNS`, one row per period shown; do not change it."""
        before = _years_before(self.kpi, self.readings, [reading.period for reading in self.shown])
        pairs = zip(self.shown, before, strict=True)
        return pd.DataFrame({**self.columns, "hover": [hover(self.kpi, *pair, self.currency) for pair in pairs]})

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        return any(reading.value is not None for reading in self.shown)

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
    shown = slice(min(begin, stop), stop)
    has_years = kpi.axis == "week" and last - first >= _LONG
    columns = {
        "label": [_label(kpi, reading, has_year=has_years) for reading in series[shown]],
        **_values(kpi, series, shown),
        **{name: cells[shown] for name, cells in _drawn_limits(kpi, series, start, limits).items()},
        "signal": _signals(kpi, series, limits, judgement)[shown],
        "key": [weeks.label(end) for end in ends[shown]],
    }
    now = _current(series[:until] if chosen else series[shown], is_chosen=chosen is not None)
    return Trend(kpi, currency, series, shown.start, stop, columns, limits, judgement, now, chosen is not None)


def _current(inside: Sequence[Reading], *, is_chosen: bool) -> Reading | None:
    if is_chosen:
        return next(reversed(inside), None)
    final = [reading for reading in inside if reading.is_final]
    told = [reading for reading in inside if reading.value is not None]
    return next(reversed(final or told or inside), None)


def _names(kpi: Kpi, series: Sequence[Reading], now: date) -> list[str]:
    """The name of each period in a verdict; weeks of another year than the last one need theirs."""
    year = now.isocalendar().year
    is_weekly = kpi.axis == "week"
    return [
        _label(kpi, reading, has_year=is_weekly and reading.period.isocalendar().year != year) for reading in series
    ]


def _label(kpi: Kpi, reading: Reading, *, has_year: bool) -> str:
    """The short name of a period; `has_year` is for weeks: `W46 ’25`."""
    if not has_year:
        return formats.period(reading.period, kpi.axis)
    return f"{formats.week(reading.period)} ’{reading.period.isocalendar().year % 100:02d}"


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


def _drawn_limits(
    kpi: Kpi, series: Sequence[Reading], start: date | None, limits: ControlLimits
) -> dict[str, list[float]]:
    """The limits of every period; where they were reset, the periods before have those that held then."""
    drawn = {
        "centre": [limits.centre] * len(series),
        "lower": limits.low.tolist(),
        "upper": limits.high.tolist(),
    }
    reset = _position(series, start)
    if reset:
        earlier = _drawn_limits(kpi, series[:reset], None, _limits(kpi, series[:reset], None, reset - 1))
        drawn = {name: [*earlier[name], *cells[reset:]] for name, cells in drawn.items()}
    return drawn


def _signals(kpi: Kpi, series: Sequence[Reading], limits: ControlLimits, judgement: Verdict) -> list[str]:
    """The mark of each period; without a judgement, or with too few known cases in a period, it loses its colour."""
    drawn = marks(limits, better=cast("Better", kpi.better))
    is_judged = judgement.tone != "unjudged"
    is_coloured = [is_judged and reading.cases >= kpi.min_n and not reading.is_partial for reading in series]
    return [mark if coloured or not mark else "past" for mark, coloured in zip(drawn, is_coloured, strict=True)]


def _values(kpi: Kpi, series: Sequence[Reading], shown: slice) -> dict[str, list[Any]]:
    """What was measured in the periods shown and a year before."""
    before = _years_before(kpi, series, [reading.period for reading in series[shown]])
    return {
        "value": [nan if reading.value is None else reading.value for reading in series[shown]],
        "is_final": [reading.is_final for reading in series[shown]],
        "year_ago": [nan if then is None or then.value is None else then.value for then in before],
    }


def _years_before(kpi: Kpi, series: Sequence[Reading], days: Iterable[date]) -> list[Reading | None]:
    """The reading a year before each of these days; None where the data do not reach or it has few cases."""
    known = {reading.period: reading for reading in series if reading.is_final and reading.cases >= kpi.min_n}
    earlier = [year_before(day, kpi.axis) for day in days]
    return [known.get(day) if day else None for day in earlier]


def year_ago(kpi: Kpi, series: Sequence[Reading], now: Reading) -> Reading | None:
    """The reading of the same period a year before `now`, when the data reach so far and it has cases enough."""
    return _years_before(kpi, series, [now.period])[0]


def hover(kpi: Kpi, reading: Reading, before: Reading | None = None, currency: str = "EUR") -> str:
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
