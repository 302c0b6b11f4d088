"""The patterns of one language, read from `data/patterns/<language>.yml` and compiled for RE2."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import re2  # type: ignore[import-untyped]  # no stubs are published
import yaml

from dashboard.detect.clean import unaccented
from dashboard.errors import AmendsError
from dashboard.settings import DATA

FOLDER = DATA / "patterns"
LANGUAGES = ("en", "hu", "pl", "ka")

LISTS = (
    "apology",
    "not_apology",
    "sympathy",
    "conditional",
    "unrelated_condition",
    "blame_you",
    "blame_shift",
    "generic",
    "object",
    "pronoun",
    "own",
    "failing",
    "advance",
    "hollow",
    "regret",
    "explanation",
    "not_explanation",
    "told",
    "not_told",
    "excuse",
    "not_excuse",
    "greeting",
    "thanks",
    "promise",
    "not_promise",
    "undated",
    "compensation",
    "not_compensation",
    "automatic",
)
"""The lists that every file has; others are parts, named `{like_this}` in them."""

OPTIONAL = ("told", "not_told", "not_excuse", "hollow")
"""Lists that a file may leave out."""

_LATER = ("unrelated_condition", "generic", "object", "pronoun", "own", "failing", "advance", "hollow", "greeting")
"""Lists that few sentences are asked for; all others are looked for at once."""

_MEMORY = 64 << 20
"""Bytes that the automaton of one list may take; the default is too small for long lists."""

_COUNTED = re.compile(r"(?<!\\x)\{(?P<least>\d+)(?:,\d*)?\}\??")
_NEVER = "[^\\x00-\\x{10FFFF}]"


class _OnDemand(dict[str, Any]):
    """Lists by name, each compiled when it is first needed: some hardly ever are."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> Any:
        made = self[name] = self._make(name)
        return made


@dataclass(frozen=True)
class Patterns:
    """One language: its compiled lists by name, and how it writes dates."""

    language: str
    dates: Mapping[str, Any]
    lists: Mapping[str, Any]
    finders: Mapping[str, Any]
    """The lists as automata that only tell yes or no."""
    sieves: Mapping[str, Any]
    """The lists with looser gaps, as small automata: what they do not find need not be looked for."""
    filter: Any
    """All patterns of the lists that are looked for together: by the letters that each needs, then one by one."""
    names: Sequence[str]
    """The list that each pattern of the filter is of."""

    def make_ready(self) -> None:
        """Compiles what most messages need now instead of at the first of them."""
        for name in LISTS:
            self.sieves[name].Match("")
            self.finders[name].Match("")

    def found(self, name: str, text: str) -> bool:
        """Whether a list matches anywhere in folded text."""
        return self.sieves[name].Match(text) is not None and self.finders[name].Match(text) is not None

    def lists_in(self, text: str) -> frozenset[str]:
        """Which lists are found in folded text, of those that are looked for together."""
        return frozenset(self.names[at] for at in self.filter.Match(text) or ())

    def without(self, name: str, text: str) -> str:
        """The folded text with the spans that a list matches taken out."""
        return str(self.lists[name].sub(" ", text)) if self.found(name, text) else text


@cache
def patterns(language: str) -> Patterns:
    """The patterns of one of `LANGUAGES`.

    A pattern that cannot be read raises AmendsError, naming the file and the list, when its list is first needed.
    """
    path, document = _path(language), _document(language)
    parts = {name: _joined(texts) for name, texts in document.items() if isinstance(texts, list) and name != "words"}
    parts = dict.fromkeys(OPTIONAL, _NEVER) | parts | _date_parts(document["dates"])
    texts = {name: _filled(parts[name], parts) for name in LISTS}
    together = [(name, text) for name in LISTS if name not in _LATER for text in document.get(name) or ()]
    return Patterns(
        language,
        document["dates"],
        lists=_OnDemand(lambda name: compiled(path, name, texts[name])),
        finders=_OnDemand(lambda name: automaton(path, [texts[name]])),
        sieves=_OnDemand(lambda name: automaton(path, [_loose(texts[name])])),
        filter=_filter(path, [_filled(unaccented(text), parts) for _, text in together]),
        names=[name for name, _ in together],
    )


