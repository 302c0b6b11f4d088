"""Tables behind a KPI: one row per value of a dimension, the number of cases by state, and the cases themselves."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from dashboard.engine import kpis, measures, rolled_up
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.statements import ROW_COLUMNS
from dashboard.presentation import formats, names, readings, url_filters
from dashboard.presentation.panels import Choices
from dashboard.presentation.readings import Reading
from dashboard.presentation.tiles import Tile
from dashboard.warehouse.reader import Warehouse

STATES = ("counted", "unknown", "immature")
"""What can be said of a case: it counts, an input is missing, or its horizon is not over."""

SHARE_UNITS = ("percent", "distribution")
_ORDERED = ("severity",)
"""Columns whose values have an order of their own; of the others the value with most cases comes first."""

_PERCENT_UNITS = (*SHARE_UNITS, "survival")


def breakdown(
    warehouse: Warehouse, kpi_id: str, filters: Filters, column: str, choices: Choices, category: str | None = None
) -> pd.DataFrame:
    """One row per value of a dimension, of a distribution for one `category`; the largest base first.

    Columns: name, value (shares 0-100), base (text), low and high (as value), interval (text), cases, note, label (the
    text of the filter that keeps this value alone; empty where there is none).
    """
    kpi = kpis.find(kpi_id)
    measured = measures.measure(warehouse, kpi_id, filters, (column,))
    if kpi.category:
        measured = measured[measured[kpi.category] == category]
    order = (column, True) if column in _ORDERED else ("cases", False)
    measured = measured[measured["cases"] > 0].sort_values(order[0], ascending=order[1], ignore_index=True)
    factor = 100.0 if kpi.unit in _PERCENT_UNITS else 1.0
    labels = _labels(column, choices)
    named = [label(column, value, labels) for value in measured[column]]
    return pd.DataFrame(
        {
            "name": named,
            "value": measured["value"] * factor,
            "base": [_base(kpi.unit, row) for row in measured.to_dict("records")],
            "low": measured["low"] * factor,
            "high": measured["high"] * factor,
            "interval": [_interval(kpi, row, choices.currency) for row in measured.to_dict("records")],
            "cases": measured["cases"],
            "note": [_note(int(cases), kpi.min_n, status) for cases, status in _pairs(measured)],
            "label": [name if name in labels.values() else "" for name in named],
        }
    )


def is_quick(warehouse: Warehouse, kpi_id: str, filters: Filters, column: str) -> bool:
    """Whether a breakdown comes at once, so that a page may show it unasked."""
    return rolled_up.is_quick(warehouse, kpis.find(kpi_id), filters, (column,))


def _pairs(measured: pd.DataFrame) -> list[tuple[int, str]]:
    return list(zip(measured["cases"], measured["status"], strict=True))


def _labels(column: str, choices: Choices) -> dict[str, str]:
    field = next((field for field in url_filters.FIELDS if field.column == column), None)
    return dict(choices.values.get(field.key, {})) if field else {}


def label(column: str, value: object, labels: dict[str, str]) -> str:
    """The readable name of a value of a dimension, "none" included."""
    text = "" if value is None or value != value else str(int(value) if isinstance(value, float) else value)
    return labels.get(text) or names.of(column, text)


def _base(unit: str, row: dict[str, float]) -> str:
    if unit in SHARE_UNITS:
        return f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}"
    return formats.count(row["cases"])


def _interval(kpi: kpis.Kpi, row: dict[Hashable, Any], currency: str) -> str:
    return formats.interval(row["low"], row["high"], kpi.unit, currency).removeprefix("95% ")


def _note(cases: int, min_n: int, status: str) -> str:
    if cases < min_n:
        return "few"
    return "provisional" if status == "provisional" else ""


def period_rows(tile: Tile, currency: str) -> pd.DataFrame:
    """The periods of a tile's chart, the newest first, in words.

    Columns: Period, Value, Of, 95% interval, A year ago, State, key (the week that the period ends in).
    """
    if tile.trend is None:
        return pd.DataFrame(columns=[*_PERIOD_COLUMNS])
    shown = zip(tile.trend.shown, tile.trend.frame.to_dict("records"), strict=True)
    rows = [_period_row(tile.kpi, reading, row, currency) for reading, row in shown]
    return pd.DataFrame(rows[::-1], columns=[*_PERIOD_COLUMNS])


_PERIOD_COLUMNS = ("Period", "Value", "Of", "95% interval", "A year ago", "State", "key")


def _period_row(kpi: kpis.Kpi, reading: Reading, row: dict[Hashable, Any], currency: str) -> tuple[str, ...]:
    signal = {"better": "signal, better", "worse": "signal, worse", "change": "signal", "past": "earlier signal"}
    state = signal.get(row["signal"], "") if reading.is_final else "provisional"
    return (
        row["label"],
        formats.value(reading.value, kpi.unit, reading.low, reading.high, currency),
        readings.base(kpi, reading),
        formats.interval(reading.low, reading.high, kpi.unit, currency).removeprefix("95% "),
        formats.value(row["year_ago"], kpi.unit, currency=currency).replace(formats.MISSING, ""),
        "few" if reading.is_final and not state and reading.cases < kpi.min_n else state,
        row["key"],
    )


def counts(warehouse: Warehouse, kpi_id: str, filters: Filters) -> dict[str, int]:
    """How many cases are in each state of `STATES`."""
    measured = measures.measure(warehouse, kpi_id, filters, ("none",), intervals=False)
    return {
        state: int(measured["cases" if state == "counted" else state].max()) if len(measured) else 0 for state in STATES
    }


def _first_columns(rows: pd.DataFrame) -> list[str]:
    """What a reader on a phone must see first: which case, when, how it counts, and the KPI's own columns."""
    wanted = ("case_id", "incident_id", "customer_id", "week", "month", "numerator", "denominator")
    own = [name for name in rows if name not in (*ROW_COLUMNS, *wanted)]
    return [*(name for name in wanted if name in rows), *own]


def readable(rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """The cases with headings, names and local times that people read; columns without any value are left out."""
    shown = rows.drop(columns=["kpi", "state"]).dropna(axis="columns", how="all")
    if "incident_id" in shown and shown["incident_id"].equals(shown["case_id"]):
        shown = shown.drop(columns="case_id")
    shown = shown[[*_first_columns(shown), *(name for name in shown if name not in _first_columns(shown))]]
    for column in [column for column in DIMENSIONS if column in shown and column not in ("agent_id", "severity")]:
        labels = _labels(column, choices)
        shown[column] = [None if pd.isna(value) else label(column, value, labels) for value in shown[column]]
    if "reason_code" in shown:
        shown["reason_code"] = [
            None if pd.isna(value) else names.of("reason_code", value) for value in shown["reason_code"]
        ]
    for column in shown.select_dtypes("datetime"):
        shown[column] = local(shown[column], choices.version.timezone)
    return shown.rename(columns=names.heading)


def local(moments: "pd.Series[pd.Timestamp]", timezone: str) -> "pd.Series[Any]":
    """Days as days; moments, which are naive UTC, as naive local time to the minute."""
    if moments.dropna().dt.normalize().eq(moments.dropna()).all():
        return moments.dt.date
    return moments.dt.tz_localize("UTC").dt.tz_convert(timezone).dt.tz_localize(None).dt.floor("min")
