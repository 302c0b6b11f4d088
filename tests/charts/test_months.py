import pandas as pd
import pytest

from dashboard.charts.months import months
from dashboard.theme import DARK
from dashboard.topics import aftermath


def rows(values: list[float]) -> pd.DataFrame:
    count = len(values)
    return pd.DataFrame(
        {
            "label": [f"M{n}" for n in range(count)],
            "value": values,
            "is_complete": [True] * (count - 1) + [False],
            "is_marked": [n == 1 for n in range(count)],
            "hover": ["h"] * count,
        }
    )


@pytest.mark.parametrize("values", [[0.0, 0.0], [-50.0, 20.0, float("nan")], [1.0], [3_000.0, 4_100.0, 10.0]])
def test_the_axis_holds_every_month_and_its_ticks_are_round(values: list[float]) -> None:
    figure = months(rows(values), DARK, lambda found: [f"{value:g}" for value in found], "opened")
    low, high = figure.layout.yaxis.range
    known = [value for value in values if value == value]
    assert low <= min(known)
    assert high >= max(known)
    assert 0 in figure.layout.yaxis.tickvals


def test_before_and_after_are_months_on_either_side_of_the_opening() -> None:
    panel = pd.DataFrame(
        {
            "month": pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01", "2026-05-01", "2026-06-01"]),
            "has_revenue": [True, True, True, True, True],
            "revenue": [100.0, 200.0, 500.0, 90.0, 7.0],
            "transactions": [1.0, 2.0, 3.0, 1.0, None],
            "is_complete": [True, True, True, True, False],
        }
    )
    found = aftermath.months(panel, pd.Timestamp("2026-03-20").date())
    assert found["label"].tolist() == [f"{name} 2026" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")]
    assert pd.isna(found["value"].iloc[3])
    told = aftermath.answer(found, "EUR")
    assert told == "€150 a month before (2 months), €90 a month after (1 month). An association, no proof."
