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


def test_a_signal_without_judgement_stays_grey() -> None:
    assert signal_colour(LIGHT, "past") == LIGHT.mute
    assert signal_colour(LIGHT, "worse") == LIGHT.worse
    assert palette("dark") is DARK
    assert palette(None) is LIGHT
