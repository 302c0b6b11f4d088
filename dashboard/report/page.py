"""A report as one HTML file that needs nothing else: styles, typefaces and drawings are inside, there is no script."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.presentation import formats
from dashboard.report import colours, fonts
from dashboard.report.contents import Report
from dashboard.theme import DARK, LIGHT

_MARKS = (
    (re.compile(r"\*\*:(green|orange)\[(.+?)\]\*\*"), r'<strong class="\1">\2</strong>'),
    (re.compile(r":blue\[(.+?)\]"), r'<span class="blue">\1</span>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
)
"""The few marks that sentences of the pages hold: strong words, in a colour or not."""


def html(report: Report) -> str:
    """The file's text; every word of the data in it is shown and never obeyed."""
    body = _environment().get_template("weekly.html").render(report=report)
    return body.replace(_FONTS, fonts.css(body), 1)


_FONTS = "/* typefaces */"


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(marked=marked, attributes=attributes, drawing=Markup, money=formats.money_exact)
    environment.globals.update(light=colours.variables(LIGHT), dark=colours.variables(DARK))
    return environment


def marked(text: str) -> Markup:
    """A sentence of the pages with its marks as HTML; all else in it is text."""
    told = str(escape(text))
    for pattern, becomes in _MARKS:
        told = pattern.sub(becomes, told)
    return Markup(told)  # noqa: S704 - escaped above, only our own tags were added


def attributes(data: Mapping[str, object]) -> Markup:
    """Values as `data-…` attributes, those without a value left out."""
    parts = (Markup(' data-{}="{}"').format(name, value) for name, value in data.items() if value is not None)
    return Markup("").join(parts)
