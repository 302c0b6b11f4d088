"""SQL over the roll-ups: which table answers, and the sums it gives.

There are `rollup_total` by period alone, and for the KPIs of the overview `rollup_by_<dimension>`, some
`rollup_by_<dimension>_and_<dimension>`, and `rollup_cases`: their cases with every dimension, for any other filter.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

from sqlglot import exp

from dashboard.engine import statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.statements import SUMS

ROLLED_DIMENSIONS = (*DIMENSIONS, "is_internal", "kind")
"""The columns that the roll-ups can be filtered and broken down by."""

CASES = "rollup_cases"

COUNTS = ("cases", "unknown", "immature")
"""Those of `SUMS` that are whole numbers."""

_FROM_CASES = """
with

found as (
    select kpi, is_change, period, category, slices, total_sums
    from rollup_cases
    group by kpi, is_change, period, category, slices
),

firsts as (
    select kpi, category, slices, min(period) as first_period
    from found
    where is_change
    group by kpi, category, slices
),

changes as (
    select kpi, period, category, slices, sums
    from found
    where is_change
    union all
    select firsts.kpi, calendar_weeks.week as period, firsts.category, slices, no_sums
    from firsts
    inner join calendar_weeks
        on firsts.first_period <= calendar_weeks.week
    inner join parameters
        on calendar_weeks.starts_at <= parameters.as_of
),

changes_by_week as (
    select kpi, period, category, slices, total_sums
    from changes
    group by kpi, period, category, slices
),

running as (
    select kpi, period, category, slices, running_sums
    from changes_by_week
)

select kpi, period, category, slices, sums
from found
where not is_change
union all
select kpi, period, category, slices, sums
from running
where cases > 0 or unknown > 0 or immature > 0
"""
"""A change holds from its week on: the sums of a week are those of all changes up to it."""


def name(dimensions: Collection[str]) -> str:
    """The roll-up by period and these dimensions (none, one or two)."""
    return f"rollup_by_{'_and_'.join(sorted(dimensions))}" if dimensions else "rollup_total"


def used(filters: Filters, by: Sequence[str]) -> frozenset[str]:
    """The columns that are filtered or broken down by, as they are stored."""
    return frozenset({statements.stored(column) for column, _ in filters.conditions} | set(by))


def from_rollup(filters: Filters, by: Sequence[str], kpi_id: str | None = None) -> exp.Select:
    """The sums of all KPIs (or of one) over all periods, from the roll-up by exactly the columns `used`.

    Columns: kpi, period, category, those of `by`, `SUMS`.
    """
    keys = ["kpi", "period", "category", *by]
    is_one_row_each = all(len(values) == 1 for _, values in filters.conditions)
    sums = list(SUMS) if is_one_row_each else [_total(column) for column in SUMS]
    statement = exp.select(*keys, *sums).from_(name(used(filters, by)))
    return _where(statement if is_one_row_each else statement.group_by(*keys), filters, kpi_id)


def from_cases(
    filters: Filters, by: Sequence[str], kpi_id: str | None = None, source: str | exp.Subquery = CASES
) -> exp.Query:
    """The same sums from `rollup_cases`, or from a select with its columns."""
    statement = _by_slices(tuple(by)).copy()
    found = next(cte.this for cte in statement.find_all(exp.CTE) if cte.alias == "found")
    found.from_(source, copy=False)
    _where(found, filters, kpi_id)
    return statement


def together(dimensions: Collection[str]) -> exp.Select:
    """`rollup_cases` with fewer dimensions, those with equal ones added up: a smaller `source` for `from_cases`."""
    keys = ["is_change", "kpi", "period", "category", *sorted(dimensions)]
    return exp.select(*keys, *map(_total, SUMS)).from_(CASES).group_by(*keys)


@lru_cache(maxsize=128)
def _by_slices(by: tuple[str, ...]) -> exp.Query:
    parsed: exp.Query = exp.maybe_parse(_FROM_CASES, dialect="duckdb")
    expansions: dict[str, list[exp.Expr]] = {
        "slices": [exp.column(column) for column in by],
        "sums": [exp.column(column) for column in SUMS],
        "total_sums": [_total(column) for column in SUMS],
        "running_sums": [_running_total(column, by) for column in SUMS],
        "no_sums": [exp.alias_(exp.Literal.number(0), column) for column in SUMS],
    }
    for listing in parsed.find_all(exp.Select, exp.Group):
        columns: list[exp.Expr] = listing.args["expressions"]
        listing.set("expressions", [new for old in columns for new in expansions.get(old.output_name, [old])])
    return parsed


def _where(statement: exp.Select, filters: Filters, kpi_id: str | None) -> exp.Select:
    within = statements.conditions(filters.between(None, None), "week")
    found = [*within, *([exp.column("kpi").eq(kpi_id)] if kpi_id else [])]
    return statement.where(*found, copy=False)


def _total(column: str) -> exp.Expr:
    return _named(column, exp.func("sum", exp.column(column)))


def _running_total(column: str, by: Sequence[str]) -> exp.Expr:
    order = exp.Order(expressions=[exp.Ordered(this=exp.column("period"))])
    slices = [exp.column(key) for key in ("kpi", "category", *by)]
    return _named(column, exp.Window(this=exp.func("sum", exp.column(column)), partition_by=slices, order=order))


def _named(column: str, value: exp.Expr) -> exp.Expr:
    return exp.alias_(exp.cast(value, "bigint") if column in COUNTS else value, column)
