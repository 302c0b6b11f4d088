"""What a load reports: counts by table, the files as they were read, warnings, the tier reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class FileReport:
    """One file as it was read; `encoding` and `delimiter` are None for Parquet and XLSX."""

    path: str
    encoding: str | None
    delimiter: str | None
    mapping: str | None = None


@dataclass(frozen=True)
class TableReport:
    """Rows of one table, over all its files: always read = loaded + rejected + duplicates."""

    read: int
    loaded: int
    rejected: int
    duplicates: int
    files: tuple[FileReport, ...]


@dataclass(frozen=True)
class Built:
    """The canonical tables of a building version and what is known about them; `as_of` is naive UTC."""

    as_of: datetime
    timezone: str
    currency: str | None
    tier: str | None
    tables: Mapping[str, TableReport]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class LoadResult:
    """A published load; `rejects` is the file of rejected rows, None when there were none."""

    version: str
    as_of: datetime
    timezone: str
    tables: Mapping[str, TableReport]
    rejects: Path | None
    warnings: tuple[str, ...]
    tier: str | None
    unavailable: Mapping[str, str]
