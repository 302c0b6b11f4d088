"""What can go wrong with the database of entries, in words; and the one refusal that is nobody's fault."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dashboard.errors import AmendsError
from dashboard.state.place import shown


class Conflict(AmendsError):  # noqa: N818 - it is no error of anybody
    """Somebody else wrote in between: `theirs` holds what is stored now, `by` and `at` (naive UTC) who and when."""

    def __init__(self, message: str, theirs: Mapping[str, object], by: str, at: datetime | None) -> None:
        super().__init__(message)
        self.theirs = MappingProxyType(dict(theirs))
        self.by = by
        self.at = at


_TOLD: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("database is locked", "lock timeout", "database table is locked"),
        "Somebody else has been writing to {place} for many seconds, so nothing was saved. Try again in a moment.",
    ),
    (("password authentication failed", "no password supplied"), "{place} refuses the name or the password."),
    (
        ("connection", "could not translate host", "timeout", "server closed", "terminating"),
        "{place} does not answer. Check that PostgreSQL runs and that the link is right.",
    ),
    (
        ("readonly database", "read-only transaction", "permission denied"),
        "{place} can only be read, so nothing was saved. Ask for the right to write there.",
    ),
    (
        ("unable to open database file", "no such file"),
        "Cannot open {place}: it is not there, or its folder may not be read. "
        "Put the file back, or import what was exported.",
    ),
    (
        ("file is not a database", "malformed", "file is encrypted"),
        "{place} is damaged, or is no file of Amends. Put a backup in its place, or import what was exported.",
    ),
    (("disk is full", "no space left", "could not extend file"), "The disk of {place} is full: nothing was saved."),
    (
        ("no such table", "undefinedtable", "does not exist"),
        "{place} lacks what Amends keeps there. Start Amends again; if that does not help, name another place.",
    ),
)
"""Pieces of what the databases say, in lower case, and what we say. The first that fits is told."""


@contextmanager
def in_plain_words(url: URL) -> Iterator[None]:
    """Turn whatever the database complains of into an AmendsError that names the place."""
    try:
        yield
    except SQLAlchemyError as error:
        raise AmendsError(_words(error, shown(url))) from error


def _words(error: Exception, place: str) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = f"{type(cause).__name__} {cause}".lower()
    for pieces, told in _TOLD:
        if any(piece in said for piece in pieces):
            return told.format(place=place)
    return f"{place} refused: {str(cause).splitlines()[0] if str(cause) else type(cause).__name__}. Nothing was saved."
