"""What the words of a message say together: a linear model beside the patterns, for what is said in too many ways.

Its weights are data (`data/patterns/classifier.parquet`), learned by `python -m dashboard detect --train` from the
labelled messages. A message scores the sum of the weights of its different words, a word that of its parts; so a word
is weighed once, however often it comes.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import pyarrow.parquet as pq

from dashboard.detect.patterns import FOLDER

FILE = FOLDER / "classifier.parquet"
ACTS = ("compensation", "explanation", "excuse")
COLUMNS = ("language", "part", *ACTS)
START = ""
"""The part whose weight every message has."""

KEPT = 200_000
_WORD = re.compile(r"[^\W\d_]+|\d+|[?!:%]")
_SHORTEST, _LONGEST = 2, 5


class Weights(NamedTuple):
    """How much a word speaks for each of `ACTS`; below 0 = against it."""

    compensation: float
    explanation: float
    excuse: float


_NONE = Weights(0.0, 0.0, 0.0)


def acts(language: str, folded: Iterable[str]) -> frozenset[str]:
    """Those of `ACTS` that the folded sentences of a message more likely hold than not."""
    start = _weights(language).get(START)
    if start is None:
        return frozenset()
    weights = [start, *(_of_word(language, word) for word in words(folded))]
    return frozenset(act for act, each in zip(ACTS, zip(*weights, strict=True), strict=True) if sum(each) > 0)


def words(folded: Iterable[str]) -> frozenset[str]:
    """The different words of folded sentences; every number is `0`."""
    return frozenset[str]().union(*map(_of_sentence, folded))


@lru_cache(maxsize=KEPT)
def _of_sentence(sentence: str) -> frozenset[str]:
    return frozenset("0" if word.isdigit() else word for word in _WORD.findall(sentence))


def parts(word: str) -> frozenset[str]:
    """The runs of 2 to 5 letters of a word with its two ends, and the whole word: endings and compounds vary."""
    whole = f" {word} "
    runs = {
        whole[at : at + length] for length in range(_SHORTEST, _LONGEST + 1) for at in range(len(whole) - length + 1)
    }
    return frozenset(runs | {whole})


@lru_cache(maxsize=KEPT)
def _of_word(language: str, word: str) -> Weights:
    known = _weights(language)
    found = [known[part] for part in parts(word) if part in known]
    return Weights(*map(sum, zip(*found, strict=True))) if found else _NONE


@cache
def _weights(language: str) -> Mapping[str, Weights]:
    """Part of a word -> weights; empty before the first training."""
    if not FILE.exists():
        return {}
    table = pq.ParquetFile(FILE).read()  # a filter of pyarrow would load pandas first, which takes a second
    rows = zip(*(table[name].to_pylist() for name in COLUMNS), strict=True)
    return {part: Weights(*weights) for spoken, part, *weights in rows if spoken == language}


def forget() -> None:
    """Reads the weights anew after they were written."""
    _weights.cache_clear()
    _of_word.cache_clear()
