"""Splitting delimited text into records when the quick reader gives up, and finding single records again.

A line that cannot be part of a sound record is set aside alone, and reading goes on with the next line: a quote that is
never closed costs its own line and no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

LONGEST_RECORD = 1 << 24
"""Bytes after which an open quote is taken for a mistake: 16 MB."""

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Record:
    """One record: its first physical line (from 1), its bytes without line end, and the rule that it breaks if any."""

    line: int
    raw: bytes
    broken: str | None = None


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    r"""Physical lines without their ends, which may be \n, \r\n or \r, also mixed in one file."""
    rest = b""
    while block := file.read(_BLOCK):
        block = rest + block
        held = block.endswith(b"\r")  # its \n may come with the next block
        parts = _split(block[:-1] if held else block)
        rest = parts.pop() + (b"\r" if held else b"")
        yield from parts
    parts = _split(rest)
    yield from parts[:-1] if parts[-1] == b"" else parts


def split(lines: Iterator[bytes], delimiter: str, count_columns: int) -> Iterator[Record]:
    """The records after the header, blank lines left out; broken ones carry the rule in words."""
    reader = _Lines(lines)
    while (line := reader.take()) is not None:
        if line.strip():
            yield _record(reader, line, delimiter.encode(), count_columns)


def header(lines: Iterator[bytes], delimiter: str) -> bytes:
    """The first record, whatever its number of fields; the first line alone when it is not sound."""
    reader = _Lines(lines)
    line = reader.take() or b""
    if b'"' not in line:
        return line
    more, found = _joined(reader, line, delimiter.encode())
    return b"\n".join([line, *more]) if found else line


def fields(raw: bytes, delimiter: str) -> list[str]:
    """The values of one sound record, unquoted."""
    text = raw.decode("utf-8", errors="replace")
    pattern = _field_pattern(delimiter.encode())
    values: list[str] = []
    position = 0
    encoded = text.encode()
    while True:
        match = pattern.match(encoded, position)
        if match is None:
            return [*values, encoded[position:].decode()]
        values.append(_unquoted(match.group(1)))
        position = match.end()
        if match.group(2) == b"":
            return values


class _Lines:
    """Physical lines with a memory, so that an attempt to join lines can be taken back."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._pending: list[bytes] = []
        self.number = 0

    def take(self) -> bytes | None:
        line = self._pending.pop() if self._pending else next(self._lines, None)
        self.number += line is not None
        return line

    def give_back(self, lines: list[bytes]) -> None:
        self._pending += reversed(lines)
        self.number -= len(lines)


def _record(reader: _Lines, line: bytes, delimiter: bytes, count_columns: int) -> Record:
    number = reader.number
    if b'"' not in line:
        found = line.count(delimiter) + 1
        problem = _line_problem(line, found, count_columns, delimiter)
        return Record(number, line if problem else _without_excess(line, found, count_columns, delimiter), problem)
    more, found = _joined(reader, line, delimiter)
    joined = b"\n".join([line, *more])
    problem = _line_problem(joined, found, count_columns, delimiter) if found else "has a quote that is never closed"
    if problem is None:
        return Record(number, _without_excess(joined, found, count_columns, delimiter))
    reader.give_back(more)
    return Record(number, line, "has a quote that is never closed" if more else problem)


def _joined(reader: _Lines, line: bytes, delimiter: bytes) -> tuple[list[bytes], int]:
    """The lines that an open quote of this one goes on over, and the number of fields then; 0 = no sound record."""
    more: list[bytes] = []
    found, size = _count_fields(line, delimiter), len(line)
    while found is None and size < LONGEST_RECORD and (following := reader.take()) is not None:
        more.append(following)
        size += len(following)
        if b'"' in following:
            found = _count_fields(b"\n".join([line, *more]), delimiter)
    return more, found or 0


def _without_excess(raw: bytes, found: int, expected: int, delimiter: bytes) -> bytes:
    """The record without the empty fields that some exports append to every line."""
    return raw.rsplit(delimiter, found - expected)[0] if found > expected else raw


def _line_problem(raw: bytes, found: int, expected: int, delimiter: bytes) -> str | None:
    if b"\0" in raw:
        return "contains a NUL byte"
    if not _is_utf8(raw):
        return "contains bytes that are no valid UTF-8"
    if found == expected or (found > expected and not raw.split(delimiter, expected)[-1].strip(delimiter + b" ")):
        return None
    return f"has {found} fields where the header has {expected}"


def _count_fields(raw: bytes, delimiter: bytes) -> int | None:
    """Number of fields; None while a quote is open, 0 when text follows a closing quote."""
    pattern, position, count = _field_pattern(delimiter), 0, 0
    while True:
        match = pattern.match(raw, position)
        if match is None:
            return None if _is_open(raw, position) else 0
        count, position = count + 1, match.end()
        if match.group(2) == b"":
            return count


def _is_open(raw: bytes, position: int) -> bool:
    """Whether the quoted field that begins here has no closing quote yet."""
    return re.compile(rb'[ \t]*"(?:[^"]|"")*\Z').match(raw, position) is not None


@lru_cache(maxsize=8)
def _field_pattern(delimiter: bytes) -> re.Pattern[bytes]:
    sign = re.escape(delimiter)
    return re.compile(rb'([ ]*"(?:[^"]|"")*+"[ ]*(?=' + sign + rb'|\Z)|(?![ ]*")[^' + sign + rb"]*)(" + sign + rb"|\Z)")


def _unquoted(raw: bytes) -> str:
    text = raw.decode("utf-8", errors="replace")
    bare = text.strip(" ")
    return bare[1:-1].replace('""', '"') if len(bare) > 1 and bare.startswith('"') else text


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _split(block: bytes) -> list[bytes]:
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return block.split(b"\n")


def sound_records(file: BinaryIO) -> Iterator[Record]:
    """The records after the header of text that the quick reader took as sound.

    There a record ends where the number of quotes is even, which is quicker to see than its fields.
    """
    held: list[bytes] = []
    start, is_open, is_header = 0, False, True
    for at, line in enumerate(lines_of(file), start=1):
        if not is_open and not line.strip():
            continue
        start = start if held else at
        held.append(line)
        if b'"' in line:
            is_open ^= line.count(b'"') % 2 == 1
        if not is_open:
            if not is_header:
                yield Record(start, b"\n".join(held))
            is_header = False
            held.clear()
