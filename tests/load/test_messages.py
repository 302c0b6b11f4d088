"""What our people wrote becomes labels and events, in `load`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dashboard.detect import gate
from dashboard.load.request import Verdict
from tests.load.loading import Loaded, loaded, write_files

INCIDENTS = "incident_id,opened_at,language\n" + "".join(f"I{number},2026-03-02T08:00Z,\n" for number in range(1, 10))
EVENTS = """event_id,incident_id,event_at,event_type,actor_type,direction,code,body
M1,I1,2026-03-02T10:00Z,message,agent,outbound,,We are sorry for the delay with your order. We will call you tomorrow.
M2,I2,2026-03-02T10:00Z,message,customer,inbound,,I am sorry to bother you and sorry for the delay.
M3,I3,2026-03-02T10:00Z,message,agent,internal,,We are sorry for the delay with your order.
M4,I4,2026-03-02T10:00Z,message,agent,outbound,,We are sorry for the delay with your order.
A4,I4,2026-03-02T11:00Z,apology,agent,outbound,formulaic,
M5,I5,2026-03-02T10:00Z,message,agent,outbound,,Ми отримали ваше повідомлення і скоро відповімо на нього.
M6,I6,2026-03-02T10:00Z,message,manager,,,Elnézését kérjük a késedelemért.
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("messages"), {"incidents.csv": INCIDENTS, "incident_events.csv": EVENTS})


@pytest.fixture
def everything_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate decides by what was measured, which changes with the patterns; these tests are not about it."""
    acts = [(language, act) for language in ("en", "hu", "pl", "ka") for act in ("apology", *gate.ACTS)]
    monkeypatch.setattr("dashboard.load.messages.trusted", lambda: iter(acts))


@pytest.fixture
def read(company: Path, tmp_path: Path, everything_trusted: None) -> Iterator[Loaded]:
    with loaded(tmp_path / "work", company) as made:
        yield made


def derived(made: Loaded) -> list[tuple[object, ...]]:
    return made.rows(
        "select event_id, code, due_date, label_source from canonical.incident_events "
        "where event_id like '%#%' order by event_id"
    )


def test_acts_that_nobody_coded_become_events(read: Loaded) -> None:
    due = datetime(2026, 3, 3).date()
    assert derived(read) == [
        ("M1#apology", "specific", None, "detected"),
        ("M1#promise", None, due, "detected"),
        ("M6#apology", "specific", None, "detected"),
    ]


def test_labels_keep_source_version_and_confidence(read: Loaded) -> None:
    [(label, source, version, confidence)] = read.rows(
        "select label, source, model_version, confidence from canonical.text_labels where event_id = 'M4'"
    )
    assert (label, source) == ("specific", "detected")
    assert version.startswith("patterns-")
    assert 0 < confidence <= 1


def test_a_language_that_nobody_reads_is_counted_and_left_alone(read: Loaded) -> None:
    assert read.rows("select label from canonical.text_labels where event_id = 'M5'") == [("unknown_language",)]
    assert read.rows("select language from meta.read_messages where event_id = 'M5'") == [("unknown",)]


def test_below_the_gate_labels_are_kept_but_only_coded_events_count(
    company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.load.messages.trusted", lambda: iter([("hu", "apology")]))
    with loaded(tmp_path / "work", company) as made:
        assert [row[0] for row in derived(made)] == ["M6#apology"]
        assert made.rows("select label from canonical.text_labels where event_id = 'M1' order by 1") == [
            ("promise_dated",),
            ("specific",),
        ]


def test_what_a_person_said_wins_and_stays(company: Path, tmp_path: Path, everything_trusted: None) -> None:
    said = {
        "M1": (Verdict("specific", False, "Nino", datetime(2026, 3, 4)),),
        "M6": (Verdict("compensation", True, "Nino", datetime(2026, 3, 4)),),
    }
    with loaded(tmp_path / "work", company, verdicts=said) as made:
        assert [row[0] for row in derived(made)] == ["M1#promise", "M6#apology", "M6#compensation"]
        found = made.rows(
            "select source, reviewer, reviewed_at from canonical.text_labels "
            "where event_id = 'M6' and label = 'compensation'"
        )
        assert found == [("reviewed", "Nino", datetime(2026, 3, 4))]


def test_the_same_words_in_a_minute_are_a_machine(tmp_path: Path, everything_trusted: None) -> None:
    opened = "incident_id,opened_at\n" + "".join(f"I{n},2026-03-02T08:00Z\n" for n in range(6))
    replies = "event_id,incident_id,event_at,event_type,actor_type,body\n" + "".join(
        f"M{n},I{n},2026-03-02T08:00:{20 + n}Z,message,agent,We apologise for the wait. Ticket opened.\n"
        for n in range(2)
    )
    replies += "".join(
        f"M{n},I{n},2026-03-02T08:00:30Z,message,agent,We are sorry for the outage in street {n}.\n"
        for n in range(2, 6)
    )
    folder = write_files(tmp_path / "files", {"incidents.csv": opened, "incident_events.csv": replies})
    with loaded(tmp_path / "work", folder) as made:
        assert [row[0] for row in derived(made)] == [f"M{n}#apology" for n in range(2, 6)]
        assert made.rows("select event_id from canonical.text_labels where label = 'automatic' order by 1") == [
            ("M0",),
            ("M1",),
        ]
