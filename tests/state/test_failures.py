"""A database that is locked, read-only, gone, damaged, full of something else, or out of reach: told in plain words."""

import sqlite3
from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from dashboard.state.annotations import Annotation
from dashboard.state.database import State
from dashboard.state.place import read_url, shown, state_url
from dashboard.state.session import Session

NOTE = Annotation(scope="week", text="New phone script")


def begun(state: State) -> Path:
    """The file of a database with one note."""
    with state.write("Ana") as session:
        session.save(NOTE)
    return Path(str(state.url.database))


def of(path: Path, query: str = "") -> State:
    return State(read_url(f"sqlite:///{path}{query}"), wait_seconds=0.2)


def test_reading_before_anything_was_written_makes_no_file(file_state: State) -> None:
    with file_state.read() as session:
        assert session.all(Annotation) == ()
        assert session.find(Annotation, "x") is None
    assert not Path(str(file_state.url.database)).exists()


def test_a_file_locked_by_another_program(file_state: State) -> None:
    path = begun(file_state)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin exclusive")
    with pytest.raises(AmendsError, match=r"Somebody else has been writing to .*state\.sqlite"), of(path).write("B"):
        pass
    holder.close()


def test_a_file_that_may_only_be_read(file_state: State) -> None:
    path = begun(file_state)
    read_only = of(path, "?mode=ro")
    with read_only.read() as session:
        assert len(session.all(Annotation)) == 1
    with pytest.raises(AmendsError, match="can only be read, so nothing was saved"), read_only.write("B") as session:
        session.save(NOTE)


def test_a_file_that_went_away_is_not_silently_begun_anew(file_state: State) -> None:
    path = begun(file_state)
    path.unlink()
    with pytest.raises(AmendsError, match="it is not there"), file_state.write("B"):
        pass
    with pytest.raises(AmendsError, match="it is not there"), file_state.read():
        pass
    assert not path.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match="gone is not there"), of(tmp_path / "gone" / "a.sqlite").write("B"):
        pass


@pytest.mark.parametrize("content", [b"this is no database at all, only some text" * 40, b"SQLite format 3\0 torn"])
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(content)
    with pytest.raises(AmendsError, match="is damaged, or is no file of Amends"), of(path).read():
        pass
    assert path.read_bytes() == content


def fill(session: Session, long: str) -> None:
    assert session.connection is not None
    session.connection.exec_driver_sql("pragma max_page_count = 1")  # SQLite then says what it says of a full disk
    for _ in range(60):
        session.save(Annotation(scope="week", text=long))


def test_a_full_disk(file_state: State) -> None:
    begun(file_state)
    long = "ő" * 4000
    with pytest.raises(AmendsError, match=r"The disk of .* is full"), file_state.write("B") as session:
        fill(session, long)
    with file_state.read() as session:
        assert len(session.all(Annotation)) == 1


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    away = State(read_url(f"postgresql://ana:secret@/amends?host={tmp_path}"))
    with pytest.raises(AmendsError, match="does not answer") as told, away.read():
        pass
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("state.sqlite", "is no link of a database"),
        ("mysql://host/x", "cannot use: mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("", "is no link of a database"),
    ],
)
def test_links_that_lead_nowhere(link: str, told: str) -> None:
    with pytest.raises(AmendsError, match=told):
        read_url(link)


def test_where_entries_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AMENDS_STATE_URL", raising=False)
    assert shown(read_url(state_url(tmp_path / "wh %20ő"))) == str(tmp_path / "wh %20ő-state.sqlite")
    monkeypatch.setenv("AMENDS_STATE_URL", " postgresql://ana:secret@db/amends ")
    assert shown(read_url(state_url(tmp_path))) == "postgresql://ana:***@db/amends"
