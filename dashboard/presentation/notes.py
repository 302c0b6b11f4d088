"""What people noted about a measure, a week or a team, as it belongs on a chart."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap

import pandas as pd

from dashboard.engine import kpis, panel_rows, periods, weeks
from dashboard.engine.calendar_periods import following
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import formats
from dashboard.presentation.panels import day_of
from dashboard.presentation.readings import Reading, as_date
from dashboard.presentation.selection import Selection
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


_SHORT, _LINE, _LONGEST = 24, 60, 600
"""Letters of the beginning on a chart, of a line of the whole, and of the whole."""


def _cut(text: str, most: int) -> str:
    """The beginning of a text in one line."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def short(note: Note) -> str:
    """The beginning of a note, for a chart: safe against the HTML that charts read."""
    return escape(_cut(note.text, _SHORT), quote=False)


def whole(note: Note) -> str:
    """Day, author and words of a note in lines, for the mouse-over of a chart: safe against the HTML that it reads."""
    head = f"{note.day.day} {note.day:%b %Y}" + (f", {note.author}" if note.author else "")
    lines = wrap(_cut(note.text, _LONGEST), _LINE)
    return "<br>".join([f"<b>{escape(head, quote=False)}</b>", *(escape(line, quote=False) for line in lines)])


def recent(
    found: Sequence[Annotation], kpi_ids: Sequence[str], filters: Filters, first: date, last: date, timezone: str
) -> list[Note]:
    """What was noted of the weeks from Monday `first` to `last`, of these KPIs in them, and of the teams filtered by.

    The newest first.
    """
    teams = filters.values("team_id")
    about = [entry for entry in found if any(_is_about(entry, kpi_id, teams) for kpi_id in kpi_ids)]
    shown = (of(entry, timezone) for entry in about)
    inside = [note for note in shown if first <= note.day <= weeks.last_day(last)]
    return sorted(inside, key=lambda note: note.day, reverse=True)


_WEEKS_BACK = timedelta(weeks=5)
"""The last final week of a measure that waits a month for its cases lies within them."""


def of_overview(chosen: Selection, kpi_ids: Sequence[str]) -> list[Note]:
    """What was noted of the last six weeks shown and of these KPIs in them; the newest first."""
    first = max(chosen.first, chosen.last - _WEEKS_BACK)
    choices = chosen.choices
    return recent(choices.annotations, kpi_ids, chosen.filters, first, chosen.last, choices.version.timezone)


def line(note: Note, most: int = _LONGEST) -> str:
    """A note in one plain line: day, what it is about, at most so many letters of its words, author."""
    scope, ref = (note.entry.scope, note.entry.ref) if note.entry else ("", None)
    kpi = kpis.registry().get(ref or "") if scope == "kpi" else None
    about = f", {kpi.label}" if kpi else f", {formats.week(note.day)}" if scope == "week" and ref else ""
    author = f" ({note.author})" if note.author else ""
    return f"{note.day.day} {note.day:%b %Y}{about}: {_cut(note.text, most)}{author}"
