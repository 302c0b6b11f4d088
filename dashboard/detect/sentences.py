"""Cutting a message into sentences, without cutting dates, abbreviations and amounts."""

import re
from functools import lru_cache

_CAPITAL = "A-ZÁÉÍÓÖŐÚÜŰĄĆĘŁŃÓŚŹŻა-ჰ"
_AFTER = r"[\"')\]]*\s*"
_SIGNS = r"!?….;\n"
_END = re.compile(
    rf"[{_SIGNS}](?:(?<=[!?…])[!?…]*{_AFTER}"
    rf"|(?<=\.)(?:\.+|(?<!\d\.)(?=\s|$|[{_CAPITAL}])|(?<=\d\.)(?=\s+[{_CAPITAL}]|\s*$)){_AFTER}"
    r"|(?<=\n)\n*|(?<=;)\s+)"
)
"""Begins with the signs themselves, so that the search leaps from one to the next."""

_PIECE = re.compile(rf"(?!\Z)[^{_SIGNS}]*+(?:(?!{_END.pattern})[{_SIGNS}][^{_SIGNS}]*+)*+(?:{_END.pattern})?")
"""What lies between two ends, with the second."""

_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATION = re.compile(
    r"(?i)\b(?:mr|mrs|ms|dr|prof|st|no|nr|approx|e\.g|i\.e|etc|inc|ltd|kb|pl|ill|ld|stb|sz|ul|m\.in|np|tj|itd|godz|tel|ok|min|ე\.ი|ა\.შ)\.$",
)
_MONTH = re.compile(
    r"(?i)\b(?:jan|febr?|márc|mar|ápr|apr|máj|jún|júl|aug|szept?|sept?|okt|oct|nov|dec|stycz|lut|kwiet|czerw|lip|sierp|wrz|paźdz|list|grud)\.$",
)
"""No end of a sentence when a number follows: `Szept. 3-ig`."""

_LONGEST_SHORTENED = 8
"""Letters of the longest abbreviation, with its full stop and what stands before it."""

KEPT = 50_000


def sentences(text: str) -> list[str]:
    """The sentences of `clean.own_words`, without those that hold no letter."""
    found, start = [], 0
    for end in _END.finditer(text):
        if text[end.start()] != "." or not _is_shortened(text, start, end):
            found.append(text[start : end.end()])
            start = end.end()
    found.append(text[start:])
    return [stripped for part in found if has_letter(stripped := part.strip())]


def pieces(text: str) -> list[str]:
    """The text cut at every end: a few end too early, at an abbreviation, and some hold no letter."""
    return _PIECE.findall(text)


def has_letter(text: str) -> bool:
    """Whether a piece is a sentence at all."""
    return _LETTER.search(text) is not None


def may_go_on(piece: str) -> bool:
    """Whether a piece may end in the full stop of an abbreviation, so that it is no sentence by itself."""
    said = piece.rstrip().rstrip("\"')]")
    word = f"{said.rstrip('.')}."[-_LONGEST_SHORTENED:]
    return said.endswith(".") and (_is_abbreviation(word) or _MONTH.search(word) is not None)


def _is_shortened(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, or to a month before its day."""
    last = end.start() + 1
    word = text[max(start, last - _LONGEST_SHORTENED) : last]
    return _is_abbreviation(word) or (text[end.end() : end.end() + 1].isdigit() and _MONTH.search(word) is not None)


@lru_cache(maxsize=KEPT)
def _is_abbreviation(word: str) -> bool:
    return _ABBREVIATION.search(word) is not None
