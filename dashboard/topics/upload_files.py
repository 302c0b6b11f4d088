"""Files that somebody hands over in the browser: safe names in one folder, archives unpacked, each file once."""

import hashlib
import re
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from dashboard.errors import AmendsError
from dashboard.load.inputs import PARQUET, TEXT, XLSX, kind_of

SUFFIXES = (*TEXT, *PARQUET, *XLSX, ".gz", ".zip")
"""What may be handed over."""

MOST_UNPACKED = 4 << 30
"""Bytes that an archive may hold: more would be a mistake, or an attempt to fill the disk."""

_LONGEST_NAME = 120
_BLOCK = 1 << 20
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Folder:
    """A folder of its own for handed files; it goes with this object, at the latest when the program ends."""

    def __init__(self) -> None:
        """Make the folder."""
        self.path = Path(tempfile.mkdtemp(prefix="amends-upload-"))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Remove it with all that is in it; a second time does nothing."""
        self._finalizer()


Given = tuple[str, IO[bytes]]
"""The name of a file as somebody calls it, and its content."""


@dataclass(frozen=True)
class Received:
    """The files in the folder, and what was left out of what was given, in words."""

    paths: tuple[Path, ...]
    remarks: tuple[str, ...]


def receive(given: Sequence[Given], folder: Path) -> Received:
    """Write what was given into an empty folder, archives unpacked; AmendsError when nothing of it can be read.

    Empty files, files of no known format, and a file that has the content of another one are left out.
    """
    seen: dict[str, str] = {}
    paths: list[Path] = []
    remarks: list[str] = []
    for name, content in _unpacked(given):
        fault = _fault(name, content, seen)
        if fault:
            remarks.append(fault)
        else:
            paths.append(_write(name, content, folder))
    if not paths:
        raise AmendsError(" ".join(remarks) or "There is no file to load.")
    return Received(tuple(paths), tuple(remarks))


def _fault(name: str, content: IO[bytes], seen: dict[str, str]) -> str | None:
    """Why a file is left out; otherwise it is remembered by its content."""
    if kind_of(Path(_safe(name))) is None:
        return f"{name} is no CSV (also .tsv, .txt, .gz), Parquet or XLSX file and was left out."
    digest = _digest(content)
    if digest == hashlib.sha256().hexdigest():
        return f"{name} is empty and was left out."
    if digest in seen:
        return f"{name} has the same content as {seen[digest]}, which is read once."
    seen[digest] = name
    return None


def _digest(content: IO[bytes]) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    content.seek(0)
    return digest.hexdigest()


def _write(name: str, content: IO[bytes], folder: Path) -> Path:
    path = _free(folder / _safe(name))
    with path.open("wb") as file:
        shutil.copyfileobj(content, file, _BLOCK)
    return path


def _safe(name: str) -> str:
    """The name without folders and without what a system does not allow in one."""
    plain = _UNSAFE.sub("_", PurePosixPath(name.replace("\\", "/")).name).lstrip(".-~ ") or "file"
    stem, dot, suffixes = plain.partition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffixes[-_LONGEST_NAME:]}"


def _free(path: Path) -> Path:
    """The path, with a number when the name is taken: incidents-2.csv is still the table incidents."""
    stem, dot, suffixes = path.name.partition(".")
    number = 2
    while path.exists():
        path = path.with_name(f"{stem}-{number}{dot}{suffixes}")
        number += 1
    return path


def _unpacked(given: Sequence[Given]) -> Iterator[Given]:
    for name, content in given:
        if not name.lower().endswith(".zip"):
            yield name, content
            continue
        try:
            yield from _members(content)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise AmendsError(f"{name} is damaged: it cannot be unpacked.") from error
        except (RuntimeError, NotImplementedError) as error:  # a password, or packed in a way that Python does not know
            raise AmendsError(f"{name} cannot be unpacked here: unpack it first, then load what is in it.") from error


def _members(content: IO[bytes]) -> Iterator[Given]:
    with zipfile.ZipFile(content) as archive:
        found = [one for one in archive.infolist() if not one.is_dir() and not _is_of_the_system(one.filename)]
        if sum(one.file_size for one in found) > MOST_UNPACKED:
            raise AmendsError(f"The archive holds more than {MOST_UNPACKED >> 30} GB: load its files one by one.")
        for one in found:
            with archive.open(one) as member:
                yield one.filename, member


def _is_of_the_system(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")
