"""Filling the canonical tables: one insert for each table of a file, and its rows' place to find them again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import contracts
from dashboard.contracts import Table
from dashboard.load.cells import Limits, Rule
from dashboard.load.dates import Order
from dashboard.load.jobs import Job, Plan
from dashboard.load.source import Source
from dashboard.load.statements import column, duckdb_sql, one, table
from dashboard.load.typing_pass import PROBLEMS, SOURCE_ROW, typing_pass

CANONICAL = "canonical"
SOURCE_ROWS, STAGED = "source_rows", "staged_rows"
_HELD = "held_cells"


class Damaged(Exception):  # noqa: N818 - not an error for the user yet: the file is read again record by record
    """A file cannot be read in one quick pass."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path, self.reason = path, reason


Stored = Mapping[str, Collection[str]]
"""The columns that are written while loading, by table."""


@dataclass(frozen=True)
class Filled:
    """The rows that a job put into its table: `rowid` from `first` up to, not including, `end`.

    `count_source_rows` are the rows of the file, of which a mapped job may take fewer or more.
    """

    job: Job
    first: int
    end: int
    rules: Mapping[int, Rule]
    is_staged: bool
    count_source_rows: int


def create_tables(con: duckdb.DuckDBPyConnection, stored: Stored) -> None:
    """Create every canonical table, empty, with the columns in `stored` and two that exist only while loading.

    Columns that nothing fills are added at the end: writing them row by row would take a third of the time.
    """
    con.execute("create schema if not exists canonical")
    for spec in contracts.tables().values():
        columns = {**_stored_types(spec, stored[spec.name]), PROBLEMS: "UBIGINT", SOURCE_ROW: "BIGINT"}
        definitions = [
            exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=_type(kind)) for name, kind in columns.items()
        ]
        schema = exp.Schema(this=table(spec.name, CANONICAL), expressions=definitions)
        con.execute(duckdb_sql(exp.Create(this=schema, kind="TABLE", replace=True)))


def complete_tables(con: duckdb.DuckDBPyConnection, stored: Stored) -> None:
    """Give every canonical table its full set of columns, and take away those that exist only while loading."""
    for name, spec in contracts.tables().items():
        there = _stored_types(spec, stored[name])
        adding, dropping = _completing(name)
        for statement in (*(adding[missing] for missing in spec.stored if missing not in there), *dropping):
            con.execute(statement)


