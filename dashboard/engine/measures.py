"""What every number on a page, in a file or on the command line is asked through: values, rows, availability.

Shapes: `measure` gives one row per period, slice and category with the columns of `VALUE_COLUMNS`; `rows` one row per
case. Weeks are Mondays, months their first day, both as `datetime64`; shares are 0 to 1.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from sqlglot import exp

from dashboard.contracts import Need
from dashboard.engine import case_measures, periods, rolled_up, statements, uncertainty, what_if
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.kpis import Kpi, find
from dashboard.errors import AmendsError
from dashboard.stats.intervals import FloatArray, ratio
from dashboard.stats.intervals import none as no_limits
from dashboard.warehouse.models import tables_read
from dashboard.warehouse.reader import Warehouse

VALUE_COLUMNS = ("numerator", "denominator", "cases", "unknown", "immature", "value", "low", "high", "status")
Weight = Literal["revenue"]


def availability(warehouse: Warehouse, kpi: Kpi) -> str | None:
    """None when the version holds what the KPI needs, else the first thing missing: `needs table.column`."""
    for alternatives in kpi.needs:
        if not any(_is_filled(warehouse, need) for need in alternatives):
            first = alternatives[0]
            value = f" = {first.value}" if first.value else ""
            return f"needs {first.table}.{first.column}{value}"
    return None


def _is_filled(warehouse: Warehouse, need: Need) -> bool:
    return warehouse.filled.get((need.table, need.column, need.value), 0) > 0


def measure(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    by: Sequence[str] = ("week",),
    *,
    weight: Weight | None = None,
    intervals: bool = True,
) -> pd.DataFrame:
    """The KPI's values: one row per period if `by` holds "week", and per value of the other columns of `by`.

    Columns: `week` or `month` (if asked for), the columns of `by`, the category of a distribution, `VALUE_COLUMNS`.
    "week" stands for the KPI's own axis. Without it the periods of the range are added up; a snapshot answers with its
    last period. Every period of the range is there, also without cases (value NaN). Times to an event also have
    `events` and `p80`, the time by which 80 % have had the event. `intervals=False` leaves low and high empty where
    that is quicker. A sum without counted cases is 0, but has no value where all of them are unknown.

    Raises AmendsError for an unknown KPI, a column that is none, or a KPI whose needs are not met.
    """
    kpi = available(warehouse, kpi_id)
    warehouse = as_known(warehouse, kpi)
    slices = _slices(kpi, by)
    if kpi.is_snapshot and "week" not in by:
        filters = periods.last_only(warehouse, kpi, filters)
    summed = sums(warehouse, kpi, filters, slices, weight)
    axis = periods.axis(warehouse, kpi, filters, summed)
    if "week" in by and not slices and kpi.shape in ("ratio", "sum") and not kpi.category:
        return _series(warehouse, kpi, filters, periods.series(summed, axis, kpi), weight, intervals=intervals)
    frame = periods.arranged(summed, axis, kpi, slices, by_period="week" in by)
    keys = [*([kpi.axis] if "week" in by else []), *slices]
    if kpi.shape in ("time_to_event", "reduced"):
        frame = case_measures.with_values(warehouse, kpi, filters, frame, keys, intervals=intervals)
    else:
        frame = _with_ratio(warehouse, kpi, filters, frame, keys, weight, intervals=intervals)
    shown = [*keys, *([kpi.category] if kpi.category else []), *VALUE_COLUMNS]
    return frame[[*shown, *(["events", "p80"] if kpi.shape == "time_to_event" else [])]]


def _with_ratio(
    warehouse: Warehouse,
    kpi: Kpi,
    filters: Filters,
    frame: pd.DataFrame,
    keys: Sequence[str],
    weight: Weight | None,
    *,
    intervals: bool,
) -> pd.DataFrame:
    frame = frame.assign(**_ratio(kpi, frame))
    if intervals:
        return uncertainty.with_limits(warehouse, kpi, filters, frame, keys, weight)
    return frame.assign(low=np.nan, high=np.nan)


def _series(
    warehouse: Warehouse,
    kpi: Kpi,
    filters: Filters,
    columns: Mapping[str, NDArray[Any]],
    weight: Weight | None,
    *,
    intervals: bool,
) -> pd.DataFrame:
    """One row per period, and nothing to tell apart: what a page asks most, a frame only at the end."""
    limits = uncertainty.of_sums(kpi, columns, weight) if intervals else no_limits(len(columns["numerator"]))
    columns = {**columns, **_ratio(kpi, columns)}
    if limits is None:
        frame = uncertainty.with_limits(warehouse, kpi, filters, pd.DataFrame(columns), [kpi.axis], weight)
        return frame[[kpi.axis, *VALUE_COLUMNS]]
    columns |= {"low": limits.low, "high": limits.high}
    return pd.DataFrame({name: columns[name] for name in (kpi.axis, *VALUE_COLUMNS)})


def _ratio(kpi: Kpi, sums: uncertainty.Sums) -> dict[str, FloatArray]:
    """The value of each cell; a sum has no denominator."""
    numerator = np.asarray(sums["numerator"], dtype=np.float64)
    if kpi.shape != "sum":
        return {"value": ratio(kpi.scale * numerator, sums["denominator"])}
    is_known = (np.asarray(sums["cases"]) > 0) | (np.asarray(sums["unknown"]) == 0)
    return {"value": np.where(is_known, numerator, np.nan), "denominator": np.full(len(numerator), np.nan)}


def curve(warehouse: Warehouse, kpi_id: str, filters: Filters = Filters()) -> pd.DataFrame:  # noqa: B008 - immutable
    """The Kaplan-Meier curve behind a time to an event: t in the KPI's unit, survival, low, high, at_risk.

    Raises AmendsError for a KPI that is no time to an event.
    """
    kpi = available(warehouse, kpi_id)
    if kpi.shape != "time_to_event":
        raise AmendsError(f"{kpi.label} is no time to an event, so it has no curve.")
    return case_measures.curve(as_known(warehouse, kpi), kpi, filters)


def available(warehouse: Warehouse, kpi_id: str) -> Kpi:
    """The KPI of this id; AmendsError when there is none or the version lacks what it needs."""
    kpi = definition(warehouse, kpi_id)
    needs = availability(warehouse, kpi)
    if needs:
        raise AmendsError(f"{kpi.label} {needs}.")
    return kpi


def definition(warehouse: Warehouse, kpi_id: str) -> Kpi:
    """The KPI of this id as it is defined in this warehouse: with the dials that are tried out there."""
    return what_if.definition(find(kpi_id), warehouse.dials)


def as_known(warehouse: Warehouse, kpi: Kpi) -> Warehouse:
    """The warehouse with the marts of this KPI there; only an earlier cut-off has to build them."""
    return warehouse if warehouse.has_rollups else warehouse.with_marts(tables_read(kpi.sql))


def _slices(kpi: Kpi, by: Sequence[str]) -> tuple[str, ...]:
    known = ("week", "none", *DIMENSIONS, *([kpi.also_by] if kpi.also_by else []))
    for column in by:
        if column not in known:
            raise AmendsError(f"“{column}” is no breakdown of {kpi.label}. There are {', '.join(known)}.")
    return tuple(column for column in by if column not in ("week", "none"))


def sums(
    warehouse: Warehouse, kpi: Kpi, filters: Filters, slices: tuple[str, ...], weight: Weight | None = None
) -> pd.DataFrame:
    """The bare sums of `statements.SUMS` by period and slice; periods without cases are missing.

    From the smallest roll-up that answers, otherwise from the cases.
    """
    _check_weight(kpi, weight)
    found = None if weight else rolled_up.sums(warehouse, kpi, filters, slices)
    return warehouse.frame(statements.sums(kpi, filters, slices, weight)) if found is None else found


def _check_weight(kpi: Kpi, weight: Weight | None) -> None:
    if weight and weight not in kpi.own_columns:
        raise AmendsError(f"{kpi.label} cannot be weighted by {weight}.")


def rows(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    states: Sequence[str] = ("counted",),
    *,
    limit: int | None = None,
    weight: Weight | None = None,
) -> pd.DataFrame:
    """The cases behind the number, one row each, ordered by period and case id; columns as `statements.ROW_COLUMNS`.

    `states` picks from counted, unknown, immature; only counted cases have a numerator and a denominator.
    """
    kpi, statement = rows_statement(warehouse, kpi_id, filters, states, weight)
    return as_known(warehouse, kpi).frame(statement.limit(limit) if limit else statement)


def stream_rows(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters = Filters(),  # noqa: B008 - immutable
    states: Sequence[str] = ("counted",),
    *,
    weight: Weight | None = None,
) -> pa.RecordBatchReader:
    """The same rows batch by batch, in constant memory."""
    kpi, statement = rows_statement(warehouse, kpi_id, filters, states, weight)
    return as_known(warehouse, kpi).stream(statement)


def rows_statement(
    warehouse: Warehouse, kpi_id: str, filters: Filters, states: Sequence[str], weight: Weight | None
) -> tuple[Kpi, exp.Select]:
    """The KPI and the select of its rows as `rows` gives them; run it on `as_known(warehouse, kpi)`."""
    kpi = available(warehouse, kpi_id)
    _check_weight(kpi, weight)
    return kpi, statements.rows(kpi, filters, states, weight)
