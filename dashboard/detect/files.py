"""A file of messages in, their labels out, row by row."""

import codecs
import csv
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.detect.batches import PROCESSES, SIZE, Messages, Office, batches
from dashboard.detect.messages import Labels
from dashboard.detect.patterns import version
from dashboard.errors import AmendsError
from dashboard.load.encodings import chosen
from dashboard.load.scan import opened, scan

NEEDED = ("id", "author_role", "text")
COLUMNS = (
    "id",
    "language",
    "grade",
    "promise",
    "due_at",
    "compensation",
    "explanation",
    "excuse",
    "confidence",
    "version",
)
"""The columns of the answer."""


LARGE = 4_000_000
"""Bytes from which a second process is worth its start."""


def messages(path: Path, timezone: str) -> Iterator[tuple[str, str, str, str | None, datetime | None]]:
    """(id, text, author, language, sent_at) of a CSV with id, author_role, text and, if known, language and sent_at.

    `sent_at` without offset is local time. Raises AmendsError when a column is missing or a time cannot be read.
    """
    csv.field_size_limit(sys.maxsize)
    encoding = chosen(scan(path), None)
    with opened(path) as raw:
        lines = iter(codecs.getreader(encoding)(raw, "replace"))
        reader = csv.DictReader(_without_mark(lines))
        missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
        if missing:
            raise AmendsError(
                f"{path}, line 1: the column {' and '.join(missing)} is missing. Needed are {', '.join(NEEDED)}; "
                "language and sent_at are read if they are there."
            )
        for row in reader:
            sent_at = _moment(row.get("sent_at"), timezone, f"{path}, line {reader.line_num}")
            language = (row.get("language") or "").strip().lower() or None
            author = (row["author_role"] or "").strip().lower()
            yield row["id"], row["text"] or "", author, language, sent_at


def _without_mark(lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line


def _moment(text: str | None, timezone: str, place: str) -> datetime | None:
    if not (text or "").strip():
        return None
    try:
        moment = datetime.fromisoformat(str(text).strip())
    except ValueError as error:
        raise AmendsError(f"{place}, column sent_at: “{text}” is no time such as 2026-03-02T14:30:00Z.") from error
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def labelled(path: Path, timezone: str) -> Iterator[dict[str, object]]:
    """The rows of `COLUMNS`, one for every message of the file and in its order.

    Raises AmendsError as `messages` does.
    """
    processes = PROCESSES if path.stat().st_size > LARGE else 1
    for given, found in batches([_chunks(messages(path, timezone))], Office(timezone), processes):
        yield from map(_row, given.ids, found.each())


def _chunks(rows: Iterator[tuple[str, str, str, str | None, datetime | None]]) -> Iterator[Messages]:
    while chunk := list(islice(rows, SIZE)):
        yield Messages(*zip(*chunk, strict=True))


def _row(message_id: str, found: Labels) -> dict[str, object]:
    due = found.due
    due_at = f"{due.at.isoformat()}Z" if due and due.at else due.on.isoformat() if due and due.on else ""
    return {
        "id": message_id,
        "language": found.language,
        "grade": found.grade,
        "promise": found.promise,
        "due_at": due_at,
        "compensation": int(found.has_compensation),
        "explanation": int(found.has_explanation),
        "excuse": int(found.has_excuse),
        "confidence": found.confidence,
        "version": version(),
    }
