"""The tile of a KPI as texts and a trend: what the overview shows, and which cases stand behind the number.

A tile tells the last final period of the weeks shown; a distribution tells its leading category over 13 weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from dashboard import benchmarks, formats, kpis, measures, names, periods, trends
from dashboard.benchmarks import Benchmark
from dashboard.calendar_periods import following
from dashboard.charts.trend import Marks
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.panels import Choices
from dashboard.trends import Reading, Trend
from dashboard.verdicts import Tone
from dashboard.warehouse.reader import Warehouse

BLOCK_WEEKS = 13
"""A distribution is summed over so many weeks; its trend is made of such blocks, which do not overlap."""

_BLOCKS_SHOWN = 8
_PARTIAL = 0.6
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
    trend: Trend | None = None
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
        return self.trend is not None and any(reading.cases for reading in self.trend.readings)

    @property
    def name(self) -> str:
        """What the value stands for: the KPI, or of a distribution the category."""
        return names.of(str(self.kpi.category), self.category) if self.category else self.kpi.label

    @property
    def sentence(self) -> str:
        """The tile in one sentence, for screen readers."""
        about = f"{self.kpi.label}, {self.name}" if self.category else self.kpi.label
        return f"{about}: {self.value}. {self.pill}. {self.facts}"


def most_urgent(shown: Sequence[Tile]) -> Tile | None:
    """The first tile that got worse, else the first with cases; distributions have their own chart."""
    measured = [one for one in shown if one.cases and not one.category]
    worse = [one for one in measured if one.tone == "worse"]
    return next(iter([*worse, *measured]), None)


def tile(warehouse: Warehouse, kpi_id: str, filters: Filters, first: date, last: date, choices: Choices) -> Tile:
    """Measure and judge one KPI over the weeks from Monday `first` to Monday `last`.

    `filters` carry no weeks: the limits rest on the whole history.
    """
    kpi = kpis.find(kpi_id)
    needs = measures.availability(warehouse, kpi)
    if needs:
        return Tile(kpi, formats.MISSING, "Not measured", "unjudged", 0, f"{needs[:1].upper()}{needs[1:]}.", "")
    if kpi.category:
        return _distribution(warehouse, kpi, filters, last, choices)
    return _series(warehouse, kpi, filters, first, last, choices)


def _series(warehouse: Warehouse, kpi: Kpi, filters: Filters, first: date, last: date, choices: Choices) -> Tile:
    cheap = kpi.uncertainty in _CHEAP_INTERVALS
    measured = measures.measure(warehouse, kpi.id, filters, ("week",), intervals=cheap)
    start = choices.baselines.get(kpi.id)
    trend = trends.trend(kpi, trends.readings(measured, kpi.axis), first, last, choices.currency, start)
    now = trend.current
    if now is None:
        return Tile(kpi, formats.MISSING, "No cases", "unjudged", 0, "No case in these weeks.", "", trend)
    week = trends.week_of(now.period, kpi.axis)
    if not cheap:
        now = _with_interval(warehouse, kpi, filters.between(week, week), now)
    pill, tone, direction = _judgement(kpi, trend, now)
    benchmark, target = benchmarks.of_kpi(kpi.id), choices.target(kpi.id, now.period)
    return Tile(
        kpi=kpi,
        value=formats.value(now.value, kpi.unit, now.low, now.high, choices.currency),
        pill=pill,
        tone=tone,
        direction=direction,
        facts=_facts(kpi, now, formats.period(now.period, kpi.axis), choices.currency),
        context=_context(kpi, target, benchmark, choices.currency),
        trend=trend,
        marks=trend.marks(target, benchmark.value if benchmark else None),
        scope=(week, week),
        cases=now.cases,
    )


def _with_interval(warehouse: Warehouse, kpi: Kpi, filters: Filters, now: Reading) -> Reading:
    """The reading with the interval that only its own cases can give."""
    measured = measures.measure(warehouse, kpi.id, filters, ("week",))
    exact = [reading for reading in trends.readings(measured, kpi.axis) if reading.period == now.period]
    return exact[-1] if exact else now


def _judgement(kpi: Kpi, trend: Trend, now: Reading) -> tuple[str, Tone, int]:
    """The words of the pill, their tone, and where the number went."""
    if not now.is_final:
        until = following(now.period, kpi.axis) + timedelta(days=kpi.horizon_days or 0)
        return f"Provisional until {until.day} {until:%b}", "unjudged", 0
    if not now.cases:
        return f"No cases this {kpi.axis}", "unjudged", 0
    if now.coverage is not None and now.coverage < _PARTIAL:
        return f"Partial: known for {formats.percent(now.coverage)}", "unjudged", 0
    return trend.verdict.text, trend.verdict.tone, trend.verdict.direction


def _facts(kpi: Kpi, now: Reading, when: str, currency: str) -> str:
    """The first line below the sparkline: when, on what base, how sure."""
    unknown = f", {now.unknown:,} unknown" if now.coverage is not None and now.coverage < _PARTIAL else ""
    interval = formats.interval(now.low, now.high, kpi.unit, currency)
    parts = [when if now.is_final else f"{when} so far", trends.base(kpi, now) + unknown, interval]
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


def _distribution(warehouse: Warehouse, kpi: Kpi, filters: Filters, last: date, choices: Choices) -> Tile:
    """The leading category over the last 13 final weeks, with its trend over earlier blocks of 13 weeks."""
    end = min(last, _last_final_week(warehouse, kpi, choices))
    weekly = measures.measure(warehouse, kpi.id, filters.between(None, end), ("week",), intervals=False)
    category = leading_category(kpi, weekly)
    one = trends.readings(weekly[weekly[str(kpi.category)] == category], "week")
    ends = block_ends(choices.first_week + timedelta(weeks=BLOCK_WEEKS - 1), end)
    blocks = [trends.block(kpi, one, stop, BLOCK_WEEKS) for stop in reversed(ends)]
    scope = (end - timedelta(weeks=BLOCK_WEEKS - 1), end)
    measured = measures.measure(warehouse, kpi.id, filters.between(*scope), ("none",))
    blocks[-1] = _with_limits(kpi, measured, category, blocks[-1])
    started = next((at for at, block in enumerate(blocks) if block.cases), len(blocks) - 1)
    first = end - timedelta(weeks=BLOCK_WEEKS * _BLOCKS_SHOWN - 1)
    trend = trends.trend(kpi, blocks[started:], first, end, choices.currency, choices.baselines.get(kpi.id))
    now = blocks[-1]
    benchmark = benchmarks.of_categories(kpi.id).get(category or "")
    return Tile(
        kpi=kpi,
        value=formats.value(now.value, kpi.unit, now.low, now.high),
        pill=_leading_words(kpi, now, category),
        tone="unjudged",
        direction=0,
        facts=_facts(kpi, now, f"{formats.week(scope[0])}–{formats.week(end)}", choices.currency),
        context=_context(kpi, None, benchmark, choices.currency),
        trend=trend,
        marks=trend.marks(None, benchmark.value if benchmark else None),
        scope=scope,
        cases=now.cases,
        category=category,
        measured=measured,
    )


def _leading_words(kpi: Kpi, now: Reading, category: str | None) -> str:
    if not now.cases or category is None:
        return "No cases in 13 weeks"
    if now.coverage is not None and now.coverage < _PARTIAL:
        return f"Partial: known for {formats.percent(now.coverage)}"
    return names.of(str(kpi.category), category)


def block_ends(first: date, last: date) -> list[date]:
    """The last weeks of the blocks that end with `last` and start no earlier than the data, newest first."""
    count = max(0, (last - first).days // 7) // BLOCK_WEEKS + 1
    return [last - timedelta(weeks=BLOCK_WEEKS * back) for back in range(count)]


def _last_final_week(warehouse: Warehouse, kpi: Kpi, choices: Choices) -> date:
    week = choices.last_week
    while week > choices.first_week and not periods.is_final(warehouse, kpi, week):
        week -= timedelta(weeks=1)
    return week


def leading_category(kpi: Kpi, weekly: pd.DataFrame) -> str | None:
    """The category of the tile: the one with the highest published figure, else the commonest in these weeks."""
    published = benchmarks.of_categories(kpi.id)
    if published:
        return max(published.values(), key=lambda figure: figure.value).category
    totals = weekly.dropna(subset=[str(kpi.category)]).groupby(str(kpi.category))["numerator"].sum()
    return None if totals.empty else str(totals.idxmax())


def _with_limits(kpi: Kpi, measured: pd.DataFrame, category: str | None, block: Reading) -> Reading:
    """The block with the interval that only its own cases can give."""
    row = measured[measured[str(kpi.category)] == category]
    found = trends.readings(row.assign(period=block.period), "period")
    return replace(block, low=found[0].low, high=found[0].high) if found else block
