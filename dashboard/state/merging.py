"""Entries of people beside the starting values that were loaded: the people's win."""

from collections.abc import Iterable
from typing import TypeVar

from dashboard.state.records import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def theirs_first(written: Iterable[AnyEntry], loaded: Iterable[AnyEntry]) -> list[AnyEntry]:
    """What people wrote, and of the loaded entries those whose id nobody has changed or removed."""
    of_people = {entry.id: entry for entry in written}
    kept = [entry for entry in of_people.values() if not entry.is_removed]
    return [*(entry for entry in loaded if entry.id not in of_people), *kept]


def key(*parts: str) -> str:
    """The id of an entry of which there is one for these parts: two people then meet in the same entry."""
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)
