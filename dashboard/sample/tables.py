"""Writes canonical tables as CSV: UTF-8, header, ISO 8601, empty cell for nothing; one stable way for every value."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sample.clock import Bools, Floats, Ints, Texts

Columns = Mapping[str, pa.Array]
_SPECIAL: Final = (b'"', b",", b"\n", b"\r")


def texts(values: Sequence[str | None] | Texts) -> pa.Array:
    """Strings as they are; None is an empty cell."""
    return pa.array(values, type=pa.string(), from_pandas=True)


def constant(value: str | None, count: int) -> pa.Array:
    """The same string in every row."""
    return pa.repeat(pa.scalar(value, pa.string()), count)


def picked(index: Ints, names: Sequence[str]) -> pa.Array:
    """`names[index]` in every row; a negative index is an empty cell."""
    missing = index < 0
    rows = pa.array(np.where(missing, 0, index).astype(np.int32), mask=missing)
    return pa.DictionaryArray.from_arrays(rows, pa.array(list(names), pa.string())).cast(pa.string())


def instants(seconds: Ints) -> pa.Array:
    """Seconds since 1970 as `2026-03-02T00:00:00Z`; negative is an empty cell."""
    written = np.datetime_as_string(np.maximum(seconds, 0).astype("datetime64[s]"), unit="s", timezone="UTC")
    return pa.array(written.astype(object), type=pa.string(), mask=seconds < 0)


def days(days_since_1970: Ints) -> pa.Array:
    """Days since 1970 as `2026-03-02`; negative is an empty cell."""
    written = np.datetime_as_string(np.maximum(days_since_1970, 0).astype("datetime64[D]"), unit="D")
    return pa.array(written.astype(object), type=pa.string(), mask=days_since_1970 < 0)


def numbers(values: Ints, missing: Bools | None = None) -> pa.Array:
    """Whole numbers; the missing ones are empty cells."""
    return pa.array(values.astype(np.int64), mask=missing).cast(pa.string())


def money(euros: Floats) -> pa.Array:
    """Amounts with two decimals; NaN is an empty cell."""
    missing = np.isnan(euros)
    cents = np.round(np.where(missing, 0, euros) * 100).astype(np.int64)
    signs = np.where(cents < 0, "-", "")
    whole, rest = np.divmod(np.abs(cents), 100)
    parts = [pa.array(signs.astype(object), pa.string()), numbers(whole, missing), constant(".", len(cents))]
    return pc.binary_join_element_wise(*parts, pc.utf8_lpad(numbers(rest), 2, "0"), "")


def shares(values: Floats) -> pa.Array:
    """Numbers from 0 to 1 with two decimals; NaN is an empty cell."""
    return money(values)


def booleans(values: Bools, missing: Bools | None = None) -> pa.Array:
    """`true`, `false`, or an empty cell."""
    found = np.where(values, 0, 1).astype(np.int64)
    return picked(found if missing is None else np.where(missing, -1, found), ("true", "false"))


def ids(prefix: str, values: Ints, width: int) -> pa.Array:
    """Identifiers such as `C-00045`; negative is an empty cell."""
    missing = values < 0
    padded = pc.utf8_lpad(numbers(np.maximum(values, 0)), width, "0")
    joined = pc.binary_join_element_wise(constant(prefix, len(values)), padded, "")
    return pc.if_else(pa.array(~missing), joined, pa.scalar(None, pa.string()))


def _cells(column: pa.Array) -> pa.Array:
    """A column as CSV cells: quoted only where a value holds a quote, a comma or a line break."""
    cells = column.cast(pa.string())
    buffer = cells.buffers()[2]
    content = buffer.to_pybytes() if buffer else b""
    if not any(special in content for special in _SPECIAL):
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(pc.match_substring_regex(cells, '[",\r\n]'), quoted, cells)


def first_of(*columns: pa.Array) -> pa.Array:
    """In every row the first value that is there."""
    return pc.coalesce(*columns)


def joined(*columns: pa.Array) -> pa.Array:
    """Strings put together; empty where any of them is."""
    return pc.binary_join_element_wise(*columns, "")


class TableFile:
    """One CSV file of a canonical table, written part by part."""

    def __init__(self, folder: Path, table: str) -> None:
        self._path = folder / f"{table}.csv"
        self._names: list[str] = []

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def append(self, columns: Columns) -> None:
        """Write rows; the first call also writes the header, every call has the same columns."""
        if not self._names:
            self._names = list(columns)
            self._file.write((",".join(self._names) + "\n").encode())
        cells = [_cells(columns[name]) for name in self._names]
        cells[-1] = pc.binary_join_element_wise(cells[-1], "\n", "", null_handling="replace", null_replacement="")
        lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
        if len(lines):
            self._file.write("".join(lines.to_pylist()).encode())


def write_table(folder: Path, table: str, columns: Columns) -> None:
    """Write a whole table in one go."""
    with TableFile(folder, table) as file:
        file.append(columns)
