"""Running `queries/checks`: selects that must return no rows, each row naming a table, a key and what is wrong."""

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.contracts import CHECK
from dashboard.load.meta import Warned
from dashboard.load.statements import duckdb_sql
from dashboard.settings import QUERIES


def run_checks(con: duckdb.DuckDBPyConnection) -> list[Warned]:
    """One warning for each table and message that a check finds, with the number of rows and an example."""
    found: list[Warned] = []
    for path in sorted((QUERIES / "checks").glob("*.sql")):
        check = sqlglot.parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
        if isinstance(check, exp.Query):
            found += _findings(con, path.stem, check)
    return found


def _findings(con: duckdb.DuckDBPyConnection, name: str, check: exp.Query) -> list[Warned]:
    summary = (
        sqlglot.select("table_name", "message", "count(*)", "min(key)")
        .from_(check.subquery("findings"))
        .group_by("table_name", "message")
        .order_by("table_name", "message")
    )
    return [
        Warned(table, None, f"{CHECK}{name}", count, f"{table}: {count:,} rows {message}, for example {key}.")
        for table, message, count, key in con.execute(duckdb_sql(summary)).fetchall()
    ]
