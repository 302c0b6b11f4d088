"""Sums from the roll-ups that were built when the version was published.

A page asks for many KPIs under the same filter: one query answers for all of them, and is remembered.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.engine import rollup_statements, statements, what_if
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.engine.rollup_statements import ROLLED_DIMENSIONS
from dashboard.warehouse.models import tables_read
from dashboard.warehouse.reader import Warehouse

FEW_CASES = 500_000
"""So many cases are added up in a moment that nobody notices."""

_FEW_VALUES = frozenset({"team_id", "cause_code"})
"""Dimensions with so few values that one query by them answers for all KPIs; a page asks several at once."""


def sums(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> pd.DataFrame | None:
    """What `statements.sums` gives, from the smallest roll-up; None when only the cases can answer.

    The roll-ups answer when nothing is filtered or broken down; for the KPIs of the overview also with any dimensions.
    """
    asked = statement(warehouse, kpi, filters, slices)
    if asked is None:
        return None
    if _is_for_all(slices):
        by_kpi = warehouse.remembered(asked, "kpi")
        found = by_kpi.get(kpi.id, _like(by_kpi, slices))
    else:
        found = warehouse.frame(asked)
    return _inside(found, kpi, filters, slices)


def is_quick(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> bool:
    """Whether the answer comes at once: from a roll-up, or from cases that are few."""
    if statement(warehouse, kpi, filters, slices) is not None:
        return True
    every = sums(warehouse, kpi, Filters(), ())
    return every is not None and every[["cases", "unknown", "immature"]].sum(axis=None) <= FEW_CASES


def statement(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> str | None:
    """The select from the smallest roll-up, for all KPIs where they are few rows; None when only cases can answer."""
    columns = rollup_statements.used(filters, slices)
    is_rolled_up = kpi.has_dimension_rollups if columns else kpi.has_rollup
    if not (_stands(warehouse, kpi) and is_rolled_up and columns <= set(ROLLED_DIMENSIONS)):
        return None
    has_table = rollup_statements.name(columns) in warehouse.tables
    only = None if _is_for_all(slices) else kpi.id
    return _text(filters.between(None, None), tuple(slices), only, has_table=has_table)


def _is_for_all(slices: Sequence[str]) -> bool:
    return not slices or (len(slices) == 1 and slices[0] in _FEW_VALUES)


def _stands(warehouse: Warehouse, kpi: Kpi) -> bool:
    """Whether what was rolled up of the KPI at the publish holds: also beside dials that it does not follow."""
    if not warehouse.dials:
        return warehouse.has_rollups
    return not (what_if.is_changed(kpi.id, warehouse.dials) or tables_read(kpi.sql) & warehouse.changed)


@lru_cache(maxsize=256)
def _text(filters: Filters, slices: tuple[str, ...], kpi_id: str | None, *, has_table: bool) -> str:
    make = rollup_statements.from_rollup if has_table else rollup_statements.from_cases
    return make(filters, slices, kpi_id).sql("duckdb")


def _like(by_kpi: dict[str, pd.DataFrame], slices: Sequence[str]) -> pd.DataFrame:
    """An empty frame of the right columns and types, for a KPI without any case."""
    if by_kpi:
        return next(iter(by_kpi.values())).iloc[:0]
    types = {
        "period": "datetime64[s]",
        **dict.fromkeys(["category", *slices], "str"),
        **dict.fromkeys(statements.SUMS, "float64"),
    }
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


def _inside(found: pd.DataFrame, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> pd.DataFrame:
    category = {"category": kpi.category} if kpi.category else {}
    asked = found[["period", *slices, *category, *statements.SUMS]]
    first, last = statements.period_range(kpi.axis, filters)
    if first or last:
        days = found["period"].to_numpy()
        from_first = days >= np.datetime64(first) if first else np.ones(len(days), dtype=bool)
        asked = asked[from_first & (days <= np.datetime64(last)) if last else from_first]
    return asked.set_axis([kpi.axis, *slices, *category.values(), *statements.SUMS], axis="columns")
