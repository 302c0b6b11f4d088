"""What a load is asked to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from dashboard.settings import DEFAULT_TIMEZONE

Progress = Callable[[str, float | None], None]
"""Told what is being done, in words, and the fraction done so far, None when it cannot be known."""

DateOrder = Literal["dmy", "mdy", "ymd"]
"""Order of day, month and year."""


@dataclass(frozen=True)
class Verdict:
    """What a person said of one label of a message: it belongs there (`holds`) or not; `reviewed_at` is naive UTC."""

    label: str
    holds: bool
    reviewer: str
    reviewed_at: datetime | None = None


@dataclass(frozen=True)
class LoadRequest:
    """The files of one load and what the user said about them; `as_of` is naive UTC.

    `verdicts` are what people said of labels, by the event id of the message.
    """

    paths: tuple[Path, ...]
    append: bool = False
    mapping: str | None = None
    timezone: str = DEFAULT_TIMEZONE
    as_of: datetime | None = None
    encoding: str | None = None
    dates: DateOrder | None = None
    verdicts: Mapping[str, Sequence[Verdict]] = field(default_factory=dict)
