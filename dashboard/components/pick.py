"""A table of which a row can be picked with the mouse or the keyboard."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

ROW = 33
"""Height of a row in pixels."""


def table(
    key: str,
    frame: pd.DataFrame,
    *,
    alt: str,
    on_pick: Callable[[], None] | None = None,
    columns: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
    most_rows: int = 9,
) -> None:
    """Draw a table; `on_pick` (see `drill.picked`) is called when a row is picked.

    `columns` configures columns as `st.dataframe` does, `order` says which are shown.
    """
    st.dataframe(
        frame,
        hide_index=True,
        column_order=order,
        column_config=dict(columns or {}),
        height=ROW * (min(max(len(frame), 1), most_rows) + 1) + 2,
        row_height=ROW,
        placeholder="–",
        key=key,
        alt=alt,
        on_select=on_pick or "ignore",
        selection_mode="single-row",
    )
