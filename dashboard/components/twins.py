"""The table of what a chart shows: the keyboard picks a row where the mouse clicks a mark."""

import re
from collections.abc import Callable
from html import unescape

import pandas as pd
import streamlit as st

from dashboard.components import pick, tables
from dashboard.components.drill import picked
from dashboard.presentation.tiles import Tile

_TITLE = "The same as a table; pick a row"
_TAGS = re.compile("</?b>")


def of_marks(key: str, marks: pd.DataFrame, heading: str, then: Callable[[str], None]) -> None:
    """One row per mark, told as the mouse-over tells it; `marks` has the columns `hover` and `key`.

    Picking a row hands its key to `then`; a mark without a key leads nowhere.
    """
    if marks.empty:
        return
    with st.expander(_TITLE):
        pick.table(
            f"{key}-table",
            rows(marks, heading),
            alt=f"{heading}, one row per mark of the chart",
            on_pick=picked(f"{key}-table", marks["key"].tolist(), then),
            columns={heading: st.column_config.TextColumn(width=150)},
        )


def rows(marks: pd.DataFrame, heading: str) -> pd.DataFrame:
    """The mouse-over of each mark in two columns: its first line under `heading`, the others together."""
    told = [lines(text) for text in marks["hover"]]
    return pd.DataFrame({heading: [first for first, *_ in told], "What": [" · ".join(rest) for _, *rest in told]})


def lines(hover: str) -> list[str]:
    """The lines of a mouse-over as plain text."""
    return unescape(_TAGS.sub("", hover)).split("<br>")


def of_periods(tile: Tile, currency: str, key: str) -> None:
    """The periods of a control chart; picking one keeps that week alone."""
    if tile.trend is None or not tile.trend.shown:
        return
    with st.expander(_TITLE):
        tables.periods(tile, currency, f"{key}-table")
