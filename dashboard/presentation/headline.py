"""Which measures the first page shows: the headline ones, and simpler ones while the data cannot answer those."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.engine import kpis

TILES = 8
_ENOUGH = 4
"""From so many headline measures on, the page shows all of them, each in its place, measured or not."""

_SIMPLEST_FIRST = ("volume", "resolution", "apology", "promises", "effort", "people", "loss", "value")
"""Families in the order in which their measures stand in for headline ones."""


@dataclass(frozen=True)
class Headline:
    """The ids of the measures to show, and of the headline ones that wait for data."""

    shown: tuple[str, ...]
    waiting: tuple[str, ...]


def choose(is_measured: Callable[[str], bool]) -> Headline:
    """The headline measures; with fewer than four of them measured, simpler measures that are take the empty places."""
    placed = kpis.on_overview()
    there = tuple(kpi_id for kpi_id in placed if is_measured(kpi_id))
    waiting = tuple(kpi_id for kpi_id in placed if kpi_id not in there)
    if len(there) >= _ENOUGH:
        return Headline(placed, waiting)
    others = (kpi_id for kpi_id in _simplest_first() if kpi_id not in placed and is_measured(kpi_id))
    return Headline((*there, *others)[:TILES], waiting)


def _simplest_first() -> list[str]:
    rank = {family: at for at, family in enumerate(_SIMPLEST_FIRST)}
    members = sorted(kpis.registry().values(), key=lambda kpi: (rank.get(kpi.family, len(rank)), kpi.label))
    return [kpi.id for kpi in members]
