"""The date format of every day and time column: what the user or the mapping says, else what the values prove."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.load.cells import trimmed
from dashboard.load.date_orders import find_order
from dashboard.load.dates import ISO, Order, is_iso
from dashboard.load.fill import job_rows, refusals, stage
from dashboard.load.jobs import Job, Plan
from dashboard.load.request import DateOrder
from dashboard.load.statements import column, duckdb_sql, sql

Orders = dict[str, dict[str, Order]]
"""Date format by table and column."""

_SAMPLE_ROWS = 2000


def find_orders(
    con: duckdb.DuckDBPyConnection, plans: Sequence[Plan], wish: DateOrder | None, doubtful: frozenset[tuple[str, str]]
) -> Orders:
    """The format of each column over all files of its table; AmendsError when the values leave it open.

    A sample tells ISO columns. The others, and those in `doubtful` (table, column), are proven over all their values.
    """
    orders: Orders = defaultdict(dict)
    places = _places(plans)
    odd = set() if wish is not None else doubtful | _odd_columns(con, plans)
    for (table, name), used in places.items():
        if wish is not None:
            orders[table][name] = Order(wish, and_iso=True)
        else:
            orders[table][name] = _proven(con, used, name) if (table, name) in odd else ISO
    return orders


def _places(plans: Sequence[Plan]) -> Mapping[tuple[str, str], list[tuple[Plan, Job]]]:
    places: dict[tuple[str, str], list[tuple[Plan, Job]]] = defaultdict(list)
    for plan in plans:
        for job in plan.jobs:
            for name in job.cells:
                if job.table.columns[name].is_time and name not in job.orders:
                    places[job.table.name, name].append((plan, job))
    return places


def _odd_columns(con: duckdb.DuckDBPyConnection, plans: Sequence[Plan]) -> set[tuple[str, str]]:
    """The columns in which the first rows of a file hold anything but ISO dates."""
    odd: set[tuple[str, str]] = set()
    for job in (job for plan in plans if plan.mapping is None for job in plan.jobs):
        names = [name for name in job.cells if job.table.columns[name].is_time]
        if names:
            odd |= {(job.table.name, name) for name in _odd_in_sample(con, job, names)}
    return odd


def _odd_in_sample(con: duckdb.DuckDBPyConnection, job: Job, names: Sequence[str]) -> list[str]:
    cells = [exp.alias_(trimmed(job.cells[name]), name, quoted=True) for name in names]
    sample = sqlglot.select(*cells).from_(job.source.rows.subquery("text_rows")).limit(_SAMPLE_ROWS)
    counts = [
        sql("count(*) filter (where cell is not null and not iso)", cell=cell, iso=is_iso(cell))
        for cell in map(column, names)
    ]
    with refusals(job.source):
        statement = sqlglot.select(*counts).from_(sample.subquery("sample"))
        row = con.execute(duckdb_sql(statement), dict(job.source.parameters)).fetchone() or ()
    return [name for name, count in zip(names, row, strict=True) if count]


def _proven(con: duckdb.DuckDBPyConnection, places: Sequence[tuple[Plan, Job]], name: str) -> Order:
    """The one format of a column that may be spread over several files: their values are gathered first."""
    con.execute("create or replace temp table date_values (cell varchar)")
    for plan, job in places:
        if plan.mapping is not None:
            stage(con, plan)
        rows = job_rows(job, is_staged=plan.mapping is not None)
        relation = rows.subquery("text_rows") if isinstance(rows, exp.Select) else rows
        values = sqlglot.select(exp.alias_(trimmed(job.cells[name]), "cell")).from_(relation)
        if job.where is not None:
            values = values.where(job.where)
        with refusals(job.source):
            parameters = {} if plan.mapping is not None else dict(job.source.parameters)
            con.execute("insert into date_values " + duckdb_sql(values), parameters)
    where = f"{places[0][1].source.path}, column {name}"
    order = find_order(con, sqlglot.select("cell").from_("date_values"), {}, where)
    con.execute("drop table date_values")
    return order
