"""Many messages at once, on several processors: what `load` and the command line call.

Messages go to the processes column by column, and each different set of labels comes back once: handing over one object
a message would take longer than reading it.
"""

import atexit
import gc
import multiprocessing
import os
import threading
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple, Self

from dashboard.detect.dates import Moment, Workdays
from dashboard.detect.messages import Labels, make_ready, read, with_due
from dashboard.detect.patterns import LANGUAGES

PROCESSES = 2
SIZE = 2_048
"""Messages handed over at once, as many as DuckDB does; large enough that sending them costs little."""

_START = datetime(1970, 1, 1)

_AHEAD = 3
"""Batches that wait for each process."""


class Messages(NamedTuple):
    """Messages as they were exported, column by column; `languages` is what the tickets name.

    `sent_at` is naive UTC, or microseconds since 1970, which are handed over sooner.
    """

    ids: Sequence[str]
    texts: Sequence[str]
    authors: Sequence[str]
    languages: Sequence[str | None]
    sent_at: Sequence[datetime | int | None]


class Found(NamedTuple):
    """The labels of messages: for each its place in `different`."""

    different: Sequence[Labels]
    places: Sequence[int]

    def each(self) -> list[Labels]:
        """The labels of every message."""
        return [self.different[place] for place in self.places]


@dataclass(frozen=True)
class Office:
    """Where the company works: the zone in which days are meant, and the days that are worked."""

    timezone: str = "UTC"
    workdays: Workdays = field(default_factory=dict)


def batch(messages: Messages, office: Office) -> Found:
    """The labels of some messages, in this process."""
    different: list[Labels] = []
    known: dict[int, int] = {}
    places = array("L")
    for text, author, language, sent_at in zip(*messages[1:], strict=True):
        said = read(text, author, language)
        found = said.labels
        if said.dated:
            found = with_due(said, Moment(_naive(sent_at), office.timezone, office.workdays))
        place = known.get(id(found))  # messages that say the same share one object, which `different` keeps
        if place is None:
            place = known[id(found)] = len(different)
            different.append(found)
        places.append(place)
    return Found(different, places)


def _naive(sent_at: datetime | int | None) -> datetime | None:
    return _START + timedelta(microseconds=sent_at) if isinstance(sent_at, int) else sent_at


def batches(
    sources: Sequence[Iterable[Messages]], office: Office, processes: int = PROCESSES
) -> Iterator[tuple[Messages, Found]]:
    """Every batch of every source with its labels; only a few batches are in memory at a time.

    The batches of a source keep their order. With one process everything happens here. A failure in a process is raised
    where its batch would have come.
    """
    if processes <= 1:
        yield from ((messages, batch(messages, office)) for source in sources for messages in source)
        return
    with Readers(processes) as readers:
        yield from readers.read(sources, office)


class Readers:
    """Processes that read messages; they begin when there is something to read, or before that by `begin`.

    Each makes ready for some languages and takes sources in these first. It stays with its source while that lasts:
    what it remembers of the sentences is its own.
    """

    def __init__(self, processes: int = PROCESSES) -> None:
        self._processes = processes
        self._pools: list[ProcessPoolExecutor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        for pool in self._pools:
            pool.shutdown(cancel_futures=True)

    def begin(self) -> None:
        """Starts the processes and makes them ready for all languages: which will be met is not known yet."""
        self._start()
        for number, pool in enumerate(self._pools):
            pool.submit(make_ready, self._known(number))

    def _start(self) -> None:
        apart = multiprocessing.get_context("spawn")
        for _ in range(self._processes - len(self._pools)):
            self._pools.append(ProcessPoolExecutor(1, mp_context=apart, initializer=_begin))

    def _known(self, number: int) -> tuple[str, ...]:
        return LANGUAGES[number :: self._processes]

    def read(
        self, sources: Sequence[Iterable[Messages]], office: Office, languages: Sequence[str | None] = ()
    ) -> Iterator[tuple[Messages, Found]]:
        """As `batches` does, in these processes; `languages` are those of the sources, where they have one each."""
        self._start()
        fresh = [_Fresh(iter(source), language) for source, language in zip_longest(sources, languages)]
        begun = list[Iterator[Messages]]()
        readers = [_Reader(pool, self._known(number), fresh, begun) for number, pool in enumerate(self._pools)]
        waiting: deque[_Waiting] = deque()
        while True:
            free = min(readers, key=lambda reader: reader.waits)
            given = free.next_batch() if free.waits < _AHEAD else None
            if given:
                free.waits += 1
                waiting.append(_Waiting(free, given, free.pool.submit(batch, given._replace(ids=()), office)))
            elif waiting:
                first = waiting.popleft()
                yield first.messages, first.labels.result()
                first.reader.waits -= 1
            else:
                return


class _Fresh(NamedTuple):
    source: Iterator[Messages]
    language: str | None


@dataclass
class _Reader:
    """A process of its own and what it reads: `own` until that ends, then a fresh source, then what another began."""

    pool: ProcessPoolExecutor
    known: Sequence[str]
    fresh: list[_Fresh]
    begun: list[Iterator[Messages]]
    own: Iterator[Messages] = field(default_factory=lambda: iter(()))
    waits: int = 0

    def next_batch(self) -> Messages | None:
        """The next batch to read; None when nothing is left."""
        while (given := next(self.own, None)) is None:
            if self.own in self.begun:
                self.begun.remove(self.own)
            if self.fresh:
                suiting = (at for at, one in enumerate(self.fresh) if one.language in self.known)
                self.own = self.fresh.pop(next(suiting, 0)).source
                self.begun.append(self.own)
            elif self.begun:
                self.own = self.begun[0]
            else:
                return None
        return given


class _Waiting(NamedTuple):
    reader: _Reader
    messages: Messages
    labels: Future[Found]


def _begin() -> None:
    """Begins a process; one whose load is killed ends with it."""
    gc.disable()  # reading makes no cycles, and looking for them among all that is remembered takes a tenth of the time
    atexit.register(os._exit, 0)  # all that is remembered need not be given back piece by piece
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
