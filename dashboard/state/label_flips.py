"""Label flips: somebody read a message and says that a label found in it is right, or is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.state.merging import key, theirs_first
from dashboard.state.records import Entry, words
from dashboard.state.session import Session


@dataclass(frozen=True, kw_only=True)
class LabelFlip(Entry):
    """What a person says of one label of one message: `holds` = it belongs there."""

    table = "label_flips"
    label = "label"

    event_id: str = words(longest=200)
    name: str = words(longest=200)
    holds: bool = True
    reason: str | None = words(default=None)


def new(event_id: str, name: str, *, holds: bool, reason: str | None = None) -> LabelFlip:
    """A flip to be saved; there is one for each message and label."""
    return LabelFlip(id=key(event_id, name), event_id=event_id, name=name, holds=holds, reason=reason)


def label_flips(session: Session, loaded: Iterable[LabelFlip] = ()) -> tuple[LabelFlip, ...]:
    """All labels that a person judged, here or in the loaded data, by message."""
    found = theirs_first(session.everything(LabelFlip), loaded)
    return tuple(sorted(found, key=lambda flip: (flip.event_id, flip.name)))


def from_loaded(row: Mapping[str, Any]) -> LabelFlip | None:
    """A row of the canonical `text_labels`; None when only a detector and no person has seen it."""
    if not row["event_id"] or not row["label"] or not row["reviewer"]:
        return None
    flip = new(row["event_id"], row["label"], holds=True)
    return LabelFlip(**{**vars(flip), "author": row["reviewer"], "created_at": row["reviewed_at"]})
