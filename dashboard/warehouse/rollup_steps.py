"""Roll-ups from changes: the sums of a week are all changes up to it, so that no week has to be listed case by case.

A file `queries/steps/<kpi>_steps.sql` returns one row per change: `period`, the dimensions and the signed
`SUMS`. A customer who stays for two years is two changes and not a hundred weeks.
"""

from functools import lru_cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import settings, statements
from dashboard.kpis import Kpi

_NOT_STEPPED = ("numerator_squared", "sum_of_products")
"""Serve the limits of sums of money, which no file of steps counts."""

_CUMULATED = """
with

changes as (
    select period, slice_column as slice, sums
    from rolled_steps
    group by period, slice_column
),

slices as (
    select slice, min(period) as first_period
    from changes
    group by slice
),

grid as (
    select slices.slice, calendar_weeks.week as period
    from slices
    inner join calendar_weeks
        on slices.first_period <= calendar_weeks.week
    inner join parameters
        on calendar_weeks.starts_at <= parameters.as_of
),

cumulated as (
    select grid.period, grid.slice, running_sums
    from grid
    left join changes
        on grid.period = changes.period
        and grid.slice is not distinct from changes.slice
)

select *
from cumulated
where cases > 0 or unknown > 0 or immature > 0
"""


def has_steps(kpi: Kpi) -> bool:
    """Whether the KPI is rolled up from changes."""
    return _file(kpi).exists()


def load(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    """Put the changes of a KPI into a temporary table; `cumulated` reads it."""
    con.execute("create or replace temp table rolled_steps as\n" + _file(kpi).read_text(encoding="utf-8"))


def drop(con: duckdb.DuckDBPyConnection) -> None:
    """Remove the temporary table."""
    con.execute("drop table if exists rolled_steps")


@lru_cache(maxsize=16)
def cumulated(dimension: str | None) -> exp.Select:
    """The sums by period and one dimension (or over all): columns period, slice, `SUMS`."""
    slice_column = exp.column(dimension) if dimension else exp.cast(exp.null(), "text")
    parsed = sqlglot.parse_one(_CUMULATED, read="duckdb", into=exp.Select)
    for select in parsed.find_all(exp.Select):
        select.set("expressions", [each for column in select.expressions for each in _expanded(column)])
    for column in list(parsed.find_all(exp.Column)):
        if column.name == "slice_column":
            column.replace(slice_column.copy())
    return parsed


def _expanded(column: exp.Expr) -> list[exp.Expr]:
    """One column for each of `SUMS` where the statement says `sums` or `running_sums`."""
    make = {"sums": _total, "running_sums": _running_total}.get(column.name)
    return [exp.alias_(make(name), name) for name in statements.SUMS] if make else [column]


def _file(kpi: Kpi) -> Path:
    return settings.QUERIES / "steps" / f"{kpi.id}_steps.sql"


def _total(name: str) -> exp.Expr:
    return exp.Literal.number(0) if name in _NOT_STEPPED else exp.func("sum", exp.column(name))


def _running_total(name: str) -> exp.Expr:
    change = exp.func("coalesce", exp.column(name, table="changes"), exp.Literal.number(0))
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("period", table="grid"))])
    return exp.Window(this=exp.func("sum", change), partition_by=[exp.column("slice", table="grid")], order=order)
