"""Texts of messages outside their incident: without what names a person."""

import re

_PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\b(?:https?://|www\.)\S+"), "[link]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), "[number]"),
    (re.compile(r"\+?\d(?:[ ()/.-]{0,2}\d){6,}"), "[number]"),
)
_GREETING = re.compile(
    r"\A(\s*(?:dear|hi|hello|kedves|tisztelt|szanowny|szanowna|drogi|droga|witam|ძვირფასო|გამარჯობა)\s+)[^,!.\n]{1,60}(?=[,!\n])",
    re.IGNORECASE,
)
_SHORTEST = 3
"""Letters of a part of a name that is worth looking for."""


def masked(text: str, name: str | None) -> str:
    """A message without addresses, long numbers, the name in its greeting and the words of the customer's name."""
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    text = _GREETING.sub(r"\1[name]", text)
    for part in (name or "").split():
        if len(part) >= _SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return text
