"""Asking before an answer is needed: the database works on one processor while the page is worked out on another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

_THREADS = 2


def ask(question: Callable[[], object]) -> None:
    """Have a cached reading worked out in the background; who asks for it then waits for the rest of it only.

    A question that fails is forgotten: it fails again where its answer is needed, and is told there.
    """
    _pool().submit(question)


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="ahead")
