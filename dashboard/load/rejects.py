"""The file of rejected rows: where each one stands, which rule its value breaks, and the line as it is."""

import csv
import io
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.load import records
from dashboard.load.cells import Rule
from dashboard.load.fill import CANONICAL, Filled, job_rows
from dashboard.load.records import Record
from dashboard.load.scan import opened
from dashboard.load.source import FILE_ROW_NUMBER, Source
from dashboard.load.statements import duckdb_sql, one, sql, table
from dashboard.load.typing_pass import PROBLEMS, REJECTING, REMARKS, SOURCE_ROW

HEADER = ("file", "line", "table", "column", "value", "rule", "raw")

_BATCH = 1000

Write = Callable[[Sequence[object]], None]


@contextmanager
def rejects_file(path: Path) -> Iterator[Write]:
    """A function that writes one line; afterwards the file exists only if there was one."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)

        def write(row: Sequence[object]) -> None:
            nonlocal count
            count += 1
            writer.writerow(row)

        yield write
    if not count:
        path.unlink()


def write_broken(write: Write, source: Source, table_name: str, record: Record) -> None:
    """Report a line that is no sound record of the table."""
    raw = record.raw.decode("utf-8", errors="replace")
    write((source.path, record.line, table_name, "", "", f"The line {record.broken}.", raw))


def copy_broken(spool: Path, write: Write) -> None:
    """Take over the lines that were set aside while a file was read record by record."""
    csv.field_size_limit(1 << 30)
    with spool.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            write(row)


def reject(con: duckdb.DuckDBPyConnection, filled: Filled, write: Write) -> int:
    """Write the rows of a job that break a rule, a line for each rule; return how many rows they are."""
    count = 0
    raw_lines = _RawLines(con, filled.job.source)
    for batch in _batches(con, filled):
        numbers = [number for number, _ in batch]
        raw_lines.go_to(numbers)
        values = _values(con, filled, numbers, raw_lines)
        for number, bits in batch:
            line, raw = raw_lines.found[number]
            for rule in _broken(filled.rules, bits):
                value = values[number].get(rule.column) or ""
                words = f"{rule.column} {rule.words}."
                write((filled.job.source.path, line, filled.job.table.name, rule.column, value, words, raw))
        count += len(batch)
    return count


def count_with(con: duckdb.DuckDBPyConnection, filled: Filled, mask: int) -> int:
    """Rows of a job that break one of the rules in a mask of bits."""
    return int(one(con, _problem_rows(filled, mask, sql("count(*)"))))


def is_aligned(filled: Filled) -> bool:
    """Whether the records of the file can be counted in the way that finds rejected rows again."""
    source = filled.job.source
    if source.text is None or source.has_lines:
        return True
    with opened(source.text) as file:
        return sum(1 for _ in records.sound_records(file)) == filled.count_source_rows


class _RawLines:
    """Walks once through a file and keeps the records asked for last: number -> (line, text)."""

    def __init__(self, con: duckdb.DuckDBPyConnection, source: Source) -> None:
        self.found: dict[int, tuple[int, str]] = {}
        self._con, self._source = con, source
        self._records = enumerate(self._all_records())

    def go_to(self, numbers: Sequence[int]) -> None:
        """Read on to the last of these ascending numbers; a number found before may come again."""
        wanted = set(numbers) - self.found.keys()
        self.found = {number: self.found[number] for number in set(numbers) & self.found.keys()}
        if self._source.text is None:
            self._from_parquet(sorted(wanted))
            return
        while wanted:
            number, record = next(self._records)
            if number in wanted:
                wanted.remove(number)
                self.found[number] = self._located(record)

    def _all_records(self) -> Iterator[Record]:
        if self._source.text is None:
            return
        with opened(self._source.text) as file:
            if self._source.has_lines:  # written by us, with whatever quotes stand inside the texts of a damaged file
                delimiter, count = self._source.delimiter or ",", len(self._source.headers) + 1
                yield from itertools.islice(records.split(records.lines_of(file), delimiter, count), 1, None)
            else:
                yield from records.sound_records(file)

    def _located(self, record: Record) -> tuple[int, str]:
        text = record.raw.decode("utf-8", errors="replace")
        if not self._source.has_lines:
            return record.line, text
        line, _, raw = text.partition(self._source.delimiter or ",")
        return int(line), raw

    def _from_parquet(self, numbers: list[int]) -> None:
        is_wanted = exp.In(this=exp.column(FILE_ROW_NUMBER), expressions=[exp.Literal.number(n) for n in numbers])
        cells = [self._source.column(position) for position in range(len(self._source.headers))]
        rows = self._source.rows.subquery("text_rows")
        select = sqlglot.select(exp.column(FILE_ROW_NUMBER), *cells).from_(rows).where(is_wanted)
        for number, *values in self._con.execute(duckdb_sql(select), dict(self._source.parameters)).fetchall():
            self.found[number] = (number + 1, _csv_line(values))


def _problem_rows(filled: Filled, mask: int, *values: exp.Expr) -> exp.Select:
    return (
        sqlglot.select(*values)
        .from_(table(filled.job.table.name, CANONICAL))
        .where(sql("rowid >= first_row", first_row=exp.Literal.number(filled.first)))
        .where(sql("rowid < end_row", end_row=exp.Literal.number(filled.end)))
        .where(sql("(problems & mask) <> 0", mask=exp.Literal.number(mask)))
    )


def _batches(con: duckdb.DuckDBPyConnection, filled: Filled) -> Iterator[list[tuple[int, int]]]:
    """Number of the row in its file and bits of the broken rules, ascending, in batches."""
    number = sql("coalesce(source_row, rowid - first_row)", first_row=exp.Literal.number(filled.first))
    select = _problem_rows(filled, REJECTING, exp.alias_(number, "number"), exp.column(PROBLEMS)).order_by("number")
    cursor = con.cursor()
    cursor.execute(duckdb_sql(select))
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _values(
    con: duckdb.DuckDBPyConnection, filled: Filled, numbers: Sequence[int], raw_lines: _RawLines
) -> dict[int, dict[str, str | None]]:
    """The text of every cell of these rows: as it stands in the line, or as a mapping made it."""
    job = filled.job
    if filled.is_staged:
        return _mapped_values(con, filled, numbers)
    positions = {name: int(cell.name[1:]) for name, cell in job.cells.items()}
    delimiter = job.source.delimiter or ","
    found = {}
    for number in numbers:
        texts = records.fields(raw_lines.found[number][1].encode(), delimiter)
        found[number] = {name: texts[at] if at < len(texts) else None for name, at in positions.items()}
    return found


def _mapped_values(
    con: duckdb.DuckDBPyConnection, filled: Filled, numbers: Sequence[int]
) -> dict[int, dict[str, str | None]]:
    rows = job_rows(filled.job, is_staged=True)
    relation = rows.subquery("text_rows") if isinstance(rows, exp.Select) else rows
    is_wanted = exp.In(this=exp.column(SOURCE_ROW), expressions=[exp.Literal.number(n) for n in numbers])
    cells = [exp.alias_(cell, name, quoted=True) for name, cell in filled.job.cells.items()]
    select = sqlglot.select(exp.column(SOURCE_ROW), *cells).from_(relation).where(is_wanted)
    if filled.job.where is not None:
        select = select.where(filled.job.where)
    found = con.execute(duckdb_sql(select)).fetchall()
    return {number: dict(zip(filled.job.cells, values, strict=True)) for number, *values in found}


def _broken(rules: Mapping[int, Rule], bits: int) -> list[Rule]:
    return [rule for number, rule in rules.items() if number < REMARKS and bits >> number & 1]


def _csv_line(values: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()
