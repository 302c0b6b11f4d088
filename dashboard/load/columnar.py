"""Parquet and XLSX files as rows of text."""

import csv
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import sqlglot
from openpyxl.utils.exceptions import InvalidFileException
from sqlglot import exp

from dashboard.errors import AmendsError
from dashboard.load.delimited import csv_rows
from dashboard.load.inputs import table_of
from dashboard.load.source import FILE_ROW_NUMBER, SOURCE_LINE, Source
from dashboard.load.statements import column, duckdb_sql, select_text, sql

Tell = Callable[[int], None]

_READ_PARQUET = "select * from read_parquet($path, file_row_number := true)"


def open_parquet(con: duckdb.DuckDBPyConnection, path: Path) -> Source:
    """A Parquet file, every value as the text that a CSV file would hold; AmendsError when it is damaged."""
    rows, parameters = select_text(_READ_PARQUET), {"path": str(path)}
    try:
        described = con.execute(
            duckdb_sql(sqlglot.select("*").from_(rows.subquery("p")).limit(0)), parameters
        ).description
    except duckdb.Error as error:
        raise AmendsError(f"{path} cannot be read as Parquet: {_first_line(error)}") from error
    names = [str(one[0]) for one in described or []][:-1]  # the last one is the row number
    types = [str(one[1]) for one in described or []]
    cells = [
        exp.alias_(_as_text(name, kind), f"c{n}") for n, (name, kind) in enumerate(zip(names, types, strict=False))
    ]
    cells.append(exp.column(FILE_ROW_NUMBER))
    return Source(path, tuple(names), sqlglot.select(*cells).from_(rows.subquery("parquet_rows")), parameters)


def open_xlsx(path: Path, work: Path, tell: Tell) -> dict[str, Source]:
    """The sheets that hold a table, by sheet name; AmendsError when the workbook is damaged or empty."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except PermissionError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError) as error:
        raise AmendsError(f"{path} cannot be read as an Excel workbook: it is damaged or no XLSX file.") from error
    try:
        sheets = [sheet for sheet in book.worksheets if table_of(sheet.title) is not None] or book.worksheets[:1]
        found = {sheet.title: _sheet(path, sheet.iter_rows(values_only=True), work, tell) for sheet in sheets}
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, SyntaxError) as error:
        raise AmendsError(f"{path} cannot be read as an Excel workbook: it is damaged.") from error
    finally:
        book.close()
    made = {name: source for name, source in found.items() if source is not None}
    if not made:
        raise AmendsError(f"{path} is empty: there is not even a header row.")
    return made


def _sheet(path: Path, rows: Iterator[Sequence[Any]], work: Path, tell: Tell) -> Source | None:
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(_cell(value) for value in row))
    first = next(numbered, None)
    if first is None:
        return None
    headers = _without_end([_cell(value) for value in first[1]])
    handle, name = tempfile.mkstemp(suffix=".csv", dir=work)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([SOURCE_LINE, *(f"c{position}" for position in range(len(headers)))])
        for number, row in numbered:
            cells = [_cell(value) for value in row[: len(headers)]]
            writer.writerow([number, *cells, *[""] * (len(headers) - len(cells))])
            if number % 10_000 == 0:
                tell(number)
    select, parameters = csv_rows(Path(name), len(headers), ",", has_lines=True)
    return Source(path, tuple(headers), select, parameters, text=Path(name), has_lines=True)


def _cell(value: object) -> str:
    """A cell as text: ISO dates, whole numbers without .0, true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _without_end(headers: list[str]) -> list[str]:
    while headers and not headers[-1].strip():
        headers = headers[:-1]
    return headers


def _as_text(name: str, kind: str) -> exp.Expr:
    value = column(name)
    if kind in ("DOUBLE", "FLOAT"):
        return sql("cast(case when isfinite(value) then value end as varchar)", value=value)
    return sql("cast(value as varchar)", value=value)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
