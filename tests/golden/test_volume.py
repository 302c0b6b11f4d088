"""How much comes in: incidents of all kinds, contacts, incidents for 1,000 customers."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import kpis, measures
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Log, Publish, Row, cell, incident, line

AS_OF = datetime(2026, 1, 19)
OPENED = datetime(2026, 1, 5, 9)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)

CUSTOMERS: list[Row] = [
    {"customer_id": "c1", "acquired_at": "2020-01-01"},
    {"customer_id": "c2", "acquired_at": "2026-01-05"},
    {"customer_id": "c3", "acquired_at": "2026-01-06"},
    {"customer_id": "c4"},
    {"customer_id": "gone", "acquired_at": "2020-01-01"},
    {"customer_id": "tester", "acquired_at": "2020-01-01", "test_account": "true"},
]


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    for minutes in (0, 30, 60):
        log.customer("one contact", OPENED + minutes * MINUTE)
    log.customer("one contact", OPENED + 90 * MINUTE + SECOND)
    log.customer("one contact", OPENED + 5 * DAY, code="thanks_only")
    log.reply("one contact", OPENED + 5 * DAY)
    log.add("a question", OPENED + 7 * DAY, "visit", "customer", direction="inbound")
    log.customer("a test", OPENED)
    incidents = [
        incident("one contact", OPENED, customer_id="c1"),
        incident("a question", OPENED, customer_id="c1", kind="question"),
        incident("feedback", OPENED + DAY, customer_id="c2", kind="feedback"),
        incident("a strange kind", OPENED, customer_id="c3", kind="strange"),
        incident("of nobody", OPENED, customer_id=None),
        incident("a test", OPENED, customer_id="tester"),
        incident("Sunday night", datetime(2026, 1, 11, 22, 59, 59), customer_id="c1"),
        incident("Monday", datetime(2026, 1, 11, 23), customer_id="c1"),
    ]
    losses: list[Row] = [{"loss_id": "L", "customer_id": "gone", "lost_at": "2026-01-05", "kind": "full"}]
    tables = {"incidents": incidents, "incident_events": log.rows, "customers": CUSTOMERS, "losses": losses}
    return publish(tables, AS_OF)


def test_incidents_of_all_kinds(warehouse: Warehouse) -> None:
    found = line(warehouse, "incidents_opened", "2026-W02")
    assert (found["value"], found["cases"]) == (6, 6)
    assert line(warehouse, "incidents_opened", "2026-W03")["value"] == 1


def test_slices_add_up(warehouse: Warehouse) -> None:
    assert measures.measure(warehouse, "incidents_opened", by=("channel",))["value"].sum() == 7


def test_contacts_half_an_hour_apart_are_one(warehouse: Warehouse) -> None:
    assert line(warehouse, "customer_contacts", "2026-W02")["value"] == 2
    assert line(warehouse, "customer_contacts", "2026-W03")["value"] == 1


def test_incidents_of_customers_active_on_monday(warehouse: Warehouse) -> None:
    """W02: c1 with three, c2 with one, the one who leaves that day with none; c4's first day is not known."""
    found = cell(warehouse, "incidents_per_1000_customers", "2026-W02")
    assert (found.numerator, found.denominator, found.unknown) == (4, 3, 1)
    assert line(warehouse, "incidents_per_1000_customers", "2026-W02")["value"] == pytest.approx(4000 / 3)
    following = cell(warehouse, "incidents_per_1000_customers", "2026-W03")
    assert (following.numerator, following.denominator, following.unknown) == (1, 3, 1)


@pytest.mark.parametrize(
    ("kpi_id", "needs"),
    [
        ("customer_more_effort", "incident_events.question_id = effort_customer"),
        ("minutes_ratio", "incident_events.duration_s"),
        ("promise_kept", "incident_events.event_type = promise_made"),
        ("undated_promise_share", "incident_events.event_type = promise_made"),
        ("blind_transfer_rate", "incident_events.event_type = transfer"),
        ("ivr_dead_end", "incident_events.event_type = ivr_session"),
        ("sign_per_100_reviewed", "incident_events.event_type = qa_reviewed"),
        ("selfservice_failed_before_contact", "incident_events.event_type = selfservice_attempt"),
        ("unapproved_compensation", "incident_events.event_type = comp_offered"),
        ("compensation_per_justified", "incidents.justified"),
        ("cost_per_incident", "settings.key = rate_per_hour"),
    ],
)
def test_what_is_not_there_is_needed_and_never_zero(warehouse: Warehouse, kpi_id: str, needs: str) -> None:
    assert measures.availability(warehouse, kpis.find(kpi_id)) == f"needs {needs}"
