"""A card of downloads: how many rows first, then one button a format."""

import io
from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import export, spreadsheet
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection

_FORMS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
}

Rows = Callable[[], pa.RecordBatchReader]


def named(chosen: Selection, name: str) -> str:
    """The name of a file without its ending; one of the sample company says so, wherever it is sent."""
    return f"sample-company-invented-data-{name}" if chosen.choices.version.is_sample else name


def of_frame(frame: pd.DataFrame) -> Rows:
    """The rows of a table on the page."""
    return lambda: pa.Table.from_pandas(frame, preserve_index=False).to_reader()


def buttons(key: str, name: str, count: int, rows: Rows) -> None:
    """One button a format; each makes its file when it is pressed, whole or not at all."""
    for form, (label, mime) in _FORMS.items():
        too_many = form == "xlsx" and count > export.XLSX_ROWS
        st.download_button(
            label,
            _maker(form, rows),
            file_name=f"{name}.{form}",
            mime=mime,
            icon=":material/download:",
            key=f"{key}-{form}",
            on_click="ignore",
            disabled=not count or too_many,
            help=f"Excel holds {export.XLSX_ROWS:,} rows." if too_many else None,
        )


def _maker(form: str, rows: Rows) -> Callable[[], bytes]:
    def make() -> bytes:
        if form == "csv":
            return spreadsheet.csv_bytes(rows())
        stream = io.BytesIO()
        export.write(rows(), form, stream)
        return stream.getvalue()

    return make


def count_words(count: int, one: str) -> str:
    """The exact number of rows that a download holds."""
    return f"{formats.plural(count, one)}, not cut"
