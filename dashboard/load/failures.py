"""What the system says when it cannot write, in words that tell the user what to do."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

import duckdb

from dashboard.errors import AmendsError

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_SPACE_WORDS = (
    "No space left",
    "File too large",
    "Disk quota exceeded",
    "not enough space",
    "max_temp_directory_size",
)
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextlib.contextmanager
def plain_failures(warehouse: Path) -> Iterator[None]:
    """Turn a full disk, a folder that cannot be written and too little memory into AmendsError; let the rest pass."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        message = _message(error, warehouse)
        if message is None:
            raise
        raise AmendsError(f"{message} Nothing was published; the version in force is unchanged.") from error


def _message(error: OSError | duckdb.Error, warehouse: Path) -> str | None:
    if _is_disk_full(error):
        return f"The disk of {warehouse} is full: free some space, or choose another folder with --warehouse."
    if isinstance(error, duckdb.OutOfMemoryException):
        return "The data needs more memory than there is: close other programs, or load on a larger machine."
    if isinstance(error, OSError) and error.errno in _NOT_ALLOWED and _lies_in(error.filename, warehouse):
        return f"The folder {warehouse} cannot be written: check its permissions, or choose another with --warehouse."
    if isinstance(error, FileExistsError | NotADirectoryError) and _lies_in(error.filename, warehouse):
        return f"{warehouse} is a file, not a folder: choose another with --warehouse."
    return None


def _is_disk_full(error: OSError | duckdb.Error) -> bool:
    if isinstance(error, OSError) and error.errno in _NO_SPACE:
        return True
    return isinstance(error, duckdb.Error) and any(words in str(error) for words in _NO_SPACE_WORDS)


def _lies_in(filename: object, warehouse: Path) -> bool:
    return isinstance(filename, str) and Path(filename).is_relative_to(warehouse)
