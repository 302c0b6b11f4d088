"""Panels in parts: by hand on literal rows, and against the measures whose cases they tell apart."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import parts
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company
from tests.golden import literal

AS_OF = datetime(2026, 3, 6, 12)
OPENED = datetime(2026, 1, 5, 9)
WEEK = date(2026, 11, 9)
KPIS = (
    *("apology_rate", "verified_resolved_14d", "backlog", "customer_more_effort", "sign_per_100_reviewed"),
    *("handled_well", "retention_after_incident", "apology_with_redress", "non_apology_only", "time_to_apology"),
    *("sign_incident_rate", "recommend_after_incident"),
)


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    log = literal.Log()
    days = {name: OPENED + timedelta(days=at) for at, name in enumerate(("held", "undone", "denied", "open", "again"))}
    for name, at in days.items():
        log.customer(name, at)
    log.add("held", days["held"] + timedelta(hours=2), "apology", code="specific")
    log.add("undone", days["undone"] + timedelta(days=1), "apology", code="formulaic")
    said = days["denied"] + timedelta(days=2)
    log.reply("denied", said, body="Dear Ann,\nWe are sorry if you feel let down.\nBob")
    log.add("denied", said, "apology", code="non_apology")
    log.add("again", days["again"] + timedelta(days=8), "apology", code="specific")
    for name in ("held", "undone", "denied", "again"):
        log.add(name, days[name] + timedelta(days=3), "resolved")
    log.add("undone", days["undone"] + timedelta(days=5), "reopened", "customer")
    log.add("denied", days["denied"] + timedelta(days=6), "survey_answer", "customer", question_id="resolved", score=0)
    incidents = [literal.incident(name, at) for name, at in days.items()]
    incidents[-1] |= {"customer_id": "c-twice", "cause_code": "delivery_slip"}
    later = days["again"] + timedelta(days=9)
    incidents.append(literal.incident("late", later, customer_id="c-twice", cause_code="delivery_slip"))
    log.add("late", later + timedelta(days=20), "resolved")
    incidents += [literal.incident(f"age{n}", AS_OF - timedelta(days=n)) for n in (2, 5, 10, 20)]
    folder = tmp_path_factory.mktemp("by_hand")
    return literal.publish(folder, {"incidents": incidents, "incident_events": log.rows}, AS_OF)


def listed(warehouse: Warehouse, name: str, part: str, **parameters: object) -> set[str]:
    found = parts.listed(warehouse, name, Filters(), part, 50, parameters)
    return set(found["incident_id"])


def counted(found: pd.DataFrame) -> dict[str, int]:
    return dict(zip(found["part"], found["cases"], strict=True))


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("specific", {"held"}),
        ("formulaic", {"undone"}),
        ("non_apology", {"denied"}),
        ("none", {"open", "again", "late", "age10", "age20"}),
    ],
)
def test_the_best_words_within_seven_days(by_hand: Warehouse, part: str, names: set[str]) -> None:
    assert listed(by_hand, "apology_words", part) == names


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("verified", {"held"}),
        ("undone", {"undone"}),
        ("denied", {"denied"}),
        ("repeated", {"again"}),
        ("not_claimed", {"open", "late"}),
    ],
)
def test_where_a_claim_was_lost(by_hand: Warehouse, part: str, names: set[str]) -> None:
    assert listed(by_hand, "claim_fates", part) == names


def test_the_age_of_what_is_open(by_hand: Warehouse) -> None:
    found = parts.counts(by_hand, "backlog_ages", Filters(), parameters={"week": date(2026, 3, 2)})
    assert counted(found) == {"to_3": 1, "to_7": 1, "to_14": 1, "to_28": 1, "over_28": 3}
    assert listed(by_hand, "backlog_ages", "over_28", week=date(2026, 3, 2)) == {"open", "undone", "denied"}


def test_a_non_apology_is_shown_with_its_words(by_hand: Warehouse) -> None:
    (row,) = panel_rows.panel(by_hand, "non_apologies", most=5).to_dict("records")
    assert (row["incident_id"], row["count_all"]) == ("denied", 1)
    assert "sorry if you feel" in row["body"]


def test_who_still_waits_for_an_apology(by_hand: Warehouse) -> None:
    (row,) = panel_rows.panel(by_hand, "apology_risk", Filters()).to_dict("records")
    assert list(row.values()) == [10, 6, 4, 3, 3]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("parts")
    company.publish(folder, 800, weeks=40, kpi_ids=KPIS, is_complete=True)
    return open_current(folder)


FILTERS = [
    Filters().between(date(2026, 3, 2), WEEK),
    Filters.of({"team_id": ["t1", "t2", ""], "channel": ["phone", "email"]}).between(date(2026, 6, 1), WEEK),
    Filters.of({"severity": ["4"], "language": ["hu"]}).between(WEEK, WEEK),
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize(
    ("panel", "kpi_id", "hits"),
    [
        ("apology_words", "apology_rate", ("specific", "formulaic")),
        ("apology_words", "non_apology_only", ("non_apology",)),
        ("claim_fates", "verified_resolved_14d", ("verified",)),
        ("sign_profile", "sign_per_100_reviewed", tuple(f"S{number:02d}" for number in range(1, 19))),
    ],
)
def test_parts_add_up_to_the_measure(
    whole: Warehouse, panel: str, kpi_id: str, hits: tuple[str, ...], filters: Filters
) -> None:
    found = counted(parts.counts(whole, panel, filters))
    row = measures.measure(whole, kpi_id, filters, ("none",)).iloc[0]
    assert sum(found.get(part, 0) for part in hits) == row["numerator"]
    if panel != "sign_profile" and kpi_id != "non_apology_only":
        assert sum(found.values()) == row["cases"]


@pytest.mark.parametrize("filters", FILTERS)
def test_ratings_lie_above_the_diagonal_as_often_as_the_measure_says(whole: Warehouse, filters: Filters) -> None:
    found = counted(parts.counts(whole, "effort_pairs", filters))
    row = measures.measure(whole, "customer_more_effort", filters, ("none",)).iloc[0]
    above = sum(n for part, n in found.items() if part.split(" to ")[0] > part.split(" to ")[1])
    assert (above, sum(found.values())) == (row["numerator"], row["cases"])


@pytest.mark.parametrize("filters", FILTERS)
def test_the_open_complaints_are_those_of_the_backlog(whole: Warehouse, filters: Filters) -> None:
    first, last = date(2026, 3, 2), date(2026, 11, 16)
    anywhere = filters.between(None, None)
    weekly = panel_rows.panel(whole, "backlog_weeks", anywhere, first_week=first, last_week=last)
    told = measures.measure(whole, "backlog", filters.between(first, last)).query("cases > 0")
    assert weekly["week"].tolist() == told["week"].tolist()
    assert weekly["count_open"].tolist() == told["cases"].tolist()
    rows = measures.rows(whole, "backlog", filters.between(WEEK, WEEK))
    ages = counted(parts.counts(whole, "backlog_ages", anywhere, parameters={"week": WEEK}))
    assert sum(ages.values()) == len(rows)
    assert ages.get("to_28", 0) + ages.get("over_28", 0) == rows["is_overdue"].sum()
    assert weekly.set_index("week")["count_overdue"].get(pd.Timestamp(WEEK), 0) == rows["is_overdue"].sum()


def test_satisfaction_is_that_of_the_measure(whole: Warehouse) -> None:
    found = panel_rows.panel(whole, "survey_items", FILTERS[0]).set_index("question_id").loc["satisfaction"]
    row = measures.measure(whole, "handled_well", FILTERS[0], ("none",)).iloc[0]
    assert (found["count_agreed"], found["count_answered"]) == (row["numerator"], row["cases"])


def test_a_list_is_as_long_as_its_count_and_the_latest_come_first(whole: Warehouse) -> None:
    total = counted(parts.counts(whole, "apology_words", FILTERS[0]))["none"]
    found = parts.listed(whole, "apology_words", FILTERS[0], "none", 10_000)
    assert len(found) == total
    assert found["opened_at"].is_monotonic_decreasing
    assert len(parts.listed(whole, "apology_words", FILTERS[0], "none", 7)) == 7


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    company.publish(tmp_path, 60, weeks=6, kpi_ids=["apology_rate"], leave_out=("incident_events",))
    with pytest.raises(AmendsError, match=r"Apology rate, 7 d needs incident_events\."):
        parts.counts(open_current(tmp_path), "apology_words", Filters())
