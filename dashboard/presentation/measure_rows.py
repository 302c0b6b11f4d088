"""Several measures as the rows of one table: value, base and interval, and the verdict in words."""

from collections.abc import Sequence

import pandas as pd

from dashboard.engine import kpis
from dashboard.presentation import benchmarks, formats
from dashboard.presentation.tiles import Tile

COLUMNS = ("name", "value", "verdict", "facts", "context")


def of_families(families: Sequence[str], without: Sequence[str] = ()) -> tuple[str, ...]:
    """The ids of the measures of these families, family by family, but for those a page shows otherwise."""
    members = [kpi for kpi in kpis.registry().values() if kpi.family in families and kpi.id not in without]
    return tuple(kpi.id for kpi in sorted(members, key=lambda kpi: (families.index(kpi.family), kpi.label)))


def table(tiles: Sequence[Tile]) -> pd.DataFrame:
    """One row per tile in their order, with the columns of `COLUMNS`, all of them text."""
    rows = [(tile.kpi.label, _value(tile), tile.pill, tile.facts, _context(tile)) for tile in tiles]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _value(tile: Tile) -> str:
    """A time that fewer than half have reached has no median; that is an answer, and no gap in the data."""
    is_open = tile.kpi.shape == "time_to_event" and tile.cases and tile.value == formats.MISSING
    return "not reached" if is_open else tile.value


FACTS = ("name", "fact", "value", "base", "note")


def facts(found: Sequence[tuple[Tile, pd.DataFrame]], currency: str) -> pd.DataFrame:
    """What stands beside several measures (see `beside.facts`), one row per fact with the columns of `FACTS`."""
    rows = [
        (
            tile.kpi.label,
            row["label"],
            formats.value(row["value"], row["unit"], currency=currency),
            f"n {formats.count(row['n'])}",
            row["note"] or "",
        )
        for tile, told in found
        for row in told.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(FACTS))


def context(kpi_ids: Sequence[str]) -> tuple[str, ...]:
    """The published figures of these measures that are only context, one sentence or two each."""
    return tuple(
        f"Published, context only: {formats.exact(figure.value, figure.unit)}, {figure.source}"
        f"{f' ({figure.country})' if figure.country else ''}. {figure.note}"
        for kpi_id in kpi_ids
        for figure in benchmarks.context_of(kpi_id)
    )


def _context(tile: Tile) -> str:
    """Target and published figure without the marks that a chart explains."""
    return tile.context.replace(":blue[━] ", "").replace("◇ ", "")
