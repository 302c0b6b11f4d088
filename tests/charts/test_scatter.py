import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts.scatter import COLUMNS, scatter
from dashboard.theme import LIGHT

ROWS = [
    ("c1", "One", 100.0, 400.0, "ours", "h1"),
    ("c2", "Two", 1000.0, 3000.0, "theirs", "h2"),
    ("c3", "Three", 50_000.0, 10.0, "other", "h3"),
]


def drawn(count: int = 3, limit: float = 0.5, ringed: str = "c2") -> go.Figure:
    return scatter(pd.DataFrame(ROWS[:count], columns=list(COLUMNS)), LIGHT, limit, str, ringed)


def test_both_axes_have_one_range_so_that_break_even_is_the_diagonal() -> None:
    figure = drawn()
    assert figure.layout.xaxis.range == figure.layout.yaxis.range
    assert figure.layout.xaxis.range[0] < 1
    assert figure.layout.xaxis.range[1] > 4.69


def test_each_kind_has_its_own_shape_and_hands_on_its_id() -> None:
    marks = [trace for trace in drawn().data if trace.mode == "markers" and trace.customdata is not None]
    shapes = {trace.customdata[0][0]: trace.marker.symbol for trace in marks if len(trace.customdata)}
    assert shapes == {"c1": "square", "c2": "circle-open", "c3": "circle"}


def test_the_chosen_customer_is_ringed_and_named() -> None:
    figure = drawn()
    assert [trace.marker.size for trace in figure.data if trace.marker.size == 18] == [18]
    assert "Two" in [note.text for note in figure.layout.annotations]
    assert "Two" not in [note.text for note in drawn(ringed="nobody").layout.annotations]


def test_another_limit_is_named() -> None:
    assert "80% of it" in [note.text for note in drawn(limit=0.8).layout.annotations]


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_or_one_customer_still_draws(count: int) -> None:
    low, high = drawn(count).layout.xaxis.range
    assert low < high