@cache
def _completing(name: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The statements that add each column of a table, and those that drop what exists only while loading."""
    spec, target = contracts.tables()[name], table(name, CANONICAL)

    def altered(action: exp.Expr) -> str:
        return duckdb_sql(exp.Alter(this=target, kind="TABLE", actions=[action]))

    adding = {
        added: altered(exp.ColumnDef(this=column(added).this, kind=_type(kind), constraints=_default(spec, added)))
        for added, kind in spec.stored.items()
    }
    dropping = (altered(exp.Drop(tables=[exp.column(dropped)], kind="COLUMN")) for dropped in (PROBLEMS, SOURCE_ROW))
    return adding, tuple(dropping)


def columns_to_store(plans: Iterable[Plan], *, everything: bool) -> Stored:
    """The columns that these files fill, by table; `everything`: all there are."""
    stored = {
        name: {*spec.key, *([spec.newest_by] if spec.newest_by else [])} for name, spec in contracts.tables().items()
    }
    for job in (job for plan in plans for job in plan.jobs):
        stored[job.table.name] |= set(job.cells)
    return {name: set(spec.columns) if everything else stored[name] for name, spec in contracts.tables().items()}


def fill(
    con: duckdb.DuckDBPyConnection,
    plan: Plan,
    stored: Stored,
    orders: Mapping[str, Mapping[str, Order]],
    limits: Limits,
) -> list[Filled]:
    """Put the rows of one file into their tables; `orders` are date formats by table and column.

    Raises Damaged when the quick reader refuses the file.
    """
    is_staged = plan.mapping is not None
    with refusals(plan.source):
        if is_staged:
            stage(con, plan)
        return [
            _insert(con, job, stored, {**orders.get(job.table.name, {}), **job.orders}, limits, is_staged)
            for job in plan.jobs
        ]


@contextmanager
def refusals(source: Source) -> Iterator[None]:
    """Turn what DuckDB says of a file that it cannot parse into Damaged."""
    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise Damaged(source.path, _first_line(error)) from error


def stage(con: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Hold the rows of a mapped file under their own column names, for its several targets."""
    names = [exp.alias_(plan.source.column(n), name, quoted=True) for n, name in enumerate(plan.names)]
    rows = sqlglot.select(*names).from_(plan.source.rows.subquery("file_rows"))
    con.execute(f"create or replace temp table {STAGED} as {duckdb_sql(rows)}", dict(plan.source.parameters))
    con.execute(f"create or replace temp view {SOURCE_ROWS} as select rowid as {SOURCE_ROW}, * from {STAGED}")  # noqa: S608 - own names


def job_rows(job: Job, *, is_staged: bool) -> exp.Select | exp.Table:
    """The relation over which the cells of a job are expressions."""
    if not is_staged:
        return job.source.rows
    return job.prepare if job.prepare is not None else table(SOURCE_ROWS)


def count_rows(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Rows in a canonical table."""
    return int(one(con, sqlglot.select("count(*)").from_(table(name, CANONICAL))))


def _insert(
    con: duckdb.DuckDBPyConnection,
    job: Job,
    stored: Stored,
    orders: Mapping[str, Order],
    limits: Limits,
    is_staged: bool,
) -> Filled:
    number = exp.column(SOURCE_ROW) if is_staged else job.source.row_number
    rows, cells, where = job_rows(job, is_staged=is_staged), job.cells, job.where
    if job.prepare is not None:
        rows, cells, where = _hold_cells(con, job), {name: column(name) for name in job.cells}, None
    made = typing_pass(
        job.table,
        cells,
        rows,
        stored[job.table.name],
        orders,
        limits,
        number,
        where,
        has_odd_blanks=is_staged or job.source.has_odd_blanks,
    )
    select = made.select.order_by(column(SOURCE_ROW)) if is_staged else made.select
    first = count_rows(con, job.table.name)
    names = [exp.to_identifier(one.alias_or_name, quoted=True) for one in select.expressions]
    insert = exp.Insert(this=exp.Schema(this=table(job.table.name, CANONICAL), expressions=names), expression=select)
    con.execute(duckdb_sql(insert), {} if is_staged else dict(job.source.parameters))
    end = count_rows(con, job.table.name)
    count = int(one(con, sqlglot.select("count(*)").from_(table(STAGED)))) if is_staged else end - first
    return Filled(job, first, end, made.rules, is_staged, count)


def _hold_cells(con: duckdb.DuckDBPyConnection, job: Job) -> exp.Table:
    """The cells of a job that works with extra columns, in a table of their own.

    In one statement with the checks, DuckDB puts every formula into every place that uses it and plans for seconds.
    """
    cells = [exp.alias_(cell, name, quoted=True, copy=False) for name, cell in job.cells.items()]
    rows = job_rows(job, is_staged=True)
    relation = rows.subquery("prepared", copy=False) if isinstance(rows, exp.Select) else rows
    held = exp.Select(expressions=[column(SOURCE_ROW), *cells]).from_(relation, copy=False)
    if job.where is not None:
        held = held.where(job.where)
    made = exp.Create(this=table(_HELD), kind="TEMPORARY TABLE", replace=True, expression=held)
    con.execute(duckdb_sql(made))
    return table(_HELD)


def _stored_types(spec: Table, stored: Collection[str]) -> dict[str, str]:
    raw = {spec.columns[name].raw_name for name in stored}
    return {name: kind for name, kind in spec.stored.items() if name in stored or name in raw}


def _default(spec: Table, name: str) -> list[exp.Expr]:
    default = spec.columns[name].default if name in spec.columns else None
    if default is None:
        return []
    return [exp.ColumnConstraint(kind=exp.DefaultColumnConstraint(this=exp.Literal.string(default)))]


def _type(kind: str) -> exp.DataType:
    return exp.DataType.build(kind, dialect="duckdb")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
