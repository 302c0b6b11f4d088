"""Roll-ups by week (or month), alone and with one dimension: small tables that answer for millions of cases.

Built once, when a version is published, by the same select that answers from the cases, so both give the same sums.
"""

from collections.abc import Callable

import duckdb
from sqlglot import exp

from dashboard import kpis, statements
from dashboard.errors import AmendsError
from dashboard.filters import Filters
from dashboard.kpis import Kpi

_TYPES = {"severity": "bigint", "is_internal": "boolean"}
_SUM_TYPES = {"numerator": "double", "denominator": "double", "denominator_squared": "double"}


def build(con: duckdb.DuckDBPyConnection, progress: Callable[[str, float | None], None] | None = None) -> None:
    """Build every roll-up of every additive or snapshot KPI over the marts of this connection.

    Raises AmendsError, naming the file, when a KPI that must be a share has a case with more in the numerator than in
    the denominator.
    """
    dimensions = (None, *statements.ROLLUP_DIMENSIONS)
    for dimension in dimensions:
        con.execute(_empty(dimension).sql("duckdb"))
    rolled = [kpi for kpi in kpis.registry().values() if kpi.has_rollup]
    for number, kpi in enumerate(rolled):
        if progress:
            progress(f"Adding up {kpi.label}", number / len(rolled))
        _check_share(con, kpi)
        for dimension in dimensions:
            con.execute(_filled(kpi, dimension).sql("duckdb"))


def _empty(dimension: str | None) -> exp.Create:
    columns = {"kpi": "text", "period": "date", "category": "text"}
    if dimension:
        columns[dimension] = _TYPES.get(dimension, "text")
    columns |= {name: _SUM_TYPES.get(name, "bigint") for name in statements.SUMS}
    definitions = [
        exp.ColumnDef(this=exp.to_identifier(name), kind=exp.DataType.build(kind)) for name, kind in columns.items()
    ]
    schema = exp.Schema(this=exp.to_table(statements.rollup_name(dimension)), expressions=definitions)
    return exp.Create(this=schema, kind="TABLE", replace=True)


def _filled(kpi: Kpi, dimension: str | None) -> exp.Insert:
    by = (dimension,) if dimension else ()
    sums = statements.sums(kpi, Filters(), by).subquery("sums")
    category = exp.column(kpi.category) if kpi.category else exp.cast(exp.null(), "text")
    rows = exp.select(
        exp.Literal.string(kpi.id), kpi.axis, category, *by, *(exp.column(name) for name in statements.SUMS)
    )
    return exp.insert(rows.from_(sums), statements.rollup_name(dimension))


def _check_share(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    if kpi.unit not in ("percent", "distribution"):
        return
    beyond = exp.GT(this=exp.column("numerator"), expression=exp.column("denominator"))
    wrong = statements.cases(kpi, Filters()).where(beyond).limit(1).subquery("wrong")
    row = con.execute(exp.select("case_id", "numerator", "denominator").from_(wrong).sql("duckdb")).fetchone()
    if row:
        raise AmendsError(
            f"{kpi.sql_file}:1: a share cannot have more in the numerator than in the denominator; "
            f"case {row[0]} has {row[1]} of {row[2]}"
        )
