import pandas as pd
import pytest

from dashboard.charts import columns
from dashboard.theme import DARK, LIGHT


def test_ages_past_the_limit_stand_behind_a_line() -> None:
    rows = pd.DataFrame([("a", "0–3 d", 4, False, "h"), ("b", "15–28 d", 9, True, "h")], columns=list(columns.COLUMNS))
    figure = columns.age_columns(rows, LIGHT, "past 14 d: 9")
    assert figure.layout.shapes[0].x0 == 0.5
    assert list(figure.data[0].marker.color) == [LIGHT.bar, LIGHT.accent]
    assert [key for key, _ in figure.data[0].customdata] == ["a", "b"]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_weeks_in_two_layers(count: int) -> None:
    rows = pd.DataFrame(
        [(f"W{at}", 2, 3, at + 1 < count, "h", "k") for at in range(count)],
        columns=["label", "low", "high", "is_final", "hover", "key"],
    )
    figure = columns.layered_weeks(rows, DARK, ("late", "younger"))
    assert len(figure.layout.xaxis.tickvals or ()) <= 6
    if count:
        assert figure.data[0].marker.color[-1] == DARK.page
