"""Asking before an answer is needed: while a page is worked out, and while its reader looks at it.

Both only fill the caches that a page asks anyway; a question that fails is forgotten: it fails again where its answer
is needed, and is told there.
"""

import atexit
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from threading import Condition, Thread
from time import monotonic

Question = Callable[[], object]
"""A cached reading with its arguments."""

_THREADS = 2

_REST = 1.0
"""Seconds without anybody waiting for a page before what is likely to be asked next is worked out."""


def ask(question: Question) -> None:
    """Have an answer worked out now, on another processor; who asks for it then waits for the rest of it only."""
    _pool().submit(question)


def expect(likely: Iterator[Question]) -> None:
    """Work these out one by one while nobody waits for a page; what was expected before is given up."""
    _idle().expect(likely)


@contextmanager
def awaited() -> Iterator[None]:
    """Somebody waits for a page: what is only expected has to wait."""
    idle = _idle()  # held, because two first pages at once may each make one
    idle.pause(1)
    try:
        yield
    finally:
        idle.pause(-1)


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="ahead")


@cache
def _idle() -> "_Idle":
    idle = _Idle()
    idle.start()
    atexit.register(idle.end)  # a thread that is in the database when Python ends would take the process down with it
    return idle


class _Idle(Thread):
    """Works out what is expected, a question at a time, as long as no page is awaited."""

    def __init__(self) -> None:
        super().__init__(name="expected", daemon=True)
        self._changed = Condition()
        self._likely: Iterator[Question] = iter(())
        self._awaited = 0
        self._since = monotonic()
        self._is_over = False

    def expect(self, likely: Iterator[Question]) -> None:
        with self._changed:
            self._likely = likely
            self._changed.notify()

    def pause(self, change: int) -> None:
        with self._changed:
            self._awaited += change
            self._since = monotonic()
            self._changed.notify()

    def end(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self.join()

    def run(self) -> None:
        while question := self._next():
            with suppress(Exception):
                question()

    def _next(self) -> Question | None:
        with self._changed:
            while not self._is_over:
                rest = self._since + _REST - monotonic()
                if self._awaited or rest > 0:
                    self._changed.wait(None if self._awaited else rest)
                elif question := self._first():
                    return question
                else:
                    self._changed.wait()
            return None

    def _first(self) -> Question | None:
        with suppress(Exception):
            return next(self._likely, None)
        return None
