"""Writing and reading on SQLite and on a real PostgreSQL: the same entries, refusals and words."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from dashboard.errors import AmendsError
from dashboard.state import annotations, decisions, downloads, exchange, migrate, queue_lines, targets
from dashboard.state.annotations import Annotation
from dashboard.state.changes import Change
from dashboard.state.database import State
from dashboard.state.decisions import Decision
from dashboard.state.failures import Conflict
from dashboard.state.place import read_url
from dashboard.state.queue_lines import QueueLine
from dashboard.state.targets import Target

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "Ő írta: <script>alert(1)</script> =1+1 გამარჯობა 🤝\nнова"


def note(words: str = "New phone script") -> Annotation:
    return Annotation(scope="week", ref="2026-W08", text=words, day=date(2026, 2, 16))


@pytest.fixture
def second(state: State) -> Iterator[State]:
    """The same database, as a second person has it open."""
    opened = State(state.url, wait_seconds=0.3)
    yield opened
    opened.close()


def test_what_is_written_is_read_back(state: State, second: State) -> None:
    with state.read() as session:
        assert state.is_file is (session.connection is None)
    with state.write("  Ana   Kovács ") as session:
        saved = session.save(note(SCRIPT))
    assert (saved.version, saved.author, saved.changed_by) == (1, "Ana Kovács", "Ana Kovács")
    with second.read() as session:
        assert session.all(Annotation) == (saved,)
        assert session.all(Annotation)[0].text == SCRIPT


def test_every_write_keeps_author_time_and_previous_value(state: State) -> None:
    before = datetime.now(UTC).replace(tzinfo=None)
    with state.write("Ana") as session:
        saved = session.save(note())
    with state.write("Béla") as session:
        changed = session.save(replace(saved, text="Other words"))
    with state.write("Cili") as session:
        session.remove(changed)
    with state.read() as session:
        log = session.all(Change)
        assert session.all(Annotation) == ()
        assert annotations.annotations(session) == ()
    told = [(one.author, one.version, (one.before or {}).get("text"), one.after and one.after["text"]) for one in log]
    assert told == [
        ("Ana", 1, None, "New phone script"),
        ("Béla", 2, "New phone script", "Other words"),
        ("Cili", 3, "Other words", "Other words"),
    ]
    assert log[-1].after is not None
    assert log[-1].after["is_removed"] is True
    assert all(before <= one.at <= before + timedelta(minutes=5) for one in log)


def test_the_second_of_two_writers_sees_what_the_first_wrote(state: State, second: State) -> None:
    with state.write("Ana") as session:
        saved = session.save(note())
    with second.write("Béla") as session:
        session.save(replace(saved, text="It was the weather"))
    said = r"Béla changed this note .*text: It was the weather.*was not saved"
    with pytest.raises(Conflict, match=said) as told, state.write("Ana") as session:
        session.save(replace(saved, text="It was the phone"))
    assert told.value.theirs["text"] == "It was the weather"
    assert told.value.by == "Béla"
    with state.read() as session:
        assert [one.text for one in session.all(Annotation)] == ["It was the weather"]
        assert len(session.all(Change)) == 2


def test_who_edits_what_was_removed_is_told(state: State, second: State) -> None:
    with state.write("Ana") as session:
        saved = session.save(note())
    with second.write("Béla") as session:
        session.remove(saved)
    with pytest.raises(Conflict, match=r"Béla changed this note .* and removed it"), state.write("Ana") as session:
        session.save(replace(saved, text="x"))


def test_two_people_cannot_make_the_same_target(state: State, second: State) -> None:
    first = targets.new("apology_rate", date(2026, 1, 1), 0.8)
    with state.write("Ana") as session:
        session.save(first)
    with pytest.raises(Conflict, match=r"value: 0\.8"), second.write("Béla") as session:
        session.save(replace(first, value=0.9))
    with state.read() as session:
        (there,) = session.all(Target)
    with state.write("Ana") as session:
        session.remove(there)
    with second.write("Béla") as session:  # what is gone may be made anew
        assert session.save(replace(first, value=0.9)).version == 3


def test_a_failure_in_the_middle_leaves_nothing(state: State) -> None:
    with pytest.raises(AmendsError, match="text: must not be empty"), state.write("Ana") as session:
        [session.save(one) for one in (note(), note("  "))]
    with state.read() as session:
        assert session.all(Annotation) == ()
        assert session.all(Change) == ()


def test_nobody_writes_without_a_name(state: State) -> None:
    with pytest.raises(AmendsError, match="Say who you are"), state.write("  "):
        pass


def test_a_writer_who_waits_too_long_is_told_and_readers_never_wait(state: State, second: State) -> None:
    with state.write("Ana") as session:
        session.save(note())
    with state.write("Ana") as session:
        session.save(note("Second"))
        with second.read() as reader:
            assert len(reader.all(Annotation)) == 1
        with pytest.raises(AmendsError, match="Somebody else has been writing"), second.write("Béla"):
            pass


KILLED = """
import sys
from dashboard.state.annotations import Annotation
from dashboard.state.database import open_state
state = open_state(sys.argv[1])
with state.write("Ana") as session:
    session.save(Annotation(scope="week", text="finished"))
