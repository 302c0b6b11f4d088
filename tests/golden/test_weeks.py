"""Weeks, empty weeks, limits of shares, and slices: golden cases G04, G08, G16 and G20, seen from outside."""

import math
from datetime import datetime, timedelta

import pytest

from dashboard.engine import beside, measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Log, Publish, Row, incident, line

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)

G04 = {
    datetime(2021, 1, 3, 22, 30): "2020-W53",
    datetime(2021, 1, 3, 23, 30): "2021-W01",
    datetime(2026, 3, 29, 21, 59, 59): "2026-W13",
    datetime(2026, 3, 29, 22): "2026-W14",
    datetime(2026, 12, 31, 12): "2026-W53",
    datetime(2027, 1, 1, 12): "2026-W53",
}


@pytest.fixture(scope="module")
def g04(publish: Publish) -> Warehouse:
    incidents = [incident(f"i{number}", opened_at) for number, opened_at in enumerate(G04)]
    return publish({"incidents": incidents}, datetime(2027, 2, 1))


def test_a_moment_belongs_to_its_local_week_g04(g04: Warehouse) -> None:
    rows = measures.rows(g04, "incidents_opened").sort_values("case_id")
    assert list(rows["week"]) == list(G04.values())
    week = measures.measure(g04, "incidents_opened", Filters.of({}, "2026-W53")).iloc[0]
    assert (week["value"], week["week"].strftime("%Y-%m-%d")) == (2, "2026-12-28")


def test_the_axis_has_every_week_also_of_a_year_of_53_g04(g04: Warehouse) -> None:
    weeks = measures.measure(g04, "incidents_opened", Filters.of({}, "2020-W52..2021-W02"))["week"]
    assert list(weeks.dt.strftime("%G-W%V")) == ["2020-W52", "2020-W53", "2021-W01", "2021-W02"]


def test_the_week_of_the_change_to_summer_time_is_final_an_hour_early_g04(g04: Warehouse) -> None:
    """The week of 23 March has 167 hours: it ends at 22:00 UTC on Sunday, not at 23:00."""
    for moment, status in ((datetime(2026, 3, 29, 22), "final"), (datetime(2026, 3, 29, 21, 59), "provisional")):
        assert line(g04.at(moment), "incidents_opened", "2026-W13")["status"] == status


def in_zone(publish: Publish, zone: str) -> Warehouse:
    """Sixty incidents, one every five hours, in weeks of this time zone."""
    opened = [datetime(2026, 1, 4, 2) + number * 5 * HOUR for number in range(60)]
    incidents = [incident(f"i{number:02}", at) for number, at in enumerate(opened)]
    return publish({"incidents": incidents}, datetime(2026, 3, 2), timezone=zone)


@pytest.fixture(scope="module")
def home(publish: Publish) -> Warehouse:
    return in_zone(publish, "Europe/Budapest")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_another_time_zone_moves_cases_and_keeps_the_total(publish: Publish, home: Warehouse, zone: str) -> None:
    away = in_zone(publish, zone)
    assert line(home, "incidents_opened")["value"] == line(away, "incidents_opened")["value"] == 60
    weeks = [measures.rows(each, "incidents_opened").set_index("case_id")["week"].sort_index() for each in (home, away)]
    assert (weeks[0] != weeks[1]).any()


@pytest.fixture(scope="module")
def shares(publish: Publish) -> Warehouse:
    """G16: 0 of 5, 5 of 20 and 20 of 20 apologies in 2026-W02, W03 and W05; nothing in W04 (G08)."""
    log, incidents = Log(), []
    for week, yes, size in ((2, 0, 5), (3, 5, 20), (5, 20, 20)):
        monday = datetime(2026, 1, 5, 9) + (week - 2) * 7 * DAY
        for number in range(size):
            incidents.append(incident(f"{week}-{number}", monday))
            if number < yes:
                log.add(f"{week}-{number}", monday + HOUR, "apology", code="specific")
    return publish({"incidents": incidents, "incident_events": log.rows}, datetime(2026, 3, 2))


@pytest.mark.parametrize(
    ("week", "low", "high"), [("2026-W02", 0, 0.4345), ("2026-W03", 0.1119, 0.4687), ("2026-W05", 0.8389, 1)]
)
def test_limits_of_shares_g16(shares: Warehouse, week: str, low: float, high: float) -> None:
    found = line(shares, "apology_rate", week)
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=5e-5)


