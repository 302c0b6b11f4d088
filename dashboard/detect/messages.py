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
from dashboard.detect.said import Heard, Said, heard, in_language
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


class Read(NamedTuple):
    """A message without its time: the labels, and the sentences that promise something with a date."""

    labels: Labels
    dated: tuple[str, ...] = ()


def make_ready(languages: Sequence[str]) -> None:
    """Reads and compiles now what messages in these of `LANGUAGES` will need; it takes about half a second each."""
    for spoken in languages:
        patterns(spoken).make_ready()
        classifier.make_ready(spoken)
        label("", hint=spoken)


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
    found = read(text, author, hint)
    return with_due(found, Moment(sent_at, timezone, workdays)) if found.dated else found.labels


def read(text: str, author: str, hint: str | None) -> Read:
    """The same without the time of the message, on which only the due dates of `dated` sentences depend."""
    return (_kept if len(text) <= LONGEST_KEPT else _read)(text, author in OURS, hint)


def with_due(found: Read, moment: Moment) -> Labels:
    """The labels of a message that was sent at this moment."""
    known = patterns(found.labels.language)
    due = next(filter(None, (dates.due(known, sentence, moment) for sentence in found.dated)), None)
    return replace(found.labels, due=due)


@lru_cache(maxsize=KEPT)
def _kept(text: str, is_ours: bool, hint: str | None) -> Read:
    return _read(text, is_ours, hint)


def _read(text: str, is_ours: bool, hint: str | None) -> Read:
    own = clean.own_words(text)
    if is_ours and hint in LANGUAGES and (known := heard(own, hint)):
        return _of_heard(hint, known, own)
    cut = sentences(own)
    spoken = language.of_sentences(cut, own, hint)
    if not is_ours or not cut or spoken not in LANGUAGES:
        return Read(_nothing(spoken))
    return _of_heard(spoken, in_language(spoken, cut), own)


def _of_heard(spoken: str, known: Heard, own: str) -> Read:
    says = known.outline.says
    if "automatic" in says:
        return Read(_nothing(spoken))
    found = _labels(spoken, known)
    if "dated" not in says:
        return Read(found)
    dated = (said for said, one in zip(sentences(own), known.said, strict=True) if "dated" in one.kind.says)
    return Read(found, tuple(as_read(spoken, said) for said in dated))


@cache
def _nothing(spoken: str) -> Labels:
    """The labels of all messages of a language that say nothing, or whose words do not count."""
    return Labels(spoken)


def own_sentences(text: str, spoken: str) -> list[str]:
    """What the author wrote, sentence by sentence, folded as the patterns and the classifier read it."""
    return [as_read(spoken, sentence) for sentence in sentences(clean.own_words(text))]


def _labels(spoken: str, known: Heard) -> Labels:
    said, outline = known
    listed, grade = outline.acts, outline.grade
    if "told" in outline.says or "bare" in outline.says:
        read = [one.facts for one in said]
        listed, grade = _listed(spoken, read, outline.says), _grade(spoken, read, outline.says)
    likely = classifier.likely(spoken, [one.weights for one in said], listed, partial(_is_doubted, spoken, said))
    acts = outline.others | likely if likely else outline.others
    return _made(spoken, grade, acts, greets(spoken, said[0].facts.folded))


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
    listed = _listed(spoken, said, frozenset[str]().union(*[sentence.kind.says for sentence in said]))
    return listed, frozenset(act for act in classifier.ACTS if _looks_like(spoken, said, act))


def _is_doubted(spoken: str, said: Sequence[Said], act: str) -> bool:
    return _looks_like(spoken, [one.facts for one in said], act)


def _looks_like(spoken: str, said: Sequence[Facts], act: str) -> bool:
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
            if "bare" in sentence.kind.says and any(names_failing(spoken, one.folded) for one in near):
                return "specific"
    return apologies.best([sentence.kind.grade for sentence in said])


def _tells_cause(spoken: str, said: Sequence[Facts]) -> bool:
    """Whether a sentence tells what happened, beside another one that is about something gone wrong."""
    told = [sentence for sentence in said if "told" in sentence.kind.says]
    return any(_is_complaint(spoken, other) for sentence in told for other in said if other is not sentence)


def _is_complaint(spoken: str, sentence: Facts) -> bool:
    return sentence.kind.grade != "none" or names_failing(spoken, sentence.folded)
