"""Where the entries of people are kept: a SQLite file beside the warehouse, or the PostgreSQL that a link names."""

import os
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dashboard.errors import AmendsError
from dashboard.settings import warehouse_dir

VARIABLE = "AMENDS_STATE_URL"

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def state_url(warehouse: Path | None = None) -> str:
    """The link of the database: `AMENDS_STATE_URL`, else `<folder of the warehouse>-state.sqlite` beside that folder.

    Beside and not inside, so that removing the warehouse and publishing again loses nothing that people wrote.
    """
    named = os.environ.get(VARIABLE, "").strip()
    folder = warehouse_dir(warehouse).absolute()
    return (
        named or URL.create("sqlite", database=str(folder.with_name(f"{folder.name}-state.sqlite"))).render_as_string()
    )


def read_url(text: str) -> URL:
    """A link of SQLite or PostgreSQL, with the driver that Amends brings; AmendsError for anything else."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise AmendsError(f"{VARIABLE} is no link of a database. {_EXAMPLES}") from error
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise AmendsError(f"{VARIABLE} names a database that Amends cannot use: {url.get_backend_name()}. {_EXAMPLES}")
    if driver == "sqlite" and url.database in (None, "", ":memory:"):
        raise AmendsError(f"{VARIABLE} names no file. {_EXAMPLES}")
    return url.set(drivername=driver)


_EXAMPLES = "Write sqlite:////folder/state.sqlite or postgresql://user:password@host/database."


def shown(url: URL) -> str:
    """The place as people may read it: the path of the file, or the link without its password."""
    name = url.get_backend_name()
    return str(url.database) if name == "sqlite" else url.set(drivername=name).render_as_string(hide_password=True)
