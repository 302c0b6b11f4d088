"""Which column of a file plays which part: names are compared without case, blanks and signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache


@dataclass(frozen=True)
class Header:
    """One source column; `names`: its spellings, the preferred first; `date`: the order of its day, month and year.

    A spelling may hold `*` for whatever stands there. `is_many`: the file may have several columns of this name.
    """

    name: str
    names: tuple[str, ...]
    is_required: bool = False
    date: str | None = None
    is_many: bool = False


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """The letters and digits of a header in lower case: `Sub-product`, `sub_product` and `Subproduct ` are one name."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


@lru_cache(maxsize=100_000)
def is_called(name: str, spelling: str) -> bool:
    """Whether a header is one of the spellings of a mapping, which may hold `*`."""
    if "*" not in spelling:
        return plain(name) == plain(spelling)
    return fnmatchcase(plain(name), "*".join(plain(part) for part in spelling.split("*")))


def match(declared: Iterable[Header], headers: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Positions in the file of every declared column that is there: one, or all of a column that may be many.

    A column of the file is taken once, by the first that asks for it. So a second column of the same name goes to the
    next one that also answers to this name.
    """
    free = {position: plain(header) for position, header in enumerate(headers)}
    found: dict[str, tuple[int, ...]] = {}
    for part in declared:
        places = next((places for name in part.names if (places := _called(free, name, numbered=part.is_many))), ())
        for place in places if part.is_many else places[:1]:
            found[part.name] = (*found.get(part.name, ()), place)
            del free[place]
    return found


def _called(free: Mapping[int, str], spelling: str, *, numbered: bool) -> list[int]:
    """The free columns of this name; of a column that may be many also those that a program has numbered."""
    if "*" in spelling:
        return [place for place, name in free.items() if is_called(name, spelling)]
    wanted = plain(spelling)
    same = [place for place, name in free.items() if name == wanted]
    if not numbered:
        return same
    return [place for place, name in free.items() if name == wanted or _is_numbered(name, wanted)]


def _is_numbered(name: str, wanted: str) -> bool:
    return name.startswith(wanted) and name[len(wanted) :].isdecimal()


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
