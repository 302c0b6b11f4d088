"""Effort as customers say, as observed in steps and minutes, and self-service that failed first."""

import math
from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
OPENED = datetime(2026, 1, 5, 9)
MEASURED = datetime(2026, 1, 12, 9)
TRIED = datetime(2026, 1, 19, 9)
ASKED = datetime(2026, 2, 3, 12)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
IN_TIME = 14 * DAY

ANSWERS = {
    "more": (4, 2),
    "a tie": (3, 3),
    "less": (2, 4),
    "half answered": (5, None),
    "the other half": (None, 1),
    "a question": (5, 1),
}


def answer(log: Log, incident_id: str, at: datetime, item: str, score: int) -> None:
    log.add(incident_id, at, "survey_answer", "customer", question_id=item, score=score)


def add_answers(log: Log) -> None:
    """Answered in 2026-W06; one customer changes the answer in W07."""
    for incident_id, (own, ours) in ANSWERS.items():
        if own is not None:
            answer(log, incident_id, ASKED, "effort_customer", own)
        if ours is not None:
            answer(log, incident_id, ASKED, "effort_company", ours)
    answer(log, "answered twice", ASKED, "effort_customer", 1)
    answer(log, "answered twice", ASKED, "effort_company", 3)
    answer(log, "answered twice", ASKED + 7 * DAY, "effort_customer", 5)


def add_steps(log: Log) -> None:
    """Opened in 2026-W02: 4 contacts against 2, other steps, no step of ours, nothing, the last moment."""
    for minutes in (0, 60, 90, 121, 180):
        log.customer("four to two", OPENED + minutes * MINUTE)
    for minutes in (240, 270, 301):
        log.reply("four to two", OPENED + minutes * MINUTE)
    for code in ("failed", "unavailable", "ok"):
        log.add("other steps", OPENED, "selfservice_attempt", "customer", code=code)
    log.add("other steps", OPENED, "ivr_session", "customer", code="ok")
    log.add("other steps", OPENED + HOUR, "transfer", "system")
    log.customer("other steps", OPENED + 2 * HOUR, code="thanks_only")
    log.add("other steps", OPENED, "ack_auto", "system", direction="outbound")
    log.add("other steps", OPENED, "message", "system", direction="outbound")
    log.add("other steps", OPENED + DAY, "fix_delivered")
    log.customer("nothing of ours", OPENED)
    log.customer("the last moment", OPENED + IN_TIME)
    log.customer("the last moment", OPENED + IN_TIME + 31 * MINUTE)
    log.reply("the last moment", OPENED + IN_TIME)
    log.reply("the last moment", OPENED + IN_TIME + HOUR)
    log.add("without direction", OPENED, "message", "customer")
    log.add("without direction", OPENED + HOUR, "call", "manager")
    log.customer("a question", OPENED)


STEPS = ("four to two", "other steps", "nothing of ours", "nothing at all", "the last moment", "without direction")


def add_minutes(log: Log) -> None:
    """Opened in 2026-W03: waits are capped at 30 minutes, talk counts on both sides, work only on ours."""
    log.add("waited and talked", MEASURED, "wait", "customer", wait_s=7200)
    log.add("waited and talked", MEASURED + HOUR, "call", "customer", direction="inbound", wait_s=300, duration_s=600)
    log.reply("waited and talked", MEASURED + 2 * HOUR, duration_s=900)
    log.add("waited and talked", MEASURED + IN_TIME + SECOND, "call", "agent", direction="outbound", duration_s=6000)
    log.add("talked", MEASURED, "call", "agent", direction="outbound", duration_s=1200)
    log.customer("wrote", MEASURED, duration_s=600)


def add_attempts(log: Log) -> None:
    """Opened in 2026-W04."""
    for incident_id, at, code in (
        ("24 h before", TRIED - DAY, "failed"),
        ("longer before", TRIED - DAY - SECOND, "failed"),
        ("worked", TRIED - HOUR, "ok"),
        ("not there", TRIED - SECOND, "unavailable"),
        ("no outcome", TRIED - HOUR, None),
        ("afterwards", TRIED + HOUR, "failed"),
    ):
        log.add(incident_id, at, "selfservice_attempt", "customer", code=code)


