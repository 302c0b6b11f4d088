"""Roll-ups by week (or month): small tables that answer for millions of cases.

Every KPI whose sums may be added up is rolled up by period; those of the overview also by each dimension. Built once,
when a version is published, by the same select that answers from the cases, so both give the same sums. Where that
select would list every customer of every week, a file of `queries/steps/` gives the changes of the sums instead.
"""

from collections.abc import Callable, Collection

import duckdb
from sqlglot import exp

from dashboard import kpis, statements
from dashboard.errors import AmendsError
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.warehouse import rollup_steps

_TYPES = {"severity": "bigint", "is_internal": "boolean"}
_COUNTS = ("cases", "unknown", "immature")
_CASES, _BEYOND = "rolled_cases", "count_beyond"

_CASES_AT_ONCE = 1_000_000
"""The cases of small KPIs are added up together until there are so many: few statements, flat memory."""


def build(
    con: duckdb.DuckDBPyConnection,
    progress: Callable[[str, float | None], None] | None = None,
    only: Collection[str] | None = None,
) -> None:
    """Build the roll-ups of all KPIs (or `only` of some) over the marts of this connection.

    Raises AmendsError, naming the file, when a KPI that must be a share has a case with more in the numerator than in
    the denominator.
    """
    for dimension in (None, *statements.ROLLUP_DIMENSIONS):
        con.execute(_empty(statements.rollup_name(dimension), _columns(dimension)).sql("duckdb"))
    con.execute(_empty(_CASES, _case_columns()).sql("duckdb"))
    rolled = [kpi for kpi in kpis.registry().values() if kpi.has_rollup and (only is None or kpi.id in only)]
    waiting = 0
    for number, kpi in enumerate(rolled):
        if progress:
            progress("Adding up the weeks", number / len(rolled))
        waiting += _roll_up(con, kpi)
        if waiting > _CASES_AT_ONCE:
            waiting = _add_up(con)
    _add_up(con)
    con.execute("drop table rolled_cases")
    rollup_steps.drop(con)
    _check_shares(con)


def _roll_up(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> int:
    """Roll one KPI up; the answer is how many of its cases now wait to be added up by dimension."""
    if rollup_steps.has_steps(kpi):
        _add_up_steps(con, kpi)
        return 0
    con.execute(_sums(kpi, None).sql("duckdb"))
    if not kpi.has_dimension_rollups:
        return 0
    if _count(con, kpi) <= _CASES_AT_ONCE:
        return _insert_cases(con, kpi)
    for dimension in statements.ROLLUP_DIMENSIONS:
        con.execute(_sums(kpi, dimension).sql("duckdb"))
    return 0


def _count(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> int:
    total = exp.select("sum(cases + unknown + immature)").from_(statements.rollup_name(None))
    row = con.execute(total.where(exp.column("kpi").eq(kpi.id)).sql("duckdb")).fetchone()
    return int(row[0] or 0) if row else 0


def _columns(dimension: str | None) -> dict[str, str]:
    columns = {"kpi": "text", "period": "date", "category": "text"}
    if dimension:
        columns[dimension] = _TYPES.get(dimension, "text")
    columns |= {name: "bigint" if name in _COUNTS else "double" for name in statements.SUMS}
    return columns if dimension else columns | {_BEYOND: "bigint"}


def _case_columns() -> dict[str, str]:
    dimensions = {dimension: _TYPES.get(dimension, "text") for dimension in statements.ROLLUP_DIMENSIONS}
    keys = {"kpi": "text", "period": "date", "category": "text"}
    return {**keys, **dimensions, "state": "text", "numerator": "double", "denominator": "double"}


def _empty(name: str, columns: dict[str, str]) -> exp.Create:
    definitions = [
        exp.ColumnDef(this=exp.to_identifier(column), kind=exp.DataType.build(kind)) for column, kind in columns.items()
    ]
    schema = exp.Schema(this=exp.to_table(name), expressions=definitions)
    return exp.Create(this=schema, kind="TABLE", replace=True)


def _sums(kpi: Kpi, dimension: str | None) -> exp.Insert:
    """The insert that adds a KPI's cases up by period and one dimension (or over all), straight from its select."""
    keys = [*_keys(kpi).values(), *([exp.column(dimension)] if dimension else [])]
    cases = statements.cases(kpi, Filters()).subquery("cases")
    sums = exp.select(*keys, *_totals(dimension)).from_(cases).group_by(*(key.copy() for key in keys))
    return exp.insert(sums, statements.rollup_name(dimension))


def _totals(dimension: str | None) -> list[exp.Expr]:
    """The sums; over all dimensions also how many cases have more in the numerator than in the denominator."""
    is_beyond = exp.GT(this=exp.column("numerator"), expression=exp.column("denominator"))
    beyond = exp.func("count", exp.Case().when(is_beyond, exp.Literal.number(1)))
    return statements.totals() if dimension else [*statements.totals(), exp.alias_(beyond, _BEYOND)]


def _check_shares(con: duckdb.DuckDBPyConnection) -> None:
    shares = [kpi.id for kpi in kpis.registry().values() if kpi.unit in ("percent", "distribution")]
    wrong = exp.select("kpi", "period", _BEYOND).from_(statements.rollup_name(None)).where(f"{_BEYOND} > 0")
    row = con.execute(wrong.where(exp.column("kpi").isin(*shares)).limit(1).sql("duckdb")).fetchone()
    if row:
        raise AmendsError(
            f"{kpis.find(row[0]).sql_file}:1: a share cannot have more in the numerator than in the denominator, but "
            f"{row[2]} cases of {row[1]} have"
        )


def _keys(kpi: Kpi) -> dict[str, exp.Expr]:
    category = exp.column(kpi.category) if kpi.category else exp.cast(exp.null(), "text")
    return {"kpi": exp.cast(exp.Literal.string(kpi.id), "text"), "period": exp.column(kpi.axis), "category": category}


def _insert_cases(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> int:
    """Put the cases of one KPI beside those of others, in columns that are the same for all; the answer is how many."""
    keys = _keys(kpi)
    columns = [keys.get(column, exp.column(column)) for column in _case_columns()]
    rows = exp.select(*columns).from_(statements.cases(kpi, Filters()).subquery("cases"))
    inserted = con.execute(exp.insert(rows, _CASES).sql("duckdb")).fetchone()
    return int(inserted[0]) if inserted else 0


def _add_up(con: duckdb.DuckDBPyConnection) -> int:
    """Add the waiting cases up by KPI, period, category and each dimension; none wait afterwards."""
    for dimension in statements.ROLLUP_DIMENSIONS:
        keys = [exp.column(name) for name in ("kpi", "period", "category", dimension)]
        rows = exp.select(*keys, *_totals(dimension)).from_(_CASES).group_by(*keys)
        con.execute(exp.insert(rows, statements.rollup_name(dimension)).sql("duckdb"))
    con.execute("truncate rolled_cases")
    return 0


def _add_up_steps(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    rollup_steps.load(con, kpi)
    for dimension in (None, *(statements.ROLLUP_DIMENSIONS if kpi.has_dimension_rollups else ())):
        keys = {**_keys(kpi), "period": exp.column("period")}
        names = [*keys.values(), *([exp.column("slice")] if dimension else [])]
        never = [] if dimension else [exp.Literal.number(0)]
        rows = exp.select(*names, *(exp.column(name) for name in statements.SUMS), *never)
        rows = rows.from_(rollup_steps.cumulated(dimension).subquery("sums"))
        con.execute(exp.insert(rows, statements.rollup_name(dimension)).sql("duckdb"))
