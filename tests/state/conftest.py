"""A database of entries to write into: SQLite in a file, and the PostgreSQL of this machine."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from dashboard.state.database import State
from dashboard.state.place import read_url
from tests.browser import in_ci


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: Debian keeps them out of the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


def _unprivileged() -> str | None:
    """Whom the server runs as when the tests are root, which PostgreSQL refuses."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd  # POSIX only

    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The link of a server that runs for these tests alone. Without the package: a failure in CI, a skip elsewhere."""
    programs = _programs()
    if programs is None:
        reason = "no PostgreSQL found: apt-get install postgresql brings it"
        if in_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="amends-pg-"))  # pytest's own folders may be entered by their owner only
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "--auth=trust", "--username=amends", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c shared_buffers=16MB"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgresql://amends@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def link(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The link of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state.sqlite'}"
    found: str = request.getfixturevalue("postgresql")
    engine = create_engine(read_url(found))
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    engine.dispose()
    return found


@pytest.fixture
def state(link: str) -> Iterator[State]:
    """That database, open."""
    opened = State(read_url(link), wait_seconds=0.3)
    yield opened
    opened.close()


@pytest.fixture
def file_state(tmp_path: Path) -> Iterator[State]:
    """An empty database of SQLite, for what does not depend on the kind."""
    opened = State(read_url(f"sqlite:///{tmp_path / 'state.sqlite'}"), wait_seconds=0.3)
    yield opened
    opened.close()
