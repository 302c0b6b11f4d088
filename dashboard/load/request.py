"""What a load is asked to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from dashboard.settings import DEFAULT_TIMEZONE

Progress = Callable[[str, float | None], None]
"""Told what is being done, in words, and the fraction done so far, None when it cannot be known."""

DateOrder = Literal["dmy", "mdy", "ymd"]
"""Order of day, month and year."""


@dataclass(frozen=True)
class LoadRequest:
    """The files of one load and what the user said about them; `as_of` is naive UTC."""

    paths: tuple[Path, ...]
    append: bool = False
    mapping: str | None = None
    timezone: str = DEFAULT_TIMEZONE
    as_of: datetime | None = None
    encoding: str | None = None
    dates: DateOrder | None = None
