"""What a published version holds: tables, files, notes and warnings, its tier, and what more data would unlock."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard import contracts, versions
from dashboard.contracts import CHECK, Column, Need, Tier
from dashboard.errors import AmendsError
from dashboard.presentation import formats
from dashboard.settings import QUERIES
from dashboard.topics import gaps
from dashboard.warehouse import reader
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


@dataclass(frozen=True)
class Filled:
    """A column of the data model and the number of rows that have a value in it."""

    column: Column
    count: int


@dataclass(frozen=True)
class Check:
    """Something that must not be in the data, in words, and in how many rows it is."""

    words: str
    found: int


@dataclass(frozen=True)
class Kept:
    """A version still on disk; `size` in bytes and `version` are None when its file cannot be read."""

    name: str
    size: int | None
    version: Version | None
    has_rejects: bool


def take(warehouse: Warehouse) -> Inventory:
    """Read the inventory of an open version."""
    tables = _tables(warehouse)
    return Inventory(
        version=warehouse.version,
        tables=tables,
        files=_rows(warehouse, "select * from meta.files order by table_name, path"),
        warnings=_rows(warehouse, "select * from meta.warnings order by table_name, column_name, rule"),
        notes=_rows(warehouse, "select * from meta.notes order by topic"),
        next_tiers=tuple(tier for tier in contracts.tiers() if not gaps.is_reached(warehouse, tier)),
        missing=_missing(warehouse, tables),
    )


def verdict(loaded: Inventory, measured: int, total: int) -> str:
    """One sentence: how much is loaded, what was left out or odd, and how many of the measures it answers."""
    rejected = sum(file["count_rejected"] for file in loaded.files)
    rows = f"{formats.plural(sum(loaded.tables.values()), 'row')} in {formats.plural(len(loaded.tables), 'table')}"
    faults = f"{rejected:,} rejected" if rejected else "none rejected"
    odd = f", {formats.plural(len(loaded.warnings), 'remark')}" if loaded.warnings else ""
    answers = f"all {total} measures" if measured == total else f"only {measured} of {total} measures"
    return f"{rows}, {faults}{odd}; {answers} can be computed."


def kept(folder: Path) -> tuple[Kept, ...]:
    """The versions of a warehouse folder that can be gone back to, the newest first."""
    return tuple(_kept(folder, name) for name in reversed(versions.all_versions(folder)))


def columns(warehouse: Warehouse, table: str) -> tuple[Filled, ...]:
    """Every column of a table of the data model, and how many of its rows have a value there."""
    spec = contracts.tables()[table]
    return tuple(Filled(column, _filled(warehouse, Need(table, column.name))) for column in spec.columns.values())


def checks(loaded: Inventory) -> tuple[Check, ...]:
    """What was looked for in the data, with what was found of it."""
    return tuple(_check(path, loaded) for path in sorted((QUERIES / "checks").glob("*.sql")))


def _check(path: Path, loaded: Inventory) -> Check:
    heading = path.read_text(encoding="utf-8").partition("\n")[0]
    words = heading.removeprefix("-- one row per ").partition(";")[0]
    found = sum(warning["count_rows"] for warning in loaded.warnings if warning["rule"] == f"{CHECK}{path.stem}")
    return Check(words[:1].upper() + words[1:], found)


def _kept(folder: Path, name: str) -> Kept:
    path = versions.version_file(folder, name)
    published = versions.Published(name, path.absolute())
    try:
        return Kept(name, path.stat().st_size, reader.describe(published), versions.rejects_file(folder, name).exists())
    except (AmendsError, OSError):  # damaged, or removed meanwhile
        return Kept(name, None, None, has_rejects=False)


def _rows(warehouse: Warehouse, select: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(warehouse.table(select).to_pylist())


def _tables(warehouse: Warehouse) -> dict[str, int]:
    """Rows by table; a key is never empty, so its coverage is the number of rows."""
    counts = {name: _filled(warehouse, Need(name, table.key[0])) for name, table in contracts.tables().items()}
    return {name: count for name, count in counts.items() if count}


def _filled(warehouse: Warehouse, need: Need) -> int:
    return warehouse.filled.get((need.table, need.column, need.value), 0)


def _missing(warehouse: Warehouse, tables: Mapping[str, int]) -> tuple[Missing, ...]:
    return tuple(
        Missing(name, column.name, column.unlocks)
        for name in tables
        for column in contracts.tables()[name].columns.values()
        if column.unlocks and not _filled(warehouse, Need(name, column.name))
    )
