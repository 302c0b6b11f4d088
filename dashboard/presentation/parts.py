"""Panels of one row per case whose column `part` tells it apart: how many cases each part has, and which ones.

Counts and lists come from the same select, so a bar and the cases behind it cannot disagree.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
from sqlglot import exp

from dashboard.engine import panel_rows
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import Warehouse


def counts(
    warehouse: Warehouse,
    name: str,
    filters: Filters,
    by: Sequence[str] = ("part",),
    parameters: Mapping[str, object] = MappingProxyType({}),
) -> pd.DataFrame:
    """One row per value of the columns of `by`, with `cases`; AmendsError when the data cannot answer.

    `parameters` bind the panel's `$names`.
    """
    keys = [exp.column(column) for column in by]
    number = exp.alias_(exp.func("count", exp.Star()), "cases")
    query = _cases(warehouse, name, filters).select(*keys, number).group_by(*keys)
    return panel_rows.run(warehouse, query, parameters)


def listed(
    warehouse: Warehouse,
    name: str,
    filters: Filters,
    part: str,
    most: int,
    parameters: Mapping[str, object] = MappingProxyType({}),
) -> pd.DataFrame:
    """The cases of one part, the latest opened first, at most so many; columns as the panel has them."""
    query = _cases(warehouse, name, filters).select("*").where(exp.column("part").eq(part))
    return panel_rows.run(warehouse, query.order_by("opened_at desc", "incident_id").limit(most), parameters)


def _cases(warehouse: Warehouse, name: str, filters: Filters) -> exp.Select:
    statement = panel_rows.statement(warehouse, name, filters)
    return exp.Select().from_(exp.Subquery(this=statement, alias=exp.to_identifier("cases")))
