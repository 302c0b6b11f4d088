"""Published versions of the warehouse: their names, the pointer to the current one, and their removal.

A warehouse folder holds `amends-<version>.duckdb` files and `current.json`, which names the one in force. A version is
written whole under another name first; only then does the pointer move, in one step. So a reader that follows the
pointer always opens a whole file, whatever happened to the loader.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from dashboard.errors import AmendsError
from dashboard.settings import KEEP_VERSIONS

POINTER = "current.json"
Result = TypeVar("Result")
_STAMP = "%Y%m%dT%H%M%S"
_WINDOWS_SECONDS = 5.0
"""How long to retry while another process has a file open, which only Windows objects to."""


@dataclass(frozen=True)
class Published:
    """One published version: its name and the absolute path of its DuckDB file."""

    version: str
    path: Path


def version_file(warehouse: Path, version: str) -> Path:
    """Path of the DuckDB file of a version."""
    return warehouse / f"amends-{version}.duckdb"


def rejects_file(warehouse: Path, version: str) -> Path:
    """Path of the CSV with the rows that a version had to leave out; there only when there were any."""
    return warehouse / f"rejects-{version}.csv"


def published(warehouse: Path) -> Published | None:
    """Return the version in force, None before the first load.

    Raises AmendsError when the pointer is damaged or names a file that is gone: nothing half-read is ever returned.
    """
    found = _read_pointer(warehouse)
    if found is None or found.path.exists():
        return found
    again = _read_pointer(warehouse)  # the first may have been replaced, and its file pruned, between the two looks
    if again is None or again.path.exists():
        return again
    raise AmendsError(f"{warehouse / POINTER} names {again.path.name}, which is not there. Load the data again.")


def _read_pointer(warehouse: Path) -> Published | None:
    pointer = warehouse / POINTER
    try:
        text = _patiently(lambda: pointer.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AmendsError(f"Cannot read {pointer}: {error.strerror or error}.") from error
    try:
        entry = json.loads(text)
        version, file = str(entry["version"]), str(entry["file"])
    except (ValueError, KeyError, TypeError) as error:
        raise AmendsError(f"{pointer} is damaged. Load the data again to replace it.") from error
    if file != version_file(warehouse, version).name or Path(file).name != file:
        raise AmendsError(f"{pointer} is damaged: it names {file!r}. Load the data again to replace it.")
    return Published(version, (warehouse / file).absolute())


def new_version(content_hash: str, previous: Published | None, now: datetime | None = None) -> str:
    """Name a version: UTC time to the millisecond, then the hash of its content.

    Names sort in the order of publication even when the clock of the machine was set back.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    stamp = _stamp(moment)
    if previous is not None and stamp <= previous.version[: len(stamp)]:
        stamp = _stamp(_moment(previous.version) + timedelta(milliseconds=1))
    return f"{stamp}-{content_hash}"


def _stamp(moment: datetime) -> str:
    return f"{moment.strftime(_STAMP)}{moment.microsecond // 1000:03d}Z"


def _moment(version: str) -> datetime:
    stamp = version.partition("Z")[0]
    return datetime.strptime(stamp[:-3], _STAMP).replace(tzinfo=UTC, microsecond=int(stamp[-3:]) * 1000)


def point_at(warehouse: Path, version: str, scratch: Path) -> None:
    """Put a version in force: write the pointer into the scratch folder (same disk), sync it, move it in one step."""
    draft = scratch / POINTER
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"version": version, "file": version_file(warehouse, version).name}, file)
        file.flush()
        os.fsync(file.fileno())
    _patiently(lambda: draft.replace(warehouse / POINTER))
    sync_folder(warehouse)


def sync_file(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_unpublished(warehouse: Path, current: Published | None) -> None:
    """Remove what a killed loader had written whole but not yet put in force: versions newer than the pointer.

    Call it only while holding the lock of the folder. Without a pointer nothing is removed.
    """
    if current is not None:
        for version in all_versions(warehouse):
            if version > current.version:
                remove_version(warehouse, version)


def prune(warehouse: Path, keep: int = KEEP_VERSIONS) -> None:
    """Remove all but the newest versions, with their rejects; one still open elsewhere stays until the next time."""
    for version in all_versions(warehouse)[:-keep]:
        remove_version(warehouse, version)
    kept = set(all_versions(warehouse))
    for rejects in warehouse.glob("rejects-*.csv"):
        if rejects.stem.removeprefix("rejects-") not in kept:
            _remove(rejects)


def remove_version(warehouse: Path, version: str) -> None:
    """Remove the files of a version as far as the system lets us."""
    _remove(version_file(warehouse, version))
    _remove(rejects_file(warehouse, version))


def all_versions(warehouse: Path) -> list[str]:
    """Names of the versions whose file is there, oldest first."""
    return sorted(path.stem.removeprefix("amends-") for path in warehouse.glob("amends-*.duckdb"))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # open in another process (Windows): the next load tries again
        path.unlink()


def _patiently(action: Callable[[], Result]) -> Result:
    """Do a file action again for some seconds while another process has the file open (Windows only refuses that)."""
    deadline = time.monotonic() + _WINDOWS_SECONDS
    while True:
        try:
            return action()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
