"""Promises: golden case G03, and each rule on its boundary. Budapest is one hour ahead of UTC throughout."""

from datetime import datetime, timedelta

import pytest

from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
MADE = datetime(2026, 2, 3, 10)
LATER = datetime(2026, 2, 12, 10)
NOON = datetime(2026, 2, 18, 12)
FAST = datetime(2026, 1, 12, 9)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def february(day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 2, day, hour, minute, second)


def add_g03(log: Log) -> None:
    """Made on 3 February, due in 2026-W07."""
    due = {"P1": february(10, 15), "P2": february(10, 15), "P4": february(12), "P5": february(12), "P6": february(12)}
    for name, due_at in (due | {"P7": None, "P8": datetime(2026, 3, 5, 12), "P9": february(13)}).items():
        log.add("K", MADE, "promise_made", ref_id=name, due_at=due_at, code="us")
    log.add("K", MADE, "promise_made", ref_id="P3", due_date="2026-02-11")
    log.add("K", february(10, 15), "promise_fulfilled", ref_id="P1")
    log.add("K", february(10, 15, 0, 1), "promise_fulfilled", ref_id="P2")
    log.add("K", february(11, 22, 30), "promise_fulfilled", ref_id="P3")
    log.add("K", february(11), "promise_rescheduled", ref_id="P4", code="agreed", due_at=february(13))
    log.add("K", february(13, 11), "promise_fulfilled", ref_id="P4")
    log.add("K", february(12, 13), "promise_rescheduled", ref_id="P5", code="agreed", due_at=february(13))
    log.add("K", february(13, 11), "promise_fulfilled", ref_id="P5")
    log.add("K", february(11), "promise_cancelled", "customer", ref_id="P6")
    log.add("K", february(20), "promise_fulfilled", ref_id="P8")


def add_boundaries(log: Log) -> None:
    """Made on 12 February, due on 18 February at noon."""
    for name in ("Q1", "Q2", "Q3", "Q4", "Q5", "Q8"):
        log.add("K2", LATER, "promise_made", ref_id=name, due_at=NOON)
    log.add("K2", NOON - DAY, "promise_rescheduled", ref_id="Q1", code="unilateral", due_at=NOON + DAY)
    log.add("K2", NOON + 23 * HOUR, "promise_fulfilled", ref_id="Q1")
    log.add("K2", NOON, "promise_rescheduled", ref_id="Q2", code="agreed", due_at=NOON + 2 * DAY)
    log.add("K2", NOON + 2 * DAY, "promise_fulfilled", ref_id="Q2")
    log.add("K2", NOON, "promise_cancelled", "customer", ref_id="Q3")
    log.add("K2", NOON + SECOND, "promise_cancelled", "customer", ref_id="Q4")
    log.add("K2", LATER + HOUR, "promise_cancelled", ref_id="Q5")
    log.add("K2", LATER, "promise_made", "customer", ref_id="Q6", due_at=NOON)
    log.add("a question", LATER, "promise_made", ref_id="Q7", due_at=NOON)
    log.add("K2", LATER + HOUR, "promise_made", ref_id="Q8", due_at=NOON + 7 * DAY)
    log.add("K2", NOON + 2 * DAY, "promise_fulfilled", ref_id="Q8")
    log.add("K2", LATER, "promise_made", ref_id="found, but K2 has coded ones", label_source="detected", due_at=NOON)
    log.add("K3", LATER, "promise_made", ref_id="found, date not read", label_source="detected")
    log.add("K4", LATER, "promise_made", ref_id="undated")


FAST_ONES = (
    "resolved at 24 h",
    "resolved later",
    "fixed",
    "dated at 24 h",
    "dated later",
    "not dated",
    "by the customer",
)


