"""What is only expected waits for the pages that are awaited, and the newest expectation counts."""

import subprocess
import sys
from collections.abc import Iterator
from threading import Event

import pytest

from dashboard.components import ahead
from dashboard.components.ahead import Question

LONG = 10.0


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ahead, "_REST", 0.01)
    yield
    ahead.expect(iter(()))


def test_what_is_expected_is_worked_out_when_no_page_is_awaited_any_more() -> None:
    worked = Event()
    with ahead.awaited():
        ahead.expect(iter([worked.set]))
        assert not worked.wait(0.1)
    assert worked.wait(LONG)


def test_a_question_that_fails_does_not_end_it() -> None:
    worked = Event()
    ahead.expect(iter([lambda: 1 / 0, worked.set]))
    assert worked.wait(LONG)


def test_an_expectation_that_fails_does_not_end_it() -> None:
    failed, worked = Event(), Event()

    def likely() -> Iterator[Question]:
        failed.set()
        raise ValueError
        yield worked.set

    ahead.expect(likely())
    assert failed.wait(LONG)
    ahead.expect(iter([worked.set]))
    assert worked.wait(LONG)


_ASKING = """
import itertools, time, duckdb
from dashboard.components import ahead
ahead._REST = 0
con = duckdb.connect()
ahead.expect(itertools.repeat(lambda: con.sql("select sum(range) from range(3000000)").fetchall()))
time.sleep(0.2)
"""


def test_python_ends_in_peace_while_something_is_worked_out() -> None:
    assert subprocess.run([sys.executable, "-c", _ASKING], timeout=60).returncode == 0


def test_what_was_expected_before_is_given_up() -> None:
    begun, go_on, worked = Event(), Event(), Event()
    asked: list[str] = []

    def first() -> None:
        begun.set()
        go_on.wait(LONG)

    def likely() -> Iterator[Question]:
        yield first
        yield lambda: asked.append("given up")

    ahead.expect(likely())
    assert begun.wait(LONG)
    ahead.expect(iter([worked.set]))
    go_on.set()
    assert worked.wait(LONG)
    assert asked == []
