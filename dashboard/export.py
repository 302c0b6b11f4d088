"""Rows out: one writer for every place that exports, as CSV, JSON, Parquet or XLSX, in constant memory.

The rows come as Arrow record batches and leave batch by batch; a file appears under its name only when it is whole.
"""

import contextlib
import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from dashboard.errors import AmendsError

XLSX_ROWS = 1_048_575
"""Rows that fit on an Excel sheet below its heading."""

XLSX_TEXT = 32_767
"""Characters that fit into an Excel cell."""

_FIRST_EXCEL_YEAR = 1900


def write(reader: pa.RecordBatchReader, form: str, stream: BinaryIO) -> None:
    """Write all rows to a binary stream in one of `FORMATS`.

    Moments are naive UTC and are written in ISO 8601 with `Z` (in XLSX as date cells, in Parquet as timestamps).
    Raises AmendsError when the rows do not fit into the format.
    """
    _WRITERS[form](reader, stream)


def write_file(reader: pa.RecordBatchReader, form: str, out: Path) -> None:
    """Write all rows to a file; an older one of that name stays until the new one is whole.

    Raises AmendsError when the file cannot be written.
    """
    try:
        with _draft(out) as stream:
            write(reader, form, stream)
    except OSError as error:
        raise AmendsError(f"Cannot write {out}: {error.strerror or error}. Nothing was written.") from error


@contextlib.contextmanager
def _draft(out: Path) -> Iterator[BinaryIO]:
    draft = out.with_name(f".{out.name}-{uuid4().hex[:8]}")
    try:
        with draft.open("xb") as stream:
            yield stream
        draft.replace(out)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write_csv(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    heading = io.StringIO()
    csv.writer(heading, lineterminator="\n").writerow(reader.schema.names)
    stream.write(heading.getvalue().encode())
    for batch in reader:
        stream.write(_csv_lines(_as_text(batch)))


def _csv_lines(batch: pa.RecordBatch) -> bytes:
    """Lines without needless quotes: Arrow quotes every text or none, and refuses none when a text needs it."""
    for quoting in ("none", "needed"):
        lines = io.BytesIO()
        with contextlib.suppress(pa.ArrowInvalid):
            pyarrow.csv.write_csv(batch, lines, pyarrow.csv.WriteOptions(include_header=False, quoting_style=quoting))
            return lines.getvalue()
    raise AssertionError("Arrow cannot write these rows as CSV")


def _as_text(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give moments their ISO form and make NaN empty; the rest has a text form of its own."""
    return pa.RecordBatch.from_arrays([_plain(column) for column in batch.columns], names=batch.schema.names)


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        text = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(pc.replace_substring_regex(text, r"\.0+$", ""), "Z", "")
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.is_nan(column), None, column)
    return column


def _write_json(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    stream.write(b"[")
    separator = b"\n"
    for batch in reader:
        for row in _as_text(batch).to_pylist():
            stream.write(separator + json.dumps(row, ensure_ascii=False, default=_json_value).encode())
            separator = b",\n"
    stream.write(b"\n]\n")


def _json_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


def _write_parquet(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    with pyarrow.parquet.ParquetWriter(stream, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _write_xlsx(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    # Text stays text: a cell that opens with "=" is no formula and an address no link.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("rows")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, reader.schema.names)
        for number, row in enumerate(_excel_rows(reader), start=1):
            if number > XLSX_ROWS:
                raise AmendsError(f"Excel holds {XLSX_ROWS:,} rows on a sheet and there are more. Use csv or parquet.")
            sheet.write_row(number, 0, row)


def _excel_rows(reader: pa.RecordBatchReader) -> Iterator[list[object]]:
    for batch in reader:
        columns = [[_excel_value(value) for value in column.to_pylist()] for column in batch.columns]
        yield from (list(row) for row in zip(*columns, strict=True))


def _excel_value(value: object) -> object:
    """Return what a cell can hold: no NaN, no day before Excel's calendar, no text that would be cut."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date) and value.year < _FIRST_EXCEL_YEAR:
        return value.isoformat()
    if isinstance(value, str) and len(value) > XLSX_TEXT:
        raise AmendsError(f"Excel holds {XLSX_TEXT:,} characters in a cell and a text is longer. Use csv or parquet.")
    return value


_WRITERS: Mapping[str, Callable[[pa.RecordBatchReader, BinaryIO], None]] = MappingProxyType(
    {"csv": _write_csv, "json": _write_json, "parquet": _write_parquet, "xlsx": _write_xlsx}
)

FORMATS = tuple(_WRITERS)
"""The formats that can be asked for."""
