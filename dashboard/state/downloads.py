"""The log of downloads that hold personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.state.records import Record, new_id, words
from dashboard.state.session import Session


@dataclass(frozen=True, kw_only=True)
class Download(Record):
    """Who took which personal columns of what, when (naive UTC) and how many rows."""

    table = "downloads"
    label = "download"

    at: datetime
    author: str = words(longest=200)
    what: str = words()
    columns: str = words()
    row_count: int = 0
    link: str = words(longest=8000, may_be_empty=True, default="")


def log(session: Session, what: str, columns: Sequence[str], row_count: int, link: str = "") -> Download:
    """Write down a download with personal data, before the first byte leaves."""
    made = Download(
        id=new_id(),
        at=session.now,
        author=session.author,
        what=what,
        columns=", ".join(columns),
        row_count=row_count,
        link=link,
    )
    session.append(made)
    return made


def downloads(session: Session) -> tuple[Download, ...]:
    """All of them, the oldest first."""
    return session.all(Download)
