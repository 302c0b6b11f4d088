"""Notes: what people know of a week, a measure, an incident, a customer or a team, and when limits begin anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.engine import weeks
from dashboard.errors import AmendsError
from dashboard.state.merging import theirs_first
from dashboard.state.records import Entry, Problem, words
from dashboard.state.session import Session

SCOPES = ("kpi", "week", "incident", "customer", "team")
KINDS = ("note", "process_change", "product_change", "training", "baseline_reset")


@dataclass(frozen=True, kw_only=True)
class Annotation(Entry):
    """A note. `ref` names the measure, week (2026-W08), incident, customer or team; without one it is about all.

    `day` is the local day it speaks of, None = the day on which it was written.
    """

    table = "annotations"
    label = "note"

    scope: str = words(options=SCOPES)
    ref: str | None = words(longest=400, default=None)
    kind: str = words(options=KINDS, default="note")
    text: str = words()
    day: date | None = None

    def problems(self) -> Iterator[Problem]:
        """A week must be one, new limits belong to a measure, and an incident, customer or team has a name."""
        if self.scope == "week" and self.ref is not None and not _is_week(self.ref):
            yield "ref", "must be an ISO week like 2026-W08"
        if self.scope in ("incident", "customer", "team") and not self.ref:
            yield "ref", f"must name the {self.scope}"
        if self.kind == "baseline_reset" and (self.scope != "kpi" or not self.ref):
            yield "kind", "new limits (baseline_reset) must be about one measure: scope kpi, its id in ref"


def _is_week(text: str) -> bool:
    try:
        weeks.parse(text)
    except AmendsError:
        return False
    return True


def annotations(session: Session, loaded: Iterable[Annotation] = ()) -> tuple[Annotation, ...]:
    """All notes: those of people, and the loaded ones that nobody changed or removed; the oldest first."""
    return merged(session.everything(Annotation), loaded)


def merged(written: Iterable[Annotation], loaded: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """The same of rows that were read before; `written` with what was removed."""
    found = theirs_first(written, loaded)
    return tuple(sorted(found, key=lambda note: (note.created_at or datetime.min, note.id)))


def about(found: Iterable[Annotation], scope: str, ref: str) -> tuple[Annotation, ...]:
    """The notes on one incident, customer, team, measure or week."""
    return tuple(note for note in found if (note.scope, note.ref) == (scope, ref))


def from_loaded(row: Mapping[str, Any]) -> Annotation | None:
    """A row of the canonical table as a note that nobody has touched; None when it lacks a time or a scope."""
    if row["created_at"] is None or row["scope"] not in SCOPES:
        return None
    return Annotation(
        id=str(row["id"]),
        author=row["author"] or "",
        created_at=row["created_at"],
        scope=row["scope"],
        ref=row["ref"],
        kind=row["kind"] or "note",
        text=row["text"] or "",
    )
