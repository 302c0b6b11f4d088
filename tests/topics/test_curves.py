import pandas as pd
import pytest

from dashboard.stats import survival
from dashboard.topics import curves


def test_a_curve_is_read_on_a_grid_as_far_as_it_was_watched() -> None:
    curve = pd.DataFrame(
        {"t": [0.0, 2.5, 7.0], "survival": [1.0, 0.8, 0.5], "low": [1.0, 0.6, 0.3], "high": [1.0, 0.9, 0.7]}
    )
    found = curves.on_grid(curve, [0, 1, 2, 3, 7, 8])
    assert found["t"].tolist() == [0, 1, 2, 3, 7]
    assert found["survival"].tolist() == [1.0, 1.0, 1.0, 0.8, 0.5]
    assert curves.on_grid(curve.iloc[:0], [0, 1]).empty


def test_counted_groups_keep_the_share_that_their_cases_keep() -> None:
    days, left = [10.0, 30.0, 30.0, 90.0, 90.0, 90.0], [True, True, False, False, False, False]
    counted = pd.DataFrame({"part": "a", "days": days, "has_left": left}).groupby(["part", "days", "has_left"])
    kept = curves.kept_by_part(counted.size().rename("cases").reset_index(), 90)["a"]
    expected = survival.kaplan_meier(days, left).survival_at(90)
    assert (kept.value, kept.low, kept.high) == pytest.approx(tuple(expected))
    assert (kept.cases, kept.is_few) == (6, True)
