"""SQL over the customers of a KPI's cells, for limits that respect that one customer may have several cases.

A cell is one period and slice. The categories of a distribution share their cell: a customer without the category
counts with numerator 0 and the customer's whole denominator.
"""

from collections.abc import Sequence

from sqlglot import exp

from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.statements import cases, times


def customers_of_small_cells(
    kpi: Kpi, filters: Filters, keys: Sequence[str], few: int, weight: str | None = None
) -> exp.Select:
    """One row per cell, category and customer (numerator, denominator) of the cells with at most `few` customers."""
    customers = _with_cell_sizes(kpi, filters, keys, weight).subquery("customers")
    is_small = exp.LTE(this=exp.column("count_customers"), expression=exp.Literal.number(few))
    return exp.select(*_keys(kpi, keys), "customer_id", "numerator", "denominator").from_(customers).where(is_small)


def cell_sums(kpi: Kpi, filters: Filters, keys: Sequence[str], few: int, weight: str | None = None) -> exp.Select:
    """One row per cell and category with more than `few` customers: what the linearised variance needs."""
    customers = _with_cell_sizes(kpi, filters, keys, weight).subquery("customers")
    numerator, whole = exp.column("numerator"), exp.column("whole")
    sums = {
        "numerator": exp.func("sum", numerator.copy()),
        "numerator_squared": exp.func("sum", times(numerator, numerator)),
        "sum_of_products": exp.func("sum", times(numerator, whole)),
        "denominator": exp.func("max", exp.column("cell_denominator")),
        "denominator_squared": exp.func("max", exp.column("cell_denominator_squared")),
        "count_customers": exp.func("max", exp.column("count_customers")),
    }
    is_large = exp.GT(this=exp.column("count_customers"), expression=exp.Literal.number(few))
    columns = _keys(kpi, keys)
    statement = exp.select(*columns, *(exp.alias_(value, name) for name, value in sums.items()))
    return statement.from_(customers).where(is_large).group_by(*columns)


def _with_cell_sizes(kpi: Kpi, filters: Filters, keys: Sequence[str], weight: str | None) -> exp.Select:
    """Customers with the number of customers and the sums of their cell beside each."""
    whole = exp.column("whole")
    once = {
        "count_customers": exp.Literal.number(1),
        "cell_denominator": whole,
        "cell_denominator_squared": times(whole, whole),
    }
    first = exp.column("customer_row").eq(1)
    windows = [
        exp.alias_(_over(exp.func("sum", exp.Case().when(first.copy(), value.copy())), keys), name)
        for name, value in once.items()
    ]
    return exp.select("*", *windows).from_(_with_wholes(kpi, filters, keys, weight).subquery("customers"))


def _with_wholes(kpi: Kpi, filters: Filters, keys: Sequence[str], weight: str | None) -> exp.Select:
    """Customers with their denominator over all categories, and a number that is 1 once per cell and customer."""
    cell_and_customer = [*keys, "customer_id"]
    whole = _over(exp.func("sum", exp.column("denominator")), cell_and_customer)
    number = _over(exp.RowNumber(), cell_and_customer)
    customers = _customers(kpi, filters, keys, weight).subquery("customers")
    return exp.select("*", exp.alias_(whole, "whole"), exp.alias_(number, "customer_row")).from_(customers)


def _customers(kpi: Kpi, filters: Filters, keys: Sequence[str], weight: str | None) -> exp.Select:
    """One row per cell, category and customer; a case without a customer stands alone."""
    customer = exp.func("coalesce", exp.column("customer_id"), exp.column("case_id"))
    sums = [
        exp.alias_(exp.cast(exp.func("sum", exp.column(name)), "double"), name) for name in ("numerator", "denominator")
    ]
    columns = _keys(kpi, keys)
    statement = exp.select(*columns, exp.alias_(customer, "customer_id"), *sums)
    statement = statement.from_(cases(kpi, filters, weight).subquery("cases"))
    return statement.where(exp.column("state").eq("counted")).group_by(*columns, customer.copy())


def _keys(kpi: Kpi, keys: Sequence[str]) -> list[exp.Column]:
    return [exp.column(name) for name in (*keys, *([kpi.category] if kpi.category else []))]


def _over(function: exp.Expr, partition: Sequence[str]) -> exp.Window:
    return exp.Window(this=function, partition_by=[exp.column(name) for name in partition])
