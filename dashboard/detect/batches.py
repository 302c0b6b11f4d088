"""Many messages at once, on several processors: what `load` and the command line call."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.detect.dates import Workdays
from dashboard.detect.messages import Labels, label

PROCESSES = 2
SIZE = 2_000
"""Messages handed over at once; large enough that sending them costs little."""

_AHEAD = 3
"""Batches that wait for each process."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it was exported; `sent_at` is naive UTC, `language` what the ticket names."""

    text: str
    author: str = "agent"
    language: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Office:
    """Where the company works: the zone in which days are meant, and the days that are worked."""

    timezone: str = "UTC"
    workdays: Workdays = field(default_factory=dict)


def batch(messages: Sequence[Message], office: Office) -> list[Labels]:
    """The labels of some messages, in their order, in this process."""
    return [
        label(one.text, one.author, one.language, one.sent_at, office.timezone, office.workdays) for one in messages
    ]


def batches(
    given: Iterable[Sequence[Message]], office: Office, processes: int = PROCESSES
) -> Iterator[tuple[Sequence[Message], list[Labels]]]:
    """Every batch with its labels, in order; only a few batches are in memory at a time.

    With one process everything happens here. A failure in a process is raised where its batch would have come.
    """
    if processes <= 1:
        yield from ((messages, batch(messages, office)) for messages in given)
        return
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=apart) as pool:
        waiting: deque[tuple[Sequence[Message], Future[list[Labels]]]] = deque()
        for messages in given:
            waiting.append((messages, pool.submit(batch, messages, office)))
            if len(waiting) > processes * _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _first(
    waiting: deque[tuple[Sequence[Message], Future[list[Labels]]]],
) -> tuple[Sequence[Message], list[Labels]]:
    messages, labels = waiting.popleft()
    return messages, labels.result()
