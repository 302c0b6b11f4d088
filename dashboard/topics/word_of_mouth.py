"""What customers tell others about us: an assumption, or what they said, and the warnings on record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.engine.kpis import Kpi
from dashboard.engine.shapes.people_told_band import ENOUGH_ANSWERS, TOLD_BY_DISSATISFIED, TOLD_BY_SATISFIED
from dashboard.presentation import formats
from dashboard.presentation.small_figures import SmallFigure, of_kpi

_DISSATISFIED, _ANSWERS = "Dissatisfied customers, each once", "People told, on average of those who said"


def people_told(
    kpi: Kpi, row: Mapping[str, Any], facts: pd.DataFrame, warnings: Mapping[str, Any], currency: str
) -> SmallFigure:
    """The band of people who may have heard; it is never turned into money.

    `row` is the KPI measured over the weeks, `facts` what stands beside it, `warnings` the row of that panel.
    """
    figure = of_kpi(kpi, row, currency, _on_record(warnings, currency))
    if not row["cases"]:
        return figure
    dissatisfied, answers = _fact(facts, _DISSATISFIED, "value"), _fact(facts, _ANSWERS, "n")
    if answers >= ENOUGH_ANSWERS:
        said = f"95% {row['low']:,.0f}–{row['high']:,.0f} · average of {answers:,.0f} answers"
        return replace(
            figure, value=f"{row['value']:,.0f}", facts=f"{said} · {dissatisfied:,.0f} customers dissatisfied"
        )
    low, high = TOLD_BY_DISSATISFIED
    told = f"{low}–{high} each for {dissatisfied:,.0f} dissatisfied customers, {TOLD_BY_SATISFIED[0]}–"
    told += f"{TOLD_BY_SATISFIED[1]} for satisfied ones: an assumption"
    return replace(figure, value=f"{row['low']:,.0f}–{row['high']:,.0f}", facts=told)


def _fact(facts: pd.DataFrame, label: str, column: str) -> float:
    found = facts.loc[facts["label"] == label, column]
    return float(found.iloc[0]) if len(found) else 0.0


def _on_record(warnings: Mapping[str, Any], currency: str) -> str:
    """The warnings on record, how many people they reached, and the business they stopped where that is known."""
    count = int(warnings["count_warnings"])
    if not count:
        return ""
    parts = [f"{formats.plural(count, 'warning')} to others on record"]
    if warnings["count_reach"]:
        parts.append(f"reached {formats.plural(int(warnings['people_reached']), 'person', 'people')}")
    if warnings["count_blocked"]:
        blocked = formats.money(warnings["blocked_value"], currency)
        parts.append(f"{blocked} of business stopped (known for {int(warnings['count_blocked']):,})")
    return ", ".join(parts)
