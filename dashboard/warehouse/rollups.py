"""Roll-ups by week (or month): small tables that answer for millions of cases.

Every KPI whose sums may be added up is rolled up by period. Those of the overview must answer any filter at once: their
cases are kept beside one another, those with the same dimensions added up, and rolled up by each dimension and by such
pairs of dimensions as make it much smaller. Built once, when a version is published, by the select that also answers
from the cases, so both give the same sums. Where that select would list every customer of every week, a file of
`queries/steps/` gives the changes of the sums instead.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import cast

import duckdb
from sqlglot import exp

from dashboard.engine import kpis, rollup_statements, statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.rollup_statements import CASES, COUNTS, ROLLED_DIMENSIONS
from dashboard.errors import AmendsError
from dashboard.warehouse import rollup_pairs, rollup_steps, side_by_side
from dashboard.warehouse.rollup_pairs import WORTH_A_PAIR

_TYPES = {"severity": "bigint", "is_internal": "boolean"}
_BEYOND = "count_beyond"


def build(
    con: duckdb.DuckDBPyConnection,
    progress: Callable[[str, float | None], None] | None = None,
    only: Collection[str] | None = None,
    worth_a_pair: float = WORTH_A_PAIR,
) -> None:
    """Build the roll-ups of all KPIs (or `only` of some) over the marts of this connection.

    Raises AmendsError, naming the file, when a KPI that must be a share has a case with more in the numerator than in
    the denominator.
    """
    _create(con, rollup_statements.name(()), _columns(()) | {_BEYOND: "bigint"})
    _create(con, CASES, {"is_change": "boolean"} | _columns(ROLLED_DIMENSIONS) | {_BEYOND: "bigint"})
    rolled = {kpi.id: kpi for kpi in kpis.registry().values() if kpi.has_rollup and (only is None or kpi.id in only)}

    def tell(count: int) -> None:
        if progress:
            progress("Adding up the weeks", count / len(rolled))

    tell(0)
    side_by_side.run(con, dict.fromkeys(rolled, ()), lambda cursor, kpi_id: _roll_up(cursor, rolled[kpi_id]), tell)
    _add_up(con, ())
    _add_up_each(con, worth_a_pair)
    _check_shares(con)


def _create(con: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str]) -> None:
    definitions = [
        exp.ColumnDef(this=exp.to_identifier(column), kind=exp.DataType.build(kind)) for column, kind in columns.items()
    ]
    schema = exp.Schema(this=exp.to_table(name), expressions=definitions)
    con.execute(exp.Create(this=schema, kind="TABLE", replace=True).sql("duckdb"))


def _columns(dimensions: Sequence[str]) -> dict[str, str]:
    keys = {"kpi": "text", "period": "date", "category": "text"}
    sums = {column: "bigint" if column in COUNTS else "double" for column in statements.SUMS}
    return keys | {dimension: _TYPES.get(dimension, "text") for dimension in dimensions} | sums


def _roll_up(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    """Keep the cases of a KPI of the overview, to be added up with those of others; add up any other one at once."""
    con.execute(_roll_up_statement(kpi))


@lru_cache(maxsize=128)
def _roll_up_statement(kpi: Kpi) -> str:
    """Kept, because to write it takes longer than to run it over a small company."""
    total = rollup_statements.name(())
    if kpi.has_dimension_rollups:
        # By agent, the one dimension with too many values for pairs: whoever filters by it reads few rows.
        return _insert(CASES, _cases(kpi, ROLLED_DIMENSIONS).order_by("agent_id", copy=False))
    if rollup_steps.has_steps(kpi):
        changes = _cases(kpi, ()).subquery("cases", copy=False)
        return _insert(total, rollup_statements.from_cases(Filters(), (), source=changes))
    return _insert(total, _sums(kpi, ()))


def _cases(kpi: Kpi, dimensions: Sequence[str]) -> exp.Select:
    has_steps = rollup_steps.has_steps(kpi)
    rows = rollup_steps.changes(kpi, dimensions) if has_steps else _as_they_are(kpi, dimensions)
    return exp.select(exp.convert(has_steps).as_("is_change"), "*").from_(rows.subquery("rows", copy=False), copy=False)


def _insert(table: str, rows: exp.Query) -> str:
    return exp.Insert(this=exp.to_table(table), expression=rows, by_name=True).sql("duckdb", copy=False)


def _sums(kpi: Kpi, dimensions: Sequence[str]) -> exp.Select:
    """The sums of a KPI's cases by period and dimensions, and how many have more in the numerator than in the whole."""
    category = exp.column(kpi.category) if kpi.category else exp.cast(exp.null(), "text")
    is_beyond = exp.GT(this=exp.column("numerator"), expression=exp.column("denominator"))
    beyond = exp.func("count", exp.Case().when(is_beyond, exp.Literal.number(1)))
    keys = [exp.column(kpi.axis), category, *(exp.column(dimension) for dimension in dimensions)]
    named = [exp.convert(kpi.id).as_("kpi"), exp.column(kpi.axis).as_("period"), category.copy().as_("category")]
    rows = exp.select(*named, *dimensions, *statements.totals(), beyond.as_(_BEYOND))
    rows.from_(statements.cases(kpi, Filters()).subquery("cases", copy=False), copy=False)
    return rows.group_by(*keys, copy=False)


