import pandas as pd

from dashboard.charts.effects import COLUMNS, effects
from dashboard.theme import DARK

MISSING = float("nan")
ROWS = [
    ("0", "One<br>against other", 2.0, -1.0, 5.0, 3.0, True, "+2.0 points", "h1"),
    ("1", "Few<br>against none", MISSING, MISSING, MISSING, MISSING, False, "not comparable", "h2"),
]


def test_only_what_is_comparable_is_drawn_around_no_difference() -> None:
    figure = effects(pd.DataFrame(ROWS, columns=list(COLUMNS)), DARK)
    interval, crude, adjusted = figure.data
    assert list(interval.x) == [-1.0, 5.0, None]
    assert (list(crude.x), list(adjusted.x)) == ([3.0], [2.0])
    assert [key for key, _ in adjusted.customdata] == ["0"]
    assert adjusted.marker.color == (DARK.accent,)
    low, high = figure.layout.xaxis.range
    assert low == -high < -5
    assert list(figure.layout.xaxis.ticktext) == ["−4", "−2", "0", "+2", "+4"]
    texts = ["<b>One<br>against other</b>", "+2.0 points", "Few<br>against none", "not comparable"]
    assert [note.text for note in figure.layout.annotations] == texts


def test_without_any_comparable_pair_there_is_still_an_axis() -> None:
    assert effects(pd.DataFrame(ROWS[1:], columns=list(COLUMNS)), DARK).layout.xaxis.range[1] > 0
