"""What is only expected waits for the pages that are awaited, and the newest expectation counts."""

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
