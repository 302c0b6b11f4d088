import pandas as pd

from dashboard.charts.pareto import COLUMNS, pareto
from dashboard.theme import LIGHT


def rows(count: int) -> pd.DataFrame:
    cells = [
        (f"c{n}", f"A cause <b> number {n}", 10.0 - n, 4.0, str(n), "40% ours", "plain", "h") for n in range(count)
    ]
    return pd.DataFrame(cells, columns=list(COLUMNS))


def test_a_click_hands_on_the_code_and_the_front_part_is_ours() -> None:
    figure = pareto(rows(3), LIGHT)
    behind, front = figure.data
    assert front.customdata[0][0] == "c0"
    assert list(behind.x) == [10, 9, 8]
    assert list(front.x) == [4, 4, 4]


def test_labels_are_text_and_long_ones_take_two_lines() -> None:
    label = pareto(rows(1), LIGHT).layout.yaxis.ticktext[0]
    assert "<b>" not in label
    assert label.count("<br>") == 1


def test_one_cause_alone_is_drawn() -> None:
    assert pareto(rows(1).assign(role="unknown"), LIGHT).data[0].marker.pattern.shape == ("/",)
