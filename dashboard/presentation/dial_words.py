"""What is tried out in a session, in words: on every page, in every file, so that nobody takes it for the company's."""

from collections.abc import Mapping

from dashboard.engine.what_if import HORIZONS, LIMIT, RATE
from dashboard.presentation import names

NOT_SAVED = "These are not the company's settings; nothing was saved."


def sentence(dials: Mapping[str, str], loaded: Mapping[str, str]) -> str:
    """`cost of an hour 60 (else 30); …`: each dial with what holds for the company; empty without any."""
    return "; ".join(f"{_words(key)} {value} (else {_company(key, loaded)})" for key, value in dials.items())


def _company(key: str, loaded: Mapping[str, str]) -> str:
    if key in HORIZONS:
        return str(HORIZONS[key].usual)
    return loaded.get(key) or ("1" if key == LIMIT else loaded.get(RATE, "not set"))


def _words(key: str) -> str:
    if key in HORIZONS:
        return HORIZONS[key].words.lower()
    if key == LIMIT:
        return "highest cost for each unit of margin"
    channel = key.partition(".")[2]
    return f"cost of an hour by {names.of('channel', channel).lower()}" if channel else "cost of an hour"
