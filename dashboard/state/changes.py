"""The change log: every write with its author, its time, and what was there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.state.records import Record, words


@dataclass(frozen=True, kw_only=True)
class Change(Record):
    """One write: `before` is None for something new, `after` has `is_removed` when it was taken away."""

    table = "changes"
    label = "change"

    at: datetime
    author: str = words(longest=200)
    about: str = words(longest=100)
    entry_id: str = words(longest=400)
    version: int
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
