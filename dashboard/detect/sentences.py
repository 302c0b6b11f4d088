"""Cutting a message into sentences, without cutting dates, abbreviations and amounts."""

import re

_END = re.compile(
    r"(?:[!?…]+|\.{2,}|(?<!\d)\.(?=\s|$|[A-ZÁÉÍÓÖŐÚÜŰĄĆĘŁŃÓŚŹŻა-ჰ])|(?<=\d)\.(?=\s+[A-ZÁÉÍÓÖŐÚÜŰĄĆĘŁŃÓŚŹŻა-ჰ]|\s*$))[\"')\]]*\s*|\n+|\s*;\s+"
)
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|st|no|nr|approx|e\.g|i\.e|etc|inc|ltd|kb|pl|ill|ld|stb|sz|ul|m\.in|np|tj|itd|godz|tel|ok|min|ე\.ი|ა\.შ)\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of `clean.own_words`, without those that hold no letter."""
    found, start = [], 0
    for end in _END.finditer(text):
        if "." in end.group() and _ABBREVIATION.search(text[start : end.start() + 1]):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    found.append(text[start:])
    return [stripped for stripped in (part.strip() for part in found) if any(letter.isalpha() for letter in stripped)]
