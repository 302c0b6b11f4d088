"""Opening the files of a load and deciding what each of them is."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from dashboard import contracts
from dashboard.errors import AmendsError
from dashboard.load.columnar import open_parquet, open_xlsx
from dashboard.load.delimited import Tell, open_delimited, repaired
from dashboard.load.inputs import PARQUET, XLSX, Input, find_inputs, kind_of, table_of
from dashboard.load.jobs import Plan
from dashboard.load.planning import Opened, plans
from dashboard.load.records import Record
from dashboard.load.rejects import write_broken
from dashboard.load.request import LoadRequest, Progress
from dashboard.load.source import Source


@dataclass(frozen=True)
class Prepared:
    """A file ready to be read; `broken` is a list of its lines that are no sound records, None = none looked for."""

    plan: Plan
    broken: Path | None = None
    count_broken: int = 0


def prepare(con: duckdb.DuckDBPyConnection, request: LoadRequest, work: Path, progress: Progress) -> list[Prepared]:
    """Open and plan every file; AmendsError names the first that cannot be used."""
    opened = open_all(con, request, work, progress)
    made = plans([one for one, _ in opened], request)
    return [_prepared(one, work, tell) for one, (_, tell) in zip(made, opened, strict=True)]


def open_all(
    con: duckdb.DuckDBPyConnection, request: LoadRequest, work: Path, progress: Progress
) -> list[tuple[Opened, Tell]]:
    """Open every file or sheet of a request, each with what tells how far it is read."""
    try:
        inputs = find_inputs(request.paths)
    except OSError as error:
        raise AmendsError(_not_readable(Path(error.filename or ""), error)) from error
    opened: list[tuple[Opened, Tell]] = []
    for number, found in enumerate(inputs):
        tell = _teller(progress, found.path, number, len(inputs))
        tell(0)
        opened += [(one, tell) for one in _sources(con, found, request, work, tell)]
    return opened


def repair(prepared: Prepared, work: Path, tell: Tell) -> Prepared:
    """Read a damaged file record by record; AmendsError when that has been done before and did not help."""
    source = prepared.plan.source
    if prepared.broken is not None or source.text is None or source.has_lines:
        raise AmendsError(f"{source.path} is damaged and cannot be parsed.")
    table = prepared.plan.jobs[0].table.name
    spool = work / f"broken-{len(list(work.glob('broken-*')))}.csv"
    count = 0
    with spool.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")

        def on_broken(record: Record) -> None:
            nonlocal count
            count += 1
            write_broken(writer.writerow, source, table, record)

        sound = repaired(source, work, on_broken, tell)
    jobs = tuple(replace(job, source=sound) for job in prepared.plan.jobs)
    return Prepared(replace(prepared.plan, source=sound, jobs=jobs), spool, count)


def _prepared(made: Plan, work: Path, tell: Tell) -> Prepared:
    return Prepared(made) if made.source.is_plain or not made.jobs else repair(Prepared(made), work, tell)


def _sources(
    con: duckdb.DuckDBPyConnection, found: Input, request: LoadRequest, work: Path, tell: Tell
) -> Iterator[tuple[Input, Source]]:
    try:
        kind = kind_of(found.path)
        if kind in PARQUET:
            yield found, open_parquet(con, found.path)
        elif kind in XLSX:
            yield from _sheets(found, open_xlsx(found.path, work, tell))
        else:
            yield found, open_delimited(found.path, work, request.encoding, tell)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise AmendsError(f"{found.path} is damaged: it cannot be unpacked.") from error
    except OSError as error:
        raise AmendsError(_not_readable(found.path, error)) from error


def _sheets(found: Input, sheets: dict[str, Source]) -> Iterator[tuple[Input, Source]]:
    for name, source in sheets.items():
        yield replace(found, table=table_of(name) or found.table), source


def _not_readable(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"{path} may not be read: check its permissions."
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder, not a file."
    return f"{path} cannot be read: {error.strerror or error}."


def _teller(progress: Progress, path: Path, number: int, count: int) -> Tell:
    size = max(path.stat().st_size, 1)

    def tell(seen: int) -> None:
        progress(f"Reading {path.name}", min(1.0, (number + min(1.0, seen / size)) / count))

    return tell


def tables_of(prepared: Sequence[Prepared]) -> list[str]:
    """The tables that the files fill, in the order of the model."""
    there = {job.table.name for one in prepared for job in one.plan.jobs}
    return [name for name in contracts.tables() if name in there]
