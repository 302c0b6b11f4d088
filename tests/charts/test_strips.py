import pandas as pd
import pytest

from dashboard.charts.dots import COLUMNS as DOT_COLUMNS
from dashboard.charts.dots import dots
from dashboard.charts.strips import COLUMNS, strips
from dashboard.presentation import scales
from dashboard.theme import LIGHT


def rows(slices: int, periods: int) -> pd.DataFrame:
    found = [
        (f"s{one}", at, f"W{at}", 0.1 * one + 0.01 * at, 0.0, 0.5, at < periods - 1, one == 1, "h")
        for one in range(slices)
        for at in range(periods)
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))


@pytest.mark.parametrize(("slices", "periods"), [(1, 1), (1, 26), (6, 26), (6, 1)])
def test_every_slice_has_a_strip_on_the_same_scale(slices: int, periods: int) -> None:
    figure = strips(rows(slices, periods), LIGHT, [(0.0, "0"), (0.5, "50%")])
    axes = [figure.layout[f"yaxis{at + 1}" if at else "yaxis"] for at in range(slices)]
    assert len({axis.range for axis in axes}) == 1
    assert [axis.domain[0] for axis in axes] == sorted((axis.domain[0] for axis in axes), reverse=True)
    assert len(figure.layout.xaxis.tickvals) <= 7


def test_few_cases_and_open_periods_are_hollow() -> None:
    marks = [trace for trace in strips(rows(2, 3), LIGHT, []).data if trace.mode == "markers"]
    assert [list(trace.marker.color).count(LIGHT.page) for trace in marks] == [1, 3]


def test_dots_have_a_zero_line_only_between_losses_and_gains() -> None:
    row = ("a", 2.0, 1.0, 3.0, False, True, "2", "n 30", "h", "0")
    above = dots(pd.DataFrame([row], columns=list(DOT_COLUMNS)), LIGHT, [(0.0, "0")])
    both = dots(pd.DataFrame([(*row[:2], -1.0, *row[3:])], columns=list(DOT_COLUMNS)), LIGHT, [(0.0, "0")])
    assert len(above.layout.shapes) == 0
    assert len(both.layout.shapes) == 1


@pytest.mark.parametrize(
    ("drawn", "about", "found"),
    [
        ([0.38], 3, [0, 0.1, 0.2, 0.3]),
        ([-7.0, 12.0], 4, [-6, -4, -2, 0, 2, 4, 6, 8, 10, 12]),
        ([], 3, [0]),
        ([-3.0], 3, [-3, -2, -1, 0]),
    ],
)
def test_round_values(drawn: list[float], about: int, found: list[float]) -> None:
    assert scales.round_values(drawn, about) == pytest.approx(found)


def test_decimals_go_only_when_no_value_needs_them() -> None:
    assert scales.plain(["5.00 d", "10.0 d"]) == ["5 d", "10 d"]
    assert scales.plain(["0.50 d", "1.00 d"]) == ["0.50 d", "1.00 d"]
    assert scales.plain(["€1.00k"]) == ["€1k"]
