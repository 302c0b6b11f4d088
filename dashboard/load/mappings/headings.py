"""What the headings of a ticket list may be called (`data/mappings/free/ticket_list.yml`), and how near one comes."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz

from dashboard.load.mappings.document import Item, open_document
from dashboard.settings import DATA

CERTAIN, LEAST = 0.95, 0.72
"""Nearness (0-1) from which a heading leaves no doubt, and below which it says nothing."""

_WORDS_APART = re.compile(r"(?<=[a-z])(?=[A-Z])|[^\w]+|_+")


@dataclass(frozen=True)
class Target:
    """A part of the data model that a column may fill: what it is, of which kind its values are, how it is called."""

    name: str
    label: str
    kind: str
    spellings: tuple[str, ...]
    avoid: frozenset[str]

    def nearness(self, heading: str) -> tuple[float, str]:
        """How near a heading comes to this part (0-1), and the known name that it resembles most."""
        words = plain_words(heading)
        if not words or self.avoid & set(words):
            return 0.0, ""
        return max(((_nearness(words, name.split()), name) for name in self.spellings), key=lambda found: found[0])


@cache
def catalogue() -> Mapping[str, Target]:
    """All parts by name, those that win between equals first."""
    found = _document()["parts"].pairs().items()
    return MappingProxyType({name: _target(name, item) for name, item in found})


@cache
def codes() -> Mapping[str, Mapping[str, str]]:
    """For parts with a code list, the words of files and the codes that they stand for."""
    found = _document()["codes"].pairs().items()
    return {name: {word: code.text() for word, code in item.pairs().items()} for name, item in found}


def plain_words(text: str) -> list[str]:
    """The words of a heading in lower case without accents: `DateOpened`, `date_opened` and `Date opened` are one."""
    apart = " ".join(_WORDS_APART.split(text)).replace("ł", "l").replace("Ł", "l")
    letters = unicodedata.normalize("NFKD", apart.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).split()


def path() -> Path:
    """The file with the headings."""
    return DATA / "mappings" / "free" / "ticket_list.yml"


def _nearness(words: Sequence[str], name: Sequence[str]) -> float:
    if list(words) == list(name) or "".join(words) == "".join(name):
        return 1.0
    inside = 0.75 + 0.15 * len(name) / len(words) if set(name) <= set(words) else 0.0
    alike = fuzz.token_sort_ratio(" ".join(words), " ".join(name)) / 100
    return max(inside, 0.94 * alike if alike >= 0.84 else 0.0)


def _target(name: str, item: Item) -> Target:
    fields = item.fields(["label", "kind", "names"], ["avoid"])
    names = tuple(" ".join(plain_words(one.text())) for one in fields["names"].list())
    avoid = frozenset(one.text() for one in fields["avoid"].list()) if "avoid" in fields else frozenset()
    return Target(name, fields["label"].text(), fields["kind"].text(), names, avoid)


@cache
def _document() -> Mapping[str, Item]:
    return open_document(path()).fields(["parts", "codes"])
