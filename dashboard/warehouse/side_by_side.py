"""Tables that do not wait for one another are built side by side: one statement alone seldom keeps all cores busy."""

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from queue import SimpleQueue

import duckdb

AT_ONCE = 2
"""More would share the same cores and hold more memory."""


def run(
    con: duckdb.DuckDBPyConnection,
    waits_for: Mapping[str, Collection[str]],
    task: Callable[[duckdb.DuckDBPyConnection, str], None],
    done: Callable[[int], None] = lambda _count: None,
) -> None:
    """Call `task` once for every key of `waits_for`, after those it waits for, with a cursor of this connection.

    `done` hears how many are finished, in the caller's thread. The first failure stops what runs and is raised.
    """
    cursors = [con.cursor() for _ in range(AT_ONCE)]
    free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
    for cursor in cursors:
        free.put(cursor)

    def with_cursor(name: str) -> str:
        cursor = free.get()
        try:
            task(cursor, name)
        finally:
            free.put(cursor)
        return name

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="side-by-side") as pool:
        try:
            for count, _ in enumerate(_finished(pool, waits_for, with_cursor), start=1):
                done(count)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for cursor in cursors:
                cursor.interrupt()
            raise


def _finished(
    pool: ThreadPoolExecutor, waits_for: Mapping[str, Collection[str]], task: Callable[[str], str]
) -> Iterator[str]:
    """The names in the order in which they become ready; raises the first failure."""
    order = TopologicalSorter(waits_for)
    order.prepare()
    running: set[Future[str]] = set()
    while order.is_active():
        running |= {pool.submit(task, name) for name in order.get_ready()}
        over, running = wait(running, return_when=FIRST_COMPLETED)
        for future in over:
            order.done(future.result())
            yield future.result()
