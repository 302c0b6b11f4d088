"""Customers at risk, without trouble, and what they tell. Budapest is one hour ahead of UTC throughout."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line

AS_OF = datetime(2026, 3, 5, 12)
END = datetime(2026, 3, 1, 23)
"""Sunday 24:00 local at the end of 2026-W09."""
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FOURTEEN, TWENTY_EIGHT = END - 14 * DAY, END - 28 * DAY


def customer(customer_id: str, acquired_at: str | None = "2025-12-01", **more: object) -> Row:
    return {"customer_id": customer_id, "acquired_at": acquired_at} | more


def risky_company() -> dict[str, list[Row]]:
    """Complaints named after what happened to them; seen at the end of 2026-W09."""
    log = Log()
    opened = {
        "no claim, 14 days and a second": FOURTEEN - SECOND,
        "no claim, 14 days": FOURTEEN,
        "claimed in time": FOURTEEN - SECOND,
        "claimed, 28 days and a second": TWENTY_EIGHT - SECOND,
        "claimed, 28 days": TWENTY_EIGHT,
        "verified": TWENTY_EIGHT - 30 * DAY,
        "confirmed yesterday": TWENTY_EIGHT - 30 * DAY,
        "disputed at 3 days": END - 3 * DAY,
        "denied at 3 days": END - 3 * DAY,
        "reopened at 3 days": END - 3 * DAY,
        "reopened, 15 days": END - 15 * DAY,
        "disputed, claimed again": END - 20 * DAY,
        "claimed after the end": END - 20 * DAY,
        "promise past due": END - 3 * DAY,
        "promise due at the end": END - 3 * DAY,
        "promise fulfilled late": END - 3 * DAY,
        "promise called off": END - 3 * DAY,
    }
    for name in ("claimed in time", "claimed, 28 days and a second", "claimed, 28 days"):
        log.add(name, END - 13 * DAY, "resolved")
    log.add("verified", END - 14 * DAY, "resolved")
    log.add("confirmed yesterday", END - 2 * DAY, "resolved")
    log.add("confirmed yesterday", END - DAY, "customer_confirmed", "customer")
    for name in ("disputed at 3 days", "denied at 3 days", "reopened at 3 days", "reopened, 15 days"):
        log.add(name, END - 2 * DAY, "resolved")
    log.add("disputed at 3 days", END - DAY, "customer_disputed", "customer")
    log.add("denied at 3 days", END - DAY, "survey_answer", "customer", question_id="resolved", score=0)
    log.add("reopened at 3 days", END - DAY, "reopened")
    log.add("reopened, 15 days", END - DAY, "reopened")
    log.add("disputed, claimed again", END - 3 * DAY, "resolved")
    log.add("disputed, claimed again", END - 2 * DAY, "customer_disputed", "customer")
    log.add("disputed, claimed again", END - DAY, "resolved")
    log.add("claimed after the end", END, "resolved")
    for name, due in (("past due", END - SECOND), ("due at the end", END), ("fulfilled late", END - 2 * DAY)):
        log.add(f"promise {name}", END - 2 * DAY - HOUR, "promise_made", ref_id=name, due_at=due)
    log.add("promise fulfilled late", END - DAY, "promise_fulfilled", ref_id="fulfilled late")
    log.add("promise called off", END - 2 * DAY, "promise_made", ref_id="off", due_at=END - DAY)
    log.add("promise called off", END - DAY, "promise_cancelled", "customer", ref_id="off")
    incidents = [incident(name, at) for name, at in opened.items()]
    late = {"kind": "question"}
    incidents += [
        incident("a question", FOURTEEN - 5 * DAY, **late),
        incident("lost on Sunday", FOURTEEN - DAY),
        incident("lost on Monday", FOURTEEN - DAY),
        incident("no revenue row", FOURTEEN - DAY),
        incident("second complaint", FOURTEEN - 2 * DAY, customer_id="c-no claim, 14 days and a second"),
        incident("begun on Monday", FOURTEEN - DAY),
        incident("no start", FOURTEEN - DAY),
    ]
    names = dict.fromkeys(str(row["customer_id"]) for row in incidents)
    starts: dict[str, str | None] = {"c-begun on Monday": "2026-03-02", "c-no start": None}
    losses: list[Row] = [
        {"loss_id": day, "customer_id": f"c-lost on {day}", "lost_at": date, "kind": "full"}
        for day, date in (("Sunday", "2026-03-01"), ("Monday", "2026-03-02"))
    ]
    months: list[Row] = [
        {"customer_id": name, "month": month, "revenue": revenue}
        for name in names
        if name != "c-no revenue row"
        for month, revenue in (("2025-02", 1000), ("2025-03", 10), ("2026-02", 20), ("2026-03", 500))
    ]
    return {
        "customers": [customer(name, starts.get(name, "2025-12-01")) for name in names],
        "incidents": incidents,
        "incident_events": log.rows,
        "losses": losses,
        "account_month": months,
    }


@pytest.fixture(scope="module")
def risk(publish: Publish) -> Warehouse:
    return publish(risky_company(), AS_OF)


def test_revenue_at_risk_takes_the_customers_still_owed_a_solution(risk: Warehouse) -> None:
    rows = measures.rows(risk, "revenue_at_risk")
    assert set(rows.loc[rows["week"] == "2026-W09", "customer_id"]) == {
        "c-no claim, 14 days and a second",
        "c-claimed, 28 days and a second",
        "c-disputed at 3 days",
        "c-denied at 3 days",
        "c-reopened, 15 days",
        "c-claimed after the end",
        "c-promise past due",
        "c-lost on Monday",
        "c-no start",
    }


def test_revenue_at_risk_sums_12_complete_months(risk: Warehouse) -> None:
    week = line(risk, "revenue_at_risk", "2026-W09")
    assert (week["value"], week["cases"], week["unknown"], week["status"]) == (9 * 30, 9, 1, "final")


@pytest.mark.parametrize(("incident_id", "unknown", "value"), [("no revenue row", 1, None), ("claimed in time", 0, 0)])
def test_a_sum_of_which_nothing_is_known_is_no_zero(
    risk: Warehouse, incident_id: str, unknown: int, value: int | None
) -> None:
    asked = Filters.of({"incident_id": [incident_id]}, "2026-W09")
    week = measures.measure(risk, "revenue_at_risk", asked).iloc[0]
    assert (week["cases"], week["unknown"]) == (0, unknown)
    assert (None if pd.isna(week["value"]) else week["value"]) == value


def test_the_range_answers_with_its_last_week(risk: Warehouse) -> None:
    total, running = line(risk, "revenue_at_risk"), line(risk, "revenue_at_risk", "2026-W10")
    assert (total["value"], total["cases"]) == (running["value"], running["cases"])
    assert total["status"] == "provisional"


def test_a_past_week_at_risk_stays(risk: Warehouse) -> None:
    earlier = line(risk.at(END), "revenue_at_risk", "2026-W09")
    assert (earlier["value"], earlier["cases"], earlier["unknown"]) == (270, 9, 1)


def test_the_running_week_is_measured_at_as_of(risk: Warehouse) -> None:
    """A second earlier one complaint is not old enough, one promise not past due, and one claim not yet verified."""
    earlier = risk.at(END - SECOND)
    found, later = (
        set(measures.rows(of, "revenue_at_risk").query("week == '2026-W09'")["case_id"]) for of in (earlier, risk)
    )
    assert later - found == {f"c-{name}:2026-02-23" for name in ("claimed, 28 days and a second", "promise past due")}
    assert found - later == {"c-verified:2026-02-23"}
    assert line(earlier, "revenue_at_risk", "2026-W09")["status"] == "provisional"


def test_trouble_free(publish: Publish) -> None:
    incidents = [
        incident("90 days", END - 90 * DAY),
        incident("a second more", END - 90 * DAY - SECOND),
        incident("question", END - DAY, kind="question"),
        incident("at the end", END),
        incident("before the end", END - SECOND),
    ]
    customers = [customer(str(row["customer_id"]), "2025-01-01") for row in incidents]
    customers += [
        customer("never"),
        customer("from Sunday", "2026-03-01"),
        customer("from Monday", "2026-03-02"),
        customer("lost on Sunday"),
        customer("lost on Monday"),
        customer("no start", None),
    ]
    losses: list[Row] = [
        {"loss_id": day, "customer_id": f"lost on {day}", "lost_at": date, "kind": "full"}
        for day, date in (("Sunday", "2026-03-01"), ("Monday", "2026-03-02"))
    ]
    warehouse = publish({"customers": customers, "incidents": incidents, "losses": losses}, AS_OF)
    assert cell(warehouse, "trouble_free_share", "2026-W09") == Cell(6, 8, 8, unknown=1)
    assert cell(warehouse, "trouble_free_share") == cell(warehouse, "trouble_free_share", "2026-W10")
    assert cell(warehouse.at(END), "trouble_free_share", "2026-W09") == Cell(6, 8, 8, unknown=1)


@pytest.fixture(scope="module")
def told(publish: Publish) -> Warehouse:
    """In 2026-W07 a, b and c are dissatisfied and d is satisfied; in W08 twenty customers say how many they told."""
    monday = datetime(2026, 2, 9, 9)
    log = Log()
    answers = {"a": 2, "b": 5, "d": 4, "neither": 3}
    for name, score in answers.items():
        log.add(name, monday, "survey_answer", "customer", question_id="satisfaction", score=score)
    log.add("b", monday + DAY, "customer_disputed", "customer")
    log.add("d", monday + DAY, "customer_confirmed", "customer")
    log.add("asked", monday, "survey_answer", "customer", question_id="satisfaction", score=1)
    many = [f"n{number}" for number in range(20)]
    for number, name in enumerate(many):
        log.add(name, monday + 7 * DAY, "survey_answer", "customer", question_id="satisfaction", score=1)
        log.add(name, monday + 7 * DAY, "survey_answer", "customer", question_id="told_people", score=number % 2 * 4)
    incidents = [incident(name, monday - DAY) for name in (*answers, *many)]
    incidents.append(incident("asked", monday - DAY, kind="question"))
    customers = [customer(str(row["customer_id"])) for row in incidents] + [customer("c"), customer("gone by nature")]
    losses: list[Row] = [
        {"loss_id": "c", "customer_id": "c", "lost_at": "2026-02-10", "kind": "full"},
        {"loss_id": "nature", "customer_id": "gone by nature", "lost_at": "2026-02-10", "kind": "full"},
    ]
    reasons: list[Row] = [{"loss_id": "nature", "reason_code": "natural_flow", "weight": 1, "source": "survey"}]
    tables = {"customers": customers, "incidents": incidents, "incident_events": log.rows, "losses": losses}
    return publish(tables | {"loss_reasons": reasons}, AS_OF)


def test_people_told_is_a_band(told: Warehouse) -> None:
    week = line(told, "people_told_band", "2026-W07")
    assert (week["cases"], week["low"], week["value"], week["high"]) == (4, 3 * 10 + 1, 3 * 12.5 + 1.5, 3 * 15 + 2)


def test_people_told_is_measured_where_twenty_answered(told: Warehouse) -> None:
    week = line(told, "people_told_band", "2026-W08")
    deviation = (20 / 19) ** 0.5 * 2
    assert week["value"] == 20 * 2
    assert week["high"] - week["value"] == pytest.approx(20 * 1.959964 * deviation / 20**0.5, rel=1e-6)
