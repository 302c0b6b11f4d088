"""Personal data and answers of few that leave: each time it is written down before the first byte goes."""

from collections.abc import Sequence
from getpass import getuser
from pathlib import Path

from dashboard.exports.export import Export
from dashboard.state import downloads
from dashboard.state.database import open_state
from dashboard.state.place import state_url


def record(export: Export, form: str, who: str | None = None, warehouse: Path | None = None) -> None:
    """Write down that somebody takes personal data or answers of few people along; else there is nothing to do.

    `who` is the signed-in user, else the account of the system. Raises AmendsError when it cannot be written down.
    """
    if not export.recorded:
        return
    what = f"{export.about.title}, {export.about.filters}, as {form}"
    write_down(what, export.recorded, export.about.rows, export.about.link, who, warehouse)


def write_down(
    what: str,
    columns: Sequence[str],
    rows: int,
    link: str | None = None,
    who: str | None = None,
    warehouse: Path | None = None,
) -> None:
    """Write down that somebody takes these columns of `rows` rows along; see `record`."""
    with open_state(state_url(warehouse)).write(who or _account()) as session:
        downloads.log(session, what, columns, rows, link or "")


def _account() -> str:
    try:
        return getuser()
    except (OSError, KeyError):  # a container may run under a number without a name
        return "an unnamed account"
