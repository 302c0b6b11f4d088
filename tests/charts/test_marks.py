import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import marks


def test_one_row_per_mark_with_the_words_of_the_axis_and_of_the_mouse_over() -> None:
    figure = go.Figure()
    figure.add_bar(
        x=[3.0, None], y=[0, 1], orientation="h", customdata=[["t1", "<b>North</b><br>3 &amp; more"], ["", "x"]]
    )
    figure.add_scatter(x=[2.5], y=[1], name="target", customdata=["◇ 25%"])
    figure.update_yaxes(tickvals=[0, 1], ticktext=["North", "Key<br>accounts"])
    found = marks.table(figure)
    assert found["Series"].fillna("").tolist() == ["", "", "target"]
    assert found["Across"].fillna(-1).tolist() == [3.0, -1, 2.5]
    assert found["Up"].tolist() == [0, 1, 1]
    assert found["Label"].tolist() == ["North", "Key · accounts", "Key · accounts"]
    assert found["What"].tolist() == ["North · 3 & more", "x", "◇ 25%"]


def test_an_axis_with_a_scale_gives_no_words_and_an_empty_chart_no_rows() -> None:
    figure = go.Figure(go.Scatter(x=[10.0], y=[20.0]))
    figure.update_xaxes(tickvals=[5, 10], ticktext=["5%", "10%"])
    assert marks.table(figure).to_dict("list") == {"Across": [10.0], "Up": [20.0]}
    pd.testing.assert_index_equal(marks.table(go.Figure()).index, pd.RangeIndex(0))
