"""Compensation: golden case G07, and each rule on its boundary. The base currency is the euro, a dollar is 0.90."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
PAID = datetime(2026, 1, 5, 9)
HANDLED = datetime(2026, 1, 12, 9)
OFFERED = datetime(2026, 2, 3, 12)
LATER = datetime(2026, 2, 10, 12)
FITTING = datetime(2026, 2, 17, 12)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

AGENTS: list[Row] = [
    {"agent_id": "a1", "valid_from": "2025-01-01", "comp_limit": 0},
    {"agent_id": "a2", "valid_from": "2025-01-01", "comp_limit": 100},
    {"agent_id": "m1", "valid_from": "2025-01-01", "comp_limit": 1000},
    {"agent_id": "a3", "valid_from": "2025-01-01", "valid_to": "2026-02-10", "comp_limit": 100},
    {"agent_id": "a3", "valid_from": "2026-02-10", "comp_limit": 500},
    {"agent_id": "a4", "valid_from": "2026-03-01", "comp_limit": 500},
]


def offer(log: Log, name: str, agent: str, amount: float | None, at: datetime = OFFERED, currency: str = "") -> None:
    log.add("K", at, "comp_offered", ref_id=name, actor_id=agent, amount=amount, currency=currency)


def approve(log: Log, name: str, approver: str | None, at: datetime) -> None:
    log.add("K", at, "comp_approved", "manager", ref_id=name, approver_id=approver)


def add_g07(log: Log) -> None:
    """Offered in 2026-W06."""
    offer(log, "O1", "a1", 30)
    approve(log, "O1", "m1", OFFERED - HOUR)
    offer(log, "O2", "a1", 30)
    offer(log, "O3", "a2", 80)
    offer(log, "O4", "a2", 100)
    offer(log, "O5", "a2", 150)
    approve(log, "O5", "a2", OFFERED - HOUR)
    offer(log, "O6", "a2", 150)
    approve(log, "O6", "m1", OFFERED + 5 * MINUTE)
    offer(log, "O7", "a2", 1500)
    approve(log, "O7", "m1", OFFERED - HOUR)
    offer(log, "O8", "nobody", 30)


def add_boundaries(log: Log) -> None:
    """Offered in 2026-W07."""
    midnight = datetime(2026, 2, 9, 23)
    offer(log, "at the same second", "a2", 150, LATER)
    approve(log, "at the same second", "m1", LATER)
    offer(log, "before the higher limit", "a3", 300, midnight - SECOND)
    offer(log, "with the higher limit", "a3", 300, midnight)
    offer(log, "without an amount", "a2", None, LATER)
    offer(log, "before the first row", "a4", 30, LATER)
    offer(log, "approved by a stranger", "a2", 150, LATER)
    approve(log, "approved by a stranger", "nobody", LATER - HOUR)
    offer(log, "approved by whom", "a2", 150, LATER)
    approve(log, "approved by whom", None, LATER - HOUR)
    offer(log, "110 dollars", "a2", 110, LATER, currency="USD")
    offer(log, "120 dollars", "a2", 120, LATER, currency="USD")
    offer(log, "francs", "a2", 120, LATER, currency="CHF")
    offer(log, "raised", "a2", 80, LATER)
    offer(log, "raised", "a2", 800, LATER + HOUR)
    log.add("K", LATER, "comp_offered", "customer", ref_id="asked for", actor_id="a1", amount=500)
    log.add("a question", LATER, "comp_offered", ref_id="for a question", actor_id="a1", amount=500)


KINDS = {
    "monetary": ("refund", 1),
    "monetary, misfit": ("discount", 0),
    "product": ("repair", 1),
    "service": ("rain_check", 1),
    "service, no longer": ("re_performance", 0),
    "attention": ("attention", 1),
    "attention, no kind": (None, None),
    "": ("refund", None),
}


def add_kinds(log: Log) -> None:
    """Offered in 2026-W08; the company lets only rain checks fit failures of service."""
    for name, (code, _fits) in KINDS.items():
        log.add(f"kind {name}", FITTING, "comp_offered", actor_id="m1", amount=10, code=code)


def add_payments(log: Log) -> None:
    """Opened in 2026-W02."""
    log.add("paid at 28 d", PAID + 28 * DAY, "comp_paid", amount=100)
    log.add("paid later", PAID + 28 * DAY + SECOND, "comp_paid", amount=50)
    log.add("partly", PAID + DAY, "comp_paid", amount=20, currency="USD")
    log.add("partly", PAID + 2 * DAY, "comp_paid", amount=9)
    for name in ("unjustified", "undetermined", "not judged"):
        log.add(name, PAID + DAY, "comp_paid", amount=500)
    log.add("no amount", PAID + DAY, "comp_paid")
    log.add("no rate", PAID + DAY, "comp_paid", amount=5, currency="CHF")


def add_work(log: Log) -> None:
    """Opened in 2026-W03: 30 an hour, 60 on the phone."""
    log.reply("costly", HANDLED + HOUR, duration_s=1800)
    log.add("costly", HANDLED, "call", "customer", channel="phone", direction="inbound", duration_s=600)
    log.add("costly", HANDLED + DAY, "comp_paid", amount=20)
    log.customer("only the customer worked", HANDLED, duration_s=3600)
    log.reply("too late to count", HANDLED + 28 * DAY + SECOND, duration_s=3600)


JUDGED = {
    "paid at 28 d": "justified",
    "paid later": "justified",
    "partly": "partly",
    "no amount": "justified",
    "no rate": "justified",
    "unjustified": "unjustified",
    "undetermined": "undetermined",
    "not judged": None,
}


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    add_g07(log)
    add_boundaries(log)
    add_kinds(log)
    add_payments(log)
    add_work(log)
    incidents = [
        incident("K", datetime(2025, 12, 1, 9)),
        incident("a question", datetime(2025, 12, 1, 9), kind="question"),
        *(incident(f"kind {name}", datetime(2025, 12, 8, 9), failure_type=name.split(",")[0]) for name in KINDS),
        *(incident(name, PAID, justified=justified) for name, justified in JUDGED.items()),
        *(incident(name, HANDLED) for name in ("costly", "free", "only the customer worked", "too late to count")),
    ]
    settings: list[Row] = [
        {"key": "currency", "value": "EUR"},
        {"key": "rate_per_hour", "value": "30"},
        {"key": "rate_per_hour.phone", "value": "60"},
        {"key": "fitting_compensation.service", "value": "rain_check, gift,rain_check"},
    ]
    return publish(
        {
            "incidents": incidents,
            "incident_events": log.rows,
            "agents": AGENTS,
            "settings": settings,
            "fx_rates": [{"date": "2025-12-01", "currency": "USD", "rate": 0.9}],
        },
        AS_OF,
    )


def test_approvals_g07(warehouse: Warehouse) -> None:
    assert cell(warehouse, "unapproved_compensation", "2026-W06") == Cell(4, 5, 5, unknown=1)
    assert line(warehouse, "unapproved_compensation", "2026-W06")["value"] == 0.8
    rows = measures.rows(warehouse, "unapproved_compensation")
    assert rows.loc[rows["is_approved_late"], "case_id"].tolist() == ["O6"]


def test_approvals_on_the_boundaries(warehouse: Warehouse) -> None:
    assert cell(warehouse, "unapproved_compensation", "2026-W07") == Cell(2, 3, 3, unknown=5)
    found = numerators(warehouse, "unapproved_compensation", "case_id")
    assert {name: number for name, number in found.items() if not name.startswith("O")} == {
        "at the same second": 0,
        "before the higher limit": 1,
        "120 dollars": 1,
    }


def test_a_late_approval_is_only_seen_when_it_is_there(warehouse: Warehouse) -> None:
    earlier = warehouse.at(OFFERED)
    assert cell(earlier, "unapproved_compensation", "2026-W06") == Cell(4, 5, 5, unknown=1)
    assert not measures.rows(earlier, "unapproved_compensation")["is_approved_late"].any()


def test_compensation_fits_the_failure(warehouse: Warehouse) -> None:
    assert cell(warehouse, "matched_compensation", "2026-W08") == Cell(4, 6, 6, unknown=2)
    found = numerators(warehouse, "matched_compensation")
    assert {name: found.get(f"kind {name}") for name in KINDS} == {name: fits for name, (_code, fits) in KINDS.items()}


def test_fitting_compensation_by_what_failed(warehouse: Warehouse) -> None:
    found = measures.measure(warehouse, "matched_compensation", by=("failure_type",)).set_index("failure_type")["cases"]
    assert found.sum() == 6
    assert set(found[found > 0].index) <= {"monetary", "product", "service", "attention"}


def test_compensation_for_a_justified_complaint(warehouse: Warehouse) -> None:
    assert cell(warehouse, "compensation_per_justified", "2026-W02") == Cell(100 + 0 + 27, 3, 3, unknown=2)


def test_cost_of_an_incident(warehouse: Warehouse) -> None:
    assert cell(warehouse, "cost_per_incident", "2026-W03") == Cell(15 + 10 + 20, 4, 4)
    assert line(warehouse, "cost_per_incident", "2026-W03")["value"] == 11.25


@pytest.mark.parametrize(
    ("kpi_id", "week", "final_at"),
    [
        ("compensation_per_justified", "2026-W02", datetime(2026, 2, 8, 23)),
        ("cost_per_incident", "2026-W03", datetime(2026, 2, 15, 23)),
        ("unapproved_compensation", "2026-W06", datetime(2026, 2, 8, 23)),
    ],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str, final_at: datetime) -> None:
    assert cell(warehouse.at(final_at), kpi_id, week) == cell(warehouse, kpi_id, week)
