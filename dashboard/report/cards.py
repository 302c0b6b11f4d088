"""The tiles of the overview as cards of a report, and the weeks of theirs that are not final yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.charts.sparkline import sparkline
from dashboard.engine import periods
from dashboard.presentation import formats, readings
from dashboard.presentation.colours import named
from dashboard.presentation.panels import Choices
from dashboard.presentation.readings import Reading
from dashboard.presentation.tiles import Tile
from dashboard.report import figures
from dashboard.report.figures import Figure
from dashboard.warehouse import clock
from dashboard.warehouse.reader import Warehouse

_ARROWS = {1: "▲ ", -1: "▼ "}


@dataclass(frozen=True)
class Card:
    """One measure; `context` names target and published figure, `svg` is the small control chart, drawn safely."""

    label: str
    question: str
    figure: Figure
    pill: str
    tone: str
    facts: tuple[str, ...]
    context: str
    svg: str


def of(tile: Tile, choices: Choices) -> Card:
    """The tile in full: also how many cases are unknown, and what the overview only says beside the sparkline."""
    now = tile.now
    unknown = f"{now.unknown:,} unknown" if now and now.unknown and not now.is_partial else ""
    return Card(
        label=tile.kpi.label,
        question=tile.kpi.question,
        figure=_figure(tile, now, choices),
        pill=f"{_ARROWS.get(tile.direction, '')}{tile.pill}",
        tone=tile.tone,
        facts=tuple(text for text in (tile.facts, unknown, *(words for words, _ in tile.asides)) if text),
        context=tile.context,
        svg=_svg(tile),
    )


def _figure(tile: Tile, now: Reading | None, choices: Choices) -> Figure:
    kpi = tile.kpi
    if now is None or tile.scope is None:
        return Figure(tile.value, MappingProxyType({"kpi": kpi.id, "status": "unavailable"}))
    by = f"{kpi.category}={tile.category}" if tile.category else None
    found = figures.of_reading(kpi.id, tile.value, tile.scope, now, by)
    compared = {"target": choices.target(kpi.id, now.period), "published": tile.marks.benchmark}
    return Figure(found.text, {**found.data, **compared, "verdict": tile.tone})


def _svg(tile: Tile) -> str:
    if tile.trend is None or not tile.trend.has_values:
        return ""
    return sparkline(tile.trend.columns, named(), tile.marks, tile.sentence)


@dataclass(frozen=True)
class Open:
    """What is still open of one measure: the weeks, the number of the last one with cases so far, when all are final.

    `figure` and `facts` say what there is of `period`; without any case yet they are None and empty.
    """

    label: str
    weeks: str
    period: str
    figure: Figure | None
    facts: str
    until: str


def still_open(warehouse: Warehouse, tiles: Sequence[Tile], choices: Choices) -> Iterator[Open]:
    """One line for each measure whose last periods shown may still change."""
    for tile in tiles:
        shown = tile.trend.shown if tile.trend else ()
        found = [reading for reading in shown if not reading.is_final and (reading.cases or reading.immature)]
        if found and tile.kpi.is_ever_final:
            yield _open(warehouse, tile, found, choices)


def _open(warehouse: Warehouse, tile: Tile, found: Sequence[Reading], choices: Choices) -> Open:
    kpi = tile.kpi
    last = next((reading for reading in reversed(found) if reading.cases), None)
    named = [formats.period(one.period, kpi.axis) for one in (found[0], found[-1])]
    final = periods.final_from(warehouse, kpi, found[-1].period)
    return Open(
        label=kpi.label,
        weeks="–".join(dict.fromkeys(named)),
        period=formats.period(last.period, kpi.axis) if last else "",
        figure=_so_far(tile, last, choices.currency) if last else None,
        facts=_facts(tile, last, choices.currency) if last else "",
        until=formats.day(clock.to_local(final, choices.version.timezone)),
    )


def _facts(tile: Tile, reading: Reading, currency: str) -> str:
    interval = formats.interval(reading.low, reading.high, tile.kpi.unit, currency)
    return " · ".join(text for text in (readings.base(tile.kpi, reading), interval) if text)


def _so_far(tile: Tile, reading: Reading, currency: str) -> Figure:
    kpi, week = tile.kpi, readings.week_of(reading.period, tile.kpi.axis)
    text = formats.value(reading.value, kpi.unit, reading.low, reading.high, currency)
    by = f"{kpi.category}={tile.category}" if tile.category else None
    return figures.of_reading(kpi.id, text, (week, week), reading, by)
