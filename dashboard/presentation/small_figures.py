"""Small figures: one number of a KPI over a range of weeks, with its base and its interval in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.topics import unlocks


@dataclass(frozen=True)
class SmallFigure:
    """What a small box shows; the heading opens the page of the KPI."""

    kpi_id: str
    label: str
    value: str
    facts: str
    note: str = ""


def of_kpi(kpi: Kpi, row: Mapping[str, Any], currency: str, note: str = "") -> SmallFigure:
    """A KPI from one row of `measures.measure`; `note` is the second line."""
    value = formats.value(row["value"], _unit(kpi), row["low"], row["high"], currency)
    return SmallFigure(kpi.id, kpi.label, value, _facts(kpi, row, currency), note)


def missing(kpi: Kpi, needs: str) -> SmallFigure:
    """A KPI that the loaded data cannot answer, and what it needs."""
    return SmallFigure(kpi.id, kpi.label, formats.MISSING, f"Not measured. {unlocks.sentence(needs)}")


def _unit(kpi: Kpi) -> str:
    """The unit of the number: that of a table is the share in its headline."""
    return "percent" if kpi.unit == "table" else kpi.unit


def _facts(kpi: Kpi, row: Mapping[str, Any], currency: str) -> str:
    """Base, interval, and what must be known of the number: too few cases, unknown ones, ones too young to count."""
    cases = int(row["cases"])
    if not cases:
        return " · ".join(["No cases", *_others(row)])
    base = (
        f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}"
        if _unit(kpi) in ("percent", "distribution")
        else f"n {formats.count(cases)}"
    )
    few = f"fewer than {kpi.min_n} cases, not judged" if cases < kpi.min_n else ""
    interval = formats.interval(row["low"], row["high"], _unit(kpi), currency)
    return " · ".join(text for text in (base, interval, few, *_others(row)) if text)


def _others(row: Mapping[str, Any]) -> list[str]:
    words = (("unknown", "unknown"), ("immature", "too recent"))
    return [f"{int(row[state]):,} {word}" for state, word in words if row[state]]
