"""Texts of messages outside their incident: without what names a person."""

import re

_DATE = r"(?:\d{4}[-./] ?\d{1,2}[-./]|\d{1,2}[-./] ?\d{1,2}[-./] ?\d{2,4})"
"""How a day is written: whoever judges a promise must see it."""

_PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\b(?:https?://|www\.)\S+"), "[link]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), "[number]"),
    (re.compile(rf"(?<![\w-])(?!{_DATE})\+?\d(?:[ ()/.-]{{0,2}}\d){{7,}}"), "[number]"),
    (re.compile(r"\d{6,}"), "[number]"),
)
_GREETING = re.compile(
    r"\A(\s*(?:dear|hi|hello|kedves|tisztelt|szanowny|szanowna|drogi|droga|witam|ძვირფასო|გამარჯობა)\s+)[^,!.\n]{1,60}(?=[,!\n])",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"(\n[^\n]*\n\s*)[^\W\d_][\w'-]+(?: [^\W\d_][\w'-]+)?\s*\Z")
"""A last line of one or two words, below two others."""

_SHORTEST = 3
"""Letters of a part of a name that is worth looking for."""


def masked(text: str, name: str | None) -> str:
    """A message without addresses, long numbers, the names that greet and sign, and the customer's name."""
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    text = _SIGNATURE.sub(r"\1[name]", _GREETING.sub(r"\1[name]", text))
    for part in (name or "").split():
        if len(part) >= _SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return text
