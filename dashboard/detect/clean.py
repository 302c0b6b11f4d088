"""The words of a message that its author wrote: no markup, no quoted mail, no signature, in one spelling.

`own_words` keeps the letters as they were written; `folded` brings them into the form in which patterns are written:
lower case, no accents, straight apostrophes, single spaces.
"""

import re
import unicodedata

from bs4 import BeautifulSoup

LONGEST = 20_000
"""Letters of a message that are read; a longer one is a log or an attachment pasted into the text."""

_MARKUP = re.compile(r"<(?:html|body|div|p|br|span|table|td|b|i|a|font|strong|em|ul|li|h\d)\b[^>]*>", re.IGNORECASE)
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3")
_QUOTED_REST = re.compile(
    r"^[ \t>*_]*(?:"
    r"-{2,} ?(?:original message|forwarded message|eredeti (?:üzenet|levél)|továbbított üzenet"
    r"|(?:oryginalna )?wiadomość(?: oryginalna| przekazana)?|ორიგინალი შეტყობინება|თავდაპირველი შეტყობინება)\b.*"
    r"|on .{4,120} wrote:"
    r"|.{0,160}\bírta(?: \(.{0,60}\))?:"
    r"|(?:w )?dniu .{4,120} napisał(?:a|\(a\)|/a)?:.*"
    r"|.{0,160}\b(?:წერს|დაწერა|წერდა):"
    r"|(?:from|sent|feladó|küldte|od|nadawca|wysłano|გამომგზავნი|ვისგან) ?: ?\S.*"
    r"|-- ?"
    r"|_{6,}"
    r")$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_BLOCK = re.compile(
    r"^[^\n]*\b(?:wrote|írta|napisał(?:a|\(a\)|/a)?|წერს|დაწერა|წერდა)[^\n]{0,20}:\s*\n(?:[ \t]*>[^\n]*\n?)+",
    re.IGNORECASE | re.MULTILINE,
)
"""A quoted mail whose lines are marked: what stands below it is the author's own."""

_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|\|).*$", re.MULTILINE)
_QUOTATION = re.compile(r"[„“”«»][^„“”«»\n]{0,400}[“”»«]|(?<!\w)\"[^\"\n]{2,400}\"(?!\w)|(?<!\w)‘[^’\n]{12,400}’(?!\w)")
_GEORGIAN = (
    "ა:a ბ:b გ:g დ:d ე:e ვ:v ზ:z თ:t ი:i კ:k ლ:l მ:m ნ:n ო:o პ:p ჟ:zh რ:r ს:s ტ:t უ:u ფ:f ქ:q ღ:gh ყ:y შ:sh ჩ:ch ც:ts "
    "ძ:dz წ:w ჭ:tch ხ:kh ჯ:j ჰ:h"
)
_ONE_LETTER = str.maketrans(
    dict(pair.split(":") for pair in _GEORGIAN.split())
    | {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ı": "i"}
    | {"’": "'", "`": "'", "´": "'", "‘": "'", "ʼ": "'"}
)
"""Letters that have no accent to lose; Georgian becomes Latin, so that one word boundary serves all."""

_DASHES = str.maketrans("‐‑‒–—−\u00a0\u2007\u202f\u2009\t", "------     ", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_BREAK = re.compile(r"[ ]*\r?\n[ ]*")
_WRAPPED = re.compile(r"(?<=[^\W_]|,)\n(?=[a-zà-žა-ჰ(])")
_SPACES = re.compile(r" {2,}")


def own_words(text: str) -> str:
    """The author's words in their lines; empty when nothing is left."""
    text = text[:LONGEST]
    if "<" in text and _MARKUP.search(text):
        text = _without_markup(text)
    text = unicodedata.normalize("NFC", text).translate(_DASHES)
    text = _QUOTED_BLOCK.sub("", text)
    rest = _QUOTED_REST.search(text)
    if rest:
        text = text[: rest.start()]
    text = _QUOTED_LINE.sub("", text)
    text = _BREAK.sub("\n", text)
    text = _WRAPPED.sub(" ", text)
    unquoted = _QUOTATION.sub(" ", text)
    return _SPACES.sub(" ", unquoted if any(letter.isalpha() for letter in unquoted) else text).strip()


def _without_markup(text: str) -> str:
    soup = BeautifulSoup(text, "html.parser")
    for quote in soup(["blockquote", "style", "script", "head"]):
        quote.decompose()
    for block in soup(list(_BLOCKS)):
        block.append("\n")
    return soup.get_text()


def folded(text: str) -> str:
    """Lower case without accents, apostrophes straight: `Elnézést kérünk` -> `elnezest kerunk`."""
    return unaccented(text.lower())


def unaccented(text: str) -> str:
    """Letters without their accents, apostrophes straight; upper and lower case stay."""
    plain = text.translate(_ONE_LETTER)
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
