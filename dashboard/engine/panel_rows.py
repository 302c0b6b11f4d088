"""What a page shows and is no KPI: the selects of `queries/panels/`, under the same filters as everything else.

A panel reads `chosen.<name>` where the reader's filters shall hold: `<name>` is a KPI, then it stands for the KPI's
cases with their `state`, or a table of the warehouse that has the filtered columns. Other tables are read whole.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pandas as pd
import sqlglot
from sqlglot import exp

from dashboard.engine import kpis, measures, statements, what_if
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.settings import QUERIES
from dashboard.warehouse.reader import Warehouse

_CHOSEN = "chosen"
"""The qualifier of what the filters narrow."""

_WEEKS = {
    "incident_facts": "opened_week",
    "open_incidents": "opened_week",
    "loss_facts": "lost_week",
    "loss_reason_facts": "lost_week",
    "partings": "lost_week",
    "survey_responses": "asked_week",
    "complaint_answers": "answered_week",
    "referral_facts": "told_week",
}
"""Table -> the column by which weeks narrow it; other tables are not narrowed by weeks."""


def panel(
    warehouse: Warehouse,
    name: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    **parameters: object,
) -> pd.DataFrame:
    """The rows of `queries/panels/<name>.sql` under the filters; `parameters` bind its `$names`.

    Raises AmendsError when a KPI that the panel reads cannot be measured with the loaded data.
    """
    return run(warehouse, statement(warehouse, name, filters), parameters)


def statement(warehouse: Warehouse, name: str, filters: Filters) -> exp.Expr:
    """The panel's select under the filters, to be run or built upon.

    Raises AmendsError when a KPI that the panel reads cannot be measured with the loaded data.
    """
    sql = select(name)
    for kpi in _kpis_read(sql):
        needs = measures.availability(warehouse, kpi)
        if needs:
            raise AmendsError(f"{kpi.label} {needs}.")
    return narrowed(what_if.panel(name, sql, warehouse.dials), filters, warehouse.dials)


def run(warehouse: Warehouse, query: exp.Expr, parameters: Mapping[str, object]) -> pd.DataFrame:
    """The rows of such a select; what an earlier cut-off needs for it is built first."""
    if not warehouse.has_rollups:
        warehouse = warehouse.with_marts(table.name for table in query.find_all(exp.Table) if not table.db)
    return warehouse.frame(query, parameters)


@cache
def select(name: str) -> str:
    """The text of a panel's file."""
    return (QUERIES / "panels" / f"{name}.sql").read_text(encoding="utf-8")


def narrowed(sql: str, filters: Filters, dials: Mapping[str, str] = MappingProxyType({})) -> exp.Expr:
    """The select with every `chosen.<name>` replaced by what of it matches the filters, KPIs as the dials say."""
    statement = _parsed(sql).copy()
    for table in list(statement.find_all(exp.Table)):
        if table.db == _CHOSEN:
            table.replace(_matching(table.name, filters, dials).subquery(table.alias or table.name))
    return statement


def _matching(name: str, filters: Filters, dials: Mapping[str, str]) -> exp.Select:
    if name in kpis.registry():
        return statements.cases(what_if.definition(kpis.find(name), dials), filters)
    column = _WEEKS.get(name)
    within = filters if column else filters.between(None, None)
    return exp.select("*").from_(name).where(*statements.conditions(within, "week", column))


def _kpis_read(sql: str) -> list[kpis.Kpi]:
    tables = [table for table in _parsed(sql).find_all(exp.Table) if table.db == _CHOSEN]
    return [kpis.find(table.name) for table in tables if table.name in kpis.registry()]


@cache
def _parsed(sql: str) -> exp.Expr:
    parsed: exp.Expr = sqlglot.parse_one(sql, read="duckdb")
    return parsed
