"""The mappings that come with the product, and which of them fits a file."""

from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dashboard.errors import AmendsError
from dashboard.load.mappings.document import nearest
from dashboard.load.mappings.mapping import Mapping, read_file
from dashboard.settings import DATA


@dataclass(frozen=True)
class Suggestion:
    """How well a mapping fits a file: share (0-1) of its columns found there, required ones missing, and why.

    `known` is the share of the file's columns that it knows, used or not.
    """

    mapping: Mapping
    share: float
    missing: tuple[str, ...]
    reason: str
    known: float

    @property
    def fits(self) -> bool:
        """Whether the file has every column that the mapping requires."""
        return not self.missing


@cache
def available() -> Keyed[str, Mapping]:
    """The mappings in `data/mappings` by name."""
    return MappingProxyType({path.stem: read_file(path) for path in sorted((DATA / "mappings").glob("*.yml"))})


def read(name_or_path: str) -> Mapping:
    """The mapping of this name, or the one in this file; AmendsError with the nearest name when there is neither."""
    if name_or_path in available():
        return available()[name_or_path]
    path = Path(name_or_path)
    if path.suffix in (".yml", ".yaml") or path.is_file():
        return read_file(path)
    raise AmendsError(f"There is no mapping “{name_or_path}”{nearest(name_or_path, available())}.")


def suggest(headers: Sequence[str]) -> tuple[Suggestion, ...]:
    """All mappings for a file with these headers, the best first.

    That is the one with nothing missing, then the one that knows most of the file's columns, then the one of whose own
    columns most are there. Files that mean something only beside another one suggest nothing.
    """
    made = [_suggestion(mapping, headers) for mapping in available().values()]
    return tuple(
        sorted(made, key=lambda one: (not one.fits, -one.known if one.fits else 0, -one.share, one.mapping.name))
    )


def _suggestion(mapping: Mapping, headers: Sequence[str]) -> Suggestion:
    part = mapping.part_for(headers, also_beside=False)
    count = part.count_found(headers)
    missing = part.missing(headers)
    reason = f"{count} of the {len(part.headers)} columns that “{mapping.name}” ({mapping.label}) reads are in the file"
    lacks = f", but it lacks {', '.join(missing)}" if missing else ", among them all that it requires"
    return Suggestion(mapping, count / len(part.headers), missing, f"{reason}{lacks}.", part.known_share(headers))
