"""One load at a time for each warehouse folder, across processes."""

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.errors import AmendsError
from dashboard.load.request import Progress

WAIT_SECONDS = 600.0
"""How long a second load waits for the first."""

_LOCK = "load.lock"
_HOLDER = "load.lock.json"


@contextlib.contextmanager
def load_lock(warehouse: Path, progress: Progress, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the folder's lock; wait for another load up to `wait_seconds`, saying so on `progress`.

    The lock belongs to the process: the system gives it back when the process dies, so a killed load blocks nobody.
    Raises AmendsError, naming who holds it, when the wait was too short.
    """
    # The file stays: removing it would let a waiting and a new process lock two different files of the same name.
    lock = FileLock(warehouse / _LOCK, preserve_lock_file=True)
    _acquire(lock, warehouse, progress, wait_seconds)
    try:
        _sign(warehouse)
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, warehouse: Path, progress: Progress, wait_seconds: float) -> None:
    try:
        lock.acquire(timeout=0)
        return
    except Timeout:
        progress(f"Waiting for another load to finish ({_holder(warehouse)})", None)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise AmendsError(
            f"Another load is still running in {warehouse} ({_holder(warehouse)}). "
            f"Waited {wait_seconds:.0f} seconds for it. Nothing was changed; try again when it has finished."
        ) from error


def _sign(warehouse: Path) -> None:
    """Leave a note beside the lock for those who wait: who holds it. Only a courtesy, so it may fail."""
    holder = {
        "process": os.getpid(),
        "user": _user(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
    }
    with contextlib.suppress(OSError):
        (warehouse / _HOLDER).write_text(json.dumps(holder), encoding="utf-8")


def _holder(warehouse: Path) -> str:
    try:
        note = json.loads((warehouse / _HOLDER).read_text(encoding="utf-8"))
        return f"process {note['process']} of {note['user']} on {note['host']}, since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not signed in yet"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container whose user id has no name
        return "an unnamed user"
