"""A table of which a row can be picked with the mouse or the keyboard.

The mouse picks by the words of the first column or by the box before them; the keyboard walks with the arrow keys and
picks with Shift and Space. A table that picks by cells would pick the first row as soon as Tab reaches it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import page_data
from dashboard.presentation import formats

ROW = 33
"""Height of a row in pixels."""

_BUTTON = "{}-words"
_NOTHING = "–"
_KEYBOARD = "Arrow keys walk, Shift and Space pick a row."


def table(
    key: str,
    frame: pd.DataFrame,
    *,
    alt: str,
    on_pick: Callable[[], None] | None = None,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
    most_rows: int = 9,
    words: str | None = None,
    money: Sequence[str] = (),
    currency: str = "EUR",
) -> None:
    """Draw a table; `on_pick` (see `drill.picked`) is called when a row is picked.

    `columns` configures columns as `st.dataframe` does, `order` says which are shown. `words` names the column of text
    that the mouse picks by; the first one shown unless said otherwise. `money` names the columns that hold amounts of
    `currency`: they sort as numbers and read as `−€93,579`.
    """
    config = dict(columns or {})
    page_data.table(key, alt, frame, config, order)
    if on_pick is not None:
        name = words or next(iter(order or frame.columns))
        frame = frame.assign(**{name: frame[name].astype("object").where(frame[name].notna(), _NOTHING).map(str)})
        config[name] = _words_that_pick(key, config.get(name, {"label": name}), on_pick)
    st.dataframe(
        _with_amounts(frame, money, currency) if money else frame,
        hide_index=True,
        column_order=order,
        column_config=config,
        height=ROW * (min(max(len(frame), 1), most_rows) + 1) + 2,
        row_height=ROW,
        placeholder=_NOTHING,
        key=key,
        alt=f"{alt}. {_KEYBOARD}" if on_pick else alt,
        on_select=on_pick or "ignore",
        selection_mode="single-row",
    )


def _with_amounts(frame: pd.DataFrame, money: Sequence[str], currency: str) -> Any:
    """The table with its amounts written out: no number format of the browser puts U+2212 before the sign."""
    return frame.style.format(
        {
            name: lambda amount: _NOTHING if pd.isna(amount) else formats.money_exact(float(amount), currency)
            for name in money
            if name in frame
        }
    )


def _words_that_pick(key: str, column: Mapping[str, Any], on_pick: Callable[[], None]) -> Any:
    return st.column_config.ButtonColumn(
        column.get("label"),
        width=column.get("width"),
        help=column.get("help"),
        type="tertiary",
        alignment="left",
        key=_BUTTON.format(key),
        on_click=on_pick,
    )


def picked_row(key: str) -> int | None:
    """The row picked just now in the table of this key, which then is ready for the next pick. For callbacks."""
    click = st.session_state.get(_BUTTON.format(key))
    if click is not None:
        return int(click["row"])
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state[key] = {"selection": {"rows": []}}
    return int(rows[0]) if rows else None
