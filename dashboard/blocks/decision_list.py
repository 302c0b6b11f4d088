"""All sheets of the seven questions: those to be filled in, approved, looked at again."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.components import drill, pick
from dashboard.presentation import formats
from dashboard.state.decisions import Decision
from dashboard.topics import sheet_words

_ORDER = ("waiting", "open", "decided")


def show(sheets: Sequence[Decision]) -> None:
    """The table of all sheets; picking one opens it."""
    ordered = sorted(
        sheets, key=lambda sheet: (_ORDER.index(sheet.status), sheet.review_on is None, sheet.review_on or 0)
    )
    st.markdown(f"##### {formats.plural(len(ordered), 'sheet')}")
    pick.table(
        "sheets",
        pd.DataFrame([_row(sheet) for sheet in ordered]),
        alt="Sheets about customers: those that wait for somebody first",
        on_pick=drill.picked(
            "sheets", [sheet.customer_id for sheet in ordered], lambda one: drill.narrow("customer", one)
        ),
        columns={
            "Look at again": st.column_config.DateColumn(format="D MMM YYYY"),
            "Begun": st.column_config.DateColumn(format="D MMM YYYY"),
        },
        most_rows=12,
    )


def due(sheets: Sequence[Decision]) -> int:
    """How many decisions have reached their day of review."""
    today = datetime.now(UTC).date()
    return sum(
        sheet.status == "decided" and sheet.review_on is not None and sheet.review_on <= today for sheet in sheets
    )


def _row(sheet: Decision) -> dict[str, object]:
    return {
        "Customer": sheet.customer_id,
        "State": sheet_words.status(sheet),
        "Outcome": sheet_words.outcome(sheet) or None,
        "Owner": sheet.owner or None,
        "Look at again": sheet.review_on,
        "Begun": sheet.created_at,
        "By": sheet.author,
    }
