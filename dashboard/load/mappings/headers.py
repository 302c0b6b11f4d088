"""Which column of a file plays which part: names are compared without case, blanks and signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
    """One source column; `names`: its spellings, the preferred first; `date`: the order of its day, month and year."""

    name: str
    names: tuple[str, ...]
    is_required: bool = False
    date: str | None = None


def plain(name: str) -> str:
    """The letters and digits of a header in lower case: `Sub-product`, `sub_product` and `Subproduct ` are one name."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def match(declared: Iterable[Header], headers: Sequence[str]) -> Mapping[str, int]:
    """Position in the file of every declared column that is there.

    A column of the file is taken once, by the first that asks for it. So a second column of the same name goes to the
    next one that also answers to this name.
    """
    positions: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        positions.setdefault(plain(header), []).append(position)
    found: dict[str, int] = {}
    for part in declared:
        free = next((positions[plain(name)] for name in part.names if positions.get(plain(name))), None)
        if free:
            found[part.name] = free.pop(0)
    return found


def column_names(headers: Sequence[str]) -> tuple[str, ...]:
    """Different names under which the file's columns can be read: nameless and repeated ones get a number."""
    seen: set[str] = set()
    names = []
    for position, header in enumerate(headers, start=1):
        name = header if header.strip() else f"column {position}"
        if name.strip().casefold() in seen:
            name = f"{name.strip()} ({position})"
        seen.add(name.strip().casefold())
        names.append(name)
    return tuple(names)


def twin(headers: Sequence[str], taken: Iterable[int]) -> tuple[int, int] | None:
    """Positions of a column that plays a part and of another one of the same name that plays none, if there are."""
    parts = {plain(headers[position]): position for position in taken}
    left = set(range(len(headers))) - set(taken)
    return next(((parts[plain(headers[n])], n) for n in sorted(left) if plain(headers[n]) in parts), None)
