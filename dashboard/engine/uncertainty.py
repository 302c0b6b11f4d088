"""Attaches the 95 % limits that a KPI's header asks for to its values."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.engine import customer_statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.stats import intervals
from dashboard.warehouse.reader import Warehouse

Sums: TypeAlias = pd.DataFrame | Mapping[str, NDArray[Any]]
"""The columns of `statements.SUMS`, one value per cell."""


def with_limits(
    warehouse: Warehouse, kpi: Kpi, filters: Filters, frame: pd.DataFrame, keys: Sequence[str], weight: str | None
) -> pd.DataFrame:
    """The frame with `low` and `high` in the unit of `value`; NaN where a KPI has none or a cell has no cases.

    `keys` are the columns that tell one cell from another (without the category, which shares its cell).
    """
    limits = of_sums(kpi, frame, weight)
    if limits is None:
        return _bootstrapped(warehouse, kpi, filters, frame, list(keys), weight)
    return frame.assign(low=limits.low, high=limits.high)


def of_sums(kpi: Kpi, sums: Sums, weight: str | None) -> intervals.Interval | None:
    """The limits as far as the sums of each cell tell them, in the unit of the value; None when cases must be read."""
    if kpi.uncertainty == "bootstrap":
        if not _is_linearised_by_case(kpi, sums, weight):
            return None
        limits = intervals.delta_ratio(_case_sums(sums), is_share=_is_share(kpi))
    elif kpi.uncertainty == "wilson":
        effective = intervals.effective_n(sums["denominator"], sums["denominator_squared"])
        limits = intervals.wilson(sums["numerator"], sums["denominator"], effective)
    elif kpi.uncertainty == "poisson":
        exposure = 1.0 if kpi.shape == "sum" else sums["denominator"]
        limits = intervals.poisson_exact(sums["numerator"], exposure)
    else:
        return intervals.none(len(sums["numerator"]))
    return intervals.Interval(kpi.scale * limits.low, kpi.scale * limits.high)


def _is_linearised_by_case(kpi: Kpi, sums: Sums, weight: str | None) -> bool:
    """Whether no customer has to be looked up: a snapshot has each once, and every cell has enough of them."""
    sizes = np.asarray(sums["cases"])
    return (
        weight is None
        and kpi.is_snapshot
        and kpi.category is None
        and bool((sizes[sizes > 0] > intervals.MOST_RESAMPLED_CUSTOMERS).all())
    )


def _case_sums(sums: Sums) -> intervals.RatioSums:
    return intervals.RatioSums(
        sums["cases"],
        sums["numerator"],
        sums["denominator"],
        sums["numerator_squared"],
        sums["sum_of_products"],
        sums["denominator_squared"],
    )


def _bootstrapped(
    warehouse: Warehouse, kpi: Kpi, filters: Filters, frame: pd.DataFrame, keys: list[str], weight: str | None
) -> pd.DataFrame:
    many = warehouse.frame(
        customer_statements.cell_sums(kpi, filters, keys, intervals.MOST_RESAMPLED_CUSTOMERS, weight)
    )
    few = warehouse.frame(
        customer_statements.customers_of_small_cells(kpi, filters, keys, intervals.MOST_RESAMPLED_CUSTOMERS, weight)
    )
    limits = pd.concat([_linearised(kpi, many, keys), _resampled(kpi, few, keys)], ignore_index=True)
    on = [*keys, *([kpi.category] if kpi.category else [])]
    if not on:
        return frame.assign(low=limits["low"].max(), high=limits["high"].max())
    if limits.empty:
        return frame.assign(low=np.nan, high=np.nan)
    return frame.merge(limits, how="left", on=on)


def _linearised(kpi: Kpi, many: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sums = intervals.RatioSums(
        many["count_customers"],
        many["numerator"],
        many["denominator"],
        many["numerator_squared"],
        many["sum_of_products"],
        many["denominator_squared"],
    )
    limits = intervals.delta_ratio(sums, is_share=_is_share(kpi))
    named = many[[*keys, *([kpi.category] if kpi.category else [])]]
    return named.assign(low=kpi.scale * limits.low, high=kpi.scale * limits.high)


def _resampled(kpi: Kpi, few: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Limits of each small cell (and category): a customer without the category counts with numerator 0."""
    found: list[dict[str, object]] = []
    groups = few.groupby(keys, dropna=False, sort=False) if keys else [((), few)] if len(few) else []
    for cell, customers in groups:
        whole = customers.groupby("customer_id")["denominator"].sum()
        for category in customers[kpi.category].unique() if kpi.category else [None]:
            part = customers[customers[kpi.category] == category] if kpi.category else customers
            top = part.groupby("customer_id")["numerator"].sum().reindex(whole.index, fill_value=0.0)
            limits = intervals.bootstrap_ratio(whole.index.to_numpy(), top, whole, is_share=_is_share(kpi))
            names = dict(zip(keys, cell, strict=True)) | ({kpi.category: category} if kpi.category else {})
            found.append({**names, "low": kpi.scale * float(limits.low), "high": kpi.scale * float(limits.high)})
    return pd.DataFrame(found)


def _is_share(kpi: Kpi) -> bool:
    return kpi.unit in ("percent", "distribution")
