"""Sums from the roll-ups that were built when the version was published.

A page asks for many KPIs under the same filter: one query answers for all of them, and is remembered.
"""

from collections.abc import Sequence

import pandas as pd
from sqlglot import exp

from dashboard import statements
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.warehouse.reader import Warehouse

FEW_CASES = 500_000
"""So many cases are added up in a moment that nobody notices."""


def sums(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> pd.DataFrame | None:
    """What `statements.sums` gives, from the smallest roll-up; None when only the cases can answer.

    The roll-ups answer when nothing is filtered or broken down; for the KPIs of the overview also with one dimension.
    """
    statement = _statement(warehouse, kpi, filters, slices)
    if statement is None:
        return None
    if slices:
        found = warehouse.frame(statement)
    else:
        by_kpi = warehouse.remembered(statement, "kpi")
        found = by_kpi.get(kpi.id, _like(by_kpi))
    return _inside(found, kpi, filters, slices)


def is_quick(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> bool:
    """Whether the answer comes at once: from a roll-up, or from cases that are few."""
    if _statement(warehouse, kpi, filters, slices) is not None:
        return True
    every = sums(warehouse, kpi, Filters(), ())
    return every is not None and every[["cases", "unknown", "immature"]].sum(axis=None) <= FEW_CASES


def _statement(warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> exp.Select | None:
    is_rolled_up = kpi.has_dimension_rollups if slices or filters.conditions else kpi.has_rollup
    if not (warehouse.has_rollups and is_rolled_up):
        return None
    return statements.rollup_sums(filters, slices, kpi if slices else None)


def _like(by_kpi: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """An empty frame of the right columns and types, for a KPI without any case."""
    if by_kpi:
        return next(iter(by_kpi.values())).iloc[:0]
    types = {"period": "datetime64[s]", "category": "str", **dict.fromkeys(statements.SUMS, "float64")}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()})


def _inside(found: pd.DataFrame, kpi: Kpi, filters: Filters, slices: Sequence[str]) -> pd.DataFrame:
    first, last = statements.period_range(kpi.axis, filters)
    if first:
        found = found[found["period"] >= pd.Timestamp(first)]
    if last:
        found = found[found["period"] <= pd.Timestamp(last)]
    names = {"period": kpi.axis, **({"category": kpi.category} if kpi.category else {})}
    renamed = found.rename(columns=names)
    return renamed[[kpi.axis, *slices, *([kpi.category] if kpi.category else []), *statements.SUMS]]
