"""What the words of a message and the lists of patterns say together, for what is said in too many ways for lists.

Its weights are data (`data/patterns/classifier.parquet`), learned by `python -m dashboard detect --train` from the
labelled messages. A sentence scores the sum of the weights of its different words and pairs of words, a word that of
its parts. A message scores its best sentence, with a share of all of them, and what the lists found in it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import compress, pairwise
from typing import NamedTuple

import pyarrow.parquet as pq

from dashboard.detect import memory
from dashboard.detect.patterns import FOLDER

FILE = FOLDER / "classifier.parquet"
ACTS = ("compensation", "explanation", "excuse")
COLUMNS = ("language", "part", *ACTS)
START = ""
"""The part whose weight every message has."""

KEPT = 200_000
_WORD = re.compile(r"[^\W\d_]+|\d+|[?!:%]")
_SHORTEST, _LONGEST = 2, 5
_FIRST, _LAST = "^", "$"


class Weights(NamedTuple):
    """How much a word or a sentence speaks for each of `ACTS`; below 0 = against it."""

    compensation: float
    explanation: float
    excuse: float


SHARES = Weights(0.15, 0.2, 0.6)
"""How much of its whole message a sentence is read with: offers and causes say it all, an excuse is told around."""

DOUBTS = Weights(1.5, 0.75, 1.5)
"""What it weighs against an act that a list finds what only looks like it."""

_SURELY_NOT = -1e-6
"""Below 0 by more than what rounding may do."""

NONE = Weights(0.0, 0.0, 0.0)
"""What says nothing for an act, nor against one."""


def likely(
    language: str, said: Sequence[Weights], listed: frozenset[str], is_doubted: Callable[[str], bool]
) -> frozenset[str]:
    """Those of `ACTS` that a message more likely holds than not.

    Args:
        language: One of `LANGUAGES`; where no weights were learned, a message holds what the lists found.
        said: The weights of its sentences.
        listed: The acts that the lists found.
        is_doubted: Whether a list finds what only looks like the act; asked only where it matters.
    """
    before = _before(language, listed)
    if before is None:
        return listed
    found = []
    weights = zip(*(said or [NONE]), strict=True)
    for act, start, share, doubt, each in zip(ACTS, before, SHARES, DOUBTS, weights, strict=True):
        best = max(each)
        if start + max(best, 0.0) * len(each) < _SURELY_NOT:
            continue  # the common case: even if all sentences spoke as clearly as the best, it would not do
        score = start + (1 - share) * best + share * sum(each)
        if score > 0 and (score > doubt or not is_doubted(act)):
            found.append(act)
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _before(language: str, listed: frozenset[str]) -> Weights | None:
    """What a message weighs whatever its words are; None before the first training."""
    known = _weights(language)
    return _sum([known[START], *(known.get(listing(act), NONE) for act in listed)]) if START in known else None


def listing(act: str) -> str:
    """The part that a message has when a list of patterns finds the act."""
    return "{" + act + "}"


def words(folded: str) -> list[str]:
    """The words of a folded sentence in their order; every number is `0`."""
    return ["0" if word.isdigit() else word for word in _WORD.findall(folded)]


def pairs(said: Iterable[str]) -> frozenset[str]:
    """Two words that follow each other, also the first and the last word of the sentence with its end."""
    return frozenset(f"{one} {other}" for one, other in pairwise((_FIRST, *said, _LAST)))


def parts(word: str) -> frozenset[str]:
    """The runs of 2 to 5 letters of a word with its two ends, and the whole word: endings and compounds vary."""
    whole = f" {word} "
    runs = {
        whole[at : at + length] for length in range(_SHORTEST, _LONGEST + 1) for at in range(len(whole) - length + 1)
    }
    return frozenset(runs | {whole})


@lru_cache(maxsize=KEPT)
def of_sentence(language: str, folded: str) -> Weights:
    """The weights of a folded sentence."""
    known, said = _weights(language), words(folded)
    found = [known[pair] for pair in pairs(said) if pair in known]
    return _sum([_of_word(language, word) for word in frozenset(said)] + found)


@lru_cache(maxsize=KEPT)
def _of_word(language: str, word: str) -> Weights:
    known = _weights(language)
    return _sum([known[part] for part in parts(word) if part in known])


def _sum(weights: list[Weights]) -> Weights:
    return Weights(*map(sum, zip(*weights, strict=True))) if weights else NONE


@cache
def _weights(language: str) -> Mapping[str, Weights]:
    """Part of a word or pair of words -> weights; empty before the first training."""
    if not FILE.exists():
        return {}
    table = pq.ParquetFile(FILE).read()  # a filter of pyarrow would load pandas first, which takes a second
    spoken, *columns = (table[name].to_pylist() for name in COLUMNS)
    is_ours = [each == language for each in spoken]
    parts, *weights = (compress(column, is_ours) for column in columns)
    return dict(zip(parts, map(Weights, *weights), strict=True))


def make_ready(language: str) -> None:
    """Reads the weights of a language before they are needed."""
    _weights(language)


def forget() -> None:
    """Reads the weights anew after they were written."""
    for kept in (_weights, _of_word, of_sentence, _before):
        kept.cache_clear()
    memory.forget()
