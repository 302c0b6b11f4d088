"""The facts beside the numbers, by hand: response and its bounds, the largest cause and payments, churn over weeks."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import beside
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Log, Publish, Row, incident

OPENED = datetime(2026, 1, 5, 9)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    incidents = [
        incident(
            f"i{number}",
            OPENED,
            justified="justified",
            cause_code="delivery_slip" if number == 7 else "mis_sold",
            cause_verified=str(number < 8).lower(),
        )
        for number in range(10)
    ]
    for number in range(10):
        log.add(f"i{number}", OPENED + DAY, "resolved")
        log.add(
            f"i{number}",
            OPENED + DAY,
            "apology",
            code="formulaic" if number < 5 else "specific",
            body=f"Sorry {number}!",
        )
    for number in range(8):
        log.add(f"i{number}", OPENED + 2 * DAY, "survey_sent", "system")
    for number in range(4):
        log.add(
            f"i{number}", OPENED + 3 * DAY, "survey_answer", "customer", question_id="resolved", score=int(number == 3)
        )
    for number in range(7):
        log.add(f"i{number}", OPENED + 3 * DAY, "comp_paid", amount=10 * (number + 1), currency="EUR")
    starts = dict.fromkeys(("c1", "c2", "c3", "c4", "parted"), "2026-01-01") | {"quick": "2026-01-13"}
    ends = {"c1": "2026-01-14", "c2": "2026-01-21", "quick": "2026-01-16", "parted": "2026-01-28"}
    losses: list[Row] = [
        {"loss_id": name, "customer_id": name, "lost_at": day, "kind": "ended_by_us" if name == "parted" else "full"}
        for name, day in ends.items()
    ]
    tables: dict[str, list[Row]] = {
        "incidents": incidents,
        "incident_events": log.rows,
        "customers": [{"customer_id": name, "acquired_at": day} for name, day in starts.items()],
        "losses": losses,
        "loss_reasons": [
            {"loss_id": "c1", "reason_code": "not_cared_for", "source": "survey"},
            {"loss_id": "c2", "reason_code": "moved", "source": "inferred"},
        ],
    }
    return publish(tables, datetime(2026, 3, 2))


def told(warehouse: Warehouse, kpi_id: str) -> dict[str, tuple[object, float]]:
    """Label -> value and base."""
    rows = beside.facts(warehouse, kpi_id).to_dict("records")
    return {row["label"]: (pytest.approx(row["value"]), row["n"]) for row in rows}


def test_who_is_silent_bounds_the_gap(warehouse: Warehouse) -> None:
    assert told(warehouse, "resolution_gap") == {
        "Answered, of those asked": (0.5, 8),
        "At least, if all who are silent said yes": (3 / 8, 8),
        "At most, if all who are silent said no": (7 / 8, 8),
    }


def test_one_cause_above_60_percent_is_flagged(warehouse: Warehouse) -> None:
    assert told(warehouse, "root_cause_known") == {"Largest single cause, of the causes found": (7 / 8, 8)}
    assert beside.facts(warehouse, "root_cause_known")["note"].iloc[0].startswith("More than 60 %")


def test_the_five_largest_payments(warehouse: Warehouse) -> None:
    found = told(warehouse, "compensation_per_justified")
    assert found["The five largest, of all compensation paid"] == (250 / 280, 7)
    assert found["Complaints with any compensation"] == (0.7, 10)


def test_honest_texts_that_differ_in_digits_only_are_one(warehouse: Warehouse) -> None:
    assert told(warehouse, "honest_apology_share") == {"Different texts among honest apologies": (1, 5)}


def test_churn_over_weeks_and_leavings_outside_any_rate(warehouse: Warehouse) -> None:
    """1 of 5 in 2026-W03, 1 of 4 in W04; then nobody of those left by themselves."""
    found = told(warehouse, "churn_rate")
    assert found["Lost over all weeks together, 1 − product of (1 − weekly rate)"][0] == 1 - 0.8 * 0.75
    assert found["Joined and left within one week, in no rate"][0] == 1
    assert found["Customers we parted with, in no rate"][0] == 1


@pytest.mark.parametrize("kpi_id", ["loss_reason_share", "not_cared_for_share", "avoidable_loss", "loss_reason_known"])
def test_reasons_are_not_to_be_read_below_60_percent(warehouse: Warehouse, kpi_id: str) -> None:
    found = told(warehouse, kpi_id)
    assert found["Losses with a known reason"] == (1 / 3, 3)
    assert found["Losses whose reason was only inferred"] == (1 / 3, 3)
    assert ("Named more than one reason" in found) == (kpi_id == "loss_reason_share")
    assert beside.facts(warehouse, kpi_id)["note"].iloc[0].startswith("Fewer than 60 %")
