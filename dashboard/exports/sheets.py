"""An export as an Excel workbook, in constant memory: the rows on one sheet or several, and a sheet that explains them.

Text stays text: a cell that opens with "=" is no formula, an address no link, and Excel keeps it so when it is edited.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.errors import AmendsError
from dashboard.exports.about import About

SHEET_ROWS = 1_048_575
"""Rows that fit on a sheet below its heading."""

CELL_TEXT = 32_767
"""Characters that fit into a cell."""

_FIRST_EXCEL_YEAR = 1900
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
}


def write(reader: pa.RecordBatchReader, about: About, out: Path) -> None:
    """Write sheets `rows`, `rows 2`, ... as far as they are needed, and `About`.

    Raises AmendsError when a text does not fit into a cell.
    """
    with (
        TemporaryDirectory(prefix=".amends-", dir=out.parent) as folder,
        xlsxwriter.Workbook(str(out), {**_OPTIONS, "tmpdir": folder}) as book,
    ):
        plain = book.add_format({"quote_prefix": True})
        sheet, at, number = _rows_sheet(book, reader.schema.names, 1, plain), 0, 1
        for row in _rows(reader):
            if at == SHEET_ROWS:
                number += 1
                sheet, at = _rows_sheet(book, reader.schema.names, number, plain), 0
            at += 1
            _write_row(sheet, at, row, plain)
        _write_about(book.add_worksheet("About"), about, book.add_format({"bold": True}), plain, number)


def _rows_sheet(book: xlsxwriter.Workbook, names: Sequence[str], number: int, plain: Format) -> Worksheet:
    sheet = book.add_worksheet("rows" if number == 1 else f"rows {number}")
    sheet.freeze_panes(1, 0)
    _write_row(sheet, 0, names, plain)
    return sheet


def _write_row(sheet: Worksheet, at: int, row: Sequence[object], plain: Format) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(at, column, value, plain if value.startswith(_RISKY) else None)
        elif value is not None:
            sheet.write(at, column, value)


def _write_about(sheet: Worksheet, about: About, bold: Format, plain: Format, sheets: int) -> None:
    split = [("Sheets", f"The rows stand on {sheets} sheets, in their order.")] if sheets > 1 else []
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for at, (name, text) in enumerate([*about.lines(), *split]):
        sheet.write_string(at, 0, name, bold)
        _write_row_text(sheet, at, text, plain)


def _write_row_text(sheet: Worksheet, at: int, text: str, plain: Format) -> None:
    """One text beside its name; a very long one goes on in the next cells."""
    for column, begin in enumerate(range(0, len(text) or 1, CELL_TEXT), start=1):
        part = text[begin : begin + CELL_TEXT]
        sheet.write_string(at, column, part, plain if part.startswith(_RISKY) else None)


def _rows(reader: pa.RecordBatchReader) -> Iterator[list[object]]:
    for batch in reader:
        columns = [[_value(value) for value in column.to_pylist()] for column in batch.columns]
        yield from (list(row) for row in zip(*columns, strict=True))


def _value(value: object) -> object:
    """What a cell can hold: no NaN, no day before Excel's calendar, no text that would be cut."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date) and value.year < _FIRST_EXCEL_YEAR:
        return value.isoformat()
    if isinstance(value, str) and len(value) > CELL_TEXT:
        raise AmendsError(f"Excel holds {CELL_TEXT:,} characters in a cell and a text is longer. Use csv or parquet.")
    return value
