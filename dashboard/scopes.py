"""Which cases a table lists: those behind the tile, those of all weeks shown, or those of one week or month."""

from datetime import date

from dashboard import periods
from dashboard.filters import Filters
from dashboard.selection import Selection
from dashboard.tiles import Tile
from dashboard.trends import week_of

AS_TILE = "As in the tile"
ALL_SHOWN = "All weeks shown"
FINAL = "Final weeks shown"


def open_dimensions(chosen: Selection) -> list[str]:
    """The dimensions worth a breakdown, those first that no filter has narrowed yet."""
    columns = ["team_id", "cause_code", "product", "channel"]
    return sorted(columns, key=lambda column: bool(chosen.filters.values(column)))


def options(tile: Tile) -> list[str]:
    """The scopes to choose from: the tile's, all weeks (not for snapshots), then single periods, newest first."""
    every = [] if tile.kpi.is_snapshot else [ALL_SHOWN]
    if tile.trend is None or tile.kpi.category:
        return [AS_TILE, *every]
    return [AS_TILE, *every, *(periods.label(day, tile.kpi.axis) for day in reversed(_days(tile)))]


def widest(tile: Tile) -> str:
    """The scope that a breakdown takes: the final weeks shown where they may be added up, else the tile's."""
    return AS_TILE if tile.kpi.is_snapshot or tile.kpi.category else FINAL


def filters(chosen: Selection, tile: Tile, scope: str) -> Filters:
    """The reader's filters over the weeks of a scope of `options`."""
    if scope == ALL_SHOWN or tile.scope is None:
        return chosen.filters.between(chosen.first, chosen.last)
    if scope == FINAL:
        return chosen.filters.between(chosen.first, tile.scope[1])
    if scope == AS_TILE:
        return chosen.filters.between(*tile.scope)
    day = next((day for day in _days(tile) if periods.label(day, tile.kpi.axis) == scope), None)
    week = week_of(day, tile.kpi.axis) if day else tile.scope[0]
    return chosen.filters.between(week, week)


def _days(tile: Tile) -> list[date]:
    return [reading.period for reading in tile.trend.readings] if tile.trend else []
