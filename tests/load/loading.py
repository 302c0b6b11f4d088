"""Loading small literal files in tests."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dashboard.load.build import build
from dashboard.load.request import LoadRequest
from dashboard.load.result import Built

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Loaded:
    """A building database after a load, with its rejects."""

    con: duckdb.DuckDBPyConnection
    built: Built
    rejects: list[dict[str, str]]

    def rows(self, select: str, *parameters: object) -> list[tuple[Any, ...]]:
        return self.con.execute(select, parameters).fetchall()

    def counts(self, table: str) -> tuple[int, int, int, int]:
        """Read, loaded, rejected, duplicates."""
        report = self.built.tables[table]
        return report.read, report.loaded, report.rejected, report.duplicates


def write_files(folder: Path, files: Files) -> Path:
    """Write files, text as UTF-8, and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@contextmanager
def loaded(work: Path, *paths: Path, previous: Path | None = None, **request: Any) -> Iterator[Loaded]:
    """Build from files into a new database under `work`."""
    work.mkdir(parents=True, exist_ok=True)
    rejects = work / "rejects.csv"
    con = duckdb.connect(str(work / "building.duckdb"), config={"memory_limit": "1400MB"})
    try:
        built = build(con, LoadRequest(paths, **request), previous, rejects, lambda _stage, _share: None)
        lines: list[dict[str, str]] = []
        if rejects.exists():
            csv.field_size_limit(1 << 30)
            with rejects.open(encoding="utf-8", newline="") as file:
                lines = list(csv.DictReader(file))
        yield Loaded(con, built, lines)
    finally:
        con.close()


@contextmanager
def loaded_files(work: Path, files: Files, **request: Any) -> Iterator[Loaded]:
    """Write literal files into a folder and load the folder."""
    with loaded(work / "out", write_files(work / "in", files), **request) as made:
        yield made
