"""What one sentence says by itself. Sentences repeat much more than messages do, so they are read once and kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.detect import apologies, dates
from dashboard.detect.apologies import Grade
from dashboard.detect.clean import any_number, folded
from dashboard.detect.memory import LONGEST
from dashboard.detect.patterns import Patterns, patterns

KEPT = 100_000
"""Sentences that are remembered, each up to `LONGEST` letters: some 50 MB at most."""

_TYPED_C = re.compile("c(?!h)")

_ACTS = ("promise", "compensation", "explanation", "told", "excuse")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """The grade of a sentence's apology and what else it says: one object for all sentences of which that is true."""

    grade: Grade
    says: frozenset[str]
    """Names of lists, and `dated` = the promise names a day or a period, `bare` = the apology names no object."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One sentence as the patterns read it, and its kind."""

    folded: str
    kind: Kind


def facts(language: str, sentence: str) -> Facts:
    """Reads a sentence of `clean.own_words`."""
    return _kept(language, any_number(sentence)) if len(sentence) <= LONGEST else _read(language, sentence)


@lru_cache(maxsize=KEPT)
def _kept(language: str, sentence: str) -> Facts:
    return _read(language, sentence)


@lru_cache(maxsize=KEPT)
def _kind(grade: Grade, says: frozenset[str]) -> Kind:
    return Kind(grade, says)


def _read(language: str, sentence: str) -> Facts:
    known = patterns(language)
    text = as_read(language, sentence)
    lists = known.lists_in(text)
    grade = apologies.graded(known, text) if lists.intersection(apologies.CUES) else apologies.Graded("none")
    says = {act for act in _ACTS if _says(known, act, text, lists)}
    says |= lists & {"thanks", "automatic"}
    if grade.is_bare:
        says.add("bare")
    if "promise" in says and dates.due(known, text, dates.NOWHERE) is not None:
        says.add("dated")
    return Facts(text, _kind(grade.grade, frozenset(says)))


def as_read(language: str, sentence: str) -> str:
    """A sentence folded; Georgian that was typed with Latin letters as the patterns spell it: `gixdit` -> `gikhdit`."""
    text = folded(sentence)
    return _TYPED_C.sub("ts", text).replace("x", "kh") if language == "ka" else text


def _says(known: Patterns, name: str, text: str, lists: frozenset[str]) -> bool:
    """Whether the list is found, also after what only looks like it is taken out."""
    if name not in lists or f"not_{name}" not in lists:
        return name in lists
    return known.found(name, known.without(f"not_{name}", text))


@lru_cache(maxsize=KEPT)
def names_failing(language: str, text: str) -> bool:
    """Whether a folded sentence names something that went wrong."""
    return patterns(language).found("failing", text)


@lru_cache(maxsize=KEPT)
def greets(language: str, text: str) -> bool:
    """Whether a folded sentence opens with a greeting."""
    return patterns(language).found("greeting", text)


@lru_cache(maxsize=KEPT)
def only_looks_like(language: str, act: str, text: str) -> bool:
    """Whether a folded sentence holds what only looks like an act."""
    return patterns(language).found(f"not_{act}", text)
