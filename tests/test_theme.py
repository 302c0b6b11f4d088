import re
import tomllib
from pathlib import Path

import pytest

from dashboard.theme import DARK, LIGHT, Palette, palette, signal_colour

CONFIG = Path(__file__).resolve().parent.parent / ".streamlit" / "config.toml"


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def over(colour: str, ground: str, share: float) -> str:
    """The colour that `share` (0-1) of a colour laid over a ground gives."""
    parts = [(int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * top + (1 - share) * below):02X}" for top, below in parts)


def tinted(tint: str, ground: str) -> str:
    """The colour of `rgba(…)` over a ground."""
    *parts, share = (float(part) for part in re.findall(r"[\d.]+", tint))
    return over("#" + "".join(f"{int(part):02X}" for part in parts), ground, share)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_charts_and_page_share_their_colours(name: str, colours: Palette) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][name]
    shared = {
        "textColor": colours.ink,
        "backgroundColor": colours.page,
        "primaryColor": colours.accent,
        "borderColor": colours.border,
        "grayColor": colours.mute,
        "orangeColor": colours.worse,
        "orangeTextColor": colours.worse_text,
        "greenColor": colours.better,
        "greenTextColor": colours.better_text,
    }
    assert {key: theme[key] for key in shared} == shared


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_marks_can_be_read(colours: Palette) -> None:
    for text in (colours.ink, colours.mute, colours.accent, colours.worse_text, colours.better_text):
        assert contrast(text, colours.page) >= 4.5
    for mark in (colours.bar, colours.neutral, colours.worse, colours.better):
        assert contrast(mark, colours.page) >= 3.0


CAPTION = 0.6
"""Streamlit draws captions, and code inside of them, with so much of the text's colour."""


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_can_be_read_on_every_ground_of_the_page(name: str) -> None:
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][name]
    page, panel = theme["backgroundColor"], theme["secondaryBackgroundColor"]
    pairs = [(theme[f"{hue}TextColor"], theme[f"{hue}BackgroundColor"]) for hue in ("gray", "blue", "orange", "green")]
    pairs += [(theme[f"{hue}TextColor"], page) for hue in ("gray", "blue", "orange", "red", "green")]
    pairs += [(theme[key], ground) for key in ("textColor", "linkColor") for ground in (page, panel)]
    pairs += [(over(theme["textColor"], page, CAPTION), page)]
    pairs += [(over(theme["codeTextColor"], page, CAPTION), over(theme["codeBackgroundColor"], page, CAPTION))]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_can_be_read_on_the_tints_of_the_charts(colours: Palette) -> None:
    band, zone = tinted(colours.band, colours.page), tinted(colours.worse_tint, colours.page)
    for text, ground in ((colours.ink, band), (colours.mute, band), (colours.ink, zone), (colours.worse_text, zone)):
        assert contrast(text, ground) >= 4.5


def test_a_signal_without_judgement_stays_grey() -> None:
    assert signal_colour(LIGHT, "past") == LIGHT.mute
    assert signal_colour(LIGHT, "worse") == LIGHT.worse
    assert palette("dark") is DARK
    assert palette(None) is LIGHT
