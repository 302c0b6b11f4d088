"""Targets: the value that a measure shall reach, and the day from which it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from dashboard.state.merging import key, theirs_first
from dashboard.state.records import Entry, words
from dashboard.state.session import Session

ALL = "all"
"""Scope of a target of the whole company."""


@dataclass(frozen=True, kw_only=True)
class Target(Entry):
    """A target in the unit of its measure (shares 0 to 1). `scope` is `all` or the id of a team."""

    table = "targets"
    label = "target"

    kpi_id: str = words(longest=200)
    scope: str = words(longest=400, default=ALL)
    valid_from: date = date.min
    value: float = 0.0
    direction: str | None = words(longest=20, default=None)
    owner: str | None = words(longest=200, default=None)


def new(kpi_id: str, valid_from: date, value: float, scope: str = ALL, owner: str | None = None) -> Target:
    """A target to be saved; there is one for each measure, scope and day."""
    name = key(kpi_id, scope, valid_from.isoformat())
    return Target(id=name, kpi_id=kpi_id, scope=scope, valid_from=valid_from, value=value, owner=owner)


def targets(session: Session, loaded: Iterable[Target] = ()) -> tuple[Target, ...]:
    """All targets: those of people, and the loaded ones that nobody changed or removed; in the order of their days."""
    return merged(session.everything(Target), loaded)


def merged(written: Iterable[Target], loaded: Iterable[Target]) -> tuple[Target, ...]:
    """The same of rows that were read before; `written` with what was removed."""
    found = theirs_first(written, loaded)
    return tuple(sorted(found, key=lambda target: (target.kpi_id, target.scope, target.valid_from)))


def from_loaded(row: Mapping[str, Any]) -> Target | None:
    """A row of the canonical table as a target that nobody has touched; None without a value."""
    if row["value"] is None:
        return None
    target = new(row["kpi_id"], row["valid_from"], float(row["value"]), row["scope"] or ALL, row.get("owner"))
    since = datetime.combine(row["valid_from"], time())
    return replace(target, direction=row.get("direction"), created_at=since)
