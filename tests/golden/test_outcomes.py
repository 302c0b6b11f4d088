"""What came of complaints: answers of customers, causes, judgements, deadlines, backlog, good handling as a whole."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import find
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, Tables, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
ASKED = datetime(2026, 1, 5, 9)
ANSWERED = datetime(2026, 1, 14, 9)
CAUSED = datetime(2026, 1, 12, 9)
DUE = datetime(2026, 2, 11, 12)
HANDLED = datetime(2026, 1, 19, 9)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY


NEEDING = {
    "reopen_rate": "needs incident_events.event_type",
    "first_contact_resolution": "needs incident_events.event_type = message",
    "handled_well": "needs incident_events.question_id = satisfaction",
    "recommend_after_incident": "needs incident_events.question_id = recommend",
    "resolution_gap": "needs incident_events.question_id = resolved",
    "handled_well_process": "needs incident_events.event_type",
    "root_cause_known": "needs incidents.cause_verified",
    "justified_share": "needs incidents.justified",
    "cause_share": "needs incidents.cause_code",
    "deadline_met": "needs incidents.deadline_at",
    "time_to_apology": "needs incident_events.body",
    "apology_with_redress": "needs incidents.justified",
}


def answer(log: Log, name: str, at: datetime, item: str, score: float | None) -> None:
    log.add(name, at, "survey_answer", "customer", question_id=item, score=score)


def add_answers(log: Log) -> list[Row]:
    """Opened in 2026-W02, answered in 2026-W03 where nothing else is meant."""
    for name, score in {"five": 5, "four": 4, "three": 3, "changed": 2, "question": 5, "empty": None}.items():
        answer(log, name, ANSWERED, "satisfaction", score)
    answer(log, "changed", ANSWERED + WEEK, "satisfaction", 5)
    answer(log, "empty", ANSWERED, "respected", 5)
    for name, score in {"five": 10, "four": 9, "three": 7, "changed": 6, "question": 0}.items():
        answer(log, name, ANSWERED, "recommend", score)
    for name, score in {"five": 1, "four": 0, "three": 0, "changed": 0, "early": 0, "unclaimed": 0}.items():
        answer(log, name, ANSWERED, "resolved", score)
    for name in ("five", "four", "changed"):
        log.add(name, ANSWERED - DAY, "resolved")
    log.add("three", ANSWERED, "resolved")
    log.add("early", ANSWERED + SECOND, "resolved")
    answer(log, "changed", ANSWERED + HOUR, "resolved", 1)
    names = ("five", "four", "three", "changed", "empty", "early", "unclaimed")
    return [*(incident(name, ASKED) for name in names), incident("question", ASKED, kind="question")]


CAUSES: dict[str, tuple[str | None, str | None, str | None]] = {
    "found": ("mis_sold", "true", "justified"),
    "also found": ("mis_sold", "true", "partly"),
    "guessed": ("delivery_slip", "false", "unjustified"),
    "another": ("other", "true", "undetermined"),
    "unclear": ("unknown", None, None),
    "not said whether": ("mis_sold", None, "justified"),
    "not said which": (None, "true", "justified"),
}
"""Cause, whether it was verified, whether justified."""

DUES = {
    "on time": DUE,
    "late": DUE + SECOND,
    "never": None,
    "in time, but lost": DUE - HOUR,
    "due later": DUE,
}


def add_causes_and_deadlines(log: Log) -> list[Row]:
    """Opened in 2026-W03; deadlines in 2026-W07."""
    for name, claimed_at in DUES.items():
        if claimed_at:
            log.add(name, claimed_at, "resolved")
    deadlines = dict.fromkeys(DUES, DUE) | {"due later": AS_OF + SECOND}
    return [
        *(
            incident(name, CAUSED, cause_code=cause, cause_verified=verified, justified=judged)
            for name, (cause, verified, judged) in CAUSES.items()
        ),
        *(incident(name, datetime(2026, 2, 3, 9), deadline_at=deadline) for name, deadline in deadlines.items()),
    ]


WELL = ("all well", "nothing to be sorry for", "kept later", "apologised though not judged")
NOT_WELL = ("not verified", "promise broken", "no apology", "silent", "blind transfer", "broken, not judged")
UNKNOWN = ("not judged", "undetermined")


def add_handling(log: Log) -> list[Row]:
    """Opened in 2026-W04: solved after three days, with an apology after an hour where nothing else is meant."""
    for name in (*WELL, *NOT_WELL, *UNKNOWN):
        if name not in ("nothing to be sorry for", "no apology", "broken, not judged", *UNKNOWN):
            log.add(name, HANDLED + HOUR, "apology", code="specific")
        log.add(name, HANDLED + 3 * DAY, "resolved")
    log.add("not verified", HANDLED + 4 * DAY, "reopened")
    for name in ("kept later", "promise broken", "broken, not judged"):
        log.add(name, HANDLED + HOUR, "promise_made", ref_id=name, due_at=HANDLED + 5 * DAY)
    log.add("kept later", HANDLED + 5 * DAY, "promise_fulfilled", ref_id="kept later")
    log.customer("silent", HANDLED + 2 * HOUR)
    log.reply("silent", HANDLED + 40 * HOUR)
    log.add("blind transfer", HANDLED + 2 * HOUR, "transfer", actor_id="a1")
    judged = {"nothing to be sorry for": "unjustified", "undetermined": "undetermined"} | dict.fromkeys(
        ("apologised though not judged", "broken, not judged", "not judged")
    )
    return [incident(name, HANDLED, justified=judged.get(name, "justified")) for name in (*WELL, *NOT_WELL, *UNKNOWN)]


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    incidents = [*add_answers(log), *add_causes_and_deadlines(log), *add_handling(log)]
    losses: list[Row] = [
        {"loss_id": "l1", "customer_id": "c-in time, but lost", "lost_at": "2026-02-11", "kind": "full"}
    ]
    return publish({"incidents": incidents, "incident_events": log.rows, "losses": losses}, AS_OF)


def test_satisfied_customers(warehouse: Warehouse) -> None:
    assert cell(warehouse, "handled_well", "2026-W03") == Cell(2, 3, 3)
    assert cell(warehouse, "handled_well", "2026-W04") == Cell(1, 1, 1)
    assert numerators(warehouse, "handled_well") == {"five": 1, "four": 1, "three": 0, "changed": 1}


def test_an_answer_counts_until_it_is_changed(warehouse: Warehouse) -> None:
    assert cell(warehouse.at(ANSWERED + DAY), "handled_well", "2026-W03") == Cell(2, 4, 4)


def test_recommendation_in_points(warehouse: Warehouse) -> None:
    """Two promoters, one passive, one detractor."""
    assert cell(warehouse, "recommend_after_incident", "2026-W03") == Cell(1, 4, 4)
    assert line(warehouse, "recommend_after_incident", "2026-W03")["value"] == 25


def test_customers_who_say_no(warehouse: Warehouse) -> None:
    assert numerators(warehouse, "resolution_gap") == {"five": 0, "four": 1, "three": 1, "changed": 0}
    assert cell(warehouse, "resolution_gap", "2026-W03") == Cell(2, 4, 4)


def test_causes_found(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "root_cause_known")
    assert {name: found[name] for name in CAUSES if name in found} == {
        "found": 1, "also found": 1, "guessed": 0, "another": 0, "unclear": 0,
    }  # fmt: skip
    assert cell(warehouse, "root_cause_known", "2026-W03") == Cell(2, 5, 5, unknown=2)


def test_justified_complaints(warehouse: Warehouse) -> None:
    assert cell(warehouse, "justified_share", "2026-W03") == Cell(4, 5, 5, unknown=2)


def test_causes_share_the_known(warehouse: Warehouse) -> None:
    monday = datetime(2026, 1, 12).date()
    frame = measures.measure(warehouse, "cause_share", Filters().between(monday, monday), by=("none",))
    assert dict(zip(frame["cause_code"], frame["value"], strict=True)) == {
        "mis_sold": 0.6, "delivery_slip": 0.2, "other": 0.2,
    }  # fmt: skip
    assert set(frame["unknown"]) == {2}


def test_deadlines(warehouse: Warehouse) -> None:
    assert numerators(warehouse, "deadline_met") == {"on time": 1, "late": 0, "never": 0, "in time, but lost": 0}
    assert cell(warehouse, "deadline_met", "2026-W07") == Cell(1, 4, 4)


def test_good_handling(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "handled_well_process")
    assert {name for name in WELL if found.get(name) != 1} == set()
    assert {name for name in NOT_WELL if found.get(name) != 0} == set()
    assert cell(warehouse, "handled_well_process", "2026-W04") == Cell(4, 10, 10, unknown=2)


@pytest.mark.parametrize(
    ("kpi_id", "week", "final_at"),
    [
        ("root_cause_known", "2026-W03", datetime(2026, 2, 1, 23)),
        ("justified_share", "2026-W03", datetime(2026, 2, 15, 23)),
        ("deadline_met", "2026-W07", datetime(2026, 2, 15, 23)),
        ("handled_well_process", "2026-W04", datetime(2026, 2, 22, 23)),
    ],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str, final_at: datetime) -> None:
    assert line(warehouse.at(final_at), kpi_id, week)["status"] == "final"
    assert line(warehouse.at(final_at - SECOND), kpi_id, week)["status"] == "provisional"
    assert cell(warehouse.at(final_at), kpi_id, week) == cell(warehouse, kpi_id, week)


@pytest.fixture(scope="module")
def queue(publish: Publish) -> Warehouse:
    """Opened on Monday 12 January; the weeks end on Sundays at 23:00 UTC, the data on Wednesday 11 February."""
    log = Log()
    opened_at, midnight = datetime(2026, 1, 12, 9), datetime(2026, 1, 18, 23)
    log.add("solved on Tuesday", opened_at + DAY, "resolved")
    log.add("solved at midnight", midnight, "resolved")
    log.add("solved after midnight", midnight + SECOND, "resolved")
    for days, event_type in ((1, "resolved"), (8, "reopened"), (16, "resolved"), (17, "resolved")):
        log.add("reopened", opened_at + days * DAY, event_type)
    log.add("denied", opened_at + DAY, "resolved")
    answer(log, "denied", opened_at + 9 * DAY, "resolved", 0)
    log.add("lost, then solved", opened_at + 15 * DAY, "resolved")
    log.add("reopened at midnight", opened_at + DAY, "resolved")
    log.add("reopened at midnight", midnight, "reopened")
    log.add("reopened at midnight", midnight + HOUR, "resolved")
    names = dict.fromkeys(str(row["incident_id"]) for row in log.rows)
    incidents = [
        *(incident(name, opened_at) for name in names),
        incident("opened at midnight", midnight, resolved_at=midnight + HOUR),
        incident("a question", opened_at, kind="question"),
        incident("without a trace", datetime(2026, 2, 10, 9)),
    ]
    losses: list[Row] = [
        {"loss_id": "l1", "customer_id": "c-lost, then solved", "lost_at": "2026-01-14", "kind": "full"}
    ]
    tables: Tables = {"incidents": incidents, "incident_events": log.rows, "losses": losses}
    return publish(tables, datetime(2026, 2, 11, 12))


BACKLOG = {
    "2026-W03": {"solved after midnight", "lost, then solved", "reopened at midnight", "opened at midnight"},
    "2026-W04": {"reopened", "denied", "lost, then solved"},
    "2026-W05": {"denied"},
    "2026-W06": {"denied"},
    "2026-W07": {"denied", "without a trace"},
}


def test_open_at_the_end_of_each_week(queue: Warehouse) -> None:
    rows = measures.rows(queue, "backlog")
    assert {str(week): set(of["incident_id"]) for week, of in rows.groupby("week")} == BACKLOG
    assert rows["case_id"].is_unique
    frame = measures.measure(queue, "backlog")
    assert list(frame["value"]) == [4, 3, 1, 1, 2]
    assert list(frame["status"]) == ["final"] * 4 + ["provisional"]


def test_the_backlog_of_a_range_is_its_last(queue: Warehouse) -> None:
    assert line(queue, "backlog")["value"] == 2


def test_overdue_after_14_days(queue: Warehouse) -> None:
    rows = measures.rows(queue, "backlog")
    assert {(row.week, row.incident_id) for row in rows.itertuples() if row.is_overdue} == {
        ("2026-W05", "denied"), ("2026-W06", "denied"), ("2026-W07", "denied"),
    }  # fmt: skip


@pytest.mark.parametrize("week", ["2026-W03", "2026-W04", "2026-W05"])
def test_the_backlog_of_a_past_week_stays(queue: Warehouse, week: str) -> None:
    sundays = {"2026-W03": 18, "2026-W04": 25, "2026-W05": 32}
    midnight = datetime(2026, 1, 1, 23) + (sundays[week] - 1) * DAY
    earlier = measures.rows(queue.at(midnight), "backlog")
    assert set(earlier.loc[earlier["week"] == week, "incident_id"]) == BACKLOG[week]


def test_without_events_what_needs_them_says_so(publish: Publish) -> None:
    incidents = [incident("solved", ASKED, resolved_at=ASKED + DAY), incident("open", ASKED)]
    alone = publish({"incidents": incidents}, AS_OF)
    for kpi_id in ("claimed_resolved_14d", "time_to_resolution", "backlog"):
        assert measures.availability(alone, find(kpi_id)) is None
    assert cell(alone, "claimed_resolved_14d", "2026-W02") == Cell(1, 2, 2)
    assert {kpi_id: measures.availability(alone, find(kpi_id)) for kpi_id in NEEDING} == NEEDING
