"""SQL over the cases of a KPI, composed from its own select: sums and rows.

Everything that is shown of a KPI goes through `cases`, so a tile, its drill-down and its export cannot disagree.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlglot import exp

from dashboard.engine import calendar_periods, weeks
from dashboard.engine.filters import Filters, typed
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.kpis import Kpi

ROW_COLUMNS = (
    "kpi",
    "case_id",
    "state",
    "week",
    "month",
    "incident_id",
    "customer_id",
    *DIMENSIONS,
    "numerator",
    "denominator",
)
"""The columns of `rows`, before the KPI's own."""

SUMS = (
    "numerator",
    "denominator",
    "denominator_squared",
    "numerator_squared",
    "sum_of_products",
    "cases",
    "unknown",
    "immature",
)
"""What a sum over cases carries; each can be added up over slices. The squares and the product serve the limits."""

_STATE = """
case
    when matures_at > (select as_of from parameters) then 'immature'
    when known_by is null then 'unknown'
    else 'counted'
end
"""


def cases(kpi: Kpi, filters: Filters, weight: str | None = None) -> exp.Select:
    """The KPI's cases that match the filters, with their `state`; `weight` multiplies numerator and denominator."""
    source = kpi.select.copy()
    if weight:
        weighted = exp.Star(**{"replace": [_weighted("numerator", weight), _weighted("denominator", weight)]})
        source = exp.select(weighted).from_(source.subquery("cases", copy=False), copy=False)
    known_by = "duration" if kpi.shape == "time_to_event" else "denominator"
    state: exp.Expr = exp.maybe_parse(_STATE.replace("known_by", known_by), dialect="duckdb")
    statement = exp.select("*", exp.alias_(state, "state", copy=False))
    statement.from_(source.subquery("cases", copy=False), copy=False)
    return statement.where(*conditions(filters, kpi.axis), copy=False)


def _weighted(column: str, weight: str) -> exp.Expr:
    return exp.alias_(exp.Mul(this=exp.column(column), expression=exp.column(weight)), column)


def sums(kpi: Kpi, filters: Filters, by: Sequence[str], weight: str | None = None) -> exp.Select:
    """One row per period, value of `by` and category: the sums of `SUMS`."""
    keys = [kpi.axis, *by, *([kpi.category] if kpi.category else [])]
    statement = exp.select(*keys, *totals(kpi.shape))
    statement.from_(cases(kpi, filters, weight).subquery("cases", copy=False), copy=False)
    return statement.group_by(*keys, copy=False)


def totals(shape: str = "ratio") -> list[exp.Expr]:
    """The columns `SUMS` over cases with a `state`; a time to an event has counts only."""
    numerator, denominator = exp.column("numerator"), exp.column("denominator")
    parts: dict[str, exp.Expr] = {
        "numerator": numerator,
        "denominator": denominator,
        "denominator_squared": times(denominator, denominator),
        "numerator_squared": times(numerator, numerator),
        "sum_of_products": times(numerator, denominator),
    }
    if shape == "time_to_event":
        parts = dict.fromkeys(parts, exp.cast(exp.null(), "double"))
    counted = exp.column("state").eq("counted")
    return [
        *(exp.alias_(_sum_if(part.copy(), counted), name) for name, part in parts.items()),
        *(exp.alias_(_count_if(state), name) for state, name in _STATE_COUNTS),
    ]


_STATE_COUNTS = (("counted", "cases"), ("unknown", "unknown"), ("immature", "immature"))


def times(left: exp.Expr, right: exp.Expr) -> exp.Mul:
    """The product of two expressions, of copies of them."""
    return exp.Mul(this=left.copy(), expression=right.copy())


def _sum_if(value: exp.Expr, condition: exp.Expr) -> exp.Expr:
    chosen = exp.Case().when(condition.copy(), exp.cast(value, "double"))
    return exp.func("coalesce", exp.func("sum", chosen), exp.Literal.number(0))


def _count_if(state: str) -> exp.Expr:
    return exp.func("count", exp.Case().when(exp.column("state").eq(state), exp.Literal.number(1)))


def counted_cases(kpi: Kpi, filters: Filters, columns: Sequence[str]) -> exp.Select:
    """These columns of the counted cases."""
    statement = exp.select(*(exp.column(name) for name in columns)).from_(cases(kpi, filters).subquery("cases"))
    return statement.where(exp.column("state").eq("counted"))


def rows(kpi: Kpi, filters: Filters, states: Sequence[str] = ("counted",), weight: str | None = None) -> exp.Select:
    """One row per case in the column order of `ROW_COLUMNS`, then the KPI's own columns."""
    empty = exp.cast(exp.null(), "text")
    special = {
        "kpi": exp.Literal.string(kpi.id),
        "week": _label("week", "%G-W%V") if kpi.axis == "week" else empty,
        "month": empty if kpi.axis == "week" else _label(kpi.axis, "%Y-%m"),
        "numerator": _when_counted(kpi, "numerator"),
        "denominator": _when_counted(kpi, "denominator"),
    }
    shown = [exp.alias_(special.get(name, exp.column(name)).copy(), name) for name in ROW_COLUMNS]
    statement = exp.select(*shown, *(exp.column(name) for name in kpi.own_columns))
    statement = statement.from_(cases(kpi, filters, weight).subquery("cases"))
    statement = statement.where(exp.column("state").isin(*states))
    return statement.order_by(exp.column(kpi.axis, table="cases"), "case_id")


def _when_counted(kpi: Kpi, column: str) -> exp.Expr:
    if kpi.shape == "time_to_event" or (kpi.shape == "sum" and column == "denominator"):
        return exp.cast(exp.null(), "double")
    return exp.Case().when(exp.column("state").eq("counted"), exp.column(column))


def _label(column: str, form: str) -> exp.Expr:
    return exp.Anonymous(this="strftime", expressions=[exp.column(column, table="cases"), exp.Literal.string(form)])


def conditions(filters: Filters, axis: str, column_name: str | None = None) -> list[exp.Expr]:
    """The conditions of the filters on columns named as the KPIs name them.

    The periods of `axis` are in the column of that name unless `column_name` says otherwise.
    """
    found = [_any_of(column, values) for column, values in filters.conditions]
    column = exp.column(column_name or axis)
    first, last = period_range(axis, filters)
    if first:
        found.append(exp.GTE(this=column.copy(), expression=_date(first)))
    if last:
        found.append(exp.LTE(this=column.copy(), expression=_date(last)))
    return found


def _any_of(column: str, values: Sequence[str]) -> exp.Expr:
    filtered = exp.column(stored(column))
    known = [exp.convert(typed(column, value)) for value in values if value != ""]
    alternatives: list[exp.Expr] = [filtered.copy().isin(*known)] if known else []
    if "" in values:
        alternatives.append(filtered.copy().is_(exp.null()))
    return exp.or_(*alternatives)


def stored(column: str) -> str:
    """The column of the cases that a filter's column stands for."""
    return "is_internal" if column == "internal" else column


def period_range(axis: str, filters: Filters) -> tuple[date | None, date | None]:
    """First and last period of a time axis that the weeks take: weeks, or months and quarters whose last day
    lies in them.
    """
    first, last = filters.first_week, filters.last_week
    if axis == "week":
        return first, last
    after = last and calendar_periods.period_of(weeks.last_day(last) + timedelta(days=1), axis)
    return first and calendar_periods.period_of(first, axis), after and calendar_periods.before(after, axis)


def _date(day: date) -> exp.Expr:
    return exp.cast(exp.Literal.string(day.isoformat()), "date")
