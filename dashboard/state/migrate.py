"""Bringing a database to the present schema, step by step from whatever version it has."""

from functools import cache
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from dashboard.errors import AmendsError
from dashboard.state.place import shown

SCRIPTS = Path(__file__).resolve().parent / "migrations"


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(SCRIPTS), version_locations=[str(SCRIPTS / "versions")])


def head() -> str:
    """The revision that this Amends writes."""
    return str(_scripts().get_current_head())


def revisions() -> frozenset[str]:
    """All revisions that this Amends knows."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def is_up_to_date(connection: Connection, url: URL) -> bool:
    """Whether the tables are those of this Amends; AmendsError when a newer one made them."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in revisions():
        raise AmendsError(
            f"{shown(url)} was written by a newer Amends (revision {revision}, this one knows {head()}). "
            "Update Amends, or name another place in AMENDS_STATE_URL."
        )
    return revision == head()


def bring_up_to_date(connection: Connection, url: URL, target: str = "head") -> None:
    """Take every step that is missing, inside the transaction of the connection: all of them or none."""
    if is_up_to_date(connection, url):
        return  # another process did it while we waited for our turn
    scripts = _scripts()
    context = MigrationContext.configure(
        connection,
        opts={"script": scripts, "fn": lambda revision, _: scripts._upgrade_revs(target, revision)},
    )
    with Operations.context(context):
        context.run_migrations()
