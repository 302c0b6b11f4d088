"""The tile of a KPI as texts and a trend: what the overview shows, and which cases stand behind the number.

A tile tells the last final period of the weeks shown, or the one week that was asked for. What has too few cases in one
week is told over the weeks that its header names; a distribution tells its leading category.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from dashboard.charts.trend import Marks
from dashboard.engine import measures
from dashboard.engine.calendar_periods import following
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import benchmarks, blocks, formats, names, readings, restatements, trends
from dashboard.presentation.benchmarks import Benchmark
from dashboard.presentation.panels import Choices
from dashboard.presentation.readings import Reading
from dashboard.presentation.trends import Trend
from dashboard.stats.verdicts import Period, Tone
from dashboard.warehouse.reader import Warehouse

_BLOCKS_SHOWN = 8
_BEFORE, _AFTER = timedelta(weeks=21), timedelta(weeks=4)
"""The weeks drawn around the one that was asked for."""

_QUARTERS = timedelta(weeks=104)
"""At least so many weeks of quarters are drawn: few quarters end in the weeks of a usual choice."""

_CHEAP_INTERVALS = ("wilson", "poisson", "mantel_haenszel", "assumption", "none")


@dataclass(frozen=True)
class Tile:
    """Everything a tile shows; `cases` counts the cases of `scope` that the value rests on.

    `measured` holds all categories of a distribution over `scope`, as `measures.measure` gives them.
    """

    kpi: Kpi
    value: str
    pill: str
    tone: Tone
    direction: int
    facts: str
    context: str
    asides: tuple[tuple[str, str], ...] = ()
    """What is said quietly beside the value, as (words, short words): how a final week was told before, the provisional
    period, the same period a year ago."""
    trend: Trend | None = None
    now: Reading | None = None
    """The number of `scope` with its interval."""
    marks: Marks = Marks()  # noqa: RUF009 - immutable
    scope: tuple[date, date] | None = None
    cases: int = 0
    category: str | None = None
    measured: pd.DataFrame | None = None

    @property
    def is_measured(self) -> bool:
        """Whether the loaded data have what the KPI needs."""
        return self.trend is not None

    @property
    def has_cases(self) -> bool:
        """Whether any period shown has counted cases."""
        return self.trend is not None and any(reading.cases for reading in self.trend.shown)

    @property
    def span(self) -> str:
        """How many weeks the value rests on, as the filter of weeks writes it."""
        weeks = (self.scope[1] - self.scope[0]).days // 7 + 1 if self.scope else 1
        return formats.plural(weeks, "week")

    @property
    def name(self) -> str:
        """What the value stands for: the KPI, or of a distribution the category."""
        return names.of(str(self.kpi.category), self.category) if self.category else self.kpi.label

    @property
    def sentence(self) -> str:
        """The tile in one sentence, for screen readers."""
        about = f"{self.kpi.label}, {self.name}" if self.category else self.kpi.label
        told = [f"{about}: {self.value}", self.pill, self.facts, *(words for words, _ in self.asides)]
        return ". ".join(told)


def tile(warehouse: Warehouse, kpi_id: str, filters: Filters, first: date, last: date, choices: Choices) -> Tile:
    """Measure and judge one KPI over the weeks from Monday `first` to Monday `last`; one week is told as it is.

    `filters` carry no weeks: the limits rest on the whole history.
    """
    kpi = measures.definition(warehouse, kpi_id)
    needs = measures.availability(warehouse, kpi)
    if needs:
        return Tile(kpi, formats.MISSING, "Not measured", "unjudged", 0, f"{needs[:1].upper()}{needs[1:]}.", "")
    if kpi.category or (kpi.page_weeks and first != last):
        return _over_blocks(warehouse, kpi, filters, first, last, choices)
    return _series(warehouse, kpi, filters, first, last, choices)


def _series(warehouse: Warehouse, kpi: Kpi, filters: Filters, first: date, last: date, choices: Choices) -> Tile:
    cheap = kpi.uncertainty in _CHEAP_INTERVALS
    measured = measures.measure(warehouse, kpi.id, filters, ("week",), intervals=cheap)
    start = choices.baselines.get(kpi.id)
    chosen = last if first == last else None
    if chosen:
        first, last = max(choices.first_week, last - _BEFORE), min(choices.last_week, last + _AFTER)
    if kpi.axis == "quarter":
        first = min(first, last - _QUARTERS)
    series = readings.readings(measured, kpi.axis)
    trend = trends.trend(kpi, series, first, last, choices.currency, start, chosen=chosen)
    now = trend.current
    if now is None:
        return Tile(kpi, formats.MISSING, "No cases", "unjudged", 0, "No case in these weeks.", "", trend=trend)
    week = readings.week_of(now.period, kpi.axis)
    if not cheap:
        now = _with_interval(warehouse, kpi, filters.between(week, week), now)
    when = formats.period(now.period, kpi.axis)
    asides = restatements.aside(choices, kpi, filters, now.period, now.period)
    return _told(kpi, trend, now, when, (week, week), choices, _judgement(kpi, trend, now), asides)


def _told(
    kpi: Kpi,
    trend: Trend,
    now: Reading,
    when: str,
    scope: tuple[date, date],
    choices: Choices,
    judgement: tuple[str, Tone, int],
    asides: tuple[tuple[str, str], ...],
    category: str | None = None,
    measured: pd.DataFrame | None = None,
) -> Tile:
    pill, tone, direction = judgement
    benchmark, target = benchmarks.of_kpi(kpi.id), choices.target(kpi.id, now.period)
    if category:
        benchmark = benchmarks.of_categories(kpi.id).get(category)
    return Tile(
        kpi=kpi,
        value=_value(kpi, now, choices.currency),
        pill=pill,
        tone=tone,
        direction=direction,
        facts=_facts(kpi, now, when, choices.currency),
        context=_context(kpi, target, benchmark, choices.currency),
        asides=(*asides, *_asides(kpi, trend, now, choices.currency)),
        trend=trend,
        now=now,
        marks=trend.marks(target, benchmark.value if benchmark else None),
        scope=scope,
        cases=now.cases,
        category=category,
        measured=measured,
    )


def _with_interval(warehouse: Warehouse, kpi: Kpi, filters: Filters, now: Reading) -> Reading:
    """The reading with the interval that only its own cases can give."""
    measured = measures.measure(warehouse, kpi.id, filters, ("week",))
    exact = [reading for reading in readings.readings(measured, kpi.axis) if reading.period == now.period]
    return exact[-1] if exact else now


def _judgement(kpi: Kpi, trend: Trend, now: Reading) -> tuple[str, Tone, int]:
    """The words of the pill, their tone, and where the number went."""
    if not now.is_final:
        return _until(kpi, now), "unjudged", 0
    if not now.cases:
        return readings.without_cases(now, f"this {kpi.axis}"), "unjudged", 0
    if now.is_partial:
        return f"Partial: known for {formats.percent(now.coverage)}", "unjudged", 0
    return trend.verdict.text, trend.verdict.tone, trend.verdict.direction


def _until(kpi: Kpi, now: Reading) -> str:
    if not kpi.is_ever_final:
        return "Provisional: late events may still change it"
    until = following(now.period, kpi.axis) + timedelta(days=kpi.horizon_days or 0)
    return f"Provisional until {until.day} {until:%b}"


def _asides(kpi: Kpi, trend: Trend, now: Reading, currency: str) -> tuple[tuple[str, str], ...]:
    """The newest provisional period with cases enough, and the same period a year ago."""
    so_far = [later for later in trend.later if not later.is_final and later.cases >= kpi.min_n]
    before = trends.year_ago(kpi, trend.readings, now)
    lines = [(f"{formats.period(one.period, kpi.axis)} ", "so far", one) for one in so_far[-1:]]
    lines += [("a ", "year ago", before)] if before else []
    told = [(first, f"{words} {_value(kpi, one, currency)}") for first, words, one in lines]
    return tuple((first + words, words) for first, words in told)


def _value(kpi: Kpi, reading: Reading, currency: str) -> str:
    return formats.value(reading.value, kpi.unit, reading.low, reading.high, currency)


def _facts(kpi: Kpi, now: Reading, when: str, currency: str) -> str:
    """The first line below the sparkline: when, on what base, how sure."""
    unknown = f", {now.unknown:,} unknown" if now.is_partial else ""
    interval = formats.interval(now.low, now.high, kpi.unit, currency)
    parts = [when if now.is_final else f"{when} so far", readings.base(kpi, now) + unknown, interval]
    return " · ".join(part for part in parts if part)


def _context(kpi: Kpi, target: float | None, benchmark: Benchmark | None, currency: str) -> str:
    """The second line: target and published figure, the latter with its comparability."""
    sign = "≤" if kpi.better == "down" else "≥"
    parts = []
    if target is not None:
        parts.append(f":blue[━] target {sign} {formats.exact(target, kpi.unit, currency)}")
    if benchmark is not None:
        source = benchmark.source.split(",")[0].lower() if benchmark.category else benchmark.source
        parts.append(f"◇ {source} {formats.value(benchmark.value, kpi.unit)}, {benchmark.tag}")
    return " · ".join(parts)


def _over_blocks(warehouse: Warehouse, kpi: Kpi, filters: Filters, first: date, last: date, choices: Choices) -> Tile:
    """The last so many final weeks together (one week if it was asked for), with the trend over earlier such blocks."""
    is_one, weeks = first == last, 1 if first == last else kpi.page_weeks or 1
    end = last if is_one else min(last, blocks.last_final_week(warehouse, kpi, choices))
    weekly = measures.measure(warehouse, kpi.id, filters.between(None, end), ("week",), intervals=False)
    category = blocks.leading_category(kpi, weekly) if kpi.category else None
    series = blocks.blocks(kpi, blocks.of_category(kpi, weekly, category), choices.first_week, end, weeks)
    scope = (max(choices.first_week, end - timedelta(weeks=weeks - 1)), end)
    measured = blocks.whole(warehouse, kpi, filters, scope)
    now = blocks.with_limits(blocks.of_category(kpi, measured, category), series[-1])
    shown = end - (_BEFORE if is_one else timedelta(weeks=weeks * _BLOCKS_SHOWN - 1))
    start = choices.baselines.get(kpi.id)
    period: Period = "week" if is_one else "block"
    trend = trends.trend(
        kpi, (*series[:-1], now), shown, end, choices.currency, start, chosen=end if is_one else None, period=period
    )
    judgement = _leading(kpi, now, category) if kpi.category else _judgement(kpi, trend, now)
    when = formats.week(end) if is_one else f"{formats.week(scope[0])}–{formats.week(end)}"
    whole = measured if kpi.category else None
    asides = restatements.aside(choices, kpi, filters, *scope, category)
    return _told(kpi, trend, now, when, scope, choices, judgement, asides, category, whole)


def _leading(kpi: Kpi, now: Reading, category: str | None) -> tuple[str, Tone, int]:
    if not now.cases or category is None:
        return readings.without_cases(now, "in these weeks"), "unjudged", 0
    if now.is_partial:
        return f"Partial: known for {formats.percent(now.coverage)}", "unjudged", 0
    return names.of(str(kpi.category), category), "unjudged", 0