ATTEMPTS = ("24 h before", "longer before", "worked", "not there", "no outcome", "afterwards", "never tried")


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    add_answers(log)
    add_steps(log)
    add_minutes(log)
    add_attempts(log)
    surveyed = [name for name in ANSWERS if name != "a question"]
    incidents = [
        *(incident(name, datetime(2025, 12, 1, 9)) for name in (*surveyed, "answered twice")),
        *(incident(name, OPENED) for name in STEPS),
        *(incident(name, MEASURED) for name in ("waited and talked", "talked", "wrote", "unmeasured")),
        *(incident(name, TRIED) for name in ATTEMPTS),
        incident("a question", OPENED, kind="question"),
    ]
    return publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)


def test_customer_put_in_more_effort(warehouse: Warehouse) -> None:
    assert cell(warehouse, "customer_more_effort", "2026-W06") == Cell(1, 3, 3, unknown=2)


def test_the_last_answer_counts_in_its_week(warehouse: Warehouse) -> None:
    assert cell(warehouse, "customer_more_effort", "2026-W07") == Cell(1, 1, 1)
    earlier = warehouse.at(ASKED + DAY)
    assert cell(earlier, "customer_more_effort", "2026-W06") == Cell(1, 4, 4, unknown=2)


def test_ratio_of_effort_scores(warehouse: Warehouse) -> None:
    assert cell(warehouse, "c_cer", "2026-W06") == Cell(4 + 3 + 2, 2 + 3 + 4, 3, unknown=2)
    assert line(warehouse, "c_cer")["value"] == pytest.approx(14 / 12)


def test_high_effort(warehouse: Warehouse) -> None:
    assert cell(warehouse, "high_effort_share", "2026-W06") == Cell(3, 4, 4)
    assert cell(warehouse, "high_effort_share", "2026-W07") == Cell(1, 1, 1)


def test_ratio_of_steps(warehouse: Warehouse) -> None:
    theirs, ours = 4 + 4 + 1 + 1 + 1, 2 + 1 + 0 + 1 + 1
    assert cell(warehouse, "behavioural_effort_ratio", "2026-W02") == Cell(theirs, ours, 5, unknown=1)
    assert line(warehouse, "behavioural_effort_ratio", "2026-W02")["value"] == pytest.approx(2.2)


def test_without_a_step_of_ours_there_is_no_ratio(warehouse: Warehouse) -> None:
    def ratio(incident_id: str) -> float:
        only = Filters.of({"incident_id": [incident_id]})
        return float(measures.measure(warehouse, "behavioural_effort_ratio", only, by=("none",))["value"].iloc[0])

    assert ratio("four to two") == 2
    assert math.isnan(ratio("nothing of ours"))


def test_customer_took_more_steps(warehouse: Warehouse) -> None:
    assert cell(warehouse, "behavioural_more_effort", "2026-W02") == Cell(3, 5, 5, unknown=1)
    found = numerators(warehouse, "behavioural_more_effort")
    assert {name: found.get(name) for name in STEPS} == {
        "four to two": 1,
        "other steps": 1,
        "nothing of ours": 1,
        "nothing at all": None,
        "the last moment": 0,
        "without direction": 0,
    }


def test_ratio_of_minutes(warehouse: Warehouse) -> None:
    assert cell(warehouse, "minutes_ratio", "2026-W03") == Cell(30 + 5 + 10 + 20, 10 + 15 + 20, 2, unknown=2)


def test_selfservice_failed_first(warehouse: Warehouse) -> None:
    assert cell(warehouse, "selfservice_failed_before_contact", "2026-W04") == Cell(2, 5, 5, unknown=2)
    found = numerators(warehouse, "selfservice_failed_before_contact")
    assert {name for name in ATTEMPTS if found.get(name)} == {"24 h before", "not there"}


@pytest.mark.parametrize("kpi_id", ["behavioural_effort_ratio", "behavioural_more_effort"])
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str) -> None:
    final_at = datetime(2026, 1, 25, 23)
    assert cell(warehouse.at(final_at), kpi_id, "2026-W02") == cell(warehouse, kpi_id, "2026-W02")


def test_young_incidents_wait(warehouse: Warehouse) -> None:
    earlier = cell(warehouse.at(OPENED + IN_TIME - SECOND), "behavioural_more_effort", "2026-W02")
    assert earlier == Cell(0, 0, 0, immature=6)
