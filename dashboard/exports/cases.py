"""The cases behind a number as an export: exactly those that the number counts."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from sqlglot import exp

from dashboard.engine import measures, periods, statements, weeks
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.measures import Weight
from dashboard.exports import meanings, small_cells
from dashboard.exports.about import About, settings_of
from dashboard.exports.export import Export, file_name
from dashboard.exports.rows import Selected
from dashboard.presentation import scopes, url_filters
from dashboard.warehouse.reader import Warehouse

MOST_ORDERED = 1_000_000
"""Rows up to which a file is sorted by period and case; sorting more takes longer than writing them."""


def export(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters,
    states: Sequence[str] = ("counted",),
    *,
    weight: Weight | None = None,
    link: str | None = None,
    command: str | None = None,
    words: str | None = None,
    settings: Mapping[str, str] | None = None,
    personal: bool = False,
    hide_small: bool = True,
) -> Export:
    """The cases of a KPI in these states with what they say of themselves.

    `link` and `command` make the same again, `words` are the filters as the reader chose them, `settings` those in
    force if they are not the loaded ones. Columns with personal data leave only if `personal`; `hide_small` empties
    survey answers of too few cases. Raises AmendsError as `measures.stream_rows` does.
    """
    kpi, statement = measures.rows_statement(warehouse, kpi_id, filters, states, weight)
    known = measures.as_known(warehouse, kpi)
    count = known.count(statement)
    hidden = _hidden(known, kpi, filters) if count and hide_small else frozenset()
    found = tuple(name for name in statement.named_selects if name in meanings.personal_columns())
    shaped = _shaped(statement, hidden, frozenset() if personal else frozenset(found))
    if count > MOST_ORDERED:
        shaped.set("order", None)
    rows = Selected(known, shaped)
    about = About(
        title=f"{kpi.label}: the cases behind the number ({' and '.join(states)})",
        version=warehouse.version,
        rows=count,
        filters=words or filters.sentence(),
        weeks=weeks_in_words(warehouse, filters),
        columns=meanings.of_cases(kpi, rows.columns),
        kpis=(kpi,),
        sql=(shaped.sql("duckdb", pretty=True),),
        link=link or page_link(warehouse, kpi, filters, states),
        command=command,
        settings=settings_of(known) if settings is None else settings,
    )
    if hidden:
        about = about.noting(small_cells.NOTE)
    if count > MOST_ORDERED:
        about = about.noting(f"More than {MOST_ORDERED:,} rows, so they are not sorted.")
    name = file_name(f"{kpi.id}-{'-'.join(states)}", is_sample=warehouse.version.is_sample)
    return Export(name, rows, about, found, has_personal=personal and bool(found))


def _hidden(known: Warehouse, kpi: Kpi, filters: Filters) -> frozenset[str]:
    """The columns that leave empty; only counted cases are asked, because the others hide nobody among them."""
    if not small_cells.is_survey(kpi):
        return frozenset()
    counted = statements.rows(kpi, filters, ("counted",), None)
    return small_cells.hidden_columns(kpi, known.count(counted))


def _shaped(statement: exp.Select, hidden: frozenset[str], left_out: frozenset[str]) -> exp.Select:
    """The select with some columns empty and some gone."""
    if not hidden and not left_out:
        return statement
    shaped = statement.copy()
    kept = [one for one in shaped.expressions if one.alias_or_name not in left_out]
    empty = exp.cast(exp.null(), "double")
    shaped.set(
        "expressions",
        [exp.alias_(empty.copy(), one.alias_or_name) if one.alias_or_name in hidden else one for one in kept],
    )
    return shaped


def weeks_in_words(warehouse: Warehouse, filters: Filters) -> str:
    """The range in ISO weeks: `2026-W01 to 2026-W09`."""
    first = weeks.label(filters.first_week) if filters.first_week else "the first case"
    day = filters.last_week or periods.local_day(warehouse)
    return f"{first} to {weeks.label(day)}"


def page_link(warehouse: Warehouse, kpi: Kpi, filters: Filters, states: Sequence[str]) -> str | None:
    """The link of the KPI's page that lists the same cases, from the address of the dashboard on.

    None where no page shows them: at an earlier cut-off, with cases that do not count, or for a filter that pages lack.
    """
    columns = {field.column: field.key for field in url_filters.FIELDS}
    if not warehouse.has_rollups or tuple(states) != ("counted",):
        return None
    if any(column not in columns for column, _ in filters.conditions):
        return None
    query = {columns[column]: list(values) for column, values in filters.conditions}
    query["weeks"] = [_week_range(warehouse, filters)] if filters.first_week else [url_filters.ALL_WEEKS]
    query["of"] = [scopes.ALL_SHOWN]
    return f"/{kpi.id}?{urlencode(query, doseq=True)}"


def _week_range(warehouse: Warehouse, filters: Filters) -> str:
    first, last = filters.first_week, filters.last_week or periods.local_day(warehouse)
    return f"{weeks.label(first or last)}..{weeks.label(last)}"
