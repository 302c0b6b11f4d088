"""Everything that one message says, as labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from dashboard.detect import apologies, classifier, clean, confidence, dates, language
from dashboard.detect.apologies import Grade
from dashboard.detect.dates import Due, Moment
from dashboard.detect.facts import Facts, as_read, facts, greets, names_failing, only_looks_like
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
    cut = sentences(own)
    spoken = language.of_sentences(cut, own, hint)
    if not is_ours or not cut or spoken not in LANGUAGES:
        return _Read(_nothing(spoken))
    said = [facts(spoken, sentence) for sentence in cut]
    says = frozenset[str]().union(*[sentence.says for sentence in said])
    if "automatic" in says:
        return _Read(_nothing(spoken))
    found = _labels(spoken, said, says)
    if "dated" not in says:
        return _Read(found)
    return _Read(found, tuple(as_read(spoken, cut[at]) for at, one in enumerate(said) if "dated" in one.says))


@cache
def _nothing(spoken: str) -> Labels:
    """The labels of all messages of a language that say nothing, or whose words do not count."""
    return Labels(spoken)


def own_sentences(text: str, spoken: str) -> list[str]:
    """What the author wrote, sentence by sentence, folded as the patterns and the classifier read it."""
    return [as_read(spoken, sentence) for sentence in sentences(clean.own_words(text))]


def _labels(spoken: str, said: Sequence[Facts], says: frozenset[str]) -> Labels:
    acts = says.difference(classifier.ACTS) | _likely(spoken, said, says)
    return _made(spoken, _grade(spoken, said, says), acts, greets(spoken, said[0].folded))


@lru_cache(maxsize=KEPT)
def _made(spoken: str, grade: Grade, acts: frozenset[str], has_greeting: bool) -> Labels:
    """The labels of all messages that say the same."""
    made = Labels(
        language=spoken,
        grade=grade,
        promise="dated" if "dated" in acts else "undated" if "promise" in acts else "none",
        has_compensation="compensation" in acts,
        has_explanation="explanation" in acts,
        has_excuse="excuse" in acts,
        has_greeting=has_greeting,
        has_thanks="thanks" in acts,
    )
    return replace(made, confidence=confidence.least(made))


def by_lists(text: str, spoken: str) -> tuple[frozenset[str], frozenset[str]]:
    """Those of `classifier.ACTS` that the lists find in a message, and those that it may only look like."""
    said = [facts(spoken, sentence) for sentence in sentences(clean.own_words(text))]
    listed = _listed(spoken, said, frozenset[str]().union(*[sentence.says for sentence in said]))
    return listed, frozenset(act for act in classifier.ACTS if _is_doubted(spoken, said, act))


def _likely(spoken: str, said: Sequence[Facts], says: frozenset[str]) -> frozenset[str]:
    """The acts that the words of the message and the lists tell together."""
    folded = [sentence.folded for sentence in said]
    return classifier.acts(spoken, folded, _listed(spoken, said, says), partial(_is_doubted, spoken, said))


def _is_doubted(spoken: str, said: Sequence[Facts], act: str) -> bool:
    return any(only_looks_like(spoken, act, sentence.folded) for sentence in said)


def _listed(spoken: str, said: Sequence[Facts], says: frozenset[str]) -> frozenset[str]:
    found = says.intersection(classifier.ACTS)
    if "explanation" not in found and "told" in says and _tells_cause(spoken, said):
        return found | {"explanation"}
    return found


def _grade(spoken: str, said: Sequence[Facts], says: frozenset[str]) -> Grade:
    """The best grade; an apology that does not say for what is specific when a neighbour names the failing."""
    if "bare" in says:
        for at, sentence in enumerate(said):
            near = (*said[at + 1 : at + 2], *said[max(0, at - 1) : at])
            if "bare" in sentence.says and any(names_failing(spoken, one.folded) for one in near):
                return "specific"
    return apologies.best([sentence.grade for sentence in said])


def _tells_cause(spoken: str, said: Sequence[Facts]) -> bool:
    """Whether a sentence tells what happened, beside another one that is about something gone wrong."""
    told = [sentence for sentence in said if "told" in sentence.says]
    return any(_is_complaint(spoken, other) for sentence in told for other in said if other is not sentence)


def _is_complaint(spoken: str, sentence: Facts) -> bool:
    return sentence.grade != "none" or names_failing(spoken, sentence.folded)
