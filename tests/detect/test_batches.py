"""Many messages at once give what each gives alone, in their order, in one process and in two."""

import subprocess
import sys
from datetime import date, datetime

import psutil  # type: ignore[import-untyped]  # no stubs are installed
import pytest

from dashboard.detect.batches import Messages, Office, batch, batches
from dashboard.detect.messages import label
from dashboard.settings import ROOT

WEDNESDAY = datetime(2026, 11, 18, 23, 30)
OFFICE = Office("Europe/Budapest")
MESSAGES = Messages(
    ids=("1", "2", "3", "4"),
    texts=("Sorry for the delay, we will call you tomorrow.",) * 2 + ("Elnézést kérünk a késésért!", ""),
    authors=("agent", "customer", "agent", "agent"),
    languages=(None, None, "hu", None),
    sent_at=(WEDNESDAY,) * 4,
)
OTHERS = MESSAGES._replace(ids=("5", "6", "7", "8"), authors=("agent",) * 4)


def test_messages_that_say_the_same_share_their_labels() -> None:
    found = batch(OTHERS, OFFICE)
    assert found.each() == [
        label(text, "agent", language, WEDNESDAY, OFFICE.timezone)
        for text, language in zip(OTHERS.texts, OTHERS.languages, strict=True)
    ]
    assert len(batch(MESSAGES._replace(authors=("customer",) * 4), OFFICE).different) == 3


@pytest.mark.parametrize("processes", [1, 2])
def test_every_batch_is_read_and_those_of_a_source_keep_their_order(processes: int) -> None:
    sources = [
        [MESSAGES._replace(ids=(f"{source}{at}",) * 4) for at in range(count)] for source, count in enumerate([9, 2, 0])
    ]
    found = list(batches(sources, OFFICE, processes))
    assert all(labels.each() == batch(messages, OFFICE).each() for messages, labels in found)
    for number, source in enumerate(sources):
        assert [one for one, _ in found if one.ids[0].startswith(str(number))] == source


def test_a_message_is_dated_by_its_own_time_and_the_zone_of_the_office() -> None:
    later = datetime(2026, 12, 1, 9)
    found = batch(OTHERS._replace(sent_at=(WEDNESDAY, later, later, later)), OFFICE).each()
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


def test_no_process_outlives_a_load_that_is_killed() -> None:
    started = subprocess.Popen([sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert started.stdout
    with started, started.stdout:
        readers = [psutil.Process(int(pid)) for pid in started.stdout.readline().split()]
        started.kill()
    assert len(readers) == 2
    assert psutil.wait_procs(readers, timeout=20)[1] == []


ENDLESS = """
import multiprocessing, time
from dashboard.detect.batches import Messages, Office, Readers
if __name__ == "__main__":
    message = Messages(("1",), ("Sorry for the delay.",), ("agent",), ("en",), (None,))
    with Readers() as readers:
        list(readers.read([[message], [message]], Office()))
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(600)
"""
