"""Cutting a message into sentences, without cutting dates, abbreviations and amounts."""

import re

_END = re.compile(
    r"(?:[!?…]+|\.{2,}|(?<!\d)\.(?=\s|$|[A-ZÁÉÍÓÖŐÚÜŰĄĆĘŁŃÓŚŹŻა-ჰ])|(?<=\d)\.(?=\s+[A-ZÁÉÍÓÖŐÚÜŰĄĆĘŁŃÓŚŹŻა-ჰ]|\s*$))[\"')\]]*\s*|\n+|\s*;\s+"
)
_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATION = re.compile(
    r"(?i)\b(?:mr|mrs|ms|dr|prof|st|no|nr|approx|e\.g|i\.e|etc|inc|ltd|kb|pl|ill|ld|stb|sz|ul|m\.in|np|tj|itd|godz|tel|ok|min|ე\.ი|ა\.შ)\.$",
)
_MONTH = re.compile(
    r"(?i)\b(?:jan|febr?|márc|mar|ápr|apr|máj|jún|júl|aug|szept?|sept?|okt|oct|nov|dec|stycz|lut|kwiet|czerw|lip|sierp|wrz|paźdz|list|grud)\.$",
)
"""No end of a sentence when a number follows: `Szept. 3-ig`."""

_MAY_END = re.compile(r"[!?….;\n]")


def sentences(text: str) -> list[str]:
    """The sentences of `clean.own_words`, without those that hold no letter."""
    found, start, place = [], 0, _MAY_END.search(text)
    while place:
        end = _END.match(text, place.start())
        if end and not ("." in end.group() and _is_shortened(text, start, end)):
            found.append(text[start : end.end()])
            start = end.end()
        place = _MAY_END.search(text, end.end() if end else place.end())
    found.append(text[start:])
    return [stripped for part in found if _LETTER.search(stripped := part.strip())]


def _is_shortened(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, or to a month before its day."""
    first, last = max(start, end.start() - 12), end.start() + 1
    is_month = text[end.end() : end.end() + 1].isdigit() and _MONTH.search(text, first, last)
    return bool(is_month or _ABBREVIATION.search(text, first, last))
