"""The colours of the dashboard as CSS variables, so that what is drawn once can be light, dark, and light on paper."""

from dataclasses import asdict
from functools import cache

from dashboard.theme import DARK, LIGHT, Palette


def _variable(name: str) -> str:
    return f"--{name.replace('_', '-')}"


@cache
def named() -> Palette:
    """Every colour by the name of its variable, for drawings inside HTML."""
    return Palette(**{name: f"var({_variable(name)})" for name in asdict(LIGHT)})


def variables(palette: Palette) -> str:
    """The declarations of all variables: `--ink: #0F141A; …`."""
    return " ".join(f"{_variable(name)}: {colour};" for name, colour in asdict(palette).items())


@cache
def both() -> str:
    """The declarations of all variables for HTML that follows the `color-scheme` it stands in."""
    dark = asdict(DARK)
    return " ".join(f"{_variable(name)}: light-dark({colour}, {dark[name]});" for name, colour in asdict(LIGHT).items())
