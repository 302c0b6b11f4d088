"""The language of a message: Georgian by its letters, the others by their commonest words."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dashboard.detect.clean import any_number, folded
from dashboard.detect.patterns import LANGUAGES, common_words

UNKNOWN = "unknown"

ENOUGH = 600
"""Letters by which the language is told."""

_FEW = 3
"""So many words may be English although none of them is common."""

KEPT = 100_000
"""Pieces of text whose votes are remembered."""

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


class _Votes(NamedTuple):
    """What a text says of its language: how many letters of which kind, and the common words of each language."""

    letters: int
    georgian: int
    not_latin: int
    words: tuple[int, ...]
    """For each of `LANGUAGES`; the last number is of foreign ones."""


def detect(text: str, hint: str | None = None) -> str:
    """One of `LANGUAGES`, or `unknown`; `hint` is what the ticket says, and wins where the words do not speak.

    A hint of another language is believed unless the words are clearly of ours.
    """
    text = text[:ENOUGH]
    votes = _votes(text)
    return _by_votes(votes, hint) or _by_hint(text, hint, is_foreign=votes.words[-1] > 0)


def of_sentences(said: Sequence[str], text: str, hint: str | None) -> str:
    """The same for a text by its sentences, which repeat more than texts do: what each says is remembered."""
    if not said or len(text) > ENOUGH:
        return detect(text, hint)
    if hint in LANGUAGES and all(agrees(sentence, hint) for sentence in said):
        return hint
    return _by_votes(_added([_kept(any_number(sentence)) for sentence in said]), hint) or detect(text, hint)


def agrees(sentence: str, hint: str) -> bool:
    """Whether the hint would win by this sentence alone; where it does by each sentence, it does by all."""
    votes = _kept(any_number(sentence))
    if votes.georgian or votes.not_latin:
        return hint == "ka" and votes.georgian * 3 >= votes.letters
    *ours, foreign = votes.words
    return ours[LANGUAGES.index(hint)] * 2 >= max(ours) and (not foreign or max(ours) > 0)


def _by_votes(votes: _Votes, hint: str | None) -> str | None:
    if votes.georgian and votes.georgian * 3 >= votes.letters:
        return "ka"
    if votes.not_latin and votes.not_latin * 2 > votes.letters:
        return UNKNOWN
    *ours, foreign = votes.words
    most = max(ours)
    if not most:
        return None
    if hint in LANGUAGES and ours[LANGUAGES.index(hint)] * 2 >= most:
        return hint
    return UNKNOWN if foreign > most else LANGUAGES[ours.index(most)]


def _by_hint(text: str, hint: str | None, *, is_foreign: bool) -> str:
    """The language of a text without a common word of ours."""
    if not _LETTER.search(text):
        return hint if hint in LANGUAGES else UNKNOWN
    if hint in LANGUAGES and not is_foreign:
        return hint
    return UNKNOWN if hint or is_foreign or len(_WORD.findall(text)) > _FEW else "en"


@lru_cache(maxsize=KEPT)
def _kept(sentence: str) -> _Votes:
    return _votes(sentence)


def _votes(text: str) -> _Votes:
    is_plain = text.isascii()
    known = _marks()
    words = [0] * (len(LANGUAGES) + 1)
    for word in _WORD.findall(text.lower() if is_plain else folded(text)):
        for at in known.get(word, ()):
            words[at] += 1
    letters = sum(map(str.isalpha, text))
    if is_plain:
        return _Votes(letters, 0, 0, tuple(words))
    return _Votes(letters, len(_GEORGIAN.findall(text)), len(_NOT_LATIN.findall(text)), tuple(words))


def _added(votes: Sequence[_Votes]) -> _Votes:
    if len(votes) == 1:
        return votes[0]
    letters, georgian, not_latin, words = zip(*votes, strict=True)
    return _Votes(sum(letters), sum(georgian), sum(not_latin), tuple(map(sum, zip(*words, strict=True))))


@cache
def _marks() -> dict[str, tuple[int, ...]]:
    """Common word -> the places of the languages that it speaks for; the last place is of foreign ones."""
    lists = [common_words(language) for language in LANGUAGES]
    lists.append(frozenset(_FOREIGN.split()) - frozenset().union(*lists))
    return {word: tuple(at for at, words in enumerate(lists) if word in words) for word in frozenset().union(*lists)}
