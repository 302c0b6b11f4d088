"""The sentences of a message as they were read before: few messages hold one that nobody wrote yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple

from dashboard.detect import apologies, classifier, language
from dashboard.detect.apologies import Grade
from dashboard.detect.clean import any_number
from dashboard.detect.facts import Facts, Kind, facts
from dashboard.detect.memory import Memory
from dashboard.detect.sentences import has_letter, may_go_on, pieces

KEPT = 100_000
"""Sentences of a language that are remembered: some 60 MB at most."""

_UNSURE, _SILENT = Kind("none", frozenset()), Kind("none", frozenset())


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """One sentence: what it says by itself, and how its words weigh."""

    facts: Facts
    kind: Kind
    weights: classifier.Weights


class Outline(NamedTuple):
    """What sentences say together, as far as that follows from their kinds; `acts` are those of the classifier."""

    says: frozenset[str]
    acts: frozenset[str]
    others: frozenset[str]
    grade: Grade


class Heard(NamedTuple):
    """The sentences of a message, and what they say together."""

    said: list[Said]
    outline: Outline


def heard(text: str, spoken: str) -> Heard | None:
    """What `clean.own_words` say when every sentence agrees with the language of the ticket.

    None when there is no sentence, one speaks another language, or its end cannot be told without the next.
    """
    if len(text) > language.ENOUGH:
        return None
    known = _pieces(spoken)
    said = [known[piece] for piece in pieces(any_number(text))]
    outline = _outline(tuple([one.kind for one in said]))
    return Heard(said, outline) if outline else _without_silent(said)


def in_language(spoken: str, sentences: Sequence[str]) -> Heard:
    """What sentences of a message say in one of `LANGUAGES`."""
    known = _sentences(spoken)
    said = [known[any_number(sentence)] for sentence in sentences]
    return Heard(said, _together(tuple([one.kind for one in said])))


def _without_silent(said: Sequence[Said]) -> Heard | None:
    """The same without pieces that hold no letter."""
    left = [one for one in said if one.kind is not _SILENT]
    outline = _outline(tuple([one.kind for one in left]))
    return Heard(left, outline) if outline else None


@lru_cache(maxsize=KEPT)
def _outline(kinds: tuple[Kind, ...]) -> Outline | None:
    """None when there is no sentence, or what does not count as one by itself."""
    return _together(kinds) if kinds and _UNSURE not in kinds and _SILENT not in kinds else None


def _together(kinds: tuple[Kind, ...]) -> Outline:
    says = frozenset[str]().union(*[kind.says for kind in kinds])
    acts = says.intersection(classifier.ACTS)
    return Outline(says, acts, says - acts, apologies.best([kind.grade for kind in kinds]))


@cache
def _pieces(spoken: str) -> Memory[Said]:
    return Memory(partial(_piece, spoken), KEPT)


@cache
def _sentences(spoken: str) -> Memory[Said]:
    return Memory(partial(_sentence, spoken), KEPT)


def _piece(spoken: str, piece: str) -> Said:
    sentence = piece.strip()
    if not has_letter(sentence):
        return _marked(_SILENT)
    if may_go_on(piece) or not language.agrees(sentence, spoken):
        return _marked(_UNSURE)
    return _sentence(spoken, sentence)


@cache
def _marked(kind: Kind) -> Said:
    return Said(Facts("", kind), kind, classifier.NONE)


def _sentence(spoken: str, sentence: str) -> Said:
    read = facts(spoken, sentence)
    return Said(read, read.kind, classifier.of_sentence(spoken, read.folded))
