import pandas as pd
import pytest

from dashboard.charts.control import control_chart
from dashboard.charts.trend import COLUMNS, Marks, last_final, stretches
from dashboard.presentation import formats
from dashboard.theme import LIGHT


def trend(values: list[float | None], final: int | None = None) -> pd.DataFrame:
    """A trend around 0.3 with limits 0.2 and 0.4, no signals."""
    rows = [
        (f"W{i + 1:02d}", value, i < (len(values) if final is None else final), 0.3, 0.2, 0.4, "", f"<b>W{i}</b>")
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def percents(values: object) -> list[str]:
    return formats.values(values, "percent")  # type: ignore[arg-type]


def test_provisional_points_are_hollow_and_every_point_has_its_hover_text() -> None:
    figure = control_chart(trend([0.3, 0.31, 0.35], final=2), LIGHT, Marks(), percents)
    points = figure.data[-1]
    assert list(points.marker.symbol) == ["circle", "circle", "circle-open"]
    assert [tuple(data) for data in points.customdata] == [
        ("W01", "<b>W0</b>"),
        ("W02", "<b>W1</b>"),
        ("W03", "<b>W2</b>"),
    ]
    assert points.hovertemplate == "%{customdata[1]}<extra></extra>"


def test_marks_of_a_year_ago_do_not_squeeze_the_axis() -> None:
    rows = trend([0.3, 0.31, 0.35])
    plain, marked = (
        control_chart(one, LIGHT, Marks(), percents) for one in (rows, rows.assign(year_ago=[9.0, 0.0, 0.3]))
    )
    assert marked.layout.yaxis.range == plain.layout.yaxis.range


def test_a_year_ago_a_chosen_week_and_notes_are_marked() -> None:
    rows = trend([0.3, 0.31, 0.35]).assign(year_ago=[None, 0.28, 0.29], key=["k1", "k2", "k3"])
    marks = Marks(chosen=1, notes=((2, "New &lt;b&gt;", "New &lt;b&gt; routine"),))
    figure = control_chart(rows, LIGHT, marks, percents)
    by_symbol = {str(trace.marker.symbol): trace for trace in figure.data if trace.mode == "markers"}
    assert list(by_symbol["line-ew"].y) == [0.28, 0.29]
    assert list(by_symbol["circle-open"].x) == [1]
    assert "New &lt;b&gt; ⚑" in {annotation.text for annotation in figure.layout.annotations}
    (shape,) = figure.layout.shapes
    assert shape.x0 == 2


def test_limits_before_and_after_a_reset_are_two_bands() -> None:
    rows = trend([0.3] * 4).assign(centre=[0.3, 0.3, 0.5, 0.5], lower=[0.2, 0.2, 0.4, 0.4], upper=[0.4, 0.4, 0.6, 0.6])
    bands = [trace for trace in control_chart(rows, LIGHT, Marks(), percents).data if trace.fill == "tonexty"]
    assert [list(band.x) for band in bands] == [[0, 1], [2, 3]]


def test_limits_of_one_period_alone_do_not_stretch_the_axis() -> None:
    rows = trend([0.3] * 4).assign(
        centre=[0.01, 0.3, 0.3, 0.3], lower=[0.0, 0.2, 0.2, 0.2], upper=[0.02, 0.4, 0.4, 0.4]
    )
    figure = control_chart(rows, LIGHT, Marks(), percents)
    assert figure.layout.yaxis.range[0] > 0.1
    assert [list(band.x) for band in figure.data if band.fill == "tonexty"] == [[1, 2, 3]]


def test_limits_and_target_are_named_at_the_edge() -> None:
    figure = control_chart(trend([0.3] * 14), LIGHT, Marks(target=0.5), percents)
    words = {annotation.text for annotation in figure.layout.annotations}
    assert words == {"upper 40%", "mean 30%", "lower 20%", "target 50%"}


def test_labels_that_would_cover_each_other_are_pushed_apart() -> None:
    figure = control_chart(trend([0.3] * 14), LIGHT, Marks(target=0.301), percents)
    shifts = {annotation.text.split()[0]: annotation.yshift for annotation in figure.layout.annotations}
    assert shifts["mean"] == 0
    assert shifts["target"] > 8


@pytest.mark.parametrize("values", [[], [None], [0.3], [0.0, 0.0], [None, 0.2, None]])
def test_little_or_nothing_still_draws(values: list[float | None]) -> None:
    figure = control_chart(trend(values), LIGHT, Marks(limits="none"), percents)
    assert figure.layout.yaxis.range[0] < figure.layout.yaxis.range[1]


def test_no_axis_can_be_dragged_or_zoomed() -> None:
    layout = control_chart(trend([0.3]), LIGHT, Marks(), percents).layout
    assert (layout.dragmode, layout.xaxis.fixedrange, layout.yaxis.fixedrange) == (False, True, True)


def test_stretches_and_the_last_final_period() -> None:
    frame = trend([0.1, 0.2, None, 0.3, 0.4], final=4)
    assert [len(part) for part in stretches(frame)] == [2, 2]
    assert last_final(frame) == 3
    assert last_final(trend([None, None])) is None
