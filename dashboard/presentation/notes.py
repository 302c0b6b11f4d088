"""What people noted about a measure, a week or a team, as it belongs on a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

import pandas as pd

from dashboard.engine import panel_rows, weeks
from dashboard.engine.calendar_periods import following
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation.readings import Reading, as_date
from dashboard.warehouse import clock
from dashboard.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Note:
    """One note; `day` is the local day it speaks of."""

    day: date
    text: str
    author: str
    is_reset: bool


def notes(warehouse: Warehouse, kpi_id: str, filters: Filters) -> tuple[Note, ...]:
    """The notes of a KPI's chart in time order; those about a team only where the reader filters by that team."""
    found = panel_rows.panel(warehouse, "notes", kpi_id=kpi_id).to_dict("records")
    teams = filters.values("team_id")
    shown = [row for row in found if row["text"] and (row["scope"] != "team" or row["ref"] in teams)]
    return tuple(sorted((_note(row, warehouse) for row in shown), key=lambda note: note.day))


def _note(row: dict[object, object], warehouse: Warehouse) -> Note:
    created = row["created_at"]
    assert isinstance(created, datetime)  # noqa: S101 - the panel leaves out notes without a time
    day = as_date(clock.to_local(pd.Timestamp(created).to_pydatetime(), warehouse.version.timezone))
    author = str(row["author"]) if isinstance(row["author"], str) else ""
    return Note(_week(row) or day, str(row["text"]), author, row["kind"] == "baseline_reset")


def _week(row: dict[object, object]) -> date | None:
    try:
        return weeks.parse(str(row["ref"])) if row["scope"] == "week" else None
    except AmendsError:
        return None


def placed(found: Sequence[Note], shown: Sequence[Reading], axis: str) -> list[tuple[int, Note]]:
    """(position among the readings shown, note) of the notes that lie in them."""
    return [
        (at, note)
        for note in found
        for at, reading in enumerate(shown)
        if reading.period <= note.day < following(reading.period, axis)
    ]


_SHORT = 30


def short(note: Note) -> str:
    """The beginning of a note, for a chart: safe against the HTML that charts read."""
    text = note.text if len(note.text) <= _SHORT else f"{note.text[: _SHORT - 1].rstrip()}…"
    return escape(text, quote=False)