def add_fast_or_dated(log: Log) -> None:
    """Opened in 2026-W03; fixed or promised at most 24 hours later."""
    log.add("resolved at 24 h", FAST + DAY, "resolved")
    log.add("resolved later", FAST + DAY + SECOND, "resolved")
    log.add("fixed", FAST + HOUR, "fix_delivered")
    log.add("dated at 24 h", FAST + DAY, "promise_made", ref_id="F4", due_at=FAST + 3 * DAY)
    log.add("dated later", FAST + DAY + SECOND, "promise_made", ref_id="F5", due_at=FAST + 3 * DAY)
    log.add("not dated", FAST + HOUR, "promise_made", ref_id="F6")
    log.add("by the customer", FAST + HOUR, "promise_made", "customer", ref_id="F7", due_at=FAST + DAY)
    log.add("young", datetime(2026, 2, 25, 10), "resolved")


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    add_g03(log)
    add_boundaries(log)
    add_fast_or_dated(log)
    incidents = [
        *(incident(name, datetime(2026, 2, 2, 9)) for name in ("K", "K2", "K3", "K4")),
        incident("a question", datetime(2026, 2, 2, 9), kind="question"),
        *(incident(name, FAST) for name in FAST_ONES),
        incident("without events", FAST, resolved_at=FAST + 2 * HOUR),
        incident("a fast question", FAST, kind="question", resolved_at=FAST + 2 * HOUR),
        incident("young", datetime(2026, 2, 25, 9)),
    ]
    return publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)


def test_promises_kept_g03(warehouse: Warehouse) -> None:
    assert cell(warehouse, "promise_kept", "2026-W07") == Cell(3, 6, 6)
    assert line(warehouse, "promise_kept", "2026-W07")["value"] == 0.5


def test_a_promise_counts_when_it_is_due(warehouse: Warehouse) -> None:
    assert cell(warehouse, "promise_kept").immature == 1


def test_promises_kept_on_the_boundaries(warehouse: Warehouse) -> None:
    assert cell(warehouse, "promise_kept", "2026-W08") == Cell(1, 5, 5)
    kept = numerators(warehouse, "promise_kept", "case_id")
    assert {name: kept.get(name) for name in ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8")} == {
        "Q1": 0, "Q2": 1, "Q3": None, "Q4": 0, "Q5": 0, "Q6": None, "Q7": None, "Q8": 0,
    }  # fmt: skip


def test_lateness_of_broken_promises(warehouse: Warehouse) -> None:
    """W07: 1 s, 23 h, never. W08: 23 h, 48 h, twice never: S(48 h) = 1/2."""
    assert line(warehouse, "broken_by_hours", "2026-W07")["value"] == 23
    assert line(warehouse, "broken_by_hours", "2026-W08")["value"] == 48
    assert list(line(warehouse, "broken_by_hours", "2026-W08")[["cases", "events"]]) == [4, 2]


def test_the_lateness_grows_with_time(warehouse: Warehouse) -> None:
    earlier = line(warehouse.at(NOON + 24 * HOUR), "broken_by_hours", "2026-W08")
    assert (earlier["cases"], earlier["events"]) == (4, 1)
    assert earlier["value"] != earlier["value"]


def test_promises_without_a_date_g03(warehouse: Warehouse) -> None:
    assert cell(warehouse, "undated_promise_share", "2026-W06") == Cell(1, 9, 9)


def test_a_date_that_was_not_read_is_unknown(warehouse: Warehouse) -> None:
    assert cell(warehouse, "undated_promise_share", "2026-W07") == Cell(1, 7, 7, unknown=1)


def test_fixed_or_dated_within_a_day(warehouse: Warehouse) -> None:
    assert cell(warehouse, "fast_or_dated", "2026-W03") == Cell(4, 8, 8)
    fast = numerators(warehouse, "fast_or_dated")
    assert {name for name, number in fast.items() if number} == {
        "resolved at 24 h", "fixed", "dated at 24 h", "without events",
    }  # fmt: skip
    assert cell(warehouse, "fast_or_dated", "2026-W09").immature == 1


@pytest.mark.parametrize(
    ("kpi_id", "week"),
    [("promise_kept", "2026-W07"), ("undated_promise_share", "2026-W06"), ("fast_or_dated", "2026-W03")],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str) -> None:
    sunday_midnight = datetime(2026, 2, 15, 23)
    assert cell(warehouse.at(sunday_midnight), kpi_id, week) == cell(warehouse, kpi_id, week)
