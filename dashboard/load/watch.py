"""Saying how far a long statement is while it runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dashboard.load.request import Progress

_EVERY = 0.5
"""Seconds between two looks."""


@contextmanager
def watched(
    con: duckdb.DuckDBPyConnection, progress: Progress, stage: str, done: float, share: float
) -> Iterator[None]:
    """Tell the progress of the statements run inside; they are the `share` that comes after `done` of the stage."""
    con.execute("set enable_progress_bar = true")
    con.execute("set enable_progress_bar_print = false")
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(_EVERY):
            progress(stage, done + share * max(0.0, con.query_progress()) / 100)

    watcher = threading.Thread(target=look, daemon=True)
    progress(stage, done)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
        con.execute("set enable_progress_bar = false")
