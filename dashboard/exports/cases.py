"""The cases behind a number as an export: exactly those that the number counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from sqlglot import exp

from dashboard.engine import measures, periods, weeks
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.measures import Weight
from dashboard.exports import again, meanings, small_cells
from dashboard.exports.about import About, settings_of
from dashboard.exports.export import Export, file_name
from dashboard.exports.rows import Selected
from dashboard.exports.withheld import withheld
from dashboard.presentation import scopes, url_filters
from dashboard.warehouse.reader import Warehouse

MOST_ORDERED = 1_000_000
"""Rows up to which a file is sorted by period and case; sorting more takes longer than writing them."""


def export(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters,
    states: Sequence[str] = again.COUNTED,
    *,
    weight: Weight | None = None,
    link: str | None = None,
    words: str | None = None,
    settings: Mapping[str, str] | None = None,
    personal: bool = False,
    few_answers: bool = False,
) -> Export:
    """The cases of a KPI in these states with what they say of themselves.

    `link` shows the same again, `words` are the filters as the reader chose them, `settings` those in force if they are
    not the loaded ones. Columns with personal data leave only if `personal`, survey answers of too few cases only if
    `few_answers`; else they are gone or empty. Raises AmendsError as `measures.stream_rows` does.
    """
    kpi, statement = measures.rows_statement(warehouse, kpi_id, filters, states, weight)
    known = measures.as_known(warehouse, kpi)
    count = known.count(statement)
    held = withheld(known, kpi, filters, statement.named_selects, personal=personal, few_answers=few_answers)
    rows = Selected(known, _sorted(held.without(statement), count))
    told = _about(rows, count, kpi, filters, states)
    about = replace(
        told,
        filters=words or told.filters,
        link=link or page_link(warehouse, kpi, filters, states),
        command=again.command(
            *(warehouse, kpi.id, filters, states, weight), personal=held.has_personal, few_answers=held.has_few
        ),
        settings=told.settings if settings is None else settings,
        notes=_notes(count, has_hidden=held.has_hidden),
    )
    name = file_name(f"{kpi.id}-{'-'.join(states)}", warehouse.version)
    few = tuple(sorted(held.few)) if held.has_few else ()
    return Export(name, rows, about, held.personal, has_personal=held.has_personal, few_answers=few)


def _sorted(statement: exp.Select, count: int) -> exp.Select:
    """The select as it is, without its order where sorting would take longer than writing."""
    if count <= MOST_ORDERED:
        return statement
    unsorted = statement.copy()
    unsorted.set("order", None)
    return unsorted


def _about(rows: Selected, count: int, kpi: Kpi, filters: Filters, states: Sequence[str]) -> About:
    """What the cases say of themselves, whoever asks for them."""
    known = rows.warehouse
    return About(
        title=f"{kpi.label}: the cases behind the number ({' and '.join(states)})",
        version=known.version,
        rows=count,
        filters=filters.sentence(),
        weeks=weeks_in_words(known, filters),
        columns=meanings.of_cases(kpi, rows.columns),
        kpis=(kpi,),
        sql=(rows.statement.sql("duckdb", pretty=True),),
        settings=settings_of(known),
    )


def _notes(count: int, *, has_hidden: bool) -> tuple[str, ...]:
    unsorted = f"More than {MOST_ORDERED:,} rows, so they are not sorted."
    return (*([small_cells.NOTE] if has_hidden else []), *([unsorted] if count > MOST_ORDERED else []))


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
