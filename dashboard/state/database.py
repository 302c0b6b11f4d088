"""Opening the database of entries: one writer at a time, readers that never wait, and a schema that is up to date."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import URL

from dashboard.errors import AmendsError
from dashboard.state.failures import in_plain_words
from dashboard.state.migrate import bring_up_to_date, is_up_to_date
from dashboard.state.place import read_url
from dashboard.state.session import Session

WAIT_SECONDS = 5
"""How long a writer waits for another one before it is refused."""

_WRITES = "amends_writes"
_LOCK_KEY = 7_301_977
"""Number of the lock that writers of PostgreSQL share."""


class State:
    """The database behind one link. `read()` and `write(author)` give sessions; each write is all or nothing."""

    def __init__(self, url: URL, wait_seconds: float = WAIT_SECONDS) -> None:
        self.url = url
        self._is_ready = False
        self._lock = threading.Lock()
        self._engine = _sqlite(url, wait_seconds) if self.is_file else _postgresql(url, wait_seconds)

    @property
    def is_file(self) -> bool:
        """Whether the entries are in a file of SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def is_begun(self) -> bool:
        """Whether anything was ever written: a file comes into being with the first entry."""
        return not self.is_file or _has_content(Path(str(self.url.database)))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees everything as it is at this moment; without a file yet it sees nothing."""
        if not self.is_begun and not self._is_ready:
            yield Session(None, "", _now())
            return
        with in_plain_words(self.url):
            self._prepare()
            with self._engine.connect() as connection, connection.begin():
                yield Session(connection, "", _now())

    @contextmanager
    def write(self, author: str) -> Iterator[Session]:
        """A session in the name of somebody. What it wrote is there when the block ends, or nothing of it is."""
        name = " ".join(author.split())
        if not name:
            raise AmendsError("Say who you are before you write: every entry keeps its author.")
        with in_plain_words(self.url):
            self._prepare()
            with self._writing() as connection:
                yield Session(connection, name, _now())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.execution_options(**{_WRITES: True}).connect() as connection, connection.begin():
            if not self.is_file:
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            yield connection

    def _prepare(self) -> None:
        """Make or update the tables, once in the life of this object."""
        with self._lock:
            if self._is_ready:
                return
            if not self.is_begun:
                _create(Path(str(self.url.database)))
            with self._engine.connect() as connection, connection.begin():
                is_ready = is_up_to_date(connection, self.url)
            if not is_ready:
                with self._writing() as connection:
                    bring_up_to_date(connection, self.url)
            self._is_ready = True

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


@lru_cache(maxsize=16)
def open_state(link: str) -> State:
    """The database of a link (see `place.state_url`), the same object every time; it is opened when it is used."""
    return State(read_url(link))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _create(path: Path) -> None:
    """Make the file, in WAL mode: readers and the writer then do not wait for each other."""
    if not path.parent.is_dir():
        raise AmendsError(
            f"The folder {path.parent} is not there, so nothing can be kept in {path.name}. Make it first."
        )
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma journal_mode = wal")
    except sqlite3.Error as error:
        raise AmendsError(f"Cannot create {path}: {error}.") from error
    finally:
        connection.close()


def _sqlite(url: URL, wait_seconds: float) -> Engine:
    path, mode = Path(str(url.database)).absolute(), url.query.get("mode", "rw")
    address = f"{path.as_uri()}?mode={mode}"  # not rwc: a file that went away is told, not made anew

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(address, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False)
        made.execute("pragma synchronous = full")
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin ourselves: a writer takes its turn at once, so that it never reads what somebody else is changing."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _postgresql(url: URL, wait_seconds: float) -> Engine:
    waits = f"-c lock_timeout={int(wait_seconds * 1000)} -c statement_timeout=60000 -c timezone=UTC"
    return create_engine(url, pool_pre_ping=True, pool_size=4, connect_args={"connect_timeout": 5, "options": waits})