def test_a_week_without_incidents_has_no_value_and_stays_g08(shares: Warehouse) -> None:
    empty = line(shares, "apology_rate", "2026-W04")
    assert (empty["numerator"], empty["denominator"], empty["cases"], empty["status"]) == (0, 0, 0, "final")
    assert all(math.isnan(empty[name]) for name in ("value", "low", "high"))
    assert len(measures.measure(shares, "apology_rate", Filters.of({}, "2026-W02..2026-W05"))) == 4
    assert beside.facts(shares, "honest_apology_share", Filters.of({}, "2026-W04")).empty


def test_something_over_nothing_is_no_number_g08(publish: Publish) -> None:
    log = Log()
    log.customer("i1", datetime(2026, 1, 5, 9))
    warehouse = publish(
        {"incidents": [incident("i1", datetime(2026, 1, 5, 9))], "incident_events": log.rows}, datetime(2026, 3, 2)
    )
    found = line(warehouse, "behavioural_effort_ratio", "2026-W02")
    assert (found["numerator"], found["denominator"], found["cases"]) == (1, 0, 1)
    assert math.isnan(found["value"])


@pytest.fixture(scope="module")
def teams(publish: Publish) -> Warehouse:
    """G20: team A apologised in 1 of 2, B in 9 of 10; solved after 1, 1, 9 and 5, 5 days; customers {1,2} and {2,3}."""
    monday = datetime(2026, 1, 5, 9)
    log = Log()
    incidents: list[Row] = []
    for team, size, yes in (("A", 2, 1), ("B", 10, 9)):
        for number in range(size):
            name = f"{team}{number}"
            incidents.append(incident(name, monday, team_id=team, kind="complaint"))
            if number < yes:
                log.add(name, monday + DAY, "apology", code="formulaic")
    for team, days in (("A", (1, 1, 9)), ("B", (5, 5))):
        for number, length in enumerate(days):
            name = f"solved {team}{number}"
            incidents.append(incident(name, monday + 7 * DAY, team_id=team))
            log.add(name, monday + (7 + length) * DAY, "resolved")
    for name, team, customer in (("p", "A", "1"), ("q", "A", "2"), ("r", "B", "2"), ("s", "B", "3")):
        week = 14 if team == "A" else 21
        incidents.append(incident(name, monday + week * DAY, team_id=team, customer_id=customer))
        log.add(name, monday + (week + 1) * DAY, "survey_answer", "customer", question_id="satisfaction", score=1)
    return publish({"incidents": incidents, "incident_events": log.rows}, datetime(2026, 3, 2))


def test_the_whole_is_the_sum_and_no_mean_of_teams_g20(teams: Warehouse) -> None:
    first = Filters.of({}, "2026-W02")
    by_team = measures.measure(teams, "apology_rate", first, ("team_id",)).set_index("team_id")
    assert by_team["value"].to_dict() == {"A": 0.5, "B": 0.9}
    whole = measures.measure(teams, "apology_rate", first, ("none",)).iloc[0]
    assert (whole["numerator"], whole["denominator"]) == (10, 12)
    assert whole["value"] == pytest.approx(0.8333, abs=5e-5)


def test_a_median_comes_from_the_cases_g20(teams: Warehouse) -> None:
    second = Filters.of({}, "2026-W03")
    assert measures.measure(teams, "time_to_resolution", second, ("none",))["value"].iloc[0] == 5
    by_team = measures.measure(teams, "time_to_resolution", second, ("team_id",)).set_index("team_id")
    assert by_team["value"].to_dict() == {"A": 1, "B": 5}
    assert measures.measure(teams, "time_to_resolution", second, ("none",))["p80"].iloc[0] == 5


def test_a_customer_of_two_teams_counts_once_g20(teams: Warehouse) -> None:
    both = Filters.of({}, "2026-W04..2026-W05")
    facts = beside.facts(teams, "people_told_band", both).set_index("label")
    assert facts.loc["Dissatisfied customers, each once", "value"] == 3
    assert measures.measure(teams, "people_told_band", both, ("none",))["value"].iloc[0] == 3 * 12.5