with state.write("Ana") as session:
    session.save(Annotation(scope="week", text="unfinished"))
    print("in the middle", flush=True)
    sys.stdin.read()
"""


def test_sigkill_in_the_middle_of_a_write_leaves_the_finished_ones(link: str, state: State) -> None:
    command = [sys.executable, "-c", KILLED, link]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    patient = State(read_url(link))  # waits, as people do, until the server noticed
    with patient.write("Béla") as session:
        session.save(note("after"))
    patient.close()
    with state.read() as session:
        assert [one.text for one in session.all(Annotation)] == ["finished", "after"]
        assert len(session.all(Change)) == 2


def test_the_migrations_make_the_tables_of_the_classes(state: State) -> None:
    with state.write("Ana") as session:
        assert session.connection is not None
        context = MigrationContext.configure(session.connection, opts={"compare_type": True})
        found = compare_metadata(context, exchange.schema())
    assert [one for one in found if one[0] != "remove_index"] == []


def test_a_database_of_the_first_version_is_brought_up_to_date(link: str, state: State) -> None:
    if state.is_file:
        Path(str(state.url.database)).touch()
    engine = create_engine(state.url)
    with engine.begin() as connection:
        migrate.bring_up_to_date(connection, state.url, "0001")
        connection.execute(text(
            "insert into annotations (id, version, author, changed_by, is_removed, scope, kind, text) "
            "values ('a', 1, 'Ana', 'Ana', false, 'week', 'note', 'from the first version')"
        ))  # fmt: skip
    engine.dispose()
    with state.read() as session:
        assert [one.text for one in session.all(Annotation)] == ["from the first version"]
        assert exchange.export_state(session)["revision"] == migrate.head() != "0001"


def test_a_database_of_a_newer_version_is_refused(state: State, second: State) -> None:
    with state.write("Ana") as session:
        assert session.connection is not None
        session.connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(AmendsError, match=r"newer Amends \(revision 9999"), second.read():
        pass


def test_everything_goes_out_and_comes_back_the_same(state: State, tmp_path: Path) -> None:
    day = datetime(2026, 3, 2, 10, 15)
    with state.write("Ana") as session:
        session.save(note(SCRIPT))
        session.remove(session.save(note("gone")))
        session.save(targets.new("apology_rate", date(2026, 1, 1), 0.1 + 0.2))
        queue_lines.take(session, "i7", "I call")
        downloads.log(session, "customers", ["name"], 12, "team=North")
        sheet = decisions.begin(session, "c1", day, {"margin": 12.5, "promises": [1, None]})
        session.save(replace(sheet, answers={"q1": {"answer": "no", "note": "három"}, "values_fit": 4}))
        out = exchange.export_state(session)
    copy = State(read_url(f"sqlite:///{tmp_path / 'copy.sqlite'}"))
    with copy.write("Béla") as session:
        assert exchange.import_state(session, out)["annotations"] == 2
        assert sum(exchange.import_state(session, out).values()) == 0
    with copy.read() as session:
        assert exchange.export_state(session)["tables"] == out["tables"]
        assert session.all(Decision)[0].figures == {"margin": 12.5, "promises": [1, None]}
        assert session.all(QueueLine)[0].taken_by == "Ana"
