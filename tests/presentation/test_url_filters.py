from datetime import date

import pytest

from dashboard.presentation import url_filters as links

TEAM = links.FIELDS[0]


def test_labels_are_names_and_stay_unambiguous() -> None:
    labels = links.labels_of(TEAM, [("t1", "North"), ("t2", "North"), ("t3", "South"), ("t4", ""), ("", "")])
    assert labels == {"t1": "North (t1)", "t2": "North (t2)", "t3": "South", "t4": "t4", "": "No team"}


def test_a_link_may_carry_names_or_codes_in_any_case() -> None:
    labels = {"t1": "North", "t3": "South", "": "No team"}
    assert links.resolve(["north", "T3", ""], labels) == (["North", "South", "No team"], [])


def test_unknown_values_are_kept_apart_and_said_once() -> None:
    assert links.resolve(["xyz", "North", "xyz"], {"t1": "North"}) == (["North"], ["xyz"])


def test_a_name_wins_over_a_code_of_the_same_text() -> None:
    assert links.resolve(["south"], {"south": "North", "t2": "South"}) == (["South"], [])


@pytest.mark.parametrize(
    ("week", "weeks", "expected"),
    [
        (None, None, (None, None)),
        ("2026-W46", None, ("2026-W46", None)),
        ("2026w46", "13", ("2026-W46", "13 weeks")),
        (None, "2026-W01..2026-W09", ("2026-W09", "9 weeks")),
        ("2026-W03..2026-W03", None, ("2026-W03", "1 week")),
        ("2026-W99", "0", ("2026-W99", "0")),
        ("2026-W09..2026-W01", None, ("2026-W09..2026-W01", None)),
        ("<script>", "many", ("<script>", "many")),
    ],
)
def test_weeks_of_a_link(week: str | None, weeks: str | None, expected: tuple[str | None, str | None]) -> None:
    assert links.canonical_weeks(week, weeks) == expected


def test_years_have_their_own_last_week() -> None:
    assert links.parse_week("2026-W53") == date(2026, 12, 28)
    assert links.parse_week("2025-W53") is None
    assert links.parse_week("0000-W01") is None


@pytest.mark.parametrize(
    ("week", "span", "expected"),
    [
        (links.LATEST, "13 weeks", (date(2026, 8, 24), date(2026, 11, 16))),
        (links.LATEST, links.ALL_WEEKS, (date(2026, 1, 5), date(2026, 11, 16))),
        (links.LATEST, "104 weeks", (date(2026, 1, 5), date(2026, 11, 16))),
        ("2026-W03", "1 week", (date(2026, 1, 12), date(2026, 1, 12))),
    ],
)
def test_the_window_stays_inside_the_data(week: str, span: str, expected: tuple[date, date]) -> None:
    assert links.window(week, span, date(2026, 1, 5), date(2026, 11, 16)) == expected


def test_mondays_run_from_the_newest_back() -> None:
    assert links.mondays(date(2026, 1, 5), date(2026, 1, 19)) == [
        date(2026, 1, 19),
        date(2026, 1, 12),
        date(2026, 1, 5),
    ]
