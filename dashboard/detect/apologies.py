"""The grade of an apology, sentence by sentence; the message takes the best one."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dashboard.detect.patterns import Patterns

Grade = Literal["specific", "formulaic", "non_apology", "sympathy", "none"]
GRADES: tuple[Grade, ...] = ("specific", "formulaic", "non_apology", "sympathy", "none")
"""From best to none; the first two are real apologies."""

CUES = ("apology", "sympathy", "regret", "blame_shift", "blame_you", "conditional")
"""The lists of which one must be found before a sentence can have a grade."""


class Graded(NamedTuple):
    """What one sentence says; `is_bare` = an apology that does not say for what, so its neighbours tell."""

    grade: Grade
    is_bare: bool = False


def best(grades: Sequence[Grade]) -> Grade:
    """The best of the grades; none when there is no sentence."""
    return min(grades, key=GRADES.index, default="none")


def graded(patterns: Patterns, sentence: str) -> Graded:
    """The grade of one folded sentence that holds one of `CUES`."""
    if patterns.found("blame_you", sentence):
        return Graded("non_apology")
    plain = patterns.without("not_apology", sentence)
    if patterns.found("conditional", patterns.without("unrelated_condition", plain)):
        return Graded("non_apology")
    bare = patterns.without("sympathy", plain)
    if patterns.found("apology", bare):
        return _of_apology(patterns, bare)
    if patterns.found("blame_shift", plain):
        return Graded("non_apology")
    is_regretted = patterns.found("regret", plain)
    if is_regretted and patterns.found("own", plain):
        return Graded("specific")
    return Graded("sympathy" if bare != plain or is_regretted else "none")


def _of_apology(patterns: Patterns, sentence: str) -> Graded:
    if patterns.found("advance", sentence) or patterns.found("hollow", sentence):
        return Graded("formulaic")
    if patterns.found("failing", sentence):
        return Graded("specific")
    what = _object(patterns, sentence)
    if what and not patterns.found("pronoun", what):
        return Graded("formulaic" if patterns.found("generic", what) else "specific")
    return Graded("formulaic", is_bare=not patterns.found("generic", sentence))


def _object(patterns: Patterns, sentence: str) -> str:
    match = patterns.lists["object"].search(sentence)
    return str(match.group("object") or "") if match else ""
