"""Runs the projections of a mapping over rows of text, as the loader does, without its checks."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
from sqlglot import exp

from dashboard.load.mappings import Mapping as SourceMapping
from dashboard.load.mappings import Projection

Rows = list[dict[str, str | None]]


def read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    """Headers and rows of a UTF-8 CSV file with commas."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        headers, *rows = csv.reader(file)
    return headers, rows


def projected(
    mapping: SourceMapping,
    headers: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    answers: Mapping[str, str] | None = None,
) -> dict[str, Rows]:
    """Canonical rows by table, in the order of the source rows; several targets of one table follow each other."""
    made: dict[str, Rows] = {}
    with duckdb.connect() as con:
        _fill_source(con, mapping.column_names(headers), rows)
        for projection in mapping.projections(headers, answers or {}):
            made.setdefault(projection.table, []).extend(_run(con, projection))
    return made


def _fill_source(con: duckdb.DuckDBPyConnection, names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    columns = {name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(names)}
    con.register("source_rows", pa.table({**columns, "source_row": pa.array(range(len(rows)), pa.int64())}))


def _run(con: duckdb.DuckDBPyConnection, projection: Projection) -> Iterator[dict[str, str | None]]:
    source = projection.prepare.subquery("prepared") if projection.prepare else exp.to_table("source_rows")
    columns = [exp.alias_(expression, name, quoted=True) for name, expression in projection.columns.items()]
    query = exp.select(*columns).from_(source).order_by("source_row")
    if projection.where is not None:
        query = query.where(projection.where)
    names = list(projection.columns)
    yield from (dict(zip(names, row, strict=True)) for row in con.execute(query.sql("duckdb")).fetchall())
