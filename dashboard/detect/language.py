"""The language of a message: Georgian by its letters, the others by their commonest words."""

import re
from functools import cache

from dashboard.detect.clean import folded
from dashboard.detect.patterns import LANGUAGES, patterns

UNKNOWN = "unknown"

_ENOUGH = 600
"""Letters by which the language is told."""

_WORD = re.compile(r"(?:[^\W_]|')+")
_LETTER = re.compile(r"[^\W\d_]")
_GEORGIAN = re.compile("[ა-ჿᲐ-Ჿ]")
_NOT_LATIN = re.compile(r"(?![ა-ჿᲐ-Ჿ])[^\W\d_\u0000-\u02af]")

_FOREIGN = """
der die das und ist nicht wir sie ich ein eine mit fur auf bitte danke haben werden ihre ihnen le les des est
vous nous pour une avec votre notre merci bonjour dans pas sur je sommes veuillez el los las una para por con su
sus gracias hola nosotros usted esta que del lo sentimos estimado il gli che non per sono della grazie
buongiorno siamo vostro nostro suo ci scusiamo het een niet voor met uw wij van dank excuses onze zijn nu este
pentru va multumim buna ziua ne cere scuze si din se na ze vas nas dekujeme dobry omlouvame prosim jsme ni och
att det som vi tack hej er med inte nao voce obrigado ola uma com os seu ve bir bu icin tesekkurler merhaba
lutfen
"""
"""Common words of languages without patterns; they only keep a message from being read as one of ours."""


def detect(text: str, hint: str | None = None) -> str:
    """One of `LANGUAGES`, or `unknown`; `hint` is what the ticket says, and wins where the words do not speak.

    A hint of another language is believed unless the words are clearly of ours.
    """
    text = text[:_ENOUGH]
    if text.isascii():
        return _by_words(text.lower(), hint)
    if _GEORGIAN.search(text) and len(_GEORGIAN.findall(text)) * 3 >= _count_letters(text):
        return "ka"
    if _NOT_LATIN.search(text) and len(_NOT_LATIN.findall(text)) * 2 > _count_letters(text):
        return UNKNOWN
    return _by_words(folded(text), hint)


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _by_words(text: str, hint: str | None) -> str:
    words = _WORD.findall(text)
    if not _LETTER.search(text):
        return hint if hint in LANGUAGES else UNKNOWN
    known = _marks()
    scores = dict.fromkeys((*LANGUAGES, UNKNOWN), 0)
    for word in words:
        for language in known.get(word, ()):
            scores[language] += 1
    foreign = scores.pop(UNKNOWN)
    best = max(scores, key=lambda language: (scores[language], language == hint))
    if scores[best] == 0:
        return hint if hint in LANGUAGES and not foreign else UNKNOWN if hint or foreign or len(words) > 3 else "en"
    if hint in LANGUAGES and scores[hint] * 2 >= scores[best]:
        return hint
    return UNKNOWN if foreign > scores[best] else best


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    """Common word -> the languages that it speaks for, `UNKNOWN` among them."""
    lists = {**common(), UNKNOWN: foreign_words()}
    return {
        word: tuple(language for language, words in lists.items() if word in words)
        for words in lists.values()
        for word in words
    }


@cache
def common() -> dict[str, frozenset[str]]:
    """Language -> its commonest words."""
    return {language: patterns(language).words for language in LANGUAGES}


@cache
def foreign_words() -> frozenset[str]:
    """Common words of languages without patterns that none of ours shares."""
    return frozenset(_FOREIGN.split()) - frozenset(word for known in common().values() for word in known)
