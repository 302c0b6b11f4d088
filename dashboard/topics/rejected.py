"""The rows that a load left out: the first ones, how many break which rule, and all of them for a spreadsheet."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa

from dashboard.exports import files

_LONGEST_FIELD = 1 << 30
_MOST_LINES = 50_000
_FIRST = 200
_BATCH = 2_000

RAW = ("value", "raw")
"""The columns that repeat what stood in a file, whatever that was."""

Line = dict[str, str]
Rule = tuple[str, str, str]
"""Table, column, and what is wrong, in words."""


@dataclass(frozen=True)
class Rejected:
    """A version's rejected rows, a line for each rule that a row breaks.

    `by_rule` counts the lines, the commonest first. Of a very large file only the first lines are counted: then
    `is_whole` is False.
    """

    first: tuple[Line, ...]
    by_rule: tuple[tuple[Rule, int], ...]
    count: int
    is_whole: bool


def read(path: Path) -> Rejected | None:
    """What stands in the file of rejected rows; None when the load rejected none."""
    if not path.exists():
        return None
    with _lines(path) as lines:
        counted = list(islice(lines, _MOST_LINES))
        is_whole = next(lines, None) is None
    rules = Counter((line["table"], line["column"], line["rule"]) for line in counted)
    return Rejected(tuple(counted[:_FIRST]), tuple(rules.most_common()), len(counted), is_whole)


def count(path: Path) -> int:
    """How many lines the file has, all of them."""
    with _lines(path) as lines:
        return sum(1 for _ in lines)


def csv_bytes(path: Path, *, has_raw: bool) -> bytes:
    """All lines as CSV that a spreadsheet opens safely, with what stood in the loaded files only if `has_raw`."""
    with _lines(path) as lines:
        first = next(lines, None)
        schema = pa.schema([(name, pa.string()) for name in first or () if has_raw or name not in RAW])
        batches = (pa.RecordBatch.from_pylist(batch, schema) for batch in _batches(first, lines))
        return files.csv_bytes(pa.RecordBatchReader.from_batches(schema, batches))


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[Line]]:
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding="utf-8", newline="") as file:
        yield iter(csv.DictReader(file))


def _batches(first: Line | None, lines: Iterator[Line]) -> Iterator[list[Line]]:
    batch = [first] if first else []
    while batch:
        batch += islice(lines, _BATCH)
        yield batch
        batch = list(islice(lines, 1))
