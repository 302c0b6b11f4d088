"""Many messages at once give what each gives alone, in their order, in one process and in two."""

from datetime import date, datetime

import pytest

from dashboard.detect.batches import Message, Office, batch, batches
from dashboard.detect.messages import label

WEDNESDAY = datetime(2026, 11, 18, 23, 30)
MESSAGES = [
    Message("Sorry for the delay, we will call you tomorrow.", sent_at=WEDNESDAY),
    Message("Sorry for the delay, we will call you tomorrow.", "customer", sent_at=WEDNESDAY),
    Message("Elnézést kérünk a késésért!", language="hu"),
    Message("", "agent"),
]


@pytest.mark.parametrize("processes", [1, 2])
def test_batches_keep_their_order(processes: int) -> None:
    given = [MESSAGES[:2], MESSAGES[2:]] * 5
    found = list(batches(given, Office("Europe/Budapest"), processes))
    assert [messages for messages, _ in found] == given
    assert [labels for _, labels in found] == [batch(messages, Office("Europe/Budapest")) for messages in given]


def test_a_message_is_dated_by_its_own_time_and_the_zone_of_the_office() -> None:
    later = Message(MESSAGES[0].text, sent_at=datetime(2026, 12, 1, 9))
    found = batch([MESSAGES[0], later], Office("Europe/Budapest"))
    assert [labels.due.on for labels in found if labels.due] == [date(2026, 11, 20), date(2026, 12, 2)]


def test_working_days_follow_the_calendar() -> None:
    closed = {date(2026, 11, 19): False, date(2026, 11, 21): True}
    text = "We will refund you within 2 working days."
    assert label(text, sent_at=WEDNESDAY).due != label(text, sent_at=WEDNESDAY, workdays=closed).due
    found = label(text, sent_at=WEDNESDAY, workdays=closed).due
    assert found
    assert found.on == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["We will send it by 31 February.", "We will call you tomorrow."])
def test_a_day_that_cannot_be_told_is_a_dated_promise_without_a_day(text: str) -> None:
    found = label(text)
    assert found.promise == "dated"
    assert found.due
    assert (found.due.on, found.due.at) == (None, None)
