"""Personal data that leave: each time it is written down before the first byte goes, or nothing goes."""

from collections.abc import Sequence
from getpass import getuser
from pathlib import Path

from dashboard.exports.export import Export
from dashboard.state import downloads
from dashboard.state.database import open_state
from dashboard.state.place import state_url


def record(export: Export, form: str, who: str | None = None, warehouse: Path | None = None) -> None:
    """Write down that somebody takes personal data along; does nothing for an export without any.

    `who` is the signed-in user, else the account of the system. Raises AmendsError when it cannot be written down.
    """
    if not export.has_personal:
        return
    what = f"{export.about.title}, {export.about.filters}, as {form}"
    write_down(what, export.personal, export.about.rows, export.about.link, who, warehouse)


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
