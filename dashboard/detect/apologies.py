"""The grade of an apology, sentence by sentence; the message takes the best one."""

from collections.abc import Sequence
from typing import Literal

from dashboard.detect.patterns import Patterns

Grade = Literal["specific", "formulaic", "non_apology", "sympathy", "none"]
GRADES: tuple[Grade, ...] = ("specific", "formulaic", "non_apology", "sympathy", "none")
"""From best to none; the first two are real apologies."""


def grade(patterns: Patterns, sentences: Sequence[str]) -> Grade:
    """The best grade of any sentence; `sentences` are folded."""
    best = len(GRADES) - 1
    whole = "\n".join(sentences)
    if not any(patterns.found(name, whole) for name in ("apology", "sympathy", "regret", "blame_shift")):
        return GRADES[best]
    for at, sentence in enumerate(sentences):
        found = _of_sentence(patterns, sentence, sentences[at + 1 : at + 2], sentences[max(0, at - 1) : at])
        best = min(best, GRADES.index(found))
    return GRADES[best]


def _of_sentence(patterns: Patterns, sentence: str, after: Sequence[str], before: Sequence[str]) -> Grade:
    if patterns.found("blame_you", sentence):
        return "non_apology"
    plain = patterns.without("not_apology", sentence)
    condition = patterns.without("unrelated_condition", plain)
    if patterns.found("conditional", condition):
        return "non_apology"
    bare = patterns.without("sympathy", plain)
    if patterns.found("apology", bare):
        return _of_apology(patterns, bare, after, before)
    if patterns.found("blame_shift", plain):
        return "non_apology"
    if patterns.found("regret", plain) and patterns.found("own", plain):
        return "specific"
    return "sympathy" if bare != plain or patterns.found("regret", plain) else "none"


def _of_apology(patterns: Patterns, sentence: str, after: Sequence[str], before: Sequence[str]) -> Grade:
    if patterns.found("advance", sentence):
        return "formulaic"
    if patterns.found("failing", sentence):
        return "specific"
    what = _object(patterns, sentence)
    if what and not patterns.found("pronoun", what):
        return "formulaic" if patterns.found("generic", what) else "specific"
    if patterns.found("generic", sentence):
        return "formulaic"
    near = any(patterns.found("failing", neighbour) for neighbour in (*after, *before))
    return "specific" if near else "formulaic"


def _object(patterns: Patterns, sentence: str) -> str:
    match = patterns.lists["object"].search(sentence)
    return str(match.group("object") or "") if match else ""
