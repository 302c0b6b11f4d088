"""A connection in memory beside a published file: its tables are seen there, and others can be put in their place."""

from collections.abc import Collection
from pathlib import Path

import duckdb
from sqlglot import exp

_PUBLISHED = "published"


def beside(path: Path, without: Collection[tuple[str, str]] = ()) -> duckdb.DuckDBPyConnection:
    """A connection that shows the tables of the file in `canonical` and `meta`, but not those of `without`."""
    con = duckdb.connect()
    attach = exp.Attach(
        this=exp.alias_(exp.Literal.string(str(path)), _PUBLISHED),
        expressions=[exp.AttachOption(this=exp.var("READ_ONLY"))],
    )
    con.execute(attach.sql("duckdb"))
    for schema in ("canonical", "meta"):
        con.execute(exp.Create(this=exp.to_identifier(schema), kind="SCHEMA").sql("duckdb"))
        for name in names(con, schema, _PUBLISHED):
            if (schema, name) not in without:
                show(con, schema, name)
    return con


def show(con: duckdb.DuckDBPyConnection, schema: str, name: str) -> None:
    """Show a table of the file under its own name."""
    source = exp.select("*").from_(exp.table_(name, db=schema, catalog=_PUBLISHED))
    view = exp.Create(this=exp.table_(name, db=schema), kind="VIEW", expression=source)
    con.execute(view.sql("duckdb"))


def names(con: duckdb.DuckDBPyConnection, schema: str, database: str = "memory") -> list[str]:
    """The tables and views of a schema."""
    found = con.execute(
        "select table_name from information_schema.tables where table_catalog = $database and table_schema = $schema",
        {"database": database, "schema": schema},
    )
    return [name for (name,) in found.fetchall()]
