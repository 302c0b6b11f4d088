"""Charts on a page: the house frame, the reader's theme, and a sentence for who cannot see them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts import bars, control
from dashboard.charts.survival import Line, survival_curves
from dashboard.components import drill, kpi_data, page_data, pick
from dashboard.engine.kpis import Kpi
from dashboard.presentation import benchmarks, formats, notes, sentences, shares
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile

_LISTS = {
    "published": "As published, sums to 109%",
    benchmarks.RENORMALISED: "Rescaled ÷ 1.09",
    "classic": "Classic 68-14-9-5-3-1",
    shares.NO_LIST: "None",
}


def draw(figure: Any, key: str, alt: str, on_click: Callable[[], None] | None = None) -> None:
    """A Plotly figure in the house frame; `alt` is its takeaway in one sentence, `on_click` see `drill.clicked`."""
    page_data.figure(key, alt, figure)
    if on_click is None:
        st.plotly_chart(figure, theme=None, config=theme.CONFIG, key=key, alt=alt)
    else:
        st.plotly_chart(
            figure,
            theme=None,
            config=theme.CONFIG,
            key=key,
            alt=alt,
            on_select=on_click,
            selection_mode="points",
        )


def control_chart(chosen: Selection, tile: Tile, key: str = "control", height: int = control.HEIGHT) -> None:
    """The full control chart of a tile's trend with the notes on it; a click on a period keeps that week alone."""
    if tile.trend is None or not tile.trend.has_values:
        st.caption("No period with cases to draw.")
        return
    currency, unit = chosen.choices.currency, tile.kpi.unit
    placed = notes.placed(kpi_data.notes_of(chosen, tile.kpi.id), tile.trend.shown, tile.kpi.axis)
    figure = control.control_chart(
        tile.trend.frame,
        theme.palette(st.context.theme.type),
        replace(tile.marks, notes=tuple((at, notes.short(note), notes.whole(note)) for at, note in placed)),
        lambda numbers: formats.values(numbers, unit, currency),
        height,
    )
    draw(figure, key, tile.sentence, drill.clicked(key, partial(drill.to_week, span=tile.span)))


def survival(line: Line, ticks: tuple[tuple[float, str], ...], key: str, alt: str) -> None:
    """One survival curve with its band."""
    draw(survival_curves([line], theme.palette(st.context.theme.type), ticks), key, alt)


def distribution(tile: Tile) -> None:
    """Bars of all categories with the published list that the reader chooses, and all lists side by side."""
    share_bars(tile, published_list())
    if tile.measured is not None:
        beside_lists(tile.kpi, tile.measured)


def beside_lists(kpi: Kpi, measured: pd.DataFrame) -> None:
    """Our shares and every published list in one table, with what each adds up to; nothing where none is published."""
    table = shares.beside_lists(kpi, measured)
    if table.empty:
        return
    st.markdown("##### How do the published lists compare?")
    sums = table.iloc[-1]
    st.caption(
        f"As published, {sums['published']} in all; rescaled, {sums[benchmarks.RENORMALISED]}; "
        f"the list quoted most often, {sums['classic']}. No traceable study behind any."
    )
    column = st.column_config.TextColumn
    headings = {"ours": "Ours", "published": "Published", benchmarks.RENORMALISED: "Rescaled", "classic": "Classic"}
    pick.table(
        "published-lists",
        table,
        alt=f"Our shares beside three published lists, which add up to {', '.join(sums[2:])}",
        columns={"name": column("Reason", width=170)}
        | {name: column(heading, width=84, alignment="right") for name, heading in headings.items()},
        most_rows=len(table),
    )


def published_list() -> str:
    """The switch between the published lists; the answer is the name that `shares.bars` takes."""
    choice = st.segmented_control(
        "Published list ◇",
        list(_LISTS),
        format_func=_LISTS.__getitem__,
        default="published",
        required=True,
        key="list",
        bind="query-params",
    )
    return choice or "published"


def share_bars(tile: Tile, list_name: str) -> None:
    """Bars of all categories with one published list, and how to read them."""
    if tile.measured is None:
        return
    rows = shares.bars(tile.kpi, tile.measured, list_name)
    ticks = [(tenth / 5, formats.percent(tenth / 5)) for tenth in range(6)]
    draw(bars.share_bars(rows, theme.palette(st.context.theme.type), ticks), "bars", sentences.leading(rows, tile))
    st.caption(
        "Share of the known reasons. Line: 95% interval. ◇ as published, no traceable study behind it, context only. "
        "Grey: not avoidable. Hatched: unknown, never spread over the reasons."
    )
