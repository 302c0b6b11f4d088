"""The words of a message that its author wrote: no markup, no quoted mail, no signature, in one spelling.

`own_words` keeps the letters as they were written; `folded` brings them into the form in which patterns are written:
lower case, no accents, straight apostrophes, single spaces.
"""

import html
import re
import unicodedata

from dashboard.detect import markup

LONGEST = 20_000
"""Letters of a message that are read; a longer one is a log or an attachment pasted into the text."""

LONGEST_MARKUP = 1_000_000
"""Letters of an HTML mail that are looked at: its styles alone may be longer than any message."""

_MARKUP = re.compile(
    r"<(?:html|body|div|p|br|span|table|td|b|i|a|font|strong|em|ul|li|h\d)\b[^<>]{0,2000}>", re.IGNORECASE
)
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
_QUOTATION = re.compile(
    r"„[^„“”\"\n]{0,400}[“”\"]|[“”«»][^„“”«»\n]{0,400}[“”»«]|(?<!\w)\"[^\"\n]{2,400}\"(?!\w)|(?<!\w)‘[^’\n]{12,400}’(?!\w)"
)
_QUOTE = re.compile('["„“”«»‘]')
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

_DASH_OR_SPACE = str.maketrans("‐‑‒–—−\u00a0\u2007\u202f\u2009", "------    ", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_SPECIAL = re.compile("[\u00a0\u00ad\u2007\u2009\u200b-\u200d\u2010-\u2014\u202f\u2060\u2212\ufeff]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff]+")
_OTHER_LETTER = re.compile("[ა-ჰᲐ-Ჰłđøßı’`´‘ʼŁĐØ]")
_BREAK = re.compile(r"[ ]*\r?\n[ ]*")
_WRAPPED = re.compile(r"\n(?<=(?:[^\W_]|,)\n)(?=[a-zà-žა-ჰ(])")
_SPACES = re.compile(r"[ \t]{2,}|\t")

_LONG_NUMBER = re.compile("[0-9]{5,}")
_ANY_NUMBER = "55555"

_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 makes of the bytes 80 to 9F."""

_HIGH = f"{_CP1252}\u0080-\u00bf"
_PLAIN = "\u00c0-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u024fႠ-ჿᲐ-Ჿ"
"""Latin letters that are not in `_CP1252`, and Georgian ones."""

_ODD = re.compile(f"[^\\x00-\\x7f{_PLAIN}]")
"""A text without such a letter is in one spelling, has nothing to repair and no typographic quotation mark."""

_TWICE = re.compile(f"(?:[\u00c2-\u00df][{_HIGH}]|[\u00e0-\u00ef][{_HIGH}]{{2}}|[\u00f0-\u00f4][{_HIGH}]{{3}})+")
"""A run of letters that are the bytes of one or more UTF-8 letters."""


def own_words(text: str) -> str:
    """The author's words in their lines; empty when nothing is left."""
    if "<" in text and _MARKUP.search(text[:LONGEST_MARKUP]):
        text = markup.words(text[:LONGEST_MARKUP])
    text = text[:LONGEST]
    if "&" in text:
        text = html.unescape(text)
    is_odd = not text.isascii() and _ODD.search(text) is not None
    if is_odd:
        text = _SPECIAL.sub(_plain, unicodedata.normalize("NFC", _repaired(text)))
    text = _without_mail(text)
    if is_odd or '"' in text:
        text = _without_quotations(text)
    if "  " in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip()


def _without_mail(text: str) -> str:
    """The text without the mails that it quotes, and with its lines put together."""
    if ">" in text and "\n" in text:
        text = _QUOTED_BLOCK.sub("", text)
    may_quote = ":" in text or ("-" in text and "--" in text) or ("_" in text and "__" in text)
    rest = _QUOTED_REST.search(text) if may_quote else None
    if rest:
        text = text[: rest.start()]
    if ">" in text or "|" in text:
        text = _QUOTED_LINE.sub("", text)
    if "\r" in text or " \n" in text or "\n " in text:
        text = _BREAK.sub("\n", text)
    if "\n" in text:
        text = _WRAPPED.sub(" ", text)
    return text


def _without_quotations(text: str) -> str:
    if not _QUOTE.search(text):
        return text
    unquoted = _QUOTATION.sub(" ", text)
    return unquoted if any(map(str.isalpha, unquoted)) else text


def _repaired(text: str) -> str:
    """UTF-8 that was read as Windows-1252 (`weâ€™re`) is put right, run by run; anything else stays."""
    return _TWICE.sub(_once, text) if _TWICE.search(text) else text


def _once(match: re.Match[str]) -> str:
    raw = bytes(letter.encode("cp1252")[0] if letter in _CP1252 else ord(letter) for letter in match.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def any_number(text: str) -> str:
    """The text with one and the same number for all of five digits or more.

    They name a case, an account, a phone: which one says nothing, and sentences that differ in nothing else are one.
    """
    return _LONG_NUMBER.sub(_ANY_NUMBER, text)


def folded(text: str) -> str:
    """Lower case without accents, apostrophes straight: `Elnézést kérünk` -> `elnezest kerunk`."""
    return unaccented(text.lower())


def unaccented(text: str) -> str:
    """Letters without their accents, apostrophes straight; upper and lower case stay."""
    if _OTHER_LETTER.search(text):
        text = text.translate(_ONE_LETTER)
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _plain(match: re.Match[str]) -> str:
    """Dashes and blanks of every kind as the plain ones; what has no width is gone."""
    return match.group().translate(_DASH_OR_SPACE)
