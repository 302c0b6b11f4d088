"""A load on its way, and what came of it: rows, rejects, remarks, and the measures that it unlocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import versions
from dashboard.blocks import inventory_data, inventory_tables, upload_batch
from dashboard.blocks.upload_batch import Batch
from dashboard.components import parts
from dashboard.components.page import Frame, plain
from dashboard.engine import kpis
from dashboard.presentation import formats
from dashboard.settings import warehouse_dir
from dashboard.topics import gaps
from dashboard.topics.upload_run import Order, Outcome, Running
from dashboard.warehouse.reader import Warehouse

_STARTED = "the last load in the browser"

_EVERY = 0.5
"""Seconds between two looks at a load."""

_NEXT = 5
"""Gaps told of; all are on the page about the data."""


@dataclass(frozen=True)
class Started:
    """A load, the files that it was started with, and the measures that there were before it."""

    running: Running
    files: tuple[str, ...]
    before: frozenset[str]


def started() -> Started | None:
    """The last load of this session."""
    found: Started | None = st.session_state.get(_STARTED)
    return found


def start(order: Order, batch: Batch, warehouse: Warehouse | None) -> None:
    """Start a load of these files in a process of its own."""
    before = [kpi.id for kpi in kpis.registry().values() if warehouse and not gaps.unmet(warehouse, kpi)]
    running = Running(order, upload_batch.hand_over(batch), warehouse_dir())
    st.session_state[_STARTED] = Started(running, batch.key, frozenset(before))


def show(started: Started, files: Sequence[UploadedFile], frame: Frame) -> bool:
    """Draw what came of a load as long as its files are there; whether nothing else belongs on the page."""
    outcome = started.running.outcome
    if outcome is None or tuple(file.file_id for file in files) != started.files:
        return False
    if outcome.result is None:
        _refused(outcome)
        return False
    _loaded(outcome.result, started.before, frame)
    return True


@st.fragment(run_every=_EVERY)
def watch(running: Running) -> None:
    """Draw how far a load is; the page begins again when it has ended."""
    if running.outcome is not None:
        st.rerun(scope="app")
    share = "" if running.fraction is None else f", {running.fraction:.0%}"
    seconds = int(running.seconds)
    st.progress(running.fraction or 0.0, text=f"{plain(running.stage)}{share} · {seconds // 60}:{seconds % 60:02d} min")
    st.caption("All or nothing: until it is done, every page shows what was loaded before. This page may be left.")
    st.button("Stop", icon=":material/stop:", on_click=running.stop, key="upload-stop")


def _refused(outcome: Outcome) -> None:
    """Say why nothing was loaded, and where to mend it."""
    st.error(plain(outcome.error or ""), icon=":material/error:")
    if outcome.direction:
        st.caption(f":material/arrow_downward: {outcome.direction}")


def _loaded(result: Mapping[str, Any], before: frozenset[str], frame: Frame) -> None:
    """Draw the counts of a load that was published, what was odd, and what it unlocked."""
    st.success(_sentence(result), icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(frame.pages["overview"], label="See the overview", icon=":material/dashboard:")
        st.page_link(frame.pages["data"], label="More about the data", icon=":material/database:")
        st.button("Load more files", icon=":material/upload_file:", on_click=upload_batch.forget, key="upload-again")
    _tables(result["tables"])
    _oddities(result)
    _unlocked(result, before)


def _sentence(result: Mapping[str, Any]) -> str:
    tables = result["tables"].values()
    rejected = sum(table["rejected"] for table in tables)
    taken = formats.plural(sum(table["loaded"] for table in tables), "row")
    return f"{taken} loaded, {f'{rejected:,} rejected' if rejected else 'none rejected'}."


def _tables(tables: Mapping[str, Mapping[str, Any]]) -> None:
    parts.question("Was every row taken?", "Read = loaded + rejected + double. Double: another row with the same key; "
                   "one of them was kept.")  # fmt: skip
    rows = [
        {
            "Table": name,
            **{heading: f"{table[key]:,}" for heading, key in _COUNTS},
            "Files": ", ".join(dict.fromkeys(plain(PurePath(file["path"]).name) for file in table["files"])) or "–",
        }
        for name, table in tables.items()
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt="Rows of each table")


_COUNTS = (("Read", "read"), ("Loaded", "loaded"), ("Rejected", "rejected"), ("Double", "duplicates"))


def _oddities(result: Mapping[str, Any]) -> None:
    version = str(result["version"])
    if result["rejects"] and versions.rejects_file(warehouse_dir(), version).exists():
        st.markdown("##### Which rows were rejected, and why?")
        inventory_tables.rejects(inventory_data.rejects(version), inventory_data.rejects_csv(version))
    if result["warnings"]:
        st.markdown("##### What was odd in the data?")
        st.markdown("\n".join(f"- {plain(warning)}" for warning in result["warnings"]))


def _unlocked(result: Mapping[str, Any], before: frozenset[str]) -> None:
    every = kpis.registry().values()
    there = [kpi for kpi in every if kpi.id not in result["unavailable"]]
    new = [kpi.label for kpi in there if kpi.id not in before]
    reached = (
        f"Step {result['tier']} of the data is reached" if result["tier"] else "Without incidents no step is reached"
    )
    parts.question(
        "What can be measured now?", f"{reached}: {len(there)} of {len(every)} measures, {len(new)} of them new."
    )
    names = new or [kpi.label for kpi in there]
    with st.expander(f"{formats.plural(len(names), 'new measure' if new else 'measure')}"):
        st.markdown(" · ".join(plain(name) for name in names) or "None.")
    missing = inventory_data.missing(str(result["version"])) if _is_kept(result) else ()
    if missing:
        parts.question("What would the next column add?", "The columns that unlock most.")
        inventory_tables.missing_columns(missing[:_NEXT])


def _is_kept(result: Mapping[str, Any]) -> bool:
    return versions.version_file(warehouse_dir(), str(result["version"])).exists()
