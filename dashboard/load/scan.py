"""One look at all bytes of a text file, to know its encoding and whether the quick way of reading it is safe."""

import codecs
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

CHUNK = 1 << 23
"""Bytes looked at in one step: 8 MB."""

_SAMPLE_LINES = 20_000
_MOSTLY = 0.9
_NO_BREAK = "\u00a0".encode()
"""Its second byte alone ends many letters; in other encodings than UTF-8 nobody asks for blanks."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Scan:
    """What the bytes say.

    `bom` is the encoding that a byte order mark names, `has_odd_blanks` tells of tabs and no-break spaces,
    `foreign_lines` are the first lines with bytes above 127, and `count_utf8` how many of those are valid UTF-8.
    """

    count_bytes: int
    bom: str | None
    has_nul: bool
    has_odd_blanks: bool
    is_ascii: bool
    is_utf8: bool
    looks_utf16: str | None
    foreign_lines: tuple[bytes, ...]
    count_utf8: int

    @property
    def mostly_utf8(self) -> bool:
        """Whether the file is UTF-8, single damaged lines allowed."""
        return self.is_utf8 or self.count_utf8 >= _MOSTLY * len(self.foreign_lines)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked when it is gzipped."""
    with path.open("rb") as raw:
        if raw.read(2) != b"\x1f\x8b":
            raw.seek(0)
            yield raw
            return
        raw.seek(0)
        with gzip.open(raw, "rb") as unpacked:
            yield cast(BinaryIO, unpacked)


def scan(path: Path, tell: Callable[[int], None] = lambda _: None) -> Scan:
    """Look at every byte in chunks of constant size; `tell` hears how many bytes were seen."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen, first, last, is_utf8 = 0, b"", b"", True
    has_nul = has_odd_blanks = False
    lines: list[bytes] = []
    with opened(path) as file:
        while chunk := file.read(CHUNK):
            first = first or chunk[:4096]
            seen += len(chunk)
            has_nul = has_nul or b"\0" in chunk
            has_odd_blanks = has_odd_blanks or b"\t" in chunk or _has_no_break(chunk) or _has_no_break(last + chunk[:1])
            last = chunk[-1:]
            is_plain = chunk.isascii()
            if is_utf8 and not (is_plain and decoder.getstate()[0] == b""):
                is_utf8 = _goes_on(decoder, chunk)
            if not is_plain and len(lines) < _SAMPLE_LINES:
                lines += [line for line in chunk.split(b"\n") if not line.isascii()][: _SAMPLE_LINES - len(lines)]
            tell(seen)
    is_utf8 = is_utf8 and _goes_on(decoder, b"", is_last=True)
    bom = next((name for mark, name in _BOMS if first.startswith(mark)), None)
    count_utf8 = sum(_is_utf8(line) for line in lines)
    return Scan(seen, bom, has_nul, has_odd_blanks, not lines, is_utf8, _utf16(first), tuple(lines), count_utf8)


def _goes_on(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_last: bool = False) -> bool:
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True


def _has_no_break(chunk: bytes) -> bool:
    """The first byte alone is looked for a hundred times faster, and few texts hold it."""
    return _NO_BREAK[:1] in chunk and _NO_BREAK in chunk


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(first: bytes) -> str | None:
    """UTF-16 without a mark shows by zero bytes at every second place."""
    even, odd = first[0::2], first[1::2]
    if len(first) < 4 or not first.count(0):
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.1 * len(odd) else None
