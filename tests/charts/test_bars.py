import pandas as pd
import pytest

from dashboard.charts.bars import COLUMNS, share_bars
from dashboard.theme import LIGHT

TICKS = [(0.0, "0"), (0.2, "20%"), (0.4, "40%"), (0.6, "60%"), (0.8, "80%")]
ROWS = [
    ("Not cared for", 0.39, 0.24, 0.57, 0.68, "emphasis", "39%", "◇ 68%", "h1"),
    ("Death", 0.02, 0.0, 0.12, 0.01, "neutral", "2%", "◇ 1%", "h2"),
    ("Unknown", 0.30, None, None, None, "unknown", "30%", "of all", "h3"),
]


def frame(count: int = 3) -> pd.DataFrame:
    return pd.DataFrame(ROWS[:count], columns=list(COLUMNS))


def test_unknown_is_hatched_and_stands_apart() -> None:
    bars = share_bars(frame(), LIGHT, TICKS).data[0]
    assert list(bars.marker.pattern.shape) == ["", "", "/"]
    assert list(bars.y) == [0.0, 1.0, 2.7]


def test_numbers_stand_in_two_columns_beside_the_plot() -> None:
    annotations = share_bars(frame(), LIGHT, TICKS).layout.annotations
    assert [a.text for a in annotations] == ["<b>39%</b>", "◇ 68%", "<b>2%</b>", "◇ 1%", "<b>30%</b>", "of all"]
    assert {a.xref for a in annotations} == {"paper"}


def test_a_published_value_beyond_the_bars_is_still_inside_the_axis() -> None:
    figure = share_bars(frame(), LIGHT, TICKS)
    assert figure.layout.xaxis.range[1] > 0.68
    assert list(figure.layout.xaxis.ticktext) == ["0", "20%", "40%", "60%"]


@pytest.mark.parametrize("count", [0, 1])
def test_little_or_nothing_still_draws(count: int) -> None:
    assert share_bars(frame(count), LIGHT, TICKS).layout.xaxis.range[1] > 0


def test_a_click_hands_on_the_key_and_the_mouse_shows_the_words() -> None:
    bars = share_bars(frame().assign(key=["not_cared_for", "death", ""]), LIGHT, TICKS).data[0]
    assert [key for key, _ in bars.customdata] == ["not_cared_for", "death", ""]
    assert bars.hovertemplate == "%{customdata[1]}<extra></extra>"


def test_a_breach_is_hatched_in_the_colour_of_what_is_worse_and_stays_in_line() -> None:
    bars = share_bars(frame().assign(role=["plain", "breach", "neutral"]), LIGHT, TICKS).data[0]
    assert (list(bars.marker.pattern.shape), bars.marker.pattern.fgcolor[1]) == (["", "/", ""], LIGHT.worse)
    assert list(bars.y) == [0.0, 1.0, 2.0]
