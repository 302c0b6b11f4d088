from datetime import date, datetime

import pytest

from dashboard.presentation import formats


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (0.381, 0.32, 0.45, "38%"),
        (0.082, 0.074, 0.090, "8.2%"),
        (0.0031, 0.0018, 0.0053, "0.31%"),
        (0.381, None, None, "38%"),
        (None, None, None, "—"),
        (float("nan"), None, None, "—"),
        (0.0, 0.0, 0.3, "0%"),
        (1.0, 1.0, 1.0, "100%"),
        (1.0, 0.8, 1.0, "100%"),
    ],
)
def test_a_share_shows_the_decimals_that_its_interval_supports(
    value: float | None, low: float | None, high: float | None, text: str
) -> None:
    assert formats.value(value, "percent", low, high) == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (431_215, "EUR", "€431k"),
        (2_150_000, "EUR", "€2.15M"),
        (999_600, "EUR", "€1.00M"),
        (9_996, "EUR", "€10.0k"),
        (412, "EUR", "€412"),
        (0, "EUR", "€0"),
        (-39_164, "EUR", "−€39.2k"),
        (1_000_000, "HUF", "1.00M Ft"),
        (12_000, "CHF", "CHF 12.0k"),
        (None, "EUR", "—"),
    ],
)
def test_money_has_three_significant_digits_and_its_minus_first(value: float | None, currency: str, text: str) -> None:
    assert formats.money(value, currency) == text


def test_money_in_tables_is_whole() -> None:
    assert formats.money_exact(64_200.4) == "€64,200"
    assert formats.money_exact(-39_164) == "−€39,164"
    assert formats.money_exact(-0.2) == "€0"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.384, "ratio", "1.38"),
        (-3.2, "points", "−3.2 points"),
        (26.2, "hours", "26 h"),
        (216.0, "hours", "9 d"),
        (9.04, "days", "9.04 d"),
        (40.0, "count", "40"),
        (4212.0, "people", "4,212"),
        (3.24, "per_100", "3.24 per 100"),
    ],
)
def test_every_unit_reads_as_itself(value: float, unit: str, text: str) -> None:
    assert formats.value(value, unit) == text


def test_intervals_use_an_en_dash_and_one_percent_sign() -> None:
    assert formats.interval(0.321, 0.449, "percent") == "95% 32–45%"
    assert formats.interval(0.0018, 0.0053, "percent") == "95% 0.18–0.53%"
    assert formats.interval(0.41, 0.62, "ratio") == "95% 0.41–0.62"
    assert formats.interval(98.3, 135, "per_1000") == "95% 98.3–135 per 1,000"
    assert formats.interval(-19.2, -4.36, "points") == "95% −19.2 to −4.4 points"
    assert formats.interval(None, 0.62, "ratio") == ""


def test_a_target_keeps_the_decimals_it_was_given() -> None:
    assert [formats.exact(target, "percent") for target in (0.0025, 0.5, 0.125)] == ["0.25%", "50%", "12.5%"]
    assert formats.exact(5_000_000, "money") == "€5.00M"


def test_values_beside_each_other_can_be_told_apart() -> None:
    assert formats.values([0.1, 0.2], "percent") == ["10%", "20%"]
    assert formats.values([0.002, 0.004], "percent") == ["0.2%", "0.4%"]
    assert formats.values([0.0001, 0.0002], "percent") == ["0.01%", "0.02%"]


def test_weights_keep_a_decimal_only_when_they_need_it() -> None:
    assert formats.count(12.0) == "12"
    assert formats.count(112.5) == "112.5"
    assert formats.count(1112.4) == "1,112"


def test_weeks_and_months_have_short_names() -> None:
    assert formats.week(date(2026, 11, 9)) == "W46"
    assert formats.period(date(2026, 2, 1), "month") == "Feb 2026"
    assert formats.period(date(2026, 11, 9), "week") == "W46"


def test_a_moment_is_told_in_the_business_time_zone() -> None:
    assert formats.moment(datetime(2026, 11, 20, 17, 0), "Europe/Budapest") == "Fri 20 Nov 2026, 18:00"


def test_plurals() -> None:
    assert formats.plural(1, "case") == "1 case"
    assert formats.plural(1200, "case") == "1,200 cases"
    assert formats.plural(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("share", "text"), [(0.284, "28%"), (0.0214, "2.1%"), (0.0021, "0.21%"), (0.0, "0%"), (None, "—")]
)
def test_a_share_that_stands_alone_is_not_rounded_to_nothing(share: float | None, text: str) -> None:
    assert formats.fact(share, "percent") == text


def test_money_in_a_table_column_and_the_age_of_data() -> None:
    assert formats.money_form("EUR") == "€%,d"
    assert formats.money_form("HUF") == "%,d Ft"
    assert formats.days_old(datetime(2026, 11, 11, 6), datetime(2026, 11, 20, 7)) == 9
    assert formats.days_old(datetime(2026, 11, 21), datetime(2026, 11, 20)) == 0


def test_quarters_have_names() -> None:
    assert formats.period(date(2026, 7, 1), "quarter") == "Q3 2026"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 11, 9), date(2026, 11, 9), "W46"),
        (date(2026, 5, 25), date(2026, 11, 9), "W22–W46"),
        (date(2025, 12, 1), date(2026, 2, 2), "W49–W06"),
        (date(2024, 11, 18), date(2026, 11, 9), "W47 ’24–W46 ’26"),
    ],
)
def test_a_stretch_of_weeks_says_its_years_when_they_would_be_unclear(first: date, last: date, told: str) -> None:
    assert formats.weeks(first, last) == told
