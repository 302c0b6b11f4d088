"""What people noted about a measure, a week or a team, as it belongs on a chart."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd

from dashboard.engine import panel_rows, periods, weeks
from dashboard.engine.calendar_periods import following
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation.panels import day_of
from dashboard.presentation.readings import Reading, as_date
from dashboard.state.annotations import Annotation
from dashboard.warehouse import clock
from dashboard.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Note:
    """One note; `day` is the local day it speaks of, `entry` what can be changed: none for what was done for a team."""

    day: date
    text: str
    author: str = ""
    entry: Annotation | None = None


def notes(warehouse: Warehouse, found: Sequence[Annotation], kpi_id: str, filters: Filters) -> tuple[Note, ...]:
    """What was noted by the cut-off and belongs on a KPI's chart, in time order: about it, about a week, trainings.

    Notes about a team belong there only where the reader filters by that team; a training stands also where no team is
    filtered.
    """
    teams = filters.values("team_id")
    timezone = warehouse.version.timezone
    today = periods.local_day(warehouse)
    shown = [of(entry, timezone) for entry in found if _is_about(entry, kpi_id, teams)]
    rows = panel_rows.panel(warehouse, "trainings").to_dict("records")
    trained = dict.fromkeys(_training(row, timezone) for row in rows if not teams or row["team_id"] in teams)
    return tuple(sorted((note for note in (*shown, *trained) if note.day <= today), key=lambda note: note.day))


def _is_about(entry: Annotation, kpi_id: str, teams: Sequence[str | None]) -> bool:
    if not entry.text:
        return False
    if entry.scope == "team":
        return entry.ref in teams
    return entry.scope == "week" or (entry.scope == "kpi" and entry.ref in (None, kpi_id))


def of(entry: Annotation, timezone: str) -> Note:
    """A note as it is shown; `timezone` is that of the version."""
    return Note(_week(entry) or day_of(entry, timezone), entry.text, entry.changed_by or entry.author, entry)


def _training(row: dict[Hashable, object], timezone: str) -> Note:
    moment = pd.Timestamp(str(row["created_at"])).to_pydatetime()
    return Note(as_date(clock.to_local(moment, timezone)), str(row["text"]))


def _week(entry: Annotation) -> date | None:
    try:
        return weeks.parse(str(entry.ref)) if entry.scope == "week" else None
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
