"""Everything that one message says, as labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from dashboard.detect import apologies, classifier, clean, confidence, dates, language
from dashboard.detect.apologies import Grade
from dashboard.detect.dates import Due, Moment
from dashboard.detect.facts import Facts, facts, greets, names_failing
from dashboard.detect.patterns import LANGUAGES, patterns
from dashboard.detect.sentences import sentences

OURS = ("agent", "manager")
"""The authors whose words count."""

KEPT = 20_000
LONGEST_KEPT = 1_000
"""So many messages are remembered, each up to so many letters: many replies are templates."""

Promise = Literal["none", "undated", "dated"]


@dataclass(frozen=True, slots=True)
class Labels:
    """What a message says; `due` belongs to a dated promise, `confidence` is 0 to 1 and that of the least sure label.

    A dated promise whose `due` holds nothing names a day that cannot be told (undated-unknown).
    """

    language: str
    grade: Grade = "none"
    promise: Promise = "none"
    due: Due | None = None
    has_compensation: bool = False
    has_explanation: bool = False
    has_excuse: bool = False
    has_greeting: bool = False
    has_thanks: bool = False
    confidence: float = 1.0


class _Read(NamedTuple):
    """A message without its time: the labels, and the sentences that promise something with a date."""

    labels: Labels
    dated: tuple[str, ...] = ()


def label(
    text: str,
    author: str = "agent",
    hint: str | None = None,
    sent_at: datetime | None = None,
    timezone: str = "UTC",
    workdays: dates.Workdays = dates.WEEKDAYS,
) -> Labels:
    """Read one message.

    Args:
        text: As it was exported, also HTML.
        author: Only the words of `OURS` count.
        hint: The language that the ticket names.
        sent_at: Naive UTC; without it only full dates can be resolved.
        timezone: IANA name of the zone in which days are meant.
        workdays: Day -> whether it is worked; days that it leaves out are by Monday to Friday.
    """
    read = _kept if len(text) <= LONGEST_KEPT else _read
    labels, dated = read(text, author in OURS, hint)
    if not dated:
        return labels
    known, moment = patterns(labels.language), Moment(sent_at, timezone, workdays)
    return replace(labels, due=next(filter(None, (dates.due(known, sentence, moment) for sentence in dated)), None))


@lru_cache(maxsize=KEPT)
def _kept(text: str, is_ours: bool, hint: str | None) -> _Read:
    return _read(text, is_ours, hint)


def _read(text: str, is_ours: bool, hint: str | None) -> _Read:
    own = clean.own_words(text)
    spoken = language.detect(own, hint)
    if not is_ours or spoken not in LANGUAGES:
        return _Read(Labels(spoken))
    said = [facts(spoken, sentence) for sentence in sentences(own)]
    if not said or any(sentence.is_automatic for sentence in said):
        return _Read(Labels(spoken))
    found = _labels(spoken, said)
    return _Read(replace(found, confidence=confidence.least(found)), tuple(one.folded for one in said if one.is_dated))


def own_sentences(text: str, spoken: str) -> list[str]:
    """What the author wrote, sentence by sentence, folded as the patterns and the classifier read it."""
    return [facts(spoken, sentence).folded for sentence in sentences(clean.own_words(text))]


def _labels(spoken: str, said: Sequence[Facts]) -> Labels:
    promises = any(sentence.promises for sentence in said)
    likely = _likely(spoken, said)
    return Labels(
        language=spoken,
        grade=_grade(spoken, said),
        promise="dated" if any(sentence.is_dated for sentence in said) else "undated" if promises else "none",
        has_compensation="compensation" in likely or any(sentence.offers for sentence in said),
        has_explanation="explanation" in likely
        or any(sentence.explains for sentence in said)
        or _tells_cause(spoken, said),
        has_excuse="excuse" in likely or any(sentence.excuses for sentence in said),
        has_greeting=greets(spoken, said[0].folded),
        has_thanks=any(sentence.thanks for sentence in said),
    )


def _likely(spoken: str, said: Sequence[Facts]) -> frozenset[str]:
    """The acts that the words of the message tell, unless a sentence holds what only looks like them."""
    folded = [sentence.folded for sentence in said]
    known = patterns(spoken)
    found = classifier.acts(spoken, folded)
    return frozenset(act for act in found if not any(known.found(f"not_{act}", one) for one in folded))


def _grade(spoken: str, said: Sequence[Facts]) -> Grade:
    """The best grade; an apology that does not say for what is specific when a neighbour names the failing."""
    for at, sentence in enumerate(said):
        near = (*said[at + 1 : at + 2], *said[max(0, at - 1) : at])
        if sentence.is_bare and any(names_failing(spoken, one.folded) for one in near):
            return "specific"
    return apologies.best([sentence.grade for sentence in said])


def _tells_cause(spoken: str, said: Sequence[Facts]) -> bool:
    """Whether a sentence tells what happened, beside another one that is about something gone wrong."""
    told = [sentence for sentence in said if sentence.is_told]
    return any(_is_complaint(spoken, other) for sentence in told for other in said if other is not sentence)


def _is_complaint(spoken: str, sentence: Facts) -> bool:
    return sentence.grade != "none" or names_failing(spoken, sentence.folded)
