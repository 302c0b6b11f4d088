"""Local time: weeks, months and offsets on days on which the clock changes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import AmendsError
from dashboard.warehouse import clock

ZONES = ["Europe/Budapest", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana", "UTC"]


@pytest.fixture(scope="module")
def budapest() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    clock.write(con, "Europe/Budapest")
    return con


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2021-01-03 22:30", "2020-W53"),
        ("2021-01-03 23:30", "2021-W01"),
        ("2026-03-29 21:59:59", "2026-W13"),
        ("2026-03-29 22:00:00", "2026-W14"),
        ("2026-12-31 12:00", "2026-W53"),
        ("2027-01-01 12:00", "2026-W53"),
    ],
)
def test_a_week_is_the_iso_week_of_the_local_day(budapest: duckdb.DuckDBPyConnection, moment: str, week: str) -> None:
    local = """
        select strftime(
            case when moment < switch_at then moment + offset_before else moment + offset_after end, '%G-W%V'
        )
        from (select cast($moment as timestamp) as moment) as given
        inner join utc_offsets on cast(moment as date) = day
    """
    assert budapest.execute(local, {"moment": moment}).fetchall() == [(week,)]


def test_the_week_of_the_clock_change_has_167_hours(budapest: duckdb.DuckDBPyConnection) -> None:
    found = budapest.execute("select ends_at - starts_at from calendar_weeks where week = '2026-03-23'").fetchone()
    assert found == (timedelta(hours=167),)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-03-29 01:59:59", "2026-03-29 00:59:59"),
        ("2026-03-29 02:30:00", "2026-03-29 00:30:00"),
        ("2026-03-29 03:00:00", "2026-03-29 01:00:00"),
        ("2026-10-25 01:59:59", "2026-10-24 23:59:59"),
        ("2026-10-25 02:30:00", "2026-10-25 01:30:00"),
        ("2026-10-25 03:00:00", "2026-10-25 02:00:00"),
    ],
    ids=["before the gap", "in the gap", "after the gap", "before the fold", "in the fold", "after the fold"],
)
def test_unclear_local_times_take_the_later_offset(budapest: duckdb.DuckDBPyConnection, local: str, utc: str) -> None:
    statement = """
        select case when moment < switch_at then moment - offset_before else moment - offset_after end
        from (select cast($local as timestamp) as moment) as given
        inner join local_offsets on cast(moment as date) = day
    """
    expected = datetime.fromisoformat(utc)
    assert budapest.execute(statement, {"local": local}).fetchone() == (expected,)
    assert clock.to_utc(datetime.fromisoformat(local), "Europe/Budapest") == expected


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), st.sampled_from(ZONES))
def test_local_time_and_back_is_the_same_moment_outside_clock_changes(moment: datetime, timezone: str) -> None:
    local = clock.to_local(moment, timezone)
    assert local == moment.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    back = clock.to_utc(local, timezone)
    assert back == moment or clock.to_local(back, timezone) == local


@pytest.mark.parametrize("timezone", ZONES)
def test_months_and_weeks_leave_no_gap(timezone: str) -> None:
    con = duckdb.connect()
    clock.write(con, timezone)
    for table, period in (("calendar_weeks", "week"), ("calendar_months", "month")):
        rows = con.table(table).order(period).project("starts_at, ends_at").fetchall()
        assert all(ends == following for (_, ends), (following, _) in pairwise(rows))
    assert con.execute("select min(month), max(last_day) from calendar_months").fetchone() == (
        date(1900, 1, 1),
        date(2200, 12, 31),
    )


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(AmendsError, match="Europe/Budapst"):
        clock.zone("Europe/Budapst")
