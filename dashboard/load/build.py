"""From the files of a request to filled schemas `canonical` and `meta` in an open building database."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from dashboard import contracts
from dashboard.detect.batches import Readers
from dashboard.errors import AmendsError
from dashboard.load import derive, duplicates, meta, warn
from dashboard.load.append import take_over
from dashboard.load.cells import Limits
from dashboard.load.checks import run_checks
from dashboard.load.fill import Damaged, Filled, Stored, columns_to_store, complete_tables, create_tables, fill, stage
from dashboard.load.local_time import write_macros
from dashboard.load.look_ups import fill_look_ups
from dashboard.load.messages import hold_many_messages, read_messages
from dashboard.load.meta import Warned
from dashboard.load.orders import Orders, find_orders
from dashboard.load.prepare import Prepared, prepare, repair, tables_of
from dashboard.load.rejects import Write, copy_broken, count_with, is_aligned, reject, rejects_file
from dashboard.load.request import LoadRequest, Progress
from dashboard.load.result import Built
from dashboard.load.swapped import about_orders, about_swapped_days
from dashboard.load.tally import Tally
from dashboard.load.typing_pass import REJECTING
from dashboard.load.watch import watched
from dashboard.warehouse import clock

_FUTURE = timedelta(days=366)

_DOUBTFUL_SHARE = 0.01
"""Share of rejected dates above which a column that looked like ISO in the sample is looked at as a whole."""


class _Doubtful(Exception):  # noqa: N818 - no error: these columns are proven over all values, then all is read again
    def __init__(self, columns: frozenset[tuple[str, str]]) -> None:
        super().__init__()
        self.columns = columns


@dataclass
class _Load:
    """One attempt: what it reads, and what it has found so far."""

    con: duckdb.DuckDBPyConnection
    request: LoadRequest
    prepared: Sequence[Prepared]
    progress: Progress
    write: Write
    doubtful: frozenset[tuple[str, str]]
    tally: Tally
    readers: Readers
    warned: list[Warned] = field(default_factory=list)
    first_reject: str = ""

    def reject(self, row: Sequence[object]) -> None:
        """Write a line of the rejects file and remember the first."""
        file, line, _, _, value, rule, _ = row
        self.first_reject = self.first_reject or f"{file}, line {line}: {rule}" + (
            f" It is “{value}”." if value else ""
        )
        self.write(row)


def build(
    con: duckdb.DuckDBPyConnection, request: LoadRequest, previous: Path | None, rejects: Path, progress: Progress
) -> Built:
    """Fill `canonical.*` and `meta.*` of an empty building database from the files of a request.

    `previous` is the published version that `append` adds to. Rejected rows go to `rejects`, which exists afterwards
    only if there were any. Raises AmendsError when the data or the request is refused.
    """
    clock.zone(request.timezone)
    con.execute("set timezone = 'UTC'")
    clock.write(con, request.timezone)
    write_macros(con)
    with _work_folder(rejects.parent) as work, Readers() as readers:
        prepared = prepare(con, request, work, progress)
        if hold_many_messages(one.plan for one in prepared):
            readers.begin()
        doubtful: frozenset[tuple[str, str]] = frozenset()
        while True:  # ends: a file is repaired once, and a column once proven is not doubtful again
            try:
                with rejects_file(rejects) as write:
                    tally = Tally([one.plan for one in prepared])
                    load = _Load(con, request, prepared, progress, write, doubtful, tally, readers)
                    return _attempt(load, previous)
            except Damaged as damaged:
                progress(f"Reading {damaged.path.name} record by record", None)
                prepared = [_repaired(one, damaged.path, work) for one in prepared]
            except _Doubtful as found:
                doubtful |= found.columns


@contextlib.contextmanager
def _work_folder(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="reading-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _repaired(one: Prepared, path: Path, work: Path) -> Prepared:
    return repair(one, work, lambda _: None) if one.plan.source.path == path else one


def _attempt(load: _Load, previous: Path | None) -> Built:
    fill_look_ups(load.con, load.tally.plans)
    load.progress("Looking at the dates", None)
    orders = find_orders(load.con, load.tally.plans, load.request.dates, load.doubtful)
    stored = columns_to_store(load.tally.plans, everything=load.request.append)
    create_tables(load.con, stored)
    meta.create(load.con)
    if load.request.append:
        take_over(load.con, previous, load.request.timezone)
    filled = _fill(load, stored, orders)
    load.progress("Checking rows and keys", None)
    _reject(load, filled)
    names = tables_of(load.prepared)
    for name in names:
        _drop(load, name, [(number, one) for number, one in filled if one.job.table.name == name])
    _refuse_nothing(load, names)
    load.warned += [warned for one in load.prepared for warned in warn.about_file(one.plan)]
    load.warned += warn.about_codes(load.con, stored)
    complete_tables(load.con, stored)
    load.warned += warn.about_future(load.con, names)
    return _finish(load, names, orders)


def _fill(load: _Load, stored: Stored, orders: Orders) -> list[tuple[int, Filled]]:
    limits = _limits(load.request)
    filled: list[tuple[int, Filled]] = []
    for number, one in enumerate(load.prepared):
        count = len(load.prepared)
        with watched(load.con, load.progress, f"Loading {one.plan.source.path.name}", number / count, 1 / count):
            made = fill(load.con, one.plan, stored, orders, limits)
        _refuse_doubtful(load, made)
        filled += [(number, each) for each in made]
    return filled


def _limits(request: LoadRequest) -> Limits:
    now = datetime.now(UTC).replace(tzinfo=None)
    latest = max(now, request.as_of or now) + _FUTURE
    return Limits(latest, f"is later than {latest:%Y-%m-%d}, which is more than a year in the future")


def _refuse_doubtful(load: _Load, made: Iterable[Filled]) -> None:
    """Look again at all values of a date column of which more than a few are no ISO dates."""
    found = set()
    for one in made:
        for bit, rule in one.rules.items():
            place = (one.job.table.name, rule.column)
            if not rule.is_format or place in load.doubtful or rule.column in one.job.orders or load.request.dates:
                continue
            if count_with(load.con, one, 1 << bit) > _DOUBTFUL_SHARE * (one.end - one.first):
                found.add(place)
    if found:
        raise _Doubtful(frozenset(found))


def _reject(load: _Load, filled: Sequence[tuple[int, Filled]]) -> None:
    """Write the rejected rows, file by file, and count what was read and rejected."""
    for number, one in enumerate(load.prepared):
        if one.broken is not None:
            copy_broken(one.broken, load.reject)
            place = (one.plan.jobs[0].table.name, number)
            load.tally.read[place] += one.count_broken
            load.tally.rejected[place] += one.count_broken
    for number, made in filled:
        place = (made.job.table.name, number)
        load.tally.read[place] += made.end - made.first
        if count_with(load.con, made, REJECTING):
            if not is_aligned(made):
                raise Damaged(made.job.source.path, "its records cannot be counted")
            if made.is_staged:  # another mapped file may have been read since
                stage(load.con, load.prepared[number].plan)
            load.tally.rejected[place] += reject(load.con, made, load.reject)
        load.warned += warn.about_rows(load.con, made)


def _drop(load: _Load, name: str, filled: Sequence[tuple[int, Filled]]) -> None:
    """Take the rejected rows, the older rows of a key and the replaced ones out of a table."""
    spec = contracts.tables()[name]
    count = duplicates.mark_duplicates(load.con, spec)
    for number, one in filled:
        load.tally.duplicates[name, number] += duplicates.count_older(load.con, one.first, one.end)
    load.warned += warn.about_disagreements(name, _disagreements(load, spec, filled) if count else ())
    duplicates.drop_marked(load.con, spec)
    if load.request.append:
        duplicates.drop_replaced(load.con, spec)
    load.warned += warn.about_duplicates(name, count)


def _disagreements(
    load: _Load, spec: contracts.Table, filled: Sequence[tuple[int, Filled]]
) -> Sequence[tuple[str, str, int]]:
    files = [(str(load.prepared[number].plan.source.path), one.first, one.end) for number, one in filled]
    columns = {name for _, one in filled for name in one.job.cells}
    return duplicates.disagreements(load.con, spec, files, columns)


def _refuse_nothing(load: _Load, names: Sequence[str]) -> None:
    reports = [load.tally.of_table(name) for name in names]
    if any(report.loaded for report in reports):
        return
    files = ", ".join(str(one.plan.source.path) for one in load.prepared)
    if any(report.read for report in reports):
        raise AmendsError(f"No row of {files} could be loaded. The first problem: {load.first_reject}")
    raise AmendsError(f"There is nothing to load: {files} has a header, but no rows.")


def _finish(load: _Load, names: Sequence[str], orders: Orders) -> Built:
    con = load.con
    read_messages(con, load.request, load.readers, load.progress)
    load.progress("Looking for contradictions", None)
    had_customers = "customers" in names
    load.warned += warn.about_customers(derive.add_missing_customers(con), had_customers)
    load.warned += warn.about_weights(derive.normalise_weights(con))
    load.warned += [*about_swapped_days(con, names, load.request.timezone), *about_orders(orders)]
    load.warned += run_checks(con)
    filled = derive.coverage(con)
    notes = [(note.topic, note.text) for plan in load.tally.plans if plan.mapping for note in plan.mapping.notes]
    meta.write(con, load.tally.files(orders), load.warned, filled, notes)
    return Built(
        as_of=load.request.as_of or derive.latest_moment(con, load.request.timezone),
        timezone=load.request.timezone,
        currency=derive.base_currency(con),
        tier=derive.tier(filled),
        tables={name: load.tally.of_table(name) for name in names},
        warnings=tuple(one.message for one in load.warned),
    )
