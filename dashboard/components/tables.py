"""The breakdown of a KPI by one dimension, and its weeks, as tables whose rows can be picked."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import data, drill, pick
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import breakdowns, formats, names
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile

_SMALL_PERCENT = 5.0
"""Below this the bars of a share are drawn against the largest, with decimals."""


def breakdown(
    chosen: Selection, tile: Tile, scope: Filters, column: str, keep: Callable[[str], None] | None = None
) -> None:
    """One row per value of the dimension: bar, base, interval, and a note where it may not be judged.

    Picking a row keeps that value alone, or calls `keep` with its name.
    """
    table = data.breakdown(chosen, tile, scope, column)
    key = f"by-{column}"
    then = keep or partial(drill.narrow, names.FILTERS.get(column, ""))
    narrow = drill.picked(key, table["label"].tolist(), then) if table["label"].any() else None
    has = [name for name in ("interval", "note") if table[name].any()]
    pick.table(
        key,
        table,
        alt=f"{tile.kpi.label} by {names.heading(column).lower()}",
        on_pick=narrow,
        columns=_breakdown_columns(tile.kpi, column, table, chosen.choices.currency),
        order=["name", "value", "base", *has],
        money=("value",) if tile.kpi.unit == "money" and (table["value"] < 0).any() else (),
        currency=chosen.choices.currency,
    )


def _breakdown_columns(kpi: Kpi, column: str, table: pd.DataFrame, currency: str) -> dict[str, Any]:
    is_share = kpi.unit in (*breakdowns.SHARE_UNITS, "survival")
    largest = float(table["value"].max()) if table["value"].notna().any() else 0.0
    is_small = is_share and 0 < largest < _SMALL_PERCENT
    form = _form(kpi.unit, currency, is_small=is_small)
    is_bar = not (table["value"] < 0).any()
    top = largest * 1.15 if is_small or (not is_share and largest > 0) else 100.0 if is_share else 1.0
    return {
        "name": st.column_config.TextColumn(names.heading(column), width=160),
        "value": st.column_config.ProgressColumn(
            "Value", format=form, min_value=0, max_value=top, color="gray", width=82
        )
        if is_bar
        else st.column_config.NumberColumn("Value", format=None if kpi.unit == "money" else form, width=82),
        "base": st.column_config.TextColumn(
            "Of" if kpi.unit in breakdowns.SHARE_UNITS else "Cases", width=84, alignment="right"
        ),
        "interval": st.column_config.TextColumn("95%", width=76, alignment="right"),
        "note": st.column_config.TextColumn(
            "Note", width=64, help=f"Few: fewer than {kpi.min_n} cases, so the number is not judged."
        ),
    }


def _form(unit: str, currency: str, *, is_small: bool) -> str:
    """How the browser writes a value of this unit."""
    if unit in (*breakdowns.SHARE_UNITS, "survival"):
        return "%.2f%%" if is_small else "%.0f%%"
    if unit == "money":
        return formats.money_form(currency)
    return "%,d" if unit in ("count", "people") else "%.2f"


def periods(tile: Tile, currency: str, key: str = "periods-table") -> None:
    """The periods of the chart as a table, the newest first; picking one keeps that week alone."""
    rows = breakdowns.period_rows(tile, currency)
    shown = [name for name in rows if name != "key" and rows[name].ne("").any()]
    pick.table(
        key,
        rows,
        alt=f"{tile.kpi.label}, period by period",
        on_pick=drill.picked(key, rows["key"].tolist(), partial(drill.to_week, span=tile.span)),
        columns={"Period": st.column_config.TextColumn(width=80)},
        order=shown,
    )


def best_fit(chosen: Selection) -> None:
    """What was tried for which kind of case in the latest quarter, with its evidence."""
    found = data.panel(chosen, "best_fit", chosen.filters)
    st.markdown("##### What works for which kind of case?")
    st.caption("Share kept as a customer, shrunk towards the mean of all; association, not proof.")
    if found.empty:
        st.caption("Nothing was tried often enough in any kind of case.")
        return
    shares = ["share_kept", "share_kept_shrunk", "low", "high"]
    percent = st.column_config.NumberColumn(format="%.0f%%")
    pick.table(
        "best-fit",
        found.assign(**{name: found[name] * 100 for name in shares}).rename(columns=names.heading),
        alt="Interventions by kind of case",
        columns={names.heading(name): percent for name in shares},
    )
