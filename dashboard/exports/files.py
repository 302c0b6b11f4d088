"""Exports as files: each appears under its name only when it is whole, and never without what it says of itself."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet
from xlsxwriter.exceptions import FileCreateError

from dashboard.errors import AmendsError
from dashboard.exports import json_rows, sheets
from dashboard.exports.export import Export
from dashboard.warehouse import copying

FORMATS = ("csv", "json", "parquet", "xlsx")
"""The formats that can be asked for."""

ZIPPED = ("csv",)
"""The formats that leave a page in an archive, with `about.json` beside the rows."""

_ABOUT = "about.json"
_BESIDE = ("csv", "json")
"""The formats that have no place for it: it stands beside them."""

_BOM = b"\xef\xbb\xbf"
_BATCH = 4096
"""Rows that are Python objects at one time."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of files in an archive: always the same, so that the same question gives the same bytes."""


def write(export: Export, form: str, out: Path) -> tuple[Path, ...]:
    """Write an export in one of `FORMATS`; the answer is what was written.

    A name that ends in `.zip` becomes an archive of the rows and `about.json`; beside a CSV or JSON file of another
    name stands `<name>.about.json`. Parquet carries it in its metadata, Excel on a sheet. Raises AmendsError when it
    cannot be written; then nothing stands there that did not stand there before.
    """
    if out.suffix.lower() == ".zip":
        with draft(out) as path:
            write_zip(export, form, path)
        return (out,)
    if form not in _BESIDE:
        with draft(out) as path:
            write_rows(export, form, path)
        return (out,)
    beside = out.with_name(f"{out.stem}.{_ABOUT}")
    with draft(beside) as told, draft(out) as path:
        write_rows(export, form, path)
        told.write_text(export.about.json(), encoding="utf-8")
    return (out, beside)


def write_rows(export: Export, form: str, path: Path) -> None:
    """Write the rows alone to a new file; Parquet and Excel hold what is said of them too."""
    if form in ("csv", "parquet"):
        export.rows.copy("parquet" if form == "parquet" else "csv", path, export.about.json())
        return
    with _streamed(export, path.parent) as reader:
        if form == "xlsx":
            sheets.write(reader, export.about, path)
            return
        with path.open("wb") as stream:
            json_rows.write(reader, stream)


@contextmanager
def _streamed(export: Export, beside: Path) -> Iterator[pa.RecordBatchReader]:
    """The rows batch by batch by way of a file: a query that is read slowly would hold what it has read."""
    with TemporaryDirectory(prefix=".amends-", dir=beside) as folder:
        path = Path(folder) / "rows.parquet"
        export.rows.copy("parquet", path, "")
        with pyarrow.parquet.ParquetFile(path) as file:
            yield pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches(_BATCH))


def write_zip(export: Export, form: str, path: Path) -> None:
    """Write an archive of the rows in this format and `about.json`."""
    with (
        TemporaryDirectory(prefix=".amends-", dir=path.parent) as folder,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        rows = Path(folder) / f"{export.name}.{form}"
        write_rows(export, form, rows)
        with rows.open("rb") as source, archive.open(_entry(rows.name, form), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 20)
        archive.writestr(_entry(_ABOUT, "json"), export.about.json())


def _entry(name: str, form: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_STORED if form == "parquet" else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def send(export: Export, form: str, stream: BinaryIO) -> None:
    """Write the rows to a stream once they are whole; CSV without the mark that only spreadsheets want."""
    with TemporaryDirectory(prefix="amends-") as folder:
        path = Path(folder) / f"rows.{form}"
        with plain_failures(path):
            write_rows(export, form, path)
        with path.open("rb") as source:
            source.seek(len(_BOM) if form == "csv" else 0)
            shutil.copyfileobj(source, stream, 1 << 20)


def content(export: Export, form: str) -> bytes:
    """What a page hands to the browser: an archive, or for Excel and JSON the file itself."""
    with TemporaryDirectory(prefix="amends-") as folder:
        path = Path(folder) / "made"
        with plain_failures(path):
            (write_zip if form in ZIPPED else write_rows)(export, form, path)
        return path.read_bytes()


def csv_bytes(reader: pa.RecordBatchReader) -> bytes:
    """Rows that no version holds, such as those that a load rejected, as CSV."""
    with TemporaryDirectory(prefix="amends-") as folder:
        path = Path(folder) / "rows.csv"
        copying.copy_table(reader, "csv", path, "")
        return path.read_bytes()


def ending(form: str) -> str:
    """The ending of what a page hands to the browser."""
    return "zip" if form in ZIPPED else form


@contextmanager
def draft(out: Path) -> Iterator[Path]:
    """A path to write to; what stands there replaces `out` at the end, or is gone if anything went wrong."""
    path = out.with_name(f".{out.name}-{uuid4().hex[:8]}")
    try:
        with plain_failures(out):
            yield path
            path.replace(out)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def plain_failures(out: Path) -> Iterator[None]:
    """A disk that refuses, as AmendsError."""
    try:
        yield
    except (OSError, FileCreateError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AmendsError(f"Cannot write {out}: {reason}. Nothing was written.") from error
