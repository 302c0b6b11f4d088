"""Of what kind the values of a column are, told from a sample of them."""

import re
from collections.abc import Callable, Mapping, Sequence

_TIME = re.compile(
    r"(\d{4}[-/.] ?\d{1,2}[-/.] ?\d{1,2}|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{2,4}|\d{8}|\d{10}|\d{13}"
    r"|\d{1,2}\.?[-/. ][^\W\d]{3,14}\.?,?[-/. ]\d{2,4}"
    r"|\d{4}\.? [^\W\d]{3,14} \d{1,2}\.?|[^\W\d]{3,14}\.? \d{1,2},? \d{4})\b.*"
)
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_RATED = re.compile(r"[0-5]([.,]\d+)?")
_MOST_WORDS, _LONGEST_WORD = 60, 60


def is_kind(kind: str, values: Sequence[str]) -> bool:
    """Whether at least nine in ten of the values, none of them empty, can be of this kind."""
    return bool(values) and _KINDS[kind](values)


def in_words(kind: str) -> str:
    """What the values are, to be said after "its values are"."""
    return _IN_WORDS[kind]


def _mostly(pattern: re.Pattern[str]) -> Callable[[Sequence[str]], bool]:
    return lambda values: sum(bool(pattern.fullmatch(value)) for value in values) >= 0.9 * len(values)


def _is_id(values: Sequence[str]) -> bool:
    return len(set(values)) >= 0.5 * len(values) and max(map(len, values)) <= 80


def _is_words(values: Sequence[str]) -> bool:
    return len(set(values)) <= _MOST_WORDS and max(map(len, values)) <= _LONGEST_WORD


def _is_text(values: Sequence[str]) -> bool:
    return not _mostly(_NUMBER)(values) and not _mostly(_TIME)(values)


def _is_rating(values: Sequence[str]) -> bool:
    return _mostly(_RATED)(values) or (not _mostly(_NUMBER)(values) and len(set(values)) <= 10)


_KINDS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "time": _mostly(_TIME),
    "id": _is_id,
    "number": _mostly(_NUMBER),
    "rating": _is_rating,
    "words": _is_words,
    "text": _is_text,
    "any": lambda values: not _mostly(_TIME)(values),
}
_IN_WORDS = {
    "time": "dates",
    "id": "different from row to row",
    "number": "numbers",
    "rating": "ratings",
    "words": "few different words",
    "text": "texts",
    "any": "what it may hold",
}