@cache
def common_words(language: str) -> frozenset[str]:
    """The commonest words of one of `LANGUAGES`."""
    return frozenset(unaccented(str(word)) for word in _document(language)["words"])


def _path(language: str) -> Path:
    return FOLDER / f"{language}.yml"


@cache
def _document(language: str) -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.load(_path(language).read_text(encoding="utf-8"), yaml.CSafeLoader))


@cache
def version() -> str:
    """The version of all patterns and of the classifier: changes with any letter of them."""
    digest = hashlib.sha256()
    for path in (*map(_path, LANGUAGES), *FOLDER.glob("*.parquet")):
        digest.update(path.read_bytes())
    return f"patterns-{digest.hexdigest()[:8]}"


def alternatives(texts: Sequence[str]) -> str:
    """One group that matches any of these texts."""
    return "(?:" + "|".join(unaccented(text) for text in texts) + ")"


def _joined(texts: Sequence[str]) -> str:
    return alternatives(texts) if texts else _NEVER


def _date_parts(dates: Mapping[str, Any]) -> dict[str, str]:
    numbers = alternatives([r"\d{1,3}(?: ?(?:[-–]|to) ?\d{1,3})?", *map(str, dates["number"])])
    parts = {
        "count": numbers,
        "unit": alternatives(list(dates["unit"])),
        "weekday": alternatives(list(dates["weekday"])),
        "month": alternatives(list(dates["month"])),
        "day": alternatives(list(dates["day"])),
        "end_of": alternatives(list(dates["end_of"])),
    }
    parts["period"] = _filled(alternatives(dates["period"]), parts)
    parts["dated"] = alternatives(
        [
            parts["period"],
            rf"\b{parts['day']}\b",
            rf"\b{parts['weekday']}\b",
            parts["end_of"],
            r"\d{1,2}[./]\d{1,2}\b",
            rf"\b{parts['month']}\b",
        ]
    )
    return parts


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for _ in range(3):
        for name, part in parts.items():
            text = text.replace("{" + name + "}", "(?:" + part + ")")
    return text


def compiled(path: Path, name: str, text: str) -> Any:
    """Compile one list; AmendsError names file and list when RE2 refuses it."""
    try:
        return re2.compile(text, _options(captures="(?P<" in text))
    except re2.error as error:
        raise AmendsError(f"{path.name}: the list {name} cannot be read: {error}") from error


def automaton(path: Path, texts: Sequence[str]) -> Any:
    """One automaton that tells which of the patterns are found."""
    made = re2.Set.SearchSet(_options())
    try:
        for text in texts:
            made.Add(text)
        made.Compile()
    except re2.error as error:
        raise AmendsError(f"{path.name}: the lists together are too large: {error}") from error
    return made


def _filter(path: Path, texts: Sequence[str]) -> Any:
    """What tells at once which of the patterns are found."""
    made = re2.Filter()
    try:
        for text in texts:
            made.Add(text, _options())
        made.Compile()
    except re2.error as error:
        raise AmendsError(f"{path.name}: a pattern cannot be read: {error}") from error
    return made


def _loose(text: str) -> str:
    """The pattern with any gap in place of counted ones, which make an automaton huge: it finds no less."""
    return _COUNTED.sub(lambda gap: "*" if gap["least"] == "0" else "+", text)


def _options(captures: bool = False) -> Any:
    """Groups are not told apart unless one is named: that would take longer than the search."""
    options = re2.Options()
    options.never_capture = not captures
    options.max_mem = _MEMORY
    options.log_errors = False
    return options
