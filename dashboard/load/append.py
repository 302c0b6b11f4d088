"""Beginning a version with the rows of the one before."""

from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import contracts
from dashboard.errors import AmendsError
from dashboard.load import meta
from dashboard.load.fill import CANONICAL
from dashboard.load.statements import column, duckdb_sql, table

_PREVIOUS = "previous"


def take_over(con: duckdb.DuckDBPyConnection, previous: Path | None, timezone: str) -> None:
    """Copy rows, files, notes and warnings of the published version; AmendsError when the time zones differ."""
    if previous is None:
        raise AmendsError("There is no published version to add to: load without --append first.")
    con.execute("attach $path as previous (read_only)", {"path": str(previous)})
    try:
        _same_timezone(con, timezone)
        for name in contracts.tables():
            _copy(con, name)
        meta.take_over(con)
    finally:
        con.execute("detach previous")


def _same_timezone(con: duckdb.DuckDBPyConnection, timezone: str) -> None:
    row = con.execute("select timezone from previous.meta.version").fetchone()
    if row and row[0] != timezone:
        raise AmendsError(
            f"The published version is in the time zone {row[0]}, this load in {timezone}: "
            f"add --timezone {row[0]}, or load everything again without --append."
        )


def _copy(con: duckdb.DuckDBPyConnection, name: str) -> None:
    stored = contracts.tables()[name].stored
    there = con.execute(
        "select column_name from duckdb_columns() where database_name = 'previous' and schema_name = 'canonical' "
        "and table_name = $name order by column_index",
        {"name": name},
    ).fetchall()
    columns = [found for (found,) in there if found in stored]
    if not columns:
        return
    rows = sqlglot.select(*map(column, columns)).from_(exp.table_(name, db=CANONICAL, catalog=_PREVIOUS, quoted=True))
    into = exp.Schema(this=table(name, CANONICAL), expressions=[exp.to_identifier(one, quoted=True) for one in columns])
    con.execute(duckdb_sql(exp.Insert(this=into, expression=rows)))
