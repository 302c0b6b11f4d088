"""What one file of a load tells another: the tables in which mappings look up roles, names and times by a key."""

from collections.abc import Sequence

import duckdb
from sqlglot import exp

from dashboard.load.fill import SOURCE_ROWS, refusals, stage
from dashboard.load.jobs import Plan
from dashboard.load.mappings.lookups import KEY, column_name, table_name
from dashboard.load.statements import column, duckdb_sql, null, sql, table
from dashboard.load.typing_pass import SOURCE_ROW


def fill_look_ups(con: duckdb.DuckDBPyConnection, plans: Sequence[Plan]) -> None:
    """Fill a temporary table for every part of a mapping with a key; of equal keys in a file the last row counts."""
    keyed = [plan for plan in plans if plan.part is not None and plan.part.key is not None and plan.part.looked_up]
    for plan in keyed:
        if plan.part is not None:
            _create(con, plan.part.name, [other for other in keyed if other.part is plan.part])
    for plan in keyed:
        with refusals(plan.source):
            stage(con, plan)
            _insert(con, plan)


def _create(con: duckdb.DuckDBPyConnection, part: str, plans: Sequence[Plan]) -> None:
    names = sorted({name for plan in plans if plan.part for name in plan.part.available(plan.source.headers)})
    columns = [exp.alias_(null("varchar"), name, quoted=True) for name in [KEY, *map(column_name, names)]]
    select = exp.select(*columns).limit(0)
    made = exp.Create(this=table(table_name(part)), kind="TEMPORARY TABLE", replace=True, expression=select)
    con.execute(duckdb_sql(made))


def _insert(con: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    part = plan.part
    if part is None or part.key is None:
        return
    source = part.source(plan.source.headers, plan.answers, {})
    key = source.text(part.key)
    values = {name: source.text(name) for name in sorted(part.available(plan.source.headers))}
    last = {
        column_name(name): sql("arg_max(cell, source_row)", cell=value, source_row=column(SOURCE_ROW))
        for name, value in values.items()
        if value is not None
    }
    if key is None:
        return
    prepared = source.prepare(None)
    rows = prepared.subquery("known") if prepared is not None else table(SOURCE_ROWS)
    made = [
        exp.alias_(key.copy(), KEY, quoted=True),
        *(exp.alias_(one, name, quoted=True) for name, one in last.items()),
    ]
    names = [exp.to_identifier(name, quoted=True) for name in [KEY, *last]]
    select = exp.select(*made).from_(rows).where(sql("key_text is not null", key_text=key)).group_by(key.copy())
    target = exp.Schema(this=table(table_name(part.name)), expressions=names)
    con.execute(duckdb_sql(exp.Insert(this=target, expression=select)))
