import pandas as pd

from dashboard.charts import bands
from dashboard.theme import LIGHT


def test_a_group_that_is_too_small_is_a_hollow_point_and_no_interval_draws_no_line() -> None:
    rows = pd.DataFrame(
        [
            ("a", "A", 0.9, 0.8, 0.95, False, "90%", "n 40", "h"),
            ("b", "B", 1.0, None, None, True, "100%", "n 6, few", "h"),
        ],
        columns=list(bands.COLUMNS),
    )
    figure = bands.bands(rows, LIGHT, [(0.8, "80%"), (1.0, "100%")])
    assert len(figure.data) == 2
    assert list(figure.data[-1].marker.color) == [LIGHT.accent, LIGHT.page]
    assert figure.layout.xaxis.range[1] > 1.0
    assert bands.bands(rows.iloc[:0], LIGHT, [(0.0, "0"), (1.0, "1")]).layout.height > 0
