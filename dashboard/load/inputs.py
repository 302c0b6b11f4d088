"""Which files a load reads, and which table each of them is by its name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dashboard import contracts
from dashboard.errors import AmendsError

TEXT, PARQUET, XLSX = (".csv", ".tsv", ".txt"), (".parquet", ".pq"), (".xlsx", ".xlsm")

_PART = re.compile(r"(?P<table>[a-z_]+?)[-_. ]*(?:part[-_. ]*)?\d[\d\w.\- ]*$")


@dataclass(frozen=True)
class Input:
    """A file to read; `table` by its name, None when the name is no table; `is_named`: the user named this file."""

    path: Path
    table: str | None
    is_named: bool


def find_inputs(paths: Iterable[Path]) -> tuple[Input, ...]:
    """The files of these paths in a fixed order; AmendsError when a path does not exist or a folder holds nothing."""
    found: dict[Path, Input] = {}
    for path in paths:
        for one in _inputs(path):
            found.setdefault(one.path.resolve(), one)
    return tuple(found.values())


def table_of(name: str) -> str | None:
    """The table that a file's or folder's name stands for: incidents.csv, incidents_2025.csv, incidents-2.csv.gz."""
    stem = _stem(name).strip().lower()
    if stem in contracts.tables():
        return stem
    part = _PART.fullmatch(stem)
    return part["table"] if part and part["table"] in contracts.tables() else None


def nearest_table(name: str) -> str:
    """A sentence that names the table nearest to this name, empty when none is near."""
    close = get_close_matches(_stem(name).lower(), contracts.tables(), n=1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else ""


def kind_of(path: Path) -> str | None:
    """The suffix that tells the format, without .gz; None when it is no format that is read."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        return suffixes[-2] if len(suffixes) > 1 and suffixes[-2] in TEXT else None
    return suffixes[-1] if suffixes and suffixes[-1] in (*TEXT, *PARQUET, *XLSX) else None


def _inputs(path: Path) -> Iterator[Input]:
    if not path.exists():
        raise AmendsError(f"There is no file or folder {path}.")
    if path.is_dir():
        found = list(_in_folder(path))
        if not found:
            raise AmendsError(
                f"The folder {path} holds no table: no CSV, Parquet or XLSX file named like a table "
                f"(incidents.csv, customers.csv, ...)."
            )
        yield from found
    elif kind_of(path) is None:
        raise AmendsError(f"{path} is no CSV (also .tsv, .txt, .gz), Parquet or XLSX file.")
    else:
        yield Input(path, table_of(path.name), is_named=True)


def _in_folder(folder: Path) -> Iterator[Input]:
    of_folder = folder.name.lower() if folder.name.lower() in contracts.tables() else None
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir() and (table := table_of(path.name)) is not None and kind_of(path) is None:
            yield from (Input(part, table, is_named=False) for part in sorted(path.iterdir()) if _is_readable(part))
        elif path.is_dir() and kind_of(path) is not None:
            raise AmendsError(f"{path} is a folder, not a file.")
        elif _is_readable(path):
            yield Input(path, table_of(path.name) or of_folder, is_named=False)


def _is_readable(path: Path) -> bool:
    return path.is_file() and kind_of(path) is not None and not path.name.startswith((".", "~$"))


def _stem(name: str) -> str:
    stem = name
    while (suffix := Path(stem).suffix.lower()) in (*TEXT, *PARQUET, *XLSX, ".gz"):
        stem = stem[: -len(suffix)]
    return stem
