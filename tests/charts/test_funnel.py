import numpy as np
import pandas as pd
import pytest

from dashboard.charts.funnel import COLUMNS, funnel
from dashboard.theme import LIGHT

LINES = pd.DataFrame(
    {"cases": [1.0, 50.0, 100.0], "low_95": 0.2, "high_95": 0.4, "low_998": 0.1, "high_998": 0.5, "overall": 0.3}
)


def units(count: int) -> pd.DataFrame:
    rows = [(f"Team {n}", 90.0 - n, 0.3, "inside", False, f"Team {n}", "hover") for n in range(count - 1)]
    rows.append(("Online", 80.0, 0.05, "worse", False, "Online", "hover"))
    return pd.DataFrame(rows, columns=list(COLUMNS))


@pytest.mark.parametrize(("count", "named"), [(3, 3), (40, 1)])
def test_colour_and_triangles_only_outside_and_names_of_all_only_when_they_are_few(count: int, named: int) -> None:
    figure = funnel(units(count), LINES, LIGHT, 0.3, "Cases")
    marks = next(trace for trace in figure.data if trace.mode == "markers")
    assert list(marks.marker.symbol) == ["circle"] * (count - 1) + ["triangle-down"]
    assert list(marks.marker.color)[-1] == LIGHT.worse
    assert set(list(marks.marker.color)[:-1]) == {LIGHT.ink}
    words = [annotation.text for annotation in figure.layout.annotations]
    assert len([text for text in words if text == "Online" or text.startswith("Team")]) == named
    assert {"all", "95%", "99.8%"} <= set(words)


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    figure = funnel(units(6), LINES, LIGHT, 0.3, "Cases")
    shifts = [a.yshift for a in figure.layout.annotations if a.text.startswith("Team")]
    assert len(set(np.sign(shifts))) > 1


def test_a_name_goes_to_the_other_side_before_it_covers_a_mark_or_another_name() -> None:
    teams = (("Technical support", 55.0, 0.3), ("Field service", 95.0, 0.3), ("Sales", 20.0, 0.3))
    rows = [(name, cases, share, "inside", False, name, "hover") for name, cases, share in teams]
    figure = funnel(pd.DataFrame(rows, columns=list(COLUMNS)), LINES, LIGHT, 0.3, "Cases")
    placed = {a.text: (a.xanchor, a.yshift) for a in figure.layout.annotations}
    assert placed["Sales"] == ("left", 0)
    assert placed["Technical support"][1] != 0
    assert placed["Field service"] == ("right", 0)
