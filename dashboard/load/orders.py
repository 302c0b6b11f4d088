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
from dashboard.load.statements import duckdb_sql, sql

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
    for (table, column), places in _places(plans).items():
        if wish is not None:
            orders[table][column] = Order(wish, and_iso=True)
        elif (table, column) in doubtful or not all(_looks_iso(con, plan, job, column) for plan, job in places):
            orders[table][column] = _proven(con, places, column)
        else:
            orders[table][column] = ISO
    return orders


def _places(plans: Sequence[Plan]) -> Mapping[tuple[str, str], list[tuple[Plan, Job]]]:
    places: dict[tuple[str, str], list[tuple[Plan, Job]]] = defaultdict(list)
    for plan in plans:
        for job in plan.jobs:
            for name in job.cells:
                if job.table.columns[name].is_time and name not in job.orders:
                    places[job.table.name, name].append((plan, job))
    return places


def _looks_iso(con: duckdb.DuckDBPyConnection, plan: Plan, job: Job, name: str) -> bool:
    if plan.mapping is not None:
        return True
    cell = exp.alias_(trimmed(job.cells[name]), "cell")
    sample = sqlglot.select(cell).from_(job.source.rows.subquery("text_rows")).limit(_SAMPLE_ROWS)
    odd = sqlglot.select("count(*)").from_(sample.subquery("sample"))
    odd = odd.where(sql("cell is not null and not looks_iso", looks_iso=is_iso(exp.column("cell"))))
    with refusals(job.source):
        row = con.execute(duckdb_sql(odd), dict(job.source.parameters)).fetchone()
    return row is None or row[0] == 0


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
