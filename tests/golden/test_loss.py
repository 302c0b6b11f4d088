"""Loss: golden case G10, and each rule on its boundary. Budapest is one hour ahead of UTC throughout."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.errors import AmendsError
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
LOST_AT = datetime(2026, 2, 9, 23)
"""00:00 local of 10 February, a Tuesday in 2026-W07."""
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def customer(customer_id: str, acquired_at: str | None = "2025-12-01", **more: object) -> Row:
    return {"customer_id": customer_id, "acquired_at": acquired_at} | more


def loss(loss_id: str, lost_at: str = "2026-02-10", kind: str = "full", **more: object) -> Row:
    return {"loss_id": loss_id, "customer_id": f"c-{loss_id}", "lost_at": lost_at, "kind": kind} | more


def reason(loss_id: str, code: str, weight: float = 1.0, source: str = "survey") -> Row:
    return {"loss_id": loss_id, "reason_code": code, "weight": weight, "source": source}


def customers_of(losses: list[Row]) -> list[Row]:
    return [customer(str(row["customer_id"])) for row in losses]


@pytest.fixture(scope="module")
def g10(publish: Publish) -> Warehouse:
    losses = [
        loss("X1", "2026-01-20", revenue_lost_12m=1000, justified="justified"),
        loss("X2", "2026-01-20", revenue_lost_12m=3000, justified="partly"),
        loss("X3", "2026-01-20", revenue_lost_12m=500, justified="unjustified"),
        loss("X4", "2026-01-20", revenue_lost_12m=500, justified="undetermined"),
        loss("X5", "2026-01-20", "ended_by_us"),
        loss("X6", "2026-01-20", "partial"),
    ]
    reasons = [
        reason("X1", "not_cared_for"),
        reason("X2", "cheaper_competitor", 0.5),
        reason("X2", "not_cared_for", 0.5),
        reason("X3", "death"),
        reason("X4", "unknown"),
        reason("X5", "ended_by_us"),
        reason("X6", "dissatisfied"),
    ]
    tables = {"customers": customers_of(losses), "losses": losses, "loss_reasons": reasons}
    return publish(tables, AS_OF)


def test_g10_reasons(g10: Warehouse) -> None:
    shares = measures.measure(g10, "loss_reason_share", by=("none",)).set_index("reason_code")["value"]
    assert shares.to_dict() == pytest.approx({"not_cared_for": 1 / 2, "cheaper_competitor": 1 / 6, "death": 1 / 3})
    assert cell(g10, "not_cared_for_share") == Cell(1.5, 3, 4, unknown=1)
    assert cell(g10, "avoidable_loss") == Cell(2, 3, 4, unknown=1)


def test_g10_by_revenue(g10: Warehouse) -> None:
    cared = measures.measure(g10, "not_cared_for_share", by=("none",), weight="revenue").iloc[0]
    avoidable = measures.measure(g10, "avoidable_loss", by=("none",), weight="revenue").iloc[0]
    assert (cared["numerator"], cared["denominator"]) == (2500, 4500)
    assert (avoidable["numerator"], avoidable["denominator"]) == (4000, 4500)


def test_g10_known_reasons(g10: Warehouse) -> None:
    assert cell(g10, "loss_reason_known") == Cell(3, 4, 4)
    assert cell(g10, "dissatisfied_and_justified_loss") == Cell(2, 3, 3, unknown=1)


def test_inferred_reasons_are_not_known(publish: Publish) -> None:
    losses = [loss("stated", "2026-01-20"), loss("inferred", "2026-01-20"), loss("none", "2026-01-20")]
    reasons = [reason("stated", "dissatisfied"), reason("inferred", "dissatisfied", source="inferred")]
    warehouse = publish({"customers": customers_of(losses), "losses": losses, "loss_reasons": reasons}, AS_OF)
    assert cell(warehouse, "loss_reason_known") == Cell(1, 3, 3)
    assert cell(warehouse, "avoidable_loss") == Cell(1, 1, 1, unknown=2)


def test_loss_reason_known_waits_30_days(publish: Publish) -> None:
    losses = [loss("L")]
    tables = {"customers": customers_of(losses), "losses": losses, "loss_reasons": [reason("L", "death")]}
    warehouse = publish(tables, LOST_AT + 30 * DAY)
    assert cell(warehouse, "loss_reason_known") == Cell(1, 1, 1)
    assert cell(warehouse.at(LOST_AT + 30 * DAY - SECOND), "loss_reason_known") == Cell(0, 0, 0, immature=1)


@pytest.fixture(scope="module")
def churn(publish: Publish) -> Warehouse:
    losses = [
        loss("on Monday", "2026-02-09"),
        loss("on Sunday", "2026-02-15"),
        loss("by us", "2026-02-11", "ended_by_us"),
        loss("in part", "2026-02-11", "partial"),
        loss("joined and lost", "2026-02-14"),
        loss("back", "2026-02-11", won_back_at="2026-02-20"),
        loss("test", "2026-02-11"),
        loss("before as_of", "2026-03-02"),
        loss("after as_of", "2026-03-03"),
    ]
    customers = [
        *(customer(str(row["customer_id"])) for row in losses if row["loss_id"] not in ("joined and lost", "test")),
        customer("c-joined and lost", "2026-02-10"),
        customer("c-test", test_account=True),
        customer("from Monday", "2026-02-09"),
        customer("from Tuesday", "2026-02-10"),
        customer("no start", None),
    ]
    return publish({"customers": customers, "losses": losses}, datetime(2026, 3, 2, 12))


def test_churn_counts_stretches_active_on_monday(churn: Warehouse) -> None:
    assert cell(churn, "churn_rate", "2026-W07") == Cell(3, 8, 8, unknown=1)
    assert cell(churn, "churn_rate", "2026-W06") == Cell(0, 7, 7, unknown=1)


def test_a_customer_who_comes_back_is_active_again(churn: Warehouse) -> None:
    assert cell(churn, "churn_rate", "2026-W08") == Cell(0, 5, 5, unknown=1)
    assert cell(churn, "churn_rate", "2026-W09") == Cell(0, 6, 6, unknown=1)
    assert cell(churn, "churn_rate", "2026-W10") == Cell(1, 6, 6, unknown=1)


def test_churn_begins_with_the_first_customer_and_adds_up(churn: Warehouse) -> None:
    weekly = measures.measure(churn, "churn_rate")
    assert f"{weekly['week'].iloc[0]:%Y-%m-%d}" == "2025-12-01"
    assert line(churn, "churn_rate")["denominator"] == weekly["denominator"].sum()
    assert line(churn, "churn_rate", "2026-W09")["status"] == "final"
    assert line(churn, "churn_rate", "2026-W10")["status"] == "provisional"


def test_a_final_week_of_churn_stays(churn: Warehouse) -> None:
    assert cell(churn.at(datetime(2026, 2, 15, 23)), "churn_rate", "2026-W07") == Cell(3, 8, 8, unknown=1)


def test_given_stretches_replace_the_derived_ones(publish: Publish) -> None:
    losses = [loss("L", "2026-02-11"), loss("us", "2026-02-11", "ended_by_us")]
    spells = [
        {"customer_id": "c-L", "start_at": "2026-01-26", "end_at": "2026-02-11"},
        {"customer_id": "c-us", "start_at": "2026-01-26", "end_at": "2026-02-11"},
        {"customer_id": "later", "start_at": "2026-01-26", "end_at": "2026-05-01"},
    ]
    customers = [*customers_of(losses), customer("later"), customer("not listed")]
    warehouse = publish({"customers": customers, "losses": losses, "customer_spells": spells}, AS_OF)
    assert cell(warehouse, "churn_rate", "2026-W05") == Cell(0, 3, 3, unknown=1)
    assert cell(warehouse, "churn_rate", "2026-W07") == Cell(1, 3, 3, unknown=1)
    assert cell(warehouse, "churn_rate", "2026-W08") == Cell(0, 1, 1, unknown=1)


def test_churn_takes_the_dimensions_of_the_latest_incident_of_365_days(publish: Publish) -> None:
    monday = datetime(2026, 2, 8, 23)
    incidents = [
        incident("exactly 365 days", monday - 365 * DAY, customer_id="a", channel="phone"),
        incident("a second more", monday - 365 * DAY - SECOND, customer_id="b", channel="phone"),
        incident("question", monday - SECOND, customer_id="c", channel="chat", kind="question"),
        incident("on Monday", monday, customer_id="d", channel="web"),
    ]
    customers = [customer(name) for name in "abcd"]
    losses = [{"loss_id": "L", "customer_id": "a", "lost_at": "2026-02-09", "kind": "full"}]
    warehouse = publish({"customers": customers, "incidents": incidents, "losses": losses}, AS_OF)
    rows = measures.rows(warehouse, "churn_rate")
    in_week = rows[rows["week"] == "2026-W07"].set_index("customer_id")["channel"].astype(object)
    assert in_week.where(in_week.notna(), None).to_dict() == {"a": "phone", "b": None, "c": "chat", "d": None}


def test_churn_needs_start_dates(publish: Publish) -> None:
    warehouse = publish({"losses": [loss("L")]}, AS_OF)
    with pytest.raises(AmendsError, match=r"needs customers\.acquired_at"):
        measures.measure(warehouse, "churn_rate")


@pytest.fixture(scope="module")
def unresolved(publish: Publish) -> Warehouse:
    """Losses on 10 February; the names of the complaints say what happened to them."""
    opened = datetime(2026, 1, 26, 9)
    names = ("never resolved", "claimed", "claimed on the day", "undone", "undone later", "denied", "claimed twice")
    log = Log()
    for name in names[1:]:
        log.add(name, LOST_AT if name == "claimed on the day" else opened + DAY, "resolved")
    log.add("undone", LOST_AT - SECOND, "reopened")
    log.add("undone later", LOST_AT, "reopened")
    log.add("denied", LOST_AT - SECOND, "survey_answer", "customer", question_id="resolved", score=0)
    log.add("claimed twice", opened + 2 * DAY, "reopened")
    log.add("claimed twice", opened + 3 * DAY, "resolved")
    incidents = [incident(name, opened) for name in names]
    incidents += [
        incident("180 days", LOST_AT - 180 * DAY),
        incident("a second more", LOST_AT - 180 * DAY - SECOND),
        incident("on the day of loss", LOST_AT),
        incident("a question", opened, kind="question"),
        incident("before an earlier loss", opened - 10 * DAY),
    ]
    losses = [loss(str(row["incident_id"])) for row in incidents]
    earlier = loss("earlier", "2026-01-20") | {"customer_id": "c-before an earlier loss", "won_back_at": "2026-01-25"}
    tables = {"customers": customers_of(losses), "losses": [*losses, earlier], "incidents": incidents}
    return publish(tables | {"incident_events": log.rows}, AS_OF)


def test_lost_before_resolution(unresolved: Warehouse) -> None:
    assert numerators(unresolved, "lost_before_resolution", "case_id") == {
        "never resolved": 1,
        "claimed": 0,
        "claimed on the day": 1,
        "undone": 1,
        "undone later": 0,
        "denied": 1,
        "claimed twice": 0,
        "180 days": 1,
        "earlier": 1,
    }


def test_external_escalations(publish: Publish) -> None:
    opened = AS_OF - 90 * DAY
    codes = ("ombudsman", "regulator", "court", "media", "none", None)
    incidents = [incident(str(code), opened, external_escalation=code) for code in codes]
    incidents += [
        incident("young", opened + SECOND, external_escalation="court"),
        incident("question", opened, external_escalation="court", kind="question"),
    ]
    warehouse = publish({"incidents": incidents}, AS_OF)
    assert cell(warehouse, "external_escalation_rate") == Cell(4, 5, 5, unknown=1, immature=1)
    assert line(warehouse, "external_escalation_rate")["value"] == 800
