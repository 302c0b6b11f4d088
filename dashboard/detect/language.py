"""The language of a message: Georgian by its letters, the others by their commonest words."""

from functools import cache

from dashboard.detect.clean import folded
from dashboard.detect.patterns import LANGUAGES, patterns

UNKNOWN = "unknown"

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
    letters = [letter for letter in text[:2_000] if letter.isalpha()]
    if not letters:
        return hint if hint in LANGUAGES else UNKNOWN
    if sum("ა" <= letter <= "ჿ" or "Ა" <= letter <= "Ჿ" for letter in letters) * 3 >= len(letters):
        return "ka"
    if sum(letter > "ʯ" for letter in letters) * 2 > len(letters):
        return UNKNOWN
    words = _words(folded(text[:2_000]))
    scores = {language: sum(word in common()[language] for word in words) for language in LANGUAGES}
    best = max(scores, key=lambda language: (scores[language], language == hint))
    foreign = sum(word in foreign_words() for word in words)
    if scores[best] == 0:
        return hint if hint in LANGUAGES and not foreign else UNKNOWN if hint or foreign or len(words) > 3 else "en"
    if hint in LANGUAGES and scores[hint] * 2 >= scores[best]:
        return hint
    return UNKNOWN if foreign > scores[best] else best


@cache
def common() -> dict[str, frozenset[str]]:
    """Language -> its commonest words."""
    return {language: patterns(language).words for language in LANGUAGES}


@cache
def foreign_words() -> frozenset[str]:
    """Common words of languages without patterns that none of ours shares."""
    return frozenset(_FOREIGN.split()) - frozenset(word for known in common().values() for word in known)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() or letter == "'" else " " for letter in text).split()
