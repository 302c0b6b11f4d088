"""The words of an HTML mail, without what it quotes, its styles and its hidden parts."""

import re
from html.parser import HTMLParser

import re2  # type: ignore[import-untyped]  # no stubs are published

LONGEST = 200_000
"""Letters that are read once styles and scripts are gone."""

_UNSEEN = re2.compile(r"(?is)<!--.*?-->|<style\b.*?</style\s*>|<script\b.*?</script\s*>|<head\b.*?</head\s*>")
_NO_TAG = re.compile(r"<(?![^<>]{1,2000}>)")
"""A bracket that opens no tag, or a huge one: the parser would look for its end again and again."""

_SKIPPED = frozenset({"blockquote", "style", "script", "head", "title"})
_QUOTES = frozenset({"gmail_quote", "gmail_signature", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol"})
_EMPTY = frozenset(
    ["br", "img", "hr", "meta", "link", "input", "wbr", "col", "area", "base", "embed", "source", "track"]
)


def words(text: str) -> str:
    """The text that a reader sees, one line a block."""
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _UNSEEN.sub(" ", text)[:LONGEST]))
    reader.close()
    return "".join(reader.found)


class _Reader(HTMLParser):
    """Collects text; inside a skipped element it only counts how deep it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.append(tag)
        elif tag not in _EMPTY and (tag in _SKIPPED or _is_quote(attrs)):
            self._skipped.append(tag)
        elif tag in _LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
        elif tag in _LINES and tag != "br":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.found.append(data.replace("\n", " "))


def _is_quote(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element is how a mail program marks a quoted mail, a signature, or what nobody sees."""
    given = dict(attrs)
    names = (given.get("class") or "").split()
    return not _QUOTES.isdisjoint(names) or "display:none" in (given.get("style") or "").replace(" ", "").lower()
