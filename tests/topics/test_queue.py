"""The queue of open complaints: what each flag means, on its boundary; the order; and that counts equal rows."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.presentation import panels
from dashboard.topics import queue
from dashboard.warehouse.reader import Warehouse
from tests.golden import literal
from tests.golden.literal import Log, incident

AS_OF = datetime(2026, 3, 2, 12)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = AS_OF - 5 * DAY
MOST = 200


def ago(days: float) -> datetime:
    return AS_OF - days * DAY


def promise(log: Log, name: str, due_at: datetime) -> None:
    log.add(name, NEW, "promise_made", ref_id=f"P-{name}", due_at=due_at, code="us")


def events() -> list[literal.Row]:
    log = Log()
    promise(log, "broken", AS_OF - HOUR)
    promise(log, "both", AS_OF - HOUR)
    log.add("both", NEW, "promise_made", ref_id="P-both-again", due_at=AS_OF + HOUR, code="us")
    promise(log, "due in a day", AS_OF + 24 * HOUR)
    promise(log, "due later", AS_OF + 25 * HOUR)
    promise(log, "kept late", AS_OF - 2 * DAY)
    log.add("kept late", AS_OF - DAY, "promise_fulfilled", ref_id="P-kept late")
    log.customer("silent", AS_OF - 25 * HOUR, body="Hello?")
    log.customer("explained", AS_OF - 25 * HOUR, body="Hello?")
    log.add("explained", AS_OF - 2 * HOUR, "explanation")
    log.customer("waits a day", AS_OF - 24 * HOUR, body="Hello?")
    log.customer("answered", AS_OF - 25 * HOUR, body="Hello?")
    log.reply("answered", AS_OF - HOUR, body="We look into it.")
    log.add("sorry", NEW + HOUR, "apology", code="specific")
    for name, actor in (("not approved", "junior"), ("approved", "junior"), ("within limit", "senior")):
        log.add(name, NEW + DAY, "comp_offered", actor_id=actor, ref_id=f"O-{name}", amount=80, code="refund")
    log.add("approved", NEW + 2 * DAY, "comp_approved", "manager", actor_id="boss", ref_id="O-approved")
    log.add("approved", NEW + 3 * DAY, "corrective_action", "manager", actor_id="boss", code="warning")
    log.add("solved", NEW + DAY, "resolved")
    log.add("open again", NEW + DAY, "resolved")
    log.add("open again", NEW + 2 * DAY, "reopened", "customer")
    return log.rows


OPENED = {
    "sorry": {"opened_at": NEW, "justified": "justified"},
    "our fault": {"opened_at": NEW, "justified": "partly"},
    "not ours": {"opened_at": NEW, "justified": "unjustified"},
    "no words kept": {"opened_at": NEW, "justified": "justified", "channel": "letter"},
    "old and small": {"opened_at": ago(30), "customer_id": "small"},
    "older and small": {"opened_at": ago(40), "customer_id": "small"},
    "old and large": {"opened_at": ago(20), "customer_id": "large"},
    "old and unknown": {"opened_at": ago(300)},
    "old and gone": {"opened_at": ago(60), "customer_id": "gone"},
    "new and large": {"opened_at": NEW, "customer_id": "large"},
    "late deadline": {"opened_at": NEW, "deadline_at": AS_OF - DAY},
}
PLAIN = (
    *("broken", "due in a day", "due later", "kept late", "silent", "explained", "waits a day", "answered"),
    *("both", "not approved", "approved", "within limit", "solved", "open again"),
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    money = {"small": 100, "large": 10_000, "gone": 50_000}
    tables: dict[str, list[literal.Row]] = {
        "incidents": [
            *(incident(name, **more) for name, more in OPENED.items()),  # type: ignore[arg-type]
            *(incident(name, NEW) for name in PLAIN),
            incident("a question", NEW, kind="question"),
        ],
        "incident_events": events(),
        "agents": [
            {"agent_id": name, "valid_from": "2025-01-01", "comp_limit": limit}
            for name, limit in (("junior", 50), ("senior", 100), ("boss", 1000))
        ],
        "account_month": [
            {"customer_id": name, "month": "2026-01-01", "revenue": revenue, "currency": "EUR"}
            for name, revenue in money.items()
        ],
        "losses": [{"loss_id": "L1", "customer_id": "gone", "lost_at": "2026-02-20", "kind": "full"}],
    }
    return literal.publish(tmp_path_factory.mktemp("queue"), tables, AS_OF)


def listed(warehouse: Warehouse, *flags: str) -> list[str]:
    rows = panel_rows.panel(warehouse, "queue", Filters(), most=MOST, **queue.asked(flags))
    return list(rows["incident_id"])


def counts(warehouse: Warehouse, *flags: str, filters: Filters = Filters()) -> "pd.Series[float]":  # noqa: B008
    return panel_rows.panel(warehouse, "queue_counts", filters, **queue.asked(flags)).iloc[0]


def test_open_is_what_the_backlog_calls_open(warehouse: Warehouse) -> None:
    found = measures.measure(warehouse, "backlog", by=("none",))["numerator"][0]
    assert len(listed(warehouse)) == found == len(OPENED) + len(PLAIN) - 1
    assert "solved" not in listed(warehouse)
    assert "a question" not in listed(warehouse)


@pytest.mark.parametrize(
    ("flag", "expected"),
    [
        ("due", {"due in a day", "both"}),
        ("broken", {"broken", "both"}),
        ("apology", {"our fault"}),
        ("approval", {"not approved"}),
        ("silence", {"silent"}),
    ],
)
def test_a_flag_lists_just_those(warehouse: Warehouse, flag: str, expected: set[str]) -> None:
    assert set(listed(warehouse, flag)) == expected
    assert counts(warehouse)[f"count_{flag}"] == counts(warehouse, flag)["count_shown"] == len(expected)


def test_several_flags_must_all_hold(warehouse: Warehouse) -> None:
    assert listed(warehouse, "broken", "silence") == []
    assert counts(warehouse, "broken", "silence")["count_shown"] == 0


def test_the_most_urgent_come_first(warehouse: Warehouse) -> None:
    order = listed(warehouse)
    overdue = ["old and large", "older and small", "old and small", "old and unknown", "old and gone"]
    assert [name for name in order if name in overdue] == overdue
    assert order.index("late deadline") < order.index("new and large")


def test_revenue_counts_each_customer_once_and_not_those_who_left(warehouse: Warehouse) -> None:
    found = counts(warehouse)
    assert found["revenue"] == 10_100
    assert found["count_gone"] == 1
    assert found["count_broken"] == 2


def test_rows_in_words(warehouse: Warehouse) -> None:
    rows = panel_rows.panel(warehouse, "queue", Filters(), most=MOST, **queue.asked(()))
    table = queue.table(rows, panels.choices(warehouse)).set_index("Incident")
    assert table["Promise"].dropna().to_dict() == {
        "broken": "✕ broken 1 h",
        "both": "! due in 1 h, ✕ broken 1 h",
        "due in a day": "! due in 24 h",
        "due later": "due in 25 h",
        "kept late": "✕ kept late",
    }
    assert table.loc["sorry", "Apology"] == "◆ specific"
    assert table.loc["no words kept", "Apology"] == "not captured"
    assert table.loc["silent", "Waiting"] == "silent 25 h"
    assert table.loc["explained", "Waiting"] == "25 h"
    assert table.loc["old and gone", "Waiting"] == "customer left"
    assert table.loc["old and large", "Past limit"] == 6
    assert pd.isna(table.loc["old and gone", "At risk"])


def test_a_complete_company_counts_the_rows_it_lists(complete_company: Warehouse) -> None:
    for filters in (Filters.of({"team_id": ["t2"]}), Filters.of({"justified": ["justified"], "severity": ["3"]})):
        for flags in ((), ("due",), ("broken",), ("apology", "silence"), ("approval",)):
            rows = panel_rows.panel(complete_company, "queue", filters, most=100_000, **queue.asked(flags))
            assert len(rows) == counts(complete_company, *flags, filters=filters)["count_shown"]
        found = measures.measure(complete_company, "backlog", filters, ("none",))["numerator"][0]
        assert found == counts(complete_company, filters=filters)["count_open"] > 0


ALL = {"count_open": 40.0, "revenue": 431_000.0, "count_broken": 9.0, "count_approval": 1.0}
REST = {
    "count_apology": 14.0,
    "count_silence": 0.0,
    "count_shown": 3.0,
    "count_unknown_revenue": 2.0,
    "count_gone": 0.0,
}


def test_the_sentence_names_what_is_owed_and_only_what_can_be_told() -> None:
    told = queue.sentence(ALL | REST, list(queue.FLAGS), "EUR")
    assert told == (
        "**40 open complaints** hold €431k a year: :orange[**9 with a broken promise**], 14 owed an apology, "
        "1 offer to approve."
    )
    assert queue.sentence(ALL | REST, [], "EUR") == "**40 open complaints** hold €431k a year."
    assert queue.sentence(ALL | REST | {"revenue": float("nan")}, [], "EUR") == "**40 open complaints**."
    assert queue.sentence(ALL | REST | {"count_open": 0.0}, list(queue.FLAGS), "EUR") == "No complaint is open."


def test_the_line_above_the_list_says_what_the_order_cannot_know() -> None:
    assert queue.count_line(ALL | REST, ["broken"], 2).startswith("3 of 40 open, the first 2 shown, by yearly revenue")
    assert "(last: 2 of unknown revenue)" in queue.count_line(ALL | REST, [], 200)
    assert "by days past the limit" in queue.count_line(ALL | REST | {"revenue": float("nan")}, [], 200)


def test_an_earlier_cut_off_knows_nothing_of_later(warehouse: Warehouse) -> None:
    earlier = warehouse.at(AS_OF - 2 * HOUR)
    assert listed(earlier, "due") == ["both", "broken"]
    assert counts(earlier)["count_broken"] == 0
    assert listed(earlier, "silence") == []


@pytest.mark.parametrize("is_shown", [False, True])
def test_measures_against_colleagues_are_shown_only_where_that_is_set(warehouse: Warehouse, is_shown: bool) -> None:
    asked = {"incident_id": "approved", "most": MOST, "shows_corrective_actions": is_shown}
    types = panel_rows.panel(warehouse, "one_incident_events", Filters(), **asked)["event_type"]
    assert ("corrective_action" in set(types)) is is_shown
