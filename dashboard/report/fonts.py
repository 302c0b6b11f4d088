"""The typefaces of the dashboard inside the file, only those whose letters it needs: it looks the same anywhere."""

from base64 import b64encode
from collections.abc import Iterator

from dashboard.settings import ROOT

_FOLDER = ROOT / "dashboard" / "static"
_LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212"
_LATIN_EXTENDED = "U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0"
_FACES = (
    ("Plex", "ibm-plex-sans-latin-wght-normal.woff2", _LATIN),
    ("Plex", "ibm-plex-sans-latin-ext-wght-normal.woff2", _LATIN_EXTENDED),
    ("Noto Georgian", "noto-sans-georgian-georgian-wght-normal.woff2", "U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2F"),
)
"""Family, file, and the letters in it, as in `.streamlit/config.toml`."""


def css(text: str) -> str:
    """The `@font-face` rules for a text."""
    letters = {ord(letter) for letter in text}
    return "\n".join(_face(*face) for face in _FACES if _has_any(letters, face[2]))


def _has_any(letters: set[int], written: str) -> bool:
    return any(letter in part for part in _ranges(written) for letter in letters)


def _ranges(written: str) -> Iterator[range]:
    for part in written.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


def _face(family: str, file: str, letters: str) -> str:
    content = b64encode((_FOLDER / file).read_bytes()).decode("ascii")
    return (
        f"@font-face {{ font-family: '{family}'; font-weight: 100 700; unicode-range: {letters};"
        f" src: url(data:font/woff2;base64,{content}) format('woff2'); }}"
    )
