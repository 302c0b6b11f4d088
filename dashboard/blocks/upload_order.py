"""What a load must know besides the files: replace or add, the time zone, the day of the data, and the button."""

from datetime import date
from zoneinfo import available_timezones

import streamlit as st

from dashboard.blocks import upload_welcome
from dashboard.blocks.upload_batch import Batch
from dashboard.components import parts
from dashboard.components.page import plain
from dashboard.settings import DEFAULT_TIMEZONE
from dashboard.topics.upload_columns import Way
from dashboard.topics.upload_run import Order
from dashboard.warehouse.reader import Version

_REPLACE, _ADD = "Replace what is loaded", "Add to it"
_DATES = {None: "as the file tells", "dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


def ask(batch: Batch, way: Way | None, version: Version | None) -> Order | None:
    """Draw the questions; the answer is the order once the button is pressed, None before."""
    parts.question("How should they be loaded?", _state(version))
    append = _append(batch, version)
    for question in way.asks if way else ():
        st.markdown(plain(question))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        timezone = _timezone(batch, version)
        as_of = _day(batch, way)
    dates, encoding = _doubts(batch)
    if not st.button("Load", type="primary", icon=":material/upload:", key="upload-start"):
        return None
    if way is None or (way.asks and as_of is None):
        st.warning(_lacks(way), icon=":material/rule:")
        return None
    return Order(way, append, timezone, as_of, dates, encoding)


def _state(version: Version | None) -> str:
    if version is None:
        return "Nothing is loaded yet."
    now = upload_welcome.loaded_now(version)
    return f"{now} The newest five versions are kept; a load that fails changes nothing."


def _append(batch: Batch, version: Version | None) -> bool:
    if version is None:
        return False
    captions = ("The pages then show these files alone.", "A row with the same number takes the place of the old one.")
    chosen = st.radio("What is loaded now", (_REPLACE, _ADD), captions=captions, key=batch.field_key("append"))
    if chosen == _ADD and version.is_sample:
        st.warning("Your data would be mixed with those of the invented sample company.", icon=":material/science:")
    return chosen == _ADD


def _timezone(batch: Batch, version: Version | None) -> str:
    key = batch.field_key("timezone")
    zones = sorted(available_timezones())
    known = version.timezone if version and not version.is_sample else DEFAULT_TIMEZONE
    st.session_state.setdefault(key, known)
    return st.selectbox(
        "Time zone of the company",
        zones if known in zones else [known, *zones],
        key=key,
        width=320,
        help="Times without a zone of their own are read in it, and days and weeks begin and end in it.",
    )


def _day(batch: Batch, way: Way | None) -> date | None:
    asks = way.asks if way else ()
    st.session_state.setdefault(batch.field_key("as-of"), None)
    return st.date_input(
        "Day of the export" if asks else "The data count up to (optional)",
        key=batch.field_key("as-of"),
        format="YYYY-MM-DD",
        min_value=date(1990, 1, 1),
        max_value=date(2100, 1, 1),
        width=320,
        help="Without it, the latest moment in the data.",
    )


def _doubts(batch: Batch) -> tuple[str | None, str]:
    with st.expander("If the files do not tell"):
        dates = st.selectbox("Order of day and month in dates such as 03/04/2026", list(_DATES),
                             format_func=_DATES.__getitem__, key=batch.field_key("dates"), width=420)  # fmt: skip
        encoding = st.text_input(
            "Encoding of text files, for example cp1250", key=batch.field_key("encoding"), width=420
        )
    return dates, encoding


def _lacks(way: Way | None) -> str:
    """What must be said before anything can be loaded."""
    if way is None:
        return "Say above what the columns are; then it can be loaded."
    return "Answer with the day of the export; then it can be loaded."
