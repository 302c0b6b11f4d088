"""Why customers left, as the page on losses tells it: the last 13 final weeks up to the week of the report."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.engine import kpis, measures, panel_rows
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats, shares
from dashboard.presentation.selection import Selection
from dashboard.presentation.shares import Apart
from dashboard.report import figures
from dashboard.report.figures import Figure
from dashboard.topics import losses, unlocks
from dashboard.topics.losses import Losses
from dashboard.warehouse.reader import Warehouse

_REASONS = "loss_reason_share"


@dataclass(frozen=True)
class Reason:
    """One bar: `share` and the interval are 0-1, `base` and `note` are words; `role` is that of the page's bars."""

    label: str
    figure: Figure
    share: float
    low: float | None
    high: float | None
    base: str
    interval: str
    published: float | None
    note: str
    role: str


@dataclass(frozen=True)
class Reasons:
    """The sentence (it holds `**` around what weighs most), the answer to the question, the bars and their weeks."""

    headline: str
    answer: str
    bars: tuple[Reason, ...] = ()
    weeks: str = ""


def of(warehouse: Warehouse, chosen: Selection) -> Reasons:
    """The reasons for loss; words on what is missing where they are not recorded."""
    if not warehouse.filled.get(("losses", "lost_at", None)):
        return Reasons("Which customers leave, and why, is not recorded yet.", _needs("needs losses.lost_at"))
    scope = losses.scope(losses.last_final(warehouse, chosen.first, chosen.last), chosen.first, chosen.last)
    found = losses.summed(panel_rows.panel(warehouse, "losses_by_week", chosen.filters.between(*scope)), *scope)
    currency, kpi = chosen.choices.currency, kpis.find(_REASONS)
    needs = measures.availability(warehouse, kpi)
    if needs or not found.count:
        return Reasons(losses.headline(found, None, currency), _needs(needs) if needs else "")
    measured = measures.measure(warehouse, _REASONS, chosen.filters.between(*scope), ("none",))
    return Reasons(
        headline=losses.headline(found, losses.leading(measured), currency),
        answer=losses.answer(measured, found, kpi.min_n),
        bars=tuple(_bars(kpi, measured, found, scope)),
        weeks=found.weeks,
    )


def _needs(needs: str) -> str:
    return unlocks.sentence(needs).replace("`", "")


def _bars(kpi: Kpi, measured: pd.DataFrame, found: Losses, scope: tuple[date, date]) -> Sequence[Reason]:
    by_code = {str(row[str(kpi.category)]): row for row in measured.to_dict("records") if row["cases"]}
    apart = found.apart()
    drawn = shares.bars(kpi, measured, "published", apart).to_dict("records")
    return [_bar(kpi, bar, by_code.get(str(bar["key"])), scope, apart) for bar in drawn]


def _bar(
    kpi: Kpi, bar: dict[Hashable, Any], row: dict[Hashable, Any] | None, scope: tuple[date, date], apart: Apart | None
) -> Reason:
    """One bar of the page; `row` is what was measured of it, None for the unknown and for what nobody named."""
    by, text, low, high = f"{kpi.category}={bar['key']}", bar["text"], bar["low"], bar["high"]
    plain = Figure(text, {"kpi": kpi.id, "weeks": figures.span(*scope), "by": by, "value": bar["value"]})
    base = f"{formats.count(row['numerator'])} of {formats.count(row['denominator'])}" if row else "nobody"
    return Reason(
        label=bar["label"],
        figure=figures.of_row(kpi.id, text, scope, row, by) if row else plain,
        share=bar["value"],
        low=None if pd.isna(low) else low,
        high=None if pd.isna(high) else high,
        base=apart.words if apart and bar["key"] == shares.UNKNOWN else base,
        interval=formats.interval(low, high, "percent"),
        published=None if pd.isna(bar["published"]) else bar["published"],
        note=bar["note"],
        role=bar["role"],
    )
