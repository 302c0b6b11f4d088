"""What changed and what did not: the verdicts of the overview, measure by measure, with what drives each change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.presentation import restatements, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import driver_words, drivers
from dashboard.warehouse.reader import Warehouse

_ORDER = ("worse", "better", "change")


@dataclass(frozen=True)
class Change:
    """One measure that changed: what it is now, how that is seen, and where it shows, in short and in full."""

    label: str
    tone: str
    verdict: str
    value: str
    reason: str
    where: str
    details: str


@dataclass(frozen=True)
class Changes:
    """Changed measures, worse first; ordinary ones as (label, value and weeks); unjudged ones as (label, why)."""

    changed: tuple[Change, ...]
    ordinary: tuple[tuple[str, str], ...]
    unjudged: tuple[tuple[str, str], ...]
    restated: tuple[tuple[str, str], ...]
    """Final weeks that late data changed, as (label, both values)."""


def of(warehouse: Warehouse, chosen: Selection, tiles: Sequence[Tile]) -> Changes:
    """Sort the tiles by their verdicts."""
    told = sorted((tile for tile in tiles if tile.tone in _ORDER), key=lambda tile: _ORDER.index(tile.tone))
    return Changes(
        changed=tuple(_change(warehouse, chosen, tile) for tile in told),
        ordinary=tuple((tile.kpi.label, _value(tile)) for tile in tiles if tile.tone == "ordinary"),
        unjudged=tuple((tile.kpi.label, _why(tile)) for tile in tiles if tile.tone == "unjudged"),
        restated=tuple(line for tile in tiles for line in _restated(chosen, tile)),
    )


def _change(warehouse: Warehouse, chosen: Selection, tile: Tile) -> Change:
    verdict = tile.trend.verdict if tile.trend else None
    periods = drivers.periods(tile)
    columns = drivers.COLUMNS if periods else ()
    found = [drivers.driver(warehouse, tile.kpi, chosen.filters, column, *(periods or ((), ()))) for column in columns]
    known = [one for one in found if one is not None]
    where = driver_words.line(tile, known, chosen.choices) if known else ""
    return Change(
        label=tile.kpi.label,
        tone=tile.tone,
        verdict=tile.pill,
        value=_value(tile),
        reason=f"{verdict.reason}." if verdict else "",
        where=f"{where[:1].upper()}{where[1:]}",
        details=driver_words.details(tile, known, chosen.choices) if known else "",
    )


def _value(tile: Tile) -> str:
    name = f"{tile.name}, " if tile.category else ""
    return f"{name}{tile.value} in {sentences.period(tile)}"


def _why(tile: Tile) -> str:
    return f"{_value(tile)}: {tile.pill}" if tile.cases else f"{tile.pill}. {tile.facts}"


def _restated(chosen: Selection, tile: Tile) -> Iterator[tuple[str, str]]:
    shown = [reading.period for reading in tile.trend.shown] if tile.trend else []
    if not shown:
        return
    if tile.now and tile.kpi.axis != "week":
        first = last = tile.now.period
    else:
        first, last = chosen.first, max(chosen.last, shown[-1])
    for line in restatements.lines(chosen.choices, tile.kpi, chosen.filters, first, last):
        yield tile.kpi.label, line
