"""HTML made from templates: every word of the data in it is shown and never obeyed."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_MARKS = (
    (re.compile(r"\*\*:(green|orange)\[(.+?)\]\*\*"), r'<strong class="\1">\2</strong>'),
    (re.compile(r":blue\[(.+?)\]"), r'<span class="blue">\1</span>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
)
"""The few marks that sentences of the pages hold: strong words, in a colour or not."""


def environment(folder: Path) -> Environment:
    """The templates of a folder, with the filters `marked` and `drawing` (SVG of ours); a missing value is an error."""
    made = Environment(
        autoescape=True,
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(marked=marked, drawing=Markup)
    return made


def marked(text: str) -> Markup:
    """A sentence of the pages with its marks as HTML; all else in it is text."""
    told = str(escape(text))
    for pattern, becomes in _MARKS:
        told = pattern.sub(becomes, told)
    return Markup(told)  # noqa: S704 - escaped above, only our own tags were added
