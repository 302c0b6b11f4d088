"""The queue of open complaints, or the complaints opened in the weeks shown: quick filters, the count, a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.blocks import queue_line
from dashboard.components import data, drill, pick
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.topics import queue

MOST = 200
"""Rows of the list; how many there are is said."""

_SHOWN = (
    "Incident",
    "At risk",
    "Past limit",
    "Promise",
    "Customer",
    "Apology",
    "Waiting",
    "Cause",
    "Complaint was",
    "Team",
)
"""The columns in their order: what a phone shows comes first."""

OPEN, OPENED = "Open now", "Opened in these weeks"


def open_filters(chosen: Selection) -> Filters:
    """The reader's filters without the weeks and the one incident that is looked at: what the queue is narrowed by."""
    one = len(chosen.filters.values("incident_id")) == 1
    return chosen.filters.where("incident_id") if one else chosen.filters


def known_flags(chosen: Selection) -> list[str]:
    """The flags that the loaded data can tell."""
    return [flag for flag, kpi_id in queue.FLAG_KPIS.items() if data.missing(chosen, kpi_id) is None]


def counts_question(chosen: Selection) -> Callable[[], pd.DataFrame]:
    """What `counts` asks without flags, for `ahead`."""
    return data.panel_question(chosen, "queue_counts", open_filters(chosen), **queue.asked([]))


def counts(chosen: Selection, flags: Sequence[str]) -> Mapping[str, Any]:
    """The row of the panel `queue_counts`."""
    found = data.panel(chosen, "queue_counts", open_filters(chosen), **queue.asked(flags))
    return {str(name): value for name, value in found.iloc[0].items()}


def heading(chosen: Selection, missing: str | None) -> str:
    """The page in one sentence (Markdown)."""
    if missing:
        total = _count_opened(chosen)
        return f"**{formats.plural(total, 'complaint')}** opened in {_weeks(chosen)}"
    return queue.sentence(counts(chosen, []), known_flags(chosen), chosen.choices.currency)


def subline(chosen: Selection, missing: str | None) -> str:
    """What the page cannot tell and what would change that, else how to go on."""
    if missing:
        return f"Which of them are open cannot be told: {missing}. Pick one to see its story."
    unknown = [
        f"{queue.FLAGS[flag].lower()}: {data.missing(chosen, kpi_id)}"
        for flag, kpi_id in queue.FLAG_KPIS.items()
        if data.missing(chosen, kpi_id)
    ]
    return f"Cannot be told yet: {'; '.join(unknown)}." if unknown else "Pick one to see its story and why it counts."


def _count_opened(chosen: Selection) -> int:
    rows = data.panel(chosen, "opened_incidents", _in_weeks(chosen), most=MOST)
    return int(rows["count_all"].max()) if len(rows) else 0


def _in_weeks(chosen: Selection) -> Filters:
    return open_filters(chosen).between(chosen.first, chosen.last)


def _weeks(chosen: Selection) -> str:
    first, last = formats.week(chosen.first), formats.week(chosen.last)
    return first if first == last else f"{first}–{last}"


def show(chosen: Selection, missing: str | None) -> None:
    """Draw the list; `missing` says what the data lack to tell which complaints are open, None when they can."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="queue-bar"):
        choice = _which(missing)
        flags = _flags(chosen) if choice == OPEN else []
    if choice == OPEN:
        _queue(chosen, flags)
    else:
        _opened(chosen)


def _which(missing: str | None) -> str:
    choice = st.segmented_control(
        "Which complaints",
        [OPENED] if missing else [OPEN, OPENED],
        default=OPENED if missing else OPEN,
        required=True,
        key="list",
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(choice or OPEN)


def _flags(chosen: Selection) -> list[str]:
    known = known_flags(chosen)
    if not known:
        return []
    found: list[str] = st.pills(
        "Only those with",
        known,
        format_func=queue.FLAGS.__getitem__,
        selection_mode="multi",
        key="only",
        bind="query-params",
        label_visibility="collapsed",
    )
    return found


def _queue(chosen: Selection, flags: Sequence[str]) -> None:
    found = counts(chosen, flags)
    st.caption(queue.count_line(found, flags, MOST))
    rows = data.panel(chosen, "queue", open_filters(chosen), most=MOST, **queue.asked(flags))
    if rows.empty:
        st.info("No open complaint has all of that. Take one of the quick filters away.", icon=":material/task_alt:")
        return
    table = queue.table(rows, chosen.choices)
    table["Taken by"] = queue_line.takers(rows["incident_id"])
    shown = [name for name in _SHOWN if table[name].notna().any()]
    pick.table(
        "queue",
        table,
        alt=f"Open complaints, the most urgent first: {queue.count_line(found, flags, MOST)}",
        on_pick=drill.picked("queue", rows["incident_id"].tolist(), _open_one),
        columns=_columns(chosen, float(rows["revenue"].max())),
        order=shown,
        most_rows=9,
    )


def _opened(chosen: Selection) -> None:
    rows = data.panel(chosen, "opened_incidents", _in_weeks(chosen), most=MOST)
    total, weeks = _count_opened(chosen), _weeks(chosen)
    cut = f", the {MOST} newest shown" if total > len(rows) else ", the newest first"
    st.caption(f"{formats.plural(total, 'complaint')} opened in {weeks}{cut}.")
    if rows.empty:
        return
    pick.table(
        "opened",
        queue.opened_table(rows, chosen.choices),
        alt=f"{formats.plural(total, 'complaint')} opened in {weeks}",
        on_pick=drill.picked("opened", rows["incident_id"].tolist(), _open_one),
        columns={"Opened": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=130)},
    )


def _open_one(incident_id: str) -> None:
    drill.narrow("incident", incident_id)


def _columns(chosen: Selection, revenue: float) -> dict[str, Any]:
    column = st.column_config
    return {
        "Incident": column.TextColumn(width=86),
        "Customer": column.TextColumn(width=146),
        "Promise": column.TextColumn(width=104),
        "Past limit": column.NumberColumn(
            "Past limit, d",
            format="%d",
            width=84,
            help="Days past the first limit: 14 days after opening, a promise, or the deadline.",
        ),
        "Apology": column.TextColumn(width=98),
        "Waiting": column.TextColumn(width=92, help="Silent: over 24 h without an apology or explanation."),
        "At risk": column.ProgressColumn(
            format=formats.money_form(chosen.choices.currency),
            min_value=0,
            max_value=revenue if revenue > 0 else 1,
            color="blue",
            width=108,
            help="Revenue of the customer in the last 12 complete months: what is at stake, not what will be lost.",
        ),
        "Cause": column.TextColumn(width=140),
        "Complaint was": column.TextColumn(width=104),
        "Team": column.TextColumn(width=132),
        "Taken by": column.TextColumn(width=110),
    }
