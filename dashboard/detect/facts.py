"""What one sentence says by itself. Sentences repeat much more than messages do, so they are read once and kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.detect import apologies, dates
from dashboard.detect.apologies import Grade
from dashboard.detect.clean import folded
from dashboard.detect.patterns import Patterns, patterns

KEPT = 100_000
"""Sentences that are remembered, each up to `LONGEST_KEPT` letters: some 50 MB at most."""
LONGEST_KEPT = 300

_TYPED_C = re.compile("c(?!h)")


@dataclass(frozen=True, slots=True)
class Facts:
    """One sentence; `is_bare` = an apology that names no object, `is_told` = a cause told without a word for cause."""

    folded: str
    grade: Grade
    is_bare: bool
    promises: bool
    is_dated: bool
    offers: bool
    explains: bool
    is_told: bool
    excuses: bool
    thanks: bool
    is_automatic: bool


def facts(language: str, sentence: str) -> Facts:
    """Reads a sentence of `clean.own_words`."""
    return _kept(language, sentence) if len(sentence) <= LONGEST_KEPT else _read(language, sentence)


@lru_cache(maxsize=KEPT)
def _kept(language: str, sentence: str) -> Facts:
    return _read(language, sentence)


def _read(language: str, sentence: str) -> Facts:
    known = patterns(language)
    text = _spelled(language, folded(sentence))
    kinds = known.kinds(text)
    grade = apologies.graded(known, text) if kinds.intersection(apologies.CUES) else apologies.Graded("none")
    promises = _says(known, "promise", text)
    return Facts(
        folded=text,
        grade=grade.grade,
        is_bare=grade.is_bare,
        promises=promises,
        is_dated=promises and dates.due(known, text, dates.NOWHERE) is not None,
        offers=_says(known, "compensation", text),
        explains=_says(known, "explanation", text),
        is_told=_says(known, "told", text),
        excuses=_says(known, "excuse", text),
        thanks="thanks" in kinds,
        is_automatic="automatic" in kinds,
    )


def _spelled(language: str, text: str) -> str:
    """Georgian that was typed with Latin letters, as the patterns spell it: `gixdit` -> `gikhdit`."""
    return _TYPED_C.sub("ts", text).replace("x", "kh") if language == "ka" else text


def _says(known: Patterns, name: str, text: str) -> bool:
    """Whether the list is found, also after what only looks like it is taken out."""
    if not known.found(name, text):
        return False
    return not known.found(f"not_{name}", text) or known.found(name, known.without(f"not_{name}", text))


@lru_cache(maxsize=KEPT)
def names_failing(language: str, text: str) -> bool:
    """Whether a folded sentence names something that went wrong."""
    return patterns(language).found("failing", text)


@lru_cache(maxsize=KEPT)
def greets(language: str, text: str) -> bool:
    """Whether a folded sentence opens with a greeting."""
    return patterns(language).found("greeting", text)
