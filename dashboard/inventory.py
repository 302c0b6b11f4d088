"""What a published version holds: tables, files, notes and warnings, its tier, and what more data would unlock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard import contracts
from dashboard.contracts import Need, Tier
from dashboard.warehouse.reader import Version, Warehouse


@dataclass(frozen=True)
class Missing:
    """A column that no row fills, and what filling it would add, in words."""

    table: str
    column: str
    unlocks: str


@dataclass(frozen=True)
class Inventory:
    """What is loaded: `tables` maps each table with rows to their number; files, warnings, notes as in schema `meta`.

    `next_tiers` are the steps of the ladder not reached yet, lowest first; `missing` lists the empty columns of the
    tables that have rows.
    """

    version: Version
    tables: Mapping[str, int]
    files: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...]
    notes: tuple[Mapping[str, Any], ...]
    next_tiers: tuple[Tier, ...]
    missing: tuple[Missing, ...]


def take(warehouse: Warehouse) -> Inventory:
    """Read the inventory of an open version."""
    tables = _tables(warehouse)
    return Inventory(
        version=warehouse.version,
        tables=tables,
        files=_rows(warehouse, "select * from meta.files order by table_name, path"),
        warnings=_rows(warehouse, "select * from meta.warnings order by table_name, column_name, rule"),
        notes=_rows(warehouse, "select * from meta.notes order by topic"),
        next_tiers=tuple(tier for tier in contracts.tiers() if not _is_reached(tier, warehouse)),
        missing=_missing(warehouse, tables),
    )


def needs_in_words(tier: Tier) -> str:
    """What a tier needs, as `table.column and table.column, or table.column`."""
    return ", or ".join(" and ".join(_in_words(need) for need in group) for group in tier.alternatives)


def _in_words(need: Need) -> str:
    return f"{need.table}.{need.column}" + (f" = {need.value}" if need.value else "")


def _rows(warehouse: Warehouse, select: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(warehouse.table(select).to_pylist())


def _tables(warehouse: Warehouse) -> dict[str, int]:
    """Rows by table; a key is never empty, so its coverage is the number of rows."""
    counts = {name: _filled(warehouse, Need(name, table.key[0])) for name, table in contracts.tables().items()}
    return {name: count for name, count in counts.items() if count}


def _filled(warehouse: Warehouse, need: Need) -> int:
    return warehouse.filled.get((need.table, need.column, need.value), 0)


def _is_reached(tier: Tier, warehouse: Warehouse) -> bool:
    return any(all(_filled(warehouse, need) for need in group) for group in tier.alternatives)


def _missing(warehouse: Warehouse, tables: Mapping[str, int]) -> tuple[Missing, ...]:
    return tuple(
        Missing(name, column.name, column.unlocks)
        for name in tables
        for column in contracts.tables()[name].columns.values()
        if column.unlocks and not _filled(warehouse, Need(name, column.name))
    )
