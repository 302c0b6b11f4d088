import pandas as pd
import pytest

from dashboard.charts import diagonal
from dashboard.theme import LIGHT


def test_circles_grow_by_area_and_only_those_above_the_line_are_strong() -> None:
    rows = pd.DataFrame([("k1", 2, 5, 40, "h"), ("k2", 3, 3, 10, "h")], columns=list(diagonal.COLUMNS))
    circles = diagonal.diagonal(rows, LIGHT, ("x", "y"), "above", "below").data[-1]
    assert circles.marker.size[0] == pytest.approx(2 * circles.marker.size[1])
    assert list(circles.marker.color) == [LIGHT.accent, LIGHT.context]
    assert diagonal.diagonal(rows.iloc[:0], LIGHT, ("x", "y"), "a", "b").data
