"""What is known about a version beside its rows: files, warnings, coverage, notes. Kept in the schema `meta`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from dashboard.contracts import CHECK
from dashboard.load.derive import Coverage


@dataclass(frozen=True)
class Warned:
    """One thing that the user should know; `rule` names its kind, `count` the rows it concerns (0 = not rows)."""

    table: str | None
    column: str | None
    rule: str
    count: int
    message: str


@dataclass(frozen=True)
class LoadedFile:
    """One file's part in one table. `date_formats` says in words how its dates were read."""

    table: str
    path: str
    encoding: str | None
    delimiter: str | None
    mapping: str | None
    read: int
    loaded: int
    rejected: int
    duplicates: int
    date_formats: str | None


_CREATE = """
create schema if not exists meta;
create or replace table meta.files (table_name varchar, path varchar, encoding varchar, delimiter varchar,
  mapping varchar, count_read bigint, count_loaded bigint, count_rejected bigint, count_duplicates bigint,
  date_formats varchar);
create or replace table meta.warnings (table_name varchar, column_name varchar, rule varchar, count_rows bigint,
  message varchar);
create or replace table meta.coverage (table_name varchar, column_name varchar, value varchar, count_filled bigint);
create or replace table meta.notes (topic varchar, text varchar);
"""


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of the schema, empty."""
    con.execute(_CREATE)


def take_over(con: duckdb.DuckDBPyConnection) -> None:
    """Copy what is still true from the attached version `previous`."""
    con.execute("insert into meta.files by name select * from previous.meta.files")
    con.execute("insert into meta.notes by name select * from previous.meta.notes")
    con.execute(
        "insert into meta.warnings by name select * from previous.meta.warnings where not starts_with(rule, $check)",
        {"check": CHECK},
    )


def write(
    con: duckdb.DuckDBPyConnection,
    files: Sequence[LoadedFile],
    warned: Sequence[Warned],
    filled: Coverage,
    notes: Iterable[tuple[str, str]],
) -> None:
    """Add what this load found."""
    _insert(con, "insert into meta.files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [_file(one) for one in files])
    warnings = [(one.table, one.column, one.rule, one.count, one.message) for one in warned]
    _insert(con, "insert into meta.warnings values (?, ?, ?, ?, ?)", warnings)
    _insert(con, "insert into meta.coverage values (?, ?, ?, ?)", [(*place, count) for place, count in filled.items()])
    _insert(
        con,
        "insert into meta.notes select $1, $2 "
        "where not exists (select 1 from meta.notes where topic = $1 and text = $2)",
        list(notes),
    )


def _file(one: LoadedFile) -> tuple[object, ...]:
    counts = (one.read, one.loaded, one.rejected, one.duplicates)
    return (one.table, one.path, one.encoding, one.delimiter, one.mapping, *counts, one.date_formats)


def _insert(con: duckdb.DuckDBPyConnection, statement: str, rows: Sequence[Sequence[object]]) -> None:
    if not rows:
        return
    con.execute("begin")  # one commit for all rows, not one for each
    con.executemany(statement, rows)
    con.execute("commit")
