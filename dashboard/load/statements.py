"""Composing SQL from small readable templates: a name in the template is replaced by an expression."""

from functools import cache
from typing import Any, cast

import duckdb
import sqlglot
from sqlglot import exp


def sql(template: str, **parts: exp.Expr) -> exp.Expr:
    """The expression of a DuckDB template in which every column named like a part is that part."""
    tree = _parsed(template).copy()
    if isinstance(tree, exp.Column) and tree.name in parts:
        return parts[tree.name].copy()
    for column in list(tree.find_all(exp.Column)):
        if not column.table and column.name in parts:
            part = parts[column.name].copy()
            column.replace(exp.paren(part, copy=False) if _is_loose(part) else part)
    return tree


def select_text(statement: str) -> exp.Select:
    """A fixed select as an expression to build on."""
    return cast(exp.Select, _parsed(statement).copy())


def built(*values: exp.Expr, source: exp.Expr) -> exp.Select:
    """A select put together without copying its parts, which would take longer than running it on a small file."""
    return exp.Select().select(*values, copy=False).from_(source, copy=False)


def column(name: str, table: str | None = None) -> exp.Column:
    """A quoted column."""
    return exp.column(name, table=table, quoted=True)


def table(name: str, schema: str | None = None) -> exp.Table:
    """A quoted table."""
    return exp.table_(name, db=schema, quoted=True)


def text(value: str) -> exp.Expr:
    """A text literal."""
    return exp.Literal.string(value)


def null(kind: str) -> exp.Expr:
    """NULL of a type."""
    return exp.cast(exp.null(), exp.DataType.build(kind, dialect="duckdb"))


def duckdb_sql(statement: exp.Expr) -> str:
    """The text to execute."""
    return statement.sql("duckdb")


def one(con: duckdb.DuckDBPyConnection, statement: exp.Expr) -> Any:
    """The single value that a select returns."""
    row = con.execute(duckdb_sql(statement)).fetchone()
    return row[0] if row else None


@cache
def _parsed(template: str) -> exp.Expr:
    return sqlglot.parse_one(template, dialect="duckdb")


def _is_loose(part: exp.Expr) -> bool:
    """Whether a part needs parentheses inside another expression."""
    return isinstance(part, exp.Binary | exp.Not | exp.Case | exp.Connector)
