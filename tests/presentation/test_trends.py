from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.engine import kpis
from dashboard.presentation import readings, trends
from dashboard.presentation.readings import Reading

MONDAY = date(2026, 1, 5)
APOLOGY = kpis.find("apology_rate")
COST = kpis.find("cost_ratio")


def reading(week: int, share: float | None = 0.3, n: int = 100, *, is_final: bool = True, unknown: int = 0) -> Reading:
    return Reading(
        period=MONDAY + timedelta(weeks=week),
        value=share if n else None,
        low=None,
        high=None,
        numerator=(share or 0) * n,
        denominator=n,
        cases=n,
        unknown=unknown,
        immature=0,
        is_final=is_final,
    )


def test_readings_keep_missing_numbers_missing() -> None:
    measured = pd.DataFrame(
        {
            "week": pd.to_datetime(["2026-01-12", "2026-01-05"]),
            "numerator": [0.0, 3.0],
            "denominator": [0.0, 10.0],
            "cases": [0, 10],
            "unknown": [2, 0],
            "immature": [0, 1],
            "value": [float("nan"), 0.3],
            "low": [float("nan"), 0.1],
            "high": [float("nan"), 0.6],
            "status": ["provisional", "final"],
        }
    )
    first, second = readings.readings(measured, "week")
    assert (first.period, first.value, first.is_final, first.immature) == (date(2026, 1, 5), 0.3, True, 1)
    assert (second.value, second.low, second.cases, second.unknown, second.is_final) == (None, None, 0, 2, False)


def test_coverage_is_known_among_known_and_unknown() -> None:
    assert reading(0, n=30, unknown=10).coverage == pytest.approx(0.75)
    assert reading(0, n=0).coverage is None


def test_the_range_shown_moves_no_limit() -> None:
    series = [reading(week, 0.3 + 0.02 * (week % 3)) for week in range(40)]
    whole = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=39))
    part = trends.trend(APOLOGY, series, MONDAY + timedelta(weeks=30), MONDAY + timedelta(weeks=35))
    assert len(part.shown) == 6
    assert part.frame["upper"].iloc[0] == whole.frame["upper"].iloc[30]


def test_nothing_after_the_last_week_shown_is_judged() -> None:
    series = [reading(week, 0.3 + 0.02 * (week % 2)) for week in range(30)] + [reading(30, 0.9)]
    until_29 = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=29))
    until_30 = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=30))
    assert until_29.verdict.tone == "ordinary"
    assert until_30.verdict.tone == "better"
    assert until_30.frame["signal"].iloc[-1] == "better"


def test_the_current_reading_is_the_last_final_one() -> None:
    series = [reading(0), reading(1), reading(2, is_final=False)]
    shown = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=2))
    assert shown.current == series[1]
    provisional = trends.trend(APOLOGY, series, MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=2))
    assert provisional.current == series[2]
    assert trends.trend(APOLOGY, [], MONDAY, MONDAY).current is None


def test_long_ranges_name_the_year_of_a_week() -> None:
    series = [reading(week) for week in range(60)]
    assert trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=20)).frame["label"].iloc[0] == "W02"
    assert trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=59)).frame["label"].iloc[0] == "W02 ’26"


def test_a_month_belongs_to_the_week_of_its_last_day() -> None:
    assert readings.week_of(date(2026, 2, 1), "month") == date(2026, 2, 23)
    assert readings.week_of(date(2026, 1, 1), "quarter") == date(2026, 3, 30)
    assert readings.week_of(MONDAY, "week") == MONDAY


def test_the_same_period_a_year_before() -> None:
    assert readings.year_before(date(2026, 11, 9), "week") == date(2025, 11, 10)
    assert readings.year_before(date(2026, 12, 28), "week") is None  # 2026-W53
    assert readings.year_before(date(2026, 2, 1), "month") == date(2025, 2, 1)
    series = [reading(week, 0.3 + week / 1000) for week in range(60)]
    shown = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=59))
    now = shown.current
    assert now is not None
    before = trends.year_ago(APOLOGY, series, now)
    assert before is not None
    assert shown.frame["year_ago"].iloc[-1] == before.value == series[6].value


def test_one_week_is_told_as_it_is_and_drawn_among_the_weeks_around_it() -> None:
    series = [reading(week, is_final=week < 28) for week in range(30)]
    one = MONDAY + timedelta(weeks=28)
    shown = trends.trend(APOLOGY, series, MONDAY + timedelta(weeks=10), MONDAY + timedelta(weeks=29), chosen=one)
    assert shown.current == series[28]
    assert (len(shown.shown), shown.marks(None, None).chosen) == (20, 18)


def test_weeks_before_a_reset_keep_the_limits_that_held_then() -> None:
    series = [reading(week, 0.2 + 0.01 * (week % 2)) for week in range(20)]
    series += [reading(week, 0.6 + 0.01 * (week % 2)) for week in range(20, 40)]
    reset = MONDAY + timedelta(weeks=20)
    frame = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=39), start=reset).frame
    assert frame["centre"].iloc[0] == pytest.approx(0.205)
    assert frame["centre"].iloc[-1] == pytest.approx(0.605)
    assert frame["upper"].iloc[19] < frame["lower"].iloc[20]


def test_a_week_that_is_mostly_unknown_loses_its_colour() -> None:
    series = [reading(week, 0.5 + 0.02 * (week % 3)) for week in range(30)]
    series += [reading(30, 0.05, unknown=200), reading(31, 0.05)]
    frame = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=31)).frame
    assert frame["signal"].tolist()[-2:] == ["past", "worse"]


def test_a_block_adds_sum_to_sum() -> None:
    weekly = [reading(week, share, n) for week, (share, n) in enumerate([(0.5, 10), (0.1, 90), (0.9, 10)])]
    block = readings.block(APOLOGY, weekly, MONDAY + timedelta(weeks=1), 2)
    assert block.value == pytest.approx(14 / 100)
    assert block.cases == 100
    assert readings.block(APOLOGY, [], MONDAY, 13).value is None


def test_hover_and_base_say_what_the_number_rests_on() -> None:
    text = trends.hover(APOLOGY, reading(0, 0.38, 200, is_final=False))
    assert text == "<b>W02</b><br>38%<br>76 of 200<br>provisional"
    assert readings.base(COST, reading(0, 0.4, 4180)) == "4,180 cases"


@pytest.mark.parametrize(("n", "mark"), [(100, "worse"), (19, "past")], ids=["enough cases", "below the minimum n"])
def test_nothing_is_coloured_below_the_minimum_n(n: int, mark: str) -> None:
    series = [reading(week, 0.5 + 0.02 * (week % 3)) for week in range(30)]
    series.append(reading(30, 0.05, n=n))
    shown = trends.trend(APOLOGY, series, MONDAY, MONDAY + timedelta(weeks=30))
    assert shown.frame["signal"].iloc[-1] == mark
    assert (shown.verdict.tone == "unjudged") == (n < APOLOGY.min_n)
