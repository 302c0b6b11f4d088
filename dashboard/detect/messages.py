"""Everything that one message says, as labels."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.detect import apologies, clean, dates, language
from dashboard.detect.apologies import Grade
from dashboard.detect.dates import Due
from dashboard.detect.patterns import LANGUAGES, Patterns, patterns
from dashboard.detect.sentences import sentences

OURS = ("agent", "manager")
"""The authors whose words count."""

Promise = Literal["none", "undated", "dated"]


@dataclass(frozen=True)
class Labels:
    """What a message says; `due` belongs to a dated promise, `confidence` is 0 to 1."""

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


def label(
    text: str, author: str = "agent", hint: str | None = None, sent_at: datetime | None = None, timezone: str = "UTC"
) -> Labels:
    """Read one message; `hint` is the language that the ticket names, `sent_at` naive UTC for relative dates."""
    own = clean.own_words(text)
    spoken = language.detect(own, hint)
    if author not in OURS or spoken not in LANGUAGES:
        return Labels(spoken)
    known = patterns(spoken)
    parts = [clean.folded(sentence) for sentence in sentences(own)]
    whole = "\n".join(parts)
    if not parts or known.found("automatic", whole):
        return Labels(spoken)
    grade = apologies.grade(known, parts)
    promise, due = _promise(known, parts, sent_at, timezone)
    return Labels(
        language=spoken,
        grade=grade,
        promise=promise,
        due=due,
        has_compensation=_any(known, "compensation", parts),
        has_explanation=_any(known, "explanation", parts),
        has_excuse=_any(known, "excuse", parts),
        has_greeting=known.found("greeting", parts[0]),
        has_thanks=known.found("thanks", whole),
        confidence=0.9,
    )


def _any(known: Patterns, name: str, parts: list[str]) -> bool:
    return any(known.found(name, known.without(f"not_{name}", part)) for part in parts if known.found(name, part))


def _promise(known: Patterns, parts: list[str], sent_at: datetime | None, timezone: str) -> tuple[Promise, Due | None]:
    """The first dated promise with its date, else whether there is one without."""
    made = [part for part in parts if known.found("promise", part)]
    made = [part for part in made if known.found("promise", known.without("not_promise", part))]
    dues = (dates.due(known, part, sent_at, timezone) for part in made)
    due = next((due for due in dues if due is not None), None)
    return "dated" if due else "undated" if made else "none", due
