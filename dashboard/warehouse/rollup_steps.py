"""Roll-ups from changes: the sums of a week are all changes up to it, so that no week has to be listed case by case.

A file `queries/steps/<kpi>_steps.sql` returns one row per change: `period`, the dimensions and the signed
`SUMS`. A customer who stays for two years is two changes and not a hundred weeks.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlglot import exp

from dashboard import settings
from dashboard.engine.kpis import Kpi
from dashboard.engine.statements import SUMS

_NOT_STEPPED = ("numerator_squared", "sum_of_products")
"""Serve the limits of sums of money, which no file of steps counts."""

_BEGUN = """
select max(calendar_weeks.week)
from calendar_weeks
inner join parameters
    on calendar_weeks.starts_at <= parameters.as_of
"""


def has_steps(kpi: Kpi) -> bool:
    """Whether the KPI is rolled up from changes."""
    return _file(kpi).exists()


def changes(kpi: Kpi, dimensions: Sequence[str]) -> exp.Select:
    """The changes of a KPI up to the week of as_of, added up by period and dimensions: columns as `rollup_cases`."""
    listed: exp.Select = exp.maybe_parse(_file(kpi).read_text(encoding="utf-8"), dialect="duckdb")
    begun: exp.Select = exp.maybe_parse(_BEGUN, dialect="duckdb")
    sums = [_total(column).as_(column) for column in SUMS]
    keys = ["period", *dimensions]
    named = [exp.convert(kpi.id).as_("kpi"), exp.cast(exp.null(), "text").as_("category")]
    added_up = exp.select(*named, *keys, *sums, exp.Literal.number(0).as_("count_beyond"))
    added_up = added_up.from_(listed.subquery("steps")).where(
        exp.LTE(this=exp.column("period"), expression=begun.subquery())
    )
    return added_up.group_by(*keys).having(exp.or_(*(_total(column).neq(0) for column in SUMS)))


def _file(kpi: Kpi) -> Path:
    return settings.QUERIES / "steps" / f"{kpi.id}_steps.sql"


def _total(column: str) -> exp.Expr:
    return exp.Literal.number(0) if column in _NOT_STEPPED else exp.func("sum", exp.column(column))