def _as_they_are(kpi: Kpi, dimensions: Sequence[str]) -> exp.Query:
    """The same columns case by case: of those with an incident hardly two are alike, and to find that out takes long.

    A month counts every customer. Those without an incident share a few dimensions and are added up.
    """
    sums = _sums(kpi, dimensions)
    rows = sums.copy()
    rows.set("group", None)
    rows.set("expressions", [column.transform(_of_one) for column in rows.expressions])
    if kpi.clock != "month":
        return rows
    has_none = exp.column("incident_id").is_(exp.null())
    return exp.union(rows.where(exp.not_(has_none)), sums.where(has_none), distinct=False)


def _of_one(node: exp.Expr) -> exp.Expr:
    """A sum or a count over one case."""
    if isinstance(node, exp.Sum):
        return cast(exp.Expr, node.this)
    return exp.func("coalesce", node.this, exp.Literal.number(0)) if isinstance(node, exp.Count) else node


def _add_up(con: duckdb.DuckDBPyConnection, dimensions: Sequence[str], source: str = CASES) -> None:
    name = rollup_statements.name(dimensions)
    if dimensions:
        _create(con, name, _columns(dimensions))
    con.execute(_add_up_statement(name, tuple(dimensions), source))


@lru_cache(maxsize=128)
def _add_up_statement(name: str, dimensions: tuple[str, ...], source: str) -> str:
    return _insert(name, rollup_statements.from_cases(Filters(), dimensions, source=source))


def _add_up_each(con: duckdb.DuckDBPyConnection, worth_a_pair: float) -> None:
    """Several dimensions are added up in one go where that leaves few rows; each of them and their pairs from there."""
    known = rollup_pairs.sizes(con)
    sets = {
        rollup_statements.name(dimensions): (dimensions, within)
        for dimensions, within in rollup_pairs.together(rollup_pairs.worth_it(known, worth_a_pair), known)
    }
    side_by_side.run(con, dict.fromkeys(sets, ()), lambda cursor, name: _add_up_within(cursor, *sets[name]))


def _add_up_within(
    con: duckdb.DuckDBPyConnection, dimensions: frozenset[str], within: Sequence[tuple[str, ...]]
) -> None:
    source = CASES
    if len(within) > 1:
        source = "several_dimensions"
        fewer = rollup_statements.together(dimensions).sql("duckdb")
        con.execute("create or replace temporary table " + source + " as " + fewer)
    for wanted in within:
        _add_up(con, wanted, source)


def _check_shares(con: duckdb.DuckDBPyConnection) -> None:
    shares = [kpi.id for kpi in kpis.registry().values() if kpi.unit in ("percent", "distribution")]
    wrong = [
        exp.select("kpi", "period", _BEYOND).from_(table).where(f"{_BEYOND} > 0", exp.column("kpi").isin(*shares))
        for table in (rollup_statements.name(()), CASES)
    ]
    found = con.execute(exp.union(*wrong, distinct=False).limit(1).sql("duckdb")).fetchall()
    for kpi_id, period, count in found:
        raise AmendsError(
            f"{kpis.find(kpi_id).sql_file}:1: a share cannot have more in the numerator than in the denominator, but "
            f"{count} cases of {period} have"
        )
