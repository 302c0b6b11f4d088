"""Load files in the browser: look at them, correct what their columns are taken for, load, see what came of it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import settings
from dashboard.blocks import upload_batch, upload_columns, upload_order, upload_outcome, upload_welcome
from dashboard.components import data
from dashboard.components.page import Frame, plain


def show(frame: Frame) -> None:
    """Draw what the reader is at: choosing files, waiting for a load, or reading what came of it."""
    st.header("Load data", anchor=False)
    if settings.allows_upload():
        _page(frame)
    else:
        off = "Loading in the browser is switched off here (AMENDS_UPLOAD=off). Whoever runs this dashboard can load:"
        st.info(off, icon=":material/lock:")
        st.code("python -m dashboard load FOLDER", language="shell")


def _page(frame: Frame) -> None:
    st.caption("Exports of a help desk, lists of complaints, customers, losses. Nothing is taken before you say so, "
               "and nothing leaves the machine that runs this dashboard.")  # fmt: skip
    upload_batch.keep_answers()
    started = upload_outcome.started()
    is_busy = started is not None and started.running.outcome is None
    files = upload_batch.ask(is_busy=is_busy)
    if started is not None and is_busy:
        upload_outcome.watch(started.running)
    elif started is None or not upload_outcome.show(started, files, frame):
        if files:
            _prepare(files)
        else:
            upload_welcome.show(frame)


def _prepare(files: Sequence[UploadedFile]) -> None:
    batch = upload_batch.looked_at(files)
    for remark in batch.remarks:
        st.caption(f":material/info: {plain(remark)}")
    if batch.error:
        st.error(plain(batch.error), icon=":material/error:")
        return
    warehouse = data.readable_warehouse()
    way = upload_columns.ask(batch)
    order = upload_order.ask(batch, way, warehouse.version if warehouse else None)
    if order is not None:
        upload_outcome.start(order, batch, warehouse)
        st.rerun()
