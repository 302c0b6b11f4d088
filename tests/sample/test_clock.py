"""Time: offsets of Budapest, office hours, holidays, months."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from dashboard.sample import clock
from dashboard.sample.clock import DAY, NEVER


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def instants(*texts: str) -> clock.Ints:
    return np.array([seconds(text) for text in texts], dtype=np.int64)


def test_offsets_are_those_of_the_time_zone_database() -> None:
    moments = np.arange(seconds("2015-01-01T00:00:00+00:00"), seconds("2030-01-01T00:00:00+00:00"), 7 * 3600 + 1)
    zone = ZoneInfo("Europe/Budapest")
    offsets = [datetime.fromtimestamp(int(moment), zone).utcoffset() for moment in moments]
    assert clock.local_offset(moments).tolist() == [(offset or timedelta()).total_seconds() for offset in offsets]


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ("2026-11-18T09:30:00+01:00", "2026-11-18T09:30:00+01:00"),
        ("2026-11-18T05:00:00+01:00", "2026-11-18T08:00:00+01:00"),
        ("2026-11-18T18:00:00+01:00", "2026-11-19T08:00:00+01:00"),
        ("2026-11-21T12:00:00+01:00", "2026-11-23T08:00:00+01:00"),
        ("2026-10-23T12:00:00+02:00", "2026-10-26T08:00:00+01:00"),
    ],
)
def test_office_hours(asked: str, opened: str) -> None:
    assert clock.office(instants(asked), np.zeros(1)).tolist() == instants(opened).tolist()


def test_office_never_goes_back_and_never_stays_never() -> None:
    moments = np.append(np.arange(seconds("2026-01-01T00:00:00+00:00"), clock.END, 5401), NEVER)
    moved = clock.office(moments, np.full(len(moments), 0.5))
    assert (moved >= moments).all()
    assert moved[-1] == NEVER


@pytest.mark.parametrize("day", ["2024-12-25", "2025-04-21", "2026-04-06", "2026-05-25", "2026-10-23"])
def test_holidays_are_no_business_days(day: str) -> None:
    number = (date.fromisoformat(day) - date(1970, 1, 1)).days
    assert not clock.is_business_day(np.array([number]))[0]


def test_weeks_begin_on_monday() -> None:
    assert date(1970, 1, 1) + timedelta(days=clock.first_day(104)) == date(2024, 11, 25)
    assert clock.weekday(np.array([clock.week_start(10)])).tolist() == [0]


def test_months_there_and_back() -> None:
    days = np.array([clock.day_of(2024, 2, 29), clock.day_of(2026, 12, 31)])
    assert clock.month_start(clock.month_of(days)).tolist() == [clock.day_of(2024, 2, 1), clock.day_of(2026, 12, 1)]


def test_the_data_end_on_a_friday_evening() -> None:
    assert datetime.fromtimestamp(clock.END, ZoneInfo("Europe/Budapest")).isoformat() == "2026-11-20T19:00:00+01:00"
    assert clock.LAST_DAY == clock.END // DAY
