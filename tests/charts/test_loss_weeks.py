import pandas as pd
import pytest

from dashboard.charts.loss_weeks import COLUMNS, loss_weeks
from dashboard.theme import LIGHT

ROWS = [
    ("2026-W10", "W10", 3, 1, 1, True, 6.2, "h1"),
    ("2026-W11", "W11", 0, 0, 0, True, 6.4, "h2"),
    ("2026-W12", "W12", 2, 1, 1, False, None, "h3"),
]


def frame(count: int = 3) -> pd.DataFrame:
    return pd.DataFrame(ROWS[:count], columns=list(COLUMNS)).astype({"limit": "float64"})


def test_three_layers_and_an_open_week_is_one_empty_column() -> None:
    avoidable, unavoidable, unknown, limit = loss_weeks(frame(), LIGHT).data
    assert [list(layer.y) for layer in (avoidable, unavoidable, unknown)] == [[3, 0, 4], [1, 0, 0], [1, 0, 0]]
    assert avoidable.marker.color == (LIGHT.bar, LIGHT.bar, LIGHT.page)
    assert list(unknown.marker.pattern.shape) == ["/", "/", ""]
    assert list(limit.y) == [6.2, 6.4]


def test_a_click_hands_on_the_week() -> None:
    assert [key for key, _ in loss_weeks(frame(), LIGHT).data[0].customdata] == ["2026-W10", "2026-W11", "2026-W12"]


@pytest.mark.parametrize("count", [0, 1])
def test_little_or_nothing_still_draws(count: int) -> None:
    assert loss_weeks(frame(count), LIGHT).layout.yaxis.range[1] > 0
