"""Roll-ups by week (or month), alone and with one dimension: small tables that answer for millions of cases.

Built once, when a version is published, by the same select that answers from the cases, so both give the same sums.
"""

from collections.abc import Callable, Iterable

import duckdb
from sqlglot import exp

from dashboard import kpis, statements
from dashboard.errors import AmendsError
from dashboard.filters import Filters
from dashboard.kpis import Kpi

_TYPES = {"severity": "bigint", "is_internal": "boolean"}
_CASES = "rollup_cases"
_SUM_TYPES = {"numerator": "double", "denominator": "double", "denominator_squared": "double"}
_CASES = "rolled_cases"
_CASES_AT_ONCE = 1_000_000
"""Cases of several KPIs are added up together until there are so many: few statements for small data, flat memory."""


def build(con: duckdb.DuckDBPyConnection, progress: Callable[[str, float | None], None] | None = None) -> None:
    """Build every roll-up of every additive or snapshot KPI over the marts of this connection.

    Raises AmendsError, naming the file, when a KPI that must be a share has a case with more in the numerator than in
    the denominator.
    """
    dimensions = (None, *statements.ROLLUP_DIMENSIONS)
    for dimension in dimensions:
        con.execute(_empty(statements.rollup_name(dimension), _columns(dimension)).sql("duckdb"))
    con.execute(_empty(_CASES, _CASE_COLUMNS).sql("duckdb"))
    fillings = [_filling(dimension) for dimension in dimensions]
    rolled = [kpi for kpi in kpis.registry().values() if kpi.has_rollup]
    waiting = 0
    for number, kpi in enumerate(rolled):
        if progress:
            progress(f"Adding up {kpi.label}", number / len(rolled))
        waiting += _insert_cases(con, kpi)
        if waiting > _CASES_AT_ONCE:
            _add_up(con, fillings)
            waiting = 0
    _add_up(con, fillings)
    con.execute("drop table rolled_cases")


def _add_up(con: duckdb.DuckDBPyConnection, fillings: Iterable[str]) -> None:
    _check_shares(con)
    for filling in fillings:
        con.execute(filling)
    con.execute("truncate rolled_cases")


def _columns(dimension: str | None) -> dict[str, str]:
    columns = {"kpi": "text", "period": "date", "category": "text"}
    if dimension:
        columns[dimension] = _TYPES.get(dimension, "text")
    return columns | {name: _SUM_TYPES.get(name, "bigint") for name in statements.SUMS}


_CASE_COLUMNS = {
    "kpi": "text",
    "period": "date",
    "category": "text",
    **{dimension: _TYPES.get(dimension, "text") for dimension in statements.ROLLUP_DIMENSIONS},
    "state": "text",
    "numerator": "double",
    "denominator": "double",
    "case_id": "text",
}


def _empty(name: str, columns: dict[str, str]) -> exp.Create:
    definitions = [
        exp.ColumnDef(this=exp.to_identifier(column), kind=exp.DataType.build(kind)) for column, kind in columns.items()
    ]
    schema = exp.Schema(this=exp.to_table(name), expressions=definitions)
    return exp.Create(this=schema, kind="TABLE", replace=True)


def _insert_cases(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> int:
    """Put the cases of one KPI beside those of others, in columns that are the same for all; the answer is how many."""
    category = exp.column(kpi.category) if kpi.category else exp.cast(exp.null(), "text")
    named = {"kpi": exp.Literal.string(kpi.id), "period": exp.column(kpi.axis), "category": category}
    columns = [named.get(column, exp.column(column)) for column in _CASE_COLUMNS]
    rows = exp.select(*columns).from_(statements.cases(kpi, Filters()).subquery("cases"))
    inserted = con.execute(exp.insert(rows, _CASES).sql("duckdb")).fetchone()
    return int(inserted[0]) if inserted else 0


def _filling(dimension: str | None) -> str:
    """The insert that adds the waiting cases up by KPI, period, category and one dimension."""
    keys = [exp.column(name) for name in ("kpi", "period", "category", *([dimension] if dimension else []))]
    rows = exp.select(*keys, *statements.totals()).from_(_CASES).group_by(*keys)
    return exp.insert(rows, statements.rollup_name(dimension)).sql("duckdb")


def _check_shares(con: duckdb.DuckDBPyConnection) -> None:
    shares = [kpi.id for kpi in kpis.registry().values() if kpi.unit in ("percent", "distribution")]
    is_beyond = exp.GT(this=exp.column("numerator"), expression=exp.column("denominator"))
    wrong = exp.select("kpi", "case_id", "numerator", "denominator").from_(_CASES).where(is_beyond)
    row = con.execute(wrong.where(exp.column("kpi").isin(*shares)).limit(1).sql("duckdb")).fetchone()
    if row:
        raise AmendsError(
            f"{kpis.find(row[0]).sql_file}:1: a share cannot have more in the numerator than in the denominator; "
            f"case {row[1]} has {row[2]:g} of {row[3]:g}"
        )
