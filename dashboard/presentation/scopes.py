"""Which weeks stand behind a table: those of the tile's number, all final weeks shown, or all weeks shown.

A page has one scope for its breakdown and its list of cases, so a row's count is the length of the list behind it.
"""

from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile

AS_TILE = "As in the tile"
FINAL = "All final weeks shown"
ALL_SHOWN = "All weeks shown"


def dimensions(chosen: Selection, tile: Tile) -> list[str]:
    """The columns that a KPI can be broken down by, those first that no filter has narrowed yet."""
    columns = [*DIMENSIONS, *([tile.kpi.also_by] if tile.kpi.also_by else [])]
    first = ["team_id", "cause_code", "product", "channel", "segment", "severity"]
    columns.sort(key=lambda column: first.index(column) if column in first else len(first))
    return sorted(columns, key=lambda column: column in DIMENSIONS and bool(chosen.filters.values(column)))


def options(chosen: Selection, tile: Tile) -> list[str]:
    """The scopes to choose from: one only for a single week and for snapshots, whose weeks must not be added up."""
    if tile.kpi.is_snapshot or chosen.is_one_week or tile.scope is None:
        return [AS_TILE]
    return [AS_TILE, FINAL, ALL_SHOWN]


def filters(chosen: Selection, tile: Tile, scope: str) -> Filters:
    """The reader's filters over the weeks of a scope of `options`."""
    if scope == ALL_SHOWN or tile.scope is None:
        return chosen.filters.between(chosen.first, chosen.last)
    if scope == FINAL:
        return chosen.filters.between(chosen.first, max(chosen.first, tile.scope[1]))
    return chosen.filters.between(*tile.scope)
