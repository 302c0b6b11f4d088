import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.whale import whale as whale_chart
from dashboard.theme import LIGHT
from dashboard.topics import whale


def curve(*net_values: float) -> pd.DataFrame:
    ranked = pd.Series(sorted(net_values, reverse=True))
    return pd.DataFrame(
        {
            "place": range(1, len(ranked) + 1),
            "count_customers": len(ranked),
            "added_up": ranked.cumsum(),
            "is_peak": (ranked > 0) & ~(ranked.shift(-1) > 0),
        }
    )


def drawn(*net_values: float) -> go.Figure:
    rows = curve(*net_values)
    total = sum(net_values)
    peak = sum(value for value in net_values if value > 0) / total if total > 0 else None
    return whale_chart(whale.curve(rows, "EUR"), LIGHT, whale.marks(rows, peak, "EUR"))


def words(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_the_peak_and_what_is_taken_back_are_written() -> None:
    figure = drawn(80, 40, -10, -10)
    assert "<b>peak 120%</b>" in words(figure)
    assert "<b>€20</b> taken back" in words(figure)
    colours = [trace.line.color for trace in figure.data if trace.mode == "lines"]
    assert colours == [LIGHT.accent, LIGHT.worse]


def test_where_nobody_loses_nothing_is_taken_back() -> None:
    assert not any("taken back" in text for text in words(drawn(3, 2, 1)))


def test_a_loss_is_drawn_in_amounts() -> None:
    figure = drawn(10, -50)
    assert "€10" in words(figure)[0]
    assert figure.layout.yaxis.range[0] < -40


def test_one_customer_still_draws() -> None:
    assert "<b>peak 100%</b>" in words(drawn(5))
