"""Value of customers: golden case G12, and each rule on its boundary."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.engine.shapes.whale_peak import peak_of
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line

AS_OF = datetime(2026, 3, 2)
G12 = {
    "A": (1000, 400, 100),
    "B": (500, 200, 100),
    "C": (300, 150, 100),
    "D": (200, 120, 180),
    "E": (0, 0, 50),
    "F": (-100, 0, 20),
}
"""Customer -> revenue, cost of goods sold, cost to serve."""


def month(customer_id: str, label: str, revenue: float, cogs: float = 0) -> Row:
    return {"customer_id": customer_id, "month": label, "revenue": revenue, "cogs": cogs}


@pytest.fixture(scope="module")
def g12(publish: Publish) -> Warehouse:
    costs: list[Row] = [
        {"customer_id": name, "month": "2026-01", "cost_type": "service_contact", "amount": cost}
        for name, (_revenue, _cogs, cost) in G12.items()
    ]
    customers: list[Row] = [
        {"customer_id": name, "acquired_at": "2025-02-01" if name == "F" else "2025-01-31"} for name in G12
    ]
    months = [month(name, "2026-01", revenue, cogs) for name, (revenue, cogs, _cost) in G12.items()]
    return publish({"customers": customers, "account_month": months, "account_cost": costs}, AS_OF)


def january(warehouse: Warehouse, kpi_id: str) -> dict[str, float]:
    frame = measures.measure(warehouse, kpi_id)
    return dict(frame[frame["month"] == "2026-01-01"].iloc[0][["value", "numerator", "denominator", "cases"]])


def test_g12_net_value(g12: Warehouse) -> None:
    assert january(g12, "net_value_12m")["value"] == 480
    assert line(g12, "net_value_12m")["value"] == 480
    assert january(g12, "cost_ratio")["value"] == pytest.approx(550 / 1030)


def test_g12_customers_we_pay_for(g12: Warehouse) -> None:
    assert january(g12, "negative_value_share") == {"value": 0.5, "numerator": 3, "denominator": 6, "cases": 6}
    assert cell(g12, "negative_value_share") == Cell(3, 6, 6)
    rows = measures.rows(g12, "negative_value_share")
    tenures = rows[rows["month"] == "2026-01"].set_index("customer_id")["has_been_12_months"]
    assert tenures.to_dict() == {"A": True, "B": True, "C": True, "D": True, "E": True, "F": False}


def test_g12_whale_peak(g12: Warehouse) -> None:
    assert january(g12, "whale_peak") == {"value": 1.5625, "numerator": 750, "denominator": 480, "cases": 6}
    assert line(g12, "whale_peak")["value"] == 1.5625
    assert peak_of(measures.rows(g12, "net_value_12m").query("month == '2026-01'")["numerator"]) == (750, 0.5)


def test_whale_peak_of_a_loss_has_amounts_only(g12: Warehouse) -> None:
    worst = line_of(g12, "whale_peak", {"customer_id": ["C", "D", "E", "F"]})
    assert worst["value"] != worst["value"]
    assert (worst["numerator"], worst["denominator"]) == (50, -270 + 50)


def line_of(warehouse: Warehouse, kpi_id: str, chosen: dict[str, list[str]]) -> dict[str, float]:
    return dict(measures.measure(warehouse, kpi_id, Filters.of(chosen), by=("none",)).iloc[0])


@pytest.fixture(scope="module")
def hassle(publish: Publish) -> Warehouse:
    """Contacts of 2025 per revenue 100: 1, 2, 4 in segment S; 3 in segment T; without a segment none."""
    contacts = {"one": 1, "two": 2, "four": 4, "other": 3, "none": 0, "free": 2, "new": 5}
    log = Log()
    for name, number in contacts.items():
        for day in range(number):
            at = datetime(2025, 6, 2, 9) + timedelta(days=day)
            log.customer(name, at)
            log.customer(name, at + timedelta(minutes=30))
    log.customer("four", datetime(2025, 7, 1), code="thanks_only")
    log.reply("four", datetime(2025, 7, 2))
    log.customer("four", datetime(2024, 12, 31, 22, 59))
    incidents = [
        incident(name, datetime(2024, 12, 1), customer_id=name, kind="question" if name == "two" else "complaint")
        for name in contacts
    ]
    segments = {"other": "T", "none": None}
    customers: list[Row] = [
        {
            "customer_id": name,
            "segment": segments.get(name, "S"),
            "acquired_at": "2025-07-02" if name == "new" else "2025-06-30",
        }
        for name in contacts
    ]
    months = [month(name, "2025-06", 0 if name == "free" else 100) for name in contacts]
    tables = {"customers": customers, "incidents": incidents, "incident_events": log.rows, "account_month": months}
    return publish(tables, datetime(2026, 1, 1))


def test_hassle_index_is_set_against_the_segment(hassle: Warehouse) -> None:
    rows = measures.rows(hassle, "hassle_index")
    december = rows[rows["month"] == "2025-12"].set_index("customer_id")
    assert december["own_index"].to_dict() == {"one": 0.5, "two": 1, "four": 2, "other": 1}
    assert december["count_contacts"].to_dict() == {"one": 1, "two": 2, "four": 4, "other": 3}


def test_hassle_index_is_the_middle_customer(hassle: Warehouse) -> None:
    found = measures.measure(hassle, "hassle_index").set_index("month").loc["2025-12-01"]
    assert (found["value"], found["cases"], found["unknown"]) == (1, 4, 2)
    chosen = Filters.of({"customer_id": ["one", "two"]})
    assert measures.measure(hassle, "hassle_index", chosen).set_index("month").loc["2025-12-01", "value"] == 0.75


def test_crowding_out(publish: Publish) -> None:
    """Of 21 customers the top 5 % are two: 60 and 40 minutes of 100 + 19 * 10."""
    monday = datetime(2026, 2, 9, 9)
    log = Log()
    minutes = {"first": 30, "first again": 30, "second": 40} | {f"n{number}": 10 for number in range(19)}
    for name, taken in minutes.items():
        log.add(name, monday, "call", "customer", direction="inbound", duration_s=taken * 60)
    log.add("first", monday, "message", "customer", duration_s=6000)
    log.add("first", monday + timedelta(days=7), "message", duration_s=600)
    incidents = [incident(name, monday - timedelta(days=1)) for name in minutes]
    incidents[1]["customer_id"] = "c-first"
    warehouse = publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)
    week = line(warehouse, "crowding_out", "2026-W07")
    assert (week["numerator"], week["denominator"]) == pytest.approx((100, 290))
    assert week["low"] <= week["value"] <= week["high"]
    assert line(warehouse, "crowding_out", "2026-W08")["value"] == 1
