"""Recovery and loyalty: each rule on its boundary. Budapest is one hour ahead of UTC in the times used."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.stats.survival import difference_at, kaplan_meier
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
OPENED = datetime(2026, 1, 5, 9)
"""A Monday, in 2026-W02."""
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def customer(customer_id: str, acquired_at: str = "2025-01-01", **more: object) -> Row:
    return {"customer_id": customer_id, "acquired_at": acquired_at} | more


def loss(customer_id: str, lost_at: str, kind: str = "full", **more: object) -> Row:
    return {"loss_id": f"L-{customer_id}", "customer_id": customer_id, "lost_at": lost_at, "kind": kind} | more


def add_triads(log: Log) -> dict[str, int]:
    """Complaints named after what they got; the answer is how many of the three parts that is."""
    limit, fast = OPENED + 14 * DAY, OPENED + 72 * HOUR
    for name, apology, fix, offer in (
        ("all at the limit", limit, fast, limit),
        ("apology late", limit + SECOND, fast, limit),
        ("fix late", limit, fast + SECOND, limit),
        ("offer late", limit, fast, limit + SECOND),
    ):
        log.add(name, apology, "apology")
        log.add(name, fix, "fix_delivered")
        log.add(name, offer, "comp_offered", amount=10)
    for name, due, done in (
        ("kept", limit, limit),
        ("kept late", limit + DAY, limit + SECOND),
        ("broken", fast, limit),
    ):
        log.add(f"promise {name}", OPENED, "apology", code="specific", channel="phone")
        log.add(f"promise {name}", OPENED, "comp_offered", amount=10)
        log.add(f"promise {name}", OPENED, "promise_made", ref_id=name, due_at=due)
        log.add(f"promise {name}", done, "promise_fulfilled", ref_id=name)
    log.add("words only", OPENED, "apology", code="sympathy")
    log.add("words only", OPENED, "comp_offered", "customer", amount=10)
    return {
        "all at the limit": 3,
        "apology late": 2,
        "fix late": 2,
        "offer late": 2,
        "promise kept": 3,
        "promise kept late": 2,
        "promise broken": 2,
        "words only": 0,
    }


@pytest.fixture(scope="module")
def triads(publish: Publish) -> tuple[Warehouse, dict[str, int]]:
    log = Log()
    expected = add_triads(log)
    incidents = [incident(name, OPENED, justified="justified") for name in expected]
    incidents += [
        incident("partly", OPENED, justified="partly"),
        incident("not justified", OPENED, justified="unjustified"),
        incident("not determined", OPENED),
        incident("no words kept", OPENED, justified="justified", channel="letter"),
        incident("young", AS_OF - 14 * DAY + SECOND, justified="justified"),
        incident("a question", OPENED, justified="justified", kind="question"),
    ]
    customers = [customer(str(row["customer_id"])) for row in incidents]
    losses = [loss("c-words only", "2026-02-10")]
    tables = {"customers": customers, "incidents": incidents, "incident_events": log.rows, "losses": losses}
    return publish(tables, AS_OF), expected


def test_full_recovery(triads: tuple[Warehouse, dict[str, int]]) -> None:
    warehouse, expected = triads
    rows = measures.rows(warehouse, "recovery_triad_rate").set_index("case_id")
    assert rows["count_parts"].to_dict() == expected | {"partly": 0}
    assert set(rows.index[rows["numerator"] == 1]) == {"all at the limit", "promise kept"}
    assert set(rows.index[rows["has_apology_in_call"]]) == {"promise kept", "promise kept late", "promise broken"}
    assert cell(warehouse, "recovery_triad_rate") == Cell(2, 9, 9, unknown=1, immature=1)


def test_full_recovery_is_frozen_at_14_days(triads: tuple[Warehouse, dict[str, int]]) -> None:
    earlier = triads[0].at(OPENED + 14 * DAY)
    assert cell(earlier, "recovery_triad_rate") == Cell(2, 9, 9, unknown=1)


def test_retention_by_handling(triads: tuple[Warehouse, dict[str, int]]) -> None:
    found = measures.measure(triads[0], "retention_after_incident", by=("handling",))
    by_parts = found.assign(handling=found["handling"].fillna(-1)).set_index("handling")["cases"]
    assert by_parts.to_dict() == {3: 2, 2: 5, 0: 4, -1: 1}


@pytest.fixture(scope="module")
def kept(publish: Publish) -> Warehouse:
    """Complaints of 7 September 2025, so the landmark is 21 September at 09:00 and 90 days end on 20 December."""
    opened = datetime(2025, 9, 7, 9)
    lost = {
        "on day 90": "2025-12-20",
        "on day 91": "2025-12-21",
        "by death": "2025-11-01",
        "of unknown reason": "2025-11-01",
        "by us": "2025-11-01",
        "at the landmark": "2025-09-21",
        "after the landmark": "2025-09-22",
        "before the complaint": "2025-09-06",
        "mixed": "2025-11-01",
    }
    losses = [loss(f"c-{name}", at, "ended_by_us" if name == "by us" else "full") for name, at in lost.items()]
    reasons: list[Row] = [
        {"loss_id": f"L-c-{name}", "reason_code": code, "weight": 0.5, "source": "survey"}
        for name, code in (("by death", "death"), ("mixed", "death"), ("mixed", "dissatisfied"))
    ]
    incidents = [incident(name, opened) for name in (*lost, "still here")]
    incidents += [
        incident("second complaint", opened + DAY, customer_id="c-still here"),
        incident("an earlier question", opened - DAY, customer_id="c-still here", kind="question"),
        incident("not at the landmark", AS_OF - 14 * DAY + SECOND),
    ]
    customers = [customer(str(row["customer_id"]), lock_in="contract") for row in incidents]
    unique = list({str(row["customer_id"]): row for row in customers}.values())
    return publish({"customers": unique, "incidents": incidents, "losses": losses, "loss_reasons": reasons}, AS_OF)


def test_retention_counts_avoidable_losses_after_the_landmark(kept: Warehouse) -> None:
    rows = measures.rows(kept, "retention_after_incident").set_index("case_id")
    events = rows["is_event"].to_dict()
    assert events == {
        "c-on day 90": True,
        "c-on day 91": True,
        "c-by death": False,
        "c-of unknown reason": True,
        "c-by us": False,
        "c-after the landmark": True,
        "c-before the complaint": False,
        "c-mixed": True,
        "c-still here": False,
    }
    assert rows.loc["c-still here", "incident_id"] == "still here"
    assert rows.loc["c-on day 90", "duration"] == pytest.approx(89.58333)


def test_retention_is_the_share_kept_after_90_days(kept: Warehouse) -> None:
    """Nine at risk: one lost at day 0.6; at day 40.6 two lost and two watched no longer; one of four at day 89.6."""
    found = line(kept, "retention_after_incident")
    assert found["value"] == pytest.approx(8 / 9 * 6 / 8 * 3 / 4)
    assert (found["cases"], found["immature"]) == (9, 1)
    assert line(kept.at(datetime(2025, 12, 21)), "retention_after_incident", "2025-W36")["value"] == found["value"]


def test_unhappy_and_left_alone(publish: Publish) -> None:
    at = datetime(2026, 1, 5, 9)
    log = Log()
    for name in ("at 30 days", "too late", "before", "by machine", "by mail in", "called back", "elsewhere"):
        log.add(name, at, "survey_answer", "customer", question_id="satisfaction", score=2)
    log.reply("at 30 days", at + 30 * DAY)
    log.reply("too late", at + 30 * DAY + SECOND)
    log.reply("before", at)
    log.add("by machine", at + DAY, "message", "system", direction="outbound")
    log.customer("by mail in", at + DAY)
    log.add("called back", at + DAY, "callback")
    log.add("elsewhere, a question", at + DAY, "call", direction="outbound")
    log.add("happy", at, "survey_answer", "customer", question_id="satisfaction", score=3)
    log.add("disputed twice", at, "customer_disputed", "customer")
    log.add("disputed twice", at + 40 * DAY, "customer_disputed", "customer")
    log.reply("disputed twice", at + 41 * DAY)
    log.add("young", AS_OF - 30 * DAY + SECOND, "customer_disputed", "customer")
    names = dict.fromkeys(str(row["incident_id"]) for row in log.rows)
    incidents = [incident(name, at - DAY) for name in names]
    for row in incidents:
        if row["incident_id"] == "elsewhere, a question":
            row |= {"customer_id": "c-elsewhere", "kind": "question"}
    customers = [customer(name) for name in dict.fromkeys(str(row["customer_id"]) for row in incidents)]
    customers += [customer("lost"), customer("dead")]
    losses = [loss("lost", "2026-01-06"), loss("dead", "2026-01-06")]
    reasons: list[Row] = [{"loss_id": "L-dead", "reason_code": "death", "weight": 1, "source": "survey"}]
    tables = {"customers": customers, "incidents": incidents, "incident_events": log.rows, "losses": losses}
    warehouse = publish(tables | {"loss_reasons": reasons}, AS_OF)
    assert numerators(warehouse, "abandoned_unhappy", "case_id") == {
        "c-at 30 days": 0,
        "c-too late": 1,
        "c-before": 1,
        "c-by machine": 1,
        "c-by mail in": 1,
        "c-called back": 0,
        "c-elsewhere": 0,
        "c-disputed twice": 1,
        "lost": 1,
    }
    assert cell(warehouse, "abandoned_unhappy") == Cell(6, 9, 9, immature=1)


def test_win_back(publish: Publish) -> None:
    as_of = datetime(2026, 2, 28)
    lost, codes = "2025-08-01", {"dead": "death", "dissatisfied": "dissatisfied"}
    losses = [
        loss("at 180 days", lost, won_back_at="2026-01-28"),
        loss("a day late", lost, won_back_at="2026-01-29"),
        loss("dead", lost, won_back_at="2025-09-01"),
        loss("dissatisfied", lost),
        loss("by us", lost, "ended_by_us", won_back_at="2025-09-01"),
        loss("young", "2025-09-02", won_back_at="2025-10-01"),
    ]
    reasons: list[Row] = [
        {"loss_id": f"L-{name}", "reason_code": code, "weight": 1, "source": "survey"} for name, code in codes.items()
    ]
    customers = [customer(str(row["customer_id"])) for row in losses]
    warehouse = publish({"customers": customers, "losses": losses, "loss_reasons": reasons}, as_of)
    assert numerators(warehouse, "win_back_rate", "customer_id") == {
        "at 180 days": 1,
        "a day late": 0,
        "dissatisfied": 0,
    }
    assert cell(warehouse, "win_back_rate") == Cell(1, 3, 3, immature=1)
    assert cell(warehouse.at(datetime(2026, 1, 27, 22)), "win_back_rate") == Cell(0, 0, 0, immature=4)


def test_revenue_kept_after_a_complaint(publish: Publish) -> None:
    """Complaints of October 2025: before = July to September, after = November to January."""
    opened = datetime(2025, 10, 10, 9)
    before, after = ("2025-07", "2025-08", "2025-09"), ("2025-11", "2025-12", "2026-01")
    plans: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "whole": (before, after),
        "lost in December": (before, after[:1]),
        "month missing": (before, after[:2]),
        "begun in August": (before[1:], after),
        "lost in time": (before, ()),
    }
    months: list[Row] = [
        {"customer_id": name, "month": label, "revenue": revenue}
        for name, (first, then) in plans.items()
        for labels, revenue in ((first, 100), (("2025-10",), 999), (then, 50))
        for label in labels
    ]
    customers = [customer(name, "2025-08-31" if name == "begun in August" else "2025-01-01") for name in plans]
    losses = [loss("lost in December", "2025-12-31"), loss("lost in time", "2025-10-24")]
    incidents = [incident(f"I-{name}", opened, customer_id=name) for name in plans]
    incidents.append(incident("November", datetime(2025, 10, 31, 23), customer_id="young"))
    tables = {"customers": [*customers, customer("young")], "losses": losses, "incidents": incidents}
    warehouse = publish(tables | {"account_month": months}, datetime(2026, 1, 31, 23))
    assert cell(warehouse, "revenue_retention_90d") == Cell(150 + 50 + 150, 300 + 300 + 200, 3, unknown=1, immature=1)
    found = measures.measure(warehouse, "revenue_retention_90d").set_index("month")
    assert found.loc["2025-10-01", "value"] == pytest.approx(350 / 800)
    earlier = warehouse.at(datetime(2026, 1, 31, 23) - SECOND)
    assert cell(earlier, "revenue_retention_90d").cases == 0


def test_found_by_us(publish: Publish) -> None:
    found_by = ("company", "callback_survey", "customer", "social", "regulator", "a name we do not know")
    incidents = [incident(name, OPENED, detected_by=name) for name in found_by]
    incidents.append(incident("question", OPENED, detected_by="company", kind="question"))
    warehouse = publish({"incidents": incidents}, AS_OF)
    assert cell(warehouse, "proactive_share") == Cell(2, 5, 5, unknown=1)


def test_recovery_paradox_matches_customers_without_a_complaint(publish: Publish) -> None:
    opened = datetime(2024, 6, 3, 9)
    log = Log()
    recovered = [f"r{number}" for number in range(3)]
    for name in recovered:
        log.add(name, opened, "apology")
        log.add(name, opened, "fix_delivered")
        log.add(name, opened, "comp_offered", amount=5)
    incidents = [incident(name, opened, customer_id=name) for name in recovered]
    incidents += [
        incident("earlier", opened - DAY, customer_id="had a complaint"),
        incident("later", opened + 100 * DAY, customer_id="s2"),
    ]
    segments = {"r2": "T"}
    quiet = ("s0", "s1", "s2", "other tenure", "had a complaint", "lost before")
    customers = [
        customer(name, "2024-05-01" if name == "other tenure" else "2022-01-01", segment=segments.get(name, "S"))
        for name in (*recovered, *quiet)
    ]
    losses = [loss("r0", "2024-09-01"), loss("s1", "2024-12-01"), loss("lost before", "2024-06-10")]
    tables = {"customers": customers, "incidents": incidents, "incident_events": log.rows, "losses": losses}
    warehouse = publish(tables, AS_OF)
    rows = measures.rows(warehouse, "recovery_paradox_gap")
    pairs = rows[~rows["is_recovered"]].groupby("incident_id")["customer_id"].agg(set)
    assert pairs.to_dict() == {"r0": {"s0", "s1", "s2"}, "r1": {"s0", "s1", "s2"}}
    found = line(warehouse, "recovery_paradox_gap")
    assert (found["cases"], found["unknown"]) == (8, 1)
    assert found["value"] == pytest.approx(100 * (1 / 2 - 1 / 2))
    first, second = kaplan_meier([75, 600], [1, 0]), kaplan_meier([86, 166, 600], [0, 1, 0], [2 / 3] * 3)
    assert found["high"] == pytest.approx(100 * difference_at(first, second, 365).high)
