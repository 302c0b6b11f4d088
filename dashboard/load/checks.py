"""Running `queries/checks`: selects that must return no rows, each row naming a table, a key and what is wrong."""

from functools import cache

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.contracts import CHECK
from dashboard.load.meta import Warned
from dashboard.load.statements import duckdb_sql
from dashboard.settings import QUERIES


def run_checks(con: duckdb.DuckDBPyConnection) -> list[Warned]:
    """One warning for each table and message that a check finds, with the number of rows and an example."""
    return [
        Warned(table, None, f"{CHECK}{name}", count, f"{table}: {count:,} rows {message}, for example {key}.")
        for name, summary in _summaries()
        for table, message, count, key in con.execute(summary).fetchall()
    ]


@cache
def _summaries() -> tuple[tuple[str, str], ...]:
    """Name and statement of every check."""
    found: list[tuple[str, str]] = []
    for path in sorted((QUERIES / "checks").glob("*.sql")):
        check = sqlglot.parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
        if isinstance(check, exp.Query):
            found.append((path.stem, _summary(check)))
    return tuple(found)


def _summary(check: exp.Query) -> str:
    return duckdb_sql(
        sqlglot.select("table_name", "message", "count(*)", "min(key)")
        .from_(check.subquery("findings", copy=False), copy=False)
        .group_by("table_name", "message", copy=False)
        .order_by("table_name", "message", copy=False)
    )
