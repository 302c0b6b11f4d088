"""Delimited text: encoding, delimiter, header; read by DuckDB in one pass, or record by record when it is damaged."""

import io
import itertools
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from sqlglot import exp

from dashboard.errors import AmendsError
from dashboard.load import records
from dashboard.load.encodings import chosen, transcode
from dashboard.load.records import Record
from dashboard.load.scan import opened, scan
from dashboard.load.source import SOURCE_LINE, Source
from dashboard.load.statements import select_text

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

_HEAD = 1 << 18
_TRIED_RECORDS = 200

Tell = Callable[[int], None]


def open_delimited(path: Path, work: Path, encoding: str | None, tell: Tell) -> Source:
    """Find out how a text file is written; AmendsError when it is empty or cannot be decoded."""
    found = scan(path, tell)
    if found.count_bytes == 0:
        raise AmendsError(f"{path} is empty: there is not even a header line.")
    name = chosen(found, encoding)
    text = path
    if name != "utf-8" or not found.mostly_utf8:
        text = _new_file(work)
        transcode(path, text, name, tell)
    with opened(text) as file:
        delimiter, headers = _dialect(path, file)
    is_plain = not found.has_nul and (found.is_utf8 or text != path) and _starts_with_header(text)
    source = _source(path, text, headers, name.removesuffix("-le").removesuffix("-be"), delimiter, is_plain=is_plain)
    return replace(source, has_odd_blanks=found.has_odd_blanks or text != path)


def repaired(source: Source, work: Path, on_broken: Callable[[Record], None], tell: Tell) -> Source:
    """Write the sound records of a damaged file again, each with its line number; hand over the broken ones."""
    if source.text is None or source.delimiter is None:
        return source
    target = _new_file(work)
    with opened(source.text) as file, target.open("wb") as out:
        found = records.split(records.lines_of(file), source.delimiter, len(source.headers))
        next(found, None)
        out.write(source.delimiter.join([SOURCE_LINE, *source_names(source)]).encode() + b"\n")
        for number, record in enumerate(found):
            if record.broken is not None:
                on_broken(record)
            else:
                out.write(b"%d%b%b\n" % (record.line, source.delimiter.encode(), record.raw))
            if number % 100_000 == 0:
                tell(number)
    return _source(
        source.path, target, source.headers, source.encoding, source.delimiter, is_plain=True, has_lines=True
    )


def _new_file(work: Path) -> Path:
    handle, name = tempfile.mkstemp(suffix=".csv", dir=work)
    os.close(handle)
    return Path(name)


def source_names(source: Source) -> list[str]:
    """The names c0, c1, ... of the text columns."""
    return [f"c{position}" for position in range(len(source.headers))]


def csv_rows(text: Path, count: int, delimiter: str, *, has_lines: bool) -> tuple[exp.Select, dict[str, Any]]:
    """The select over a CSV file, all columns as text, nothing guessed, and what is bound to it."""
    names = ([SOURCE_LINE] if has_lines else []) + [f"c{position}" for position in range(count)]
    parameters = {"path": str(text), "columns": dict.fromkeys(names, "VARCHAR"), "delimiter": delimiter}
    return select_text(_READ_CSV), parameters


_READ_CSV = """
select * from read_csv($path, columns := $columns, delim := $delimiter, header := true, auto_detect := false,
quote := '"', escape := '"', strict_mode := true, null_padding := false, max_line_size := 16777216)
"""


def _source(
    path: Path,
    text: Path,
    headers: tuple[str, ...],
    encoding: str | None,
    delimiter: str,
    *,
    is_plain: bool,
    has_lines: bool = False,
) -> Source:
    rows, parameters = csv_rows(text, len(headers), delimiter, has_lines=has_lines)
    return Source(path, headers, rows, parameters, encoding, delimiter, text, has_lines, is_plain)


def _dialect(path: Path, file: BinaryIO) -> tuple[str, tuple[str, ...]]:
    """The delimiter with which the first records agree best, and the header."""
    head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    if len(head) == _HEAD:
        head = head[: head.rfind(b"\n") + 1] or head
    lines = [line for line in records.lines_of(io.BytesIO(head)) if line.strip(b"\0 \t")]
    if not lines:
        raise AmendsError(f"{path} is empty: there is not even a header line.")
    best = max(DELIMITERS, key=lambda sign: _consistency(lines, sign))
    return best, tuple(records.fields(records.header(iter(lines), best), best))


def _consistency(lines: list[bytes], delimiter: str) -> tuple[float, int]:
    """The share of records with as many fields as the header, and that number; nothing for a single column."""
    count = len(records.fields(records.header(iter(lines), delimiter), delimiter))
    if count < 2:
        return 0.0, count
    tried = list(itertools.islice(records.split(iter(lines), delimiter, count), _TRIED_RECORDS))
    return sum(one.broken is None for one in tried) / len(tried), count


def _starts_with_header(text: Path) -> bool:
    with opened(text) as file:
        return bool(file.readline().strip())
