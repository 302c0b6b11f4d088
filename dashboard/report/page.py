"""A report as one HTML file that needs nothing else: styles, typefaces and drawings are inside, there is no script."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from dashboard.presentation import colours, formats, markup
from dashboard.report import fonts
from dashboard.report.contents import Report
from dashboard.theme import DARK, LIGHT


def html(report: Report) -> str:
    """The file's text; every word of the data in it is shown and never obeyed."""
    body = _environment().get_template("weekly.html").render(report=report)
    return body.replace(_FONTS, fonts.css(body), 1)


_FONTS = "/* typefaces */"


@cache
def _environment() -> Environment:
    made = markup.environment(Path(__file__).parent)
    made.filters.update(attributes=attributes, money=formats.money_exact)
    made.globals.update(light=colours.variables(LIGHT), dark=colours.variables(DARK))
    return made


def attributes(data: Mapping[str, object]) -> Markup:
    """Values as `data-…` attributes, those without a value left out."""
    parts = (Markup(' data-{}="{}"').format(name, value) for name, value in data.items() if value is not None)
    return Markup("").join(parts)
