"""Which encoding a text file is in: by its mark, by its bytes, or by the letters that a language would write."""

import codecs
from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.errors import AmendsError
from dashboard.load.scan import CHUNK, Scan, opened

LEGACY = ("cp1250", "cp1252", "iso-8859-2")

_TESTED_LINES = 2000

# Foreign letters by language. A byte is another letter in each encoding (F5 is ő in cp1250 and õ in cp1252), and only
# in the right one do all foreign letters of a line belong to one language.
_SIGNS = frozenset("„”“’‘–—…€§°«»·\xa0\xad")
_LANGUAGES = {
    "cp1250": (
        frozenset("áéíóöőúüű"),  # Hungarian
        frozenset("ąćęłńóśźż"),  # Polish
        frozenset("áčďéěíňóřšťúůýž"),  # Czech
        frozenset("áäčďéíĺľňóôŕšťúýž"),  # Slovak
        frozenset("čćđšž"),  # Croatian, Slovene
        frozenset("äöüß"),  # German
    ),
    "cp1252": (
        frozenset("àâæçéèêëîïôœùûüÿ"),  # French
        frozenset("áéíñóúü¿¡ºª"),  # Spanish
        frozenset("áàâãçéêíóôõú"),  # Portuguese
        frozenset("àèéìòù"),  # Italian
        frozenset("åäæéöøü"),  # Nordic
        frozenset("äöüß"),  # German
    ),
}
_LANGUAGES["iso-8859-2"] = _LANGUAGES["cp1250"]


def chosen(found: Scan, wish: str | None) -> str:
    """The name of the encoding; AmendsError when a wished one does not exist or does not fit."""
    if wish is not None:
        return _known(wish)
    if found.bom is not None:
        return found.bom
    if found.looks_utf16 is not None:
        return found.looks_utf16
    if found.mostly_utf8:
        return "utf-8"
    return _best(found.foreign_lines)


def transcode(source: Path, target: Path, encoding: str, tell: Callable[[int], None] = lambda _: None) -> None:
    """Write the file again in UTF-8 without a mark; AmendsError naming the line that cannot be decoded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, seen = 1, 0
    with opened(source) as file, target.open("wb") as out:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                line = lines + chunk[: error.start].count(b"\n")
                raise AmendsError(
                    f"{source}, line {line}: the text is not in the encoding {encoding}. "
                    "Name the right one with --encoding, for example --encoding cp1250."
                ) from error
            out.write(text.removeprefix("\ufeff").encode() if seen == 0 else text.encode())
            lines, seen = lines + text.count("\n"), seen + len(chunk)
            tell(seen)
            if not chunk:
                return


def _known(wish: str) -> str:
    try:
        name = codecs.lookup(wish).name
        return "utf-8" if name in ("ascii", "utf-8-sig") else name
    except LookupError as error:
        raise AmendsError(
            f"There is no encoding called “{wish}”. Use utf-8, utf-16, cp1250, cp1252 or iso-8859-2."
        ) from error


def _best(lines: Sequence[bytes]) -> str:
    tested = lines[:_TESTED_LINES]
    return max(LEGACY, key=lambda name: sum(_explained(line, name) for line in tested))


def _explained(line: bytes, name: str) -> float:
    """The share of the line's foreign signs that one language of the encoding explains, 0 to 1."""
    foreign = [sign for sign in line.decode(name, errors="replace").lower() if ord(sign) > 127]
    plain = sum(sign in _SIGNS for sign in foreign)
    best = max(sum(sign in letters for sign in foreign) for letters in _LANGUAGES[name])
    return (plain + best) / len(foreign)
