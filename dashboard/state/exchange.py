"""Everything that people wrote as one JSON document, and back: nothing is lost, nothing is overwritten."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import MetaData

from dashboard.errors import AmendsError
from dashboard.state import migrate
from dashboard.state.annotations import Annotation
from dashboard.state.changes import Change
from dashboard.state.decisions import Decision
from dashboard.state.downloads import Download
from dashboard.state.label_flips import LabelFlip
from dashboard.state.published import PublishedWeek
from dashboard.state.queue_lines import QueueLine
from dashboard.state.records import Record
from dashboard.state.saved_views import SavedView
from dashboard.state.session import Session
from dashboard.state.tables import add_table
from dashboard.state.targets import Target

RECORDS: tuple[type[Record], ...] = (
    *(Annotation, Target, SavedView, LabelFlip, Decision, QueueLine),
    *(Download, PublishedWeek, Change),
)
"""Everything that is kept, in the order of an export."""

FORMAT = "amends-state"

_LATER: Mapping[str, Mapping[str, Any]] = MappingProxyType({"published_weeks": {"category": ""}})
"""Table -> columns that exports of earlier versions lack, and what they mean there."""


def schema() -> MetaData:
    """All tables together, as the migrations have to make them."""
    found = MetaData()
    for record in RECORDS:
        add_table(record, found)
    return found


def counts(session: Session) -> dict[str, int]:
    """How many rows there are by table, with what was removed."""
    return {record.table: session.count(record) for record in RECORDS}


def export_state(session: Session) -> dict[str, Any]:
    """The whole content, ready for `json.dump`."""
    return {
        "format": FORMAT,
        "revision": migrate.head(),
        "exported_at": session.now.isoformat(),
        "tables": {record.table: [one.as_json() for one in session.everything(record)] for record in RECORDS},
    }


def import_state(session: Session, document: Any) -> dict[str, int]:
    """Add what an export holds, with its authors, times and versions; the answer counts new rows by table.

    Rows that are here already stay. Raises AmendsError with path and rule (`tables.targets[3].value: must be a number`)
    when something is wrong or differs from what is here; the caller's session then writes nothing.
    """
    tables = _tables(document)
    later = {} if document["revision"] == migrate.head() else _LATER
    read = {record: _rows(record, tables.get(record.table, []), later.get(record.table, {})) for record in RECORDS}
    return {record.table: _add(session, record, rows) for record, rows in read.items()}


def _tables(document: Any) -> Mapping[str, Any]:
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise AmendsError(f"format: must be “{FORMAT}”; this is no export of what people wrote")
    if document.get("revision") not in migrate.revisions():
        raise AmendsError(f"revision: {document.get('revision')} is of a newer Amends, this one knows {migrate.head()}")
    tables = document.get("tables")
    if not isinstance(tables, Mapping):
        raise AmendsError("tables: must be an object")
    known = {record.table for record in RECORDS}
    for name in tables:
        if name not in known:
            raise AmendsError(f"tables.{name}: is not known here")
    return tables


def _rows(record: type[Record], rows: Any, lacking: Mapping[str, Any]) -> dict[str, tuple[int, Record]]:
    """id -> (position, row); `lacking` stands for columns that the export did not know."""
    if not isinstance(rows, list):
        raise AmendsError(f"tables.{record.table}: must be a list")
    found: dict[str, tuple[int, Record]] = {}
    for at, row in enumerate(rows):
        where = f"tables.{record.table}[{at}]"
        if not isinstance(row, Mapping):
            raise AmendsError(f"{where}: must be an object")
        try:
            read = record.from_json({**lacking, **row})
        except AmendsError as error:
            raise AmendsError(f"{where}.{error}") from error
        if read.id in found:
            raise AmendsError(f"{where}.id: is there twice: {read.id}")
        found[read.id] = (at, read)
    return found


def _add(session: Session, record: type[Record], rows: Mapping[str, tuple[int, Record]]) -> int:
    here = {one.id: one.as_json() for one in session.everything(record)}
    for name, (at, row) in rows.items():
        if name in here and here[name] != row.as_json():
            raise AmendsError(
                f"tables.{record.table}[{at}]: what is here under {name} says something else, and is not overwritten. "
                "Import into an empty place, or take this row out."
            )
    fresh = [row for name, (_, row) in rows.items() if name not in here]
    session.append(*fresh)
    return len(fresh)


def file_name(day: date) -> str:
    """What an export of that day is called."""
    return f"amends-entries-{day.isoformat()}.json"
