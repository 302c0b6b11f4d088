"""A distribution as bars: the shares of the known cases, the unknown apart, and the published list beside them."""

import pandas as pd

from dashboard import benchmarks, formats, names
from dashboard.kpis import Kpi

RESCALED = "rescaled"
NO_LIST = "none"
_UNAVOIDABLE = ("death", "moved", "natural_flow")
"""Reasons that no company can prevent: drawn in grey."""


def published(kpi_id: str, list_name: str) -> dict[str, float]:
    """Category -> published share, of a list of `benchmarks.lists`, `RESCALED` or `NO_LIST`."""
    if list_name == RESCALED:
        return benchmarks.rescaled(benchmarks.of_categories(kpi_id))
    return {category: figure.value for category, figure in benchmarks.of_categories(kpi_id, list_name).items()}


def bars(kpi: Kpi, measured: pd.DataFrame, list_name: str) -> pd.DataFrame:
    """The columns of `charts.bars.COLUMNS`: avoidable reasons first, each group from the largest, unknown last.

    `measured` is what `measures.measure` gives for all categories of the KPI.
    """
    found = {str(row[str(kpi.category)]): row for row in measured.to_dict("records") if row["cases"]}
    figures = published(kpi.id, list_name)
    order = sorted(
        dict.fromkeys([*found, *figures]),
        key=lambda category: (category in _UNAVOIDABLE, -_share(found, category), -figures.get(category, 0.0)),
    )
    rows = [
        _bar(kpi, category, found.get(category), figures.get(category), place) for place, category in enumerate(order)
    ]
    columns = ["label", "value", "low", "high", "published", "role", "text", "note", "hover"]
    frame = pd.DataFrame([*rows, *_unknown(measured)], columns=columns)
    return frame.astype(dict.fromkeys(("value", "low", "high", "published"), "float64"))


def _share(found: dict[str, dict[object, float]], category: str) -> float:
    return found[category]["value"] if category in found else 0.0


def _bar(
    kpi: Kpi, category: str, row: dict[object, float] | None, figure: float | None, place: int
) -> tuple[object, ...]:
    name = names.of(str(kpi.category), category)
    value, low, high = (row["value"], row["low"], row["high"]) if row else (0.0, None, None)
    base = f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}" if row else "none"
    interval = formats.interval(low, high, "percent")
    note = f"◇ {formats.percent(figure)}" if figure is not None else ""
    share = formats.percent(value)
    hover = f"<b>{name}</b><br>{share}{', ' if interval else ''}{interval}<br>{base}"
    role = "neutral" if category in _UNAVOIDABLE else "emphasis" if place == 0 else "plain"
    return name, value, low, high, figure, role, share, note, hover


def _unknown(measured: pd.DataFrame) -> list[tuple[object, ...]]:
    """The bar of the unknown, with its own base: all cases. None when everything is known or there is nothing."""
    if measured.empty or not measured["unknown"].max():
        return []
    unknown, known = int(measured["unknown"].max()), int(measured["cases"].max())
    share = unknown / (unknown + known)
    hover = f"<b>Unknown</b><br>{formats.percent(share)} of all<br>{unknown:,} of {unknown + known:,}"
    return [("Unknown", share, None, None, None, "unknown", formats.percent(share), "of all", hover)]
