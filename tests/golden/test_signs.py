"""Signs of bad service: silent waits, blind transfers, dead ends, what reviewers find, and greetings and thanks."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
WAITED = datetime(2026, 1, 5, 9)
TALKED = datetime(2026, 1, 12, 9)
PASSED_ON = datetime(2026, 1, 20, 9)
REVIEWED = datetime(2026, 2, 4, 9)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
IN_TIME = 14 * DAY

SILENT = (
    "over 24 h", "no real apology", "explained too late", "explained by the customer", "no reply", "asked twice",
    "live, over 10 min", "live, soothed too late", "only the system answered", "explained before",
)  # fmt: skip
NOT_SILENT = (
    "24 h", "apologised", "explained with the reply", "live, 10 min", "live, soothed in time", "on the last moment",
)  # fmt: skip
NO_WAIT = ("we wrote first", "too late to count", "only thanks")


def add_waits(log: Log) -> None:
    """Opened in 2026-W02 with a message of the customer; replies after 30 hours where nothing else is meant."""
    late = WAITED + 30 * HOUR
    for name in (*SILENT[:6], *SILENT[8:], *NOT_SILENT[:3]):
        log.customer(name, WAITED)
    log.reply("24 h", WAITED + DAY)
    log.reply("over 24 h", WAITED + DAY + SECOND)
    for name in ("apologised", "no real apology", "explained with the reply", "explained too late",
                 "explained by the customer", "only the system answered", "explained before"):  # fmt: skip
        log.reply(name, late)
    log.add("apologised", WAITED, "apology", code="formulaic")
    log.add("no real apology", WAITED + HOUR, "apology", code="non_apology")
    log.add("explained with the reply", late + 60 * SECOND, "explanation")
    log.add("explained too late", late + 61 * SECOND, "explanation")
    log.add("explained by the customer", WAITED + HOUR, "explanation", "customer")
    log.add("only the system answered", WAITED + HOUR, "message", "system", direction="outbound")
    log.add("explained before", WAITED - SECOND, "explanation")
    log.customer("asked twice", WAITED + 20 * HOUR)
    log.reply("asked twice", WAITED + 25 * HOUR)
    live = {"over 10 min": 601, "10 min": 600, "soothed in time": 900, "soothed too late": 900}
    for name, seconds in ((f"live, {name}", seconds) for name, seconds in live.items()):
        log.add(name, WAITED, "call", "customer", direction="inbound", wait_s=seconds)
        log.reply(name, WAITED + 2 * HOUR)
    log.add("live, soothed in time", WAITED + 30 * MINUTE, "apology")
    log.add("live, soothed too late", WAITED + 30 * MINUTE + SECOND, "apology")
    log.customer("on the last moment", WAITED + IN_TIME)
    log.customer("too late to count", WAITED + IN_TIME + SECOND)
    log.reply("we wrote first", WAITED)
    log.customer("only thanks", WAITED, code="thanks_only")
    log.customer("a question", WAITED)


COURTEOUS = (
    "greeted and thanked",
    "thanked apart",
    "not solved",
    "chat is not captured",
    "called first",
    "passed on late",
)
RUDE = ("no greeting", "thanked too late", "waited in silence", "passed on blindly")


def add_talks(log: Log) -> list[Row]:
    """Opened in 2026-W03: we reply to the customer an hour later and solve it after two; returns the labels."""
    labels: list[Row] = []

    def say(name: str, at: datetime, *found: str, body: str | None = "Text") -> None:
        event_id = log.reply(name, at, body=body)
        labels.extend({"event_id": event_id, "label": label, "source": "detected"} for label in found)

    for name in (*COURTEOUS, *RUDE):
        log.customer(name, TALKED)
    for name in ("greeted and thanked", "passed on blindly", "passed on late"):
        say(name, TALKED + HOUR, "greeting", "thanks")
    for name in ("thanked apart", "thanked too late", "not solved"):
        say(name, TALKED + HOUR, "greeting")
    say("no greeting", TALKED + HOUR, "thanks")
    say("waited in silence", TALKED + DAY + SECOND, "greeting", "thanks")
    say("chat is not captured", TALKED + HOUR, body=None)
    log.add("called first", TALKED + HOUR, "call", direction="outbound")
    say("called first", TALKED + 3 * HOUR)
    for name in ("greeted and thanked", "no greeting", "thanked apart", "thanked too late", "chat is not captured"):
        log.add(name, TALKED + 2 * HOUR, "resolved")
    log.add("thanked apart", TALKED + 2 * HOUR + MINUTE, "thanked")
    log.add("thanked too late", TALKED + 2 * HOUR + MINUTE + SECOND, "thanked")
    log.add("passed on blindly", TALKED + 2 * HOUR, "transfer", actor_id="a9")
    log.add("passed on late", TALKED + IN_TIME + SECOND, "transfer", actor_id="a9")
    log.add("without messages", TALKED, "call", "customer", direction="inbound")
    return labels


def add_transfers(log: Log) -> None:
    """Passed on in 2026-W04."""
    log.add("T", PASSED_ON, "transfer", actor_id="a1", code="warm")
    log.reply("T2", PASSED_ON, actor_id="a1")
    log.add("T2", PASSED_ON, "transfer", actor_id="a1", code="cold")
    log.add("T2", PASSED_ON, "transfer", actor_id="a2")
    log.add("T", PASSED_ON, "transfer", actor_id="a3", code="cold")
    log.reply("T", PASSED_ON + SECOND, actor_id="a3")
    log.add("T", PASSED_ON, "transfer", "system")
    log.add("T", PASSED_ON, "transfer", code="cold")
    log.add("a question", PASSED_ON, "transfer", actor_id="a1")
    for code in ("loop", "no_human", "hang_up", "ok", None):
        log.add("T", PASSED_ON, "ivr_session", "customer", code=code)
    log.add("a question", PASSED_ON, "ivr_session", "customer", code="loop")


def add_reviews(log: Log) -> None:
    """Reviewed on Wednesday of 2026-W06; one again in W07."""
    for name in ("two signs", "no sign", "found by reading"):
        log.add(name, REVIEWED, "qa_reviewed", "manager")
    log.add("two signs", REVIEWED - 5 * DAY, "sign_observed", "manager", code="S03")
    log.add("two signs", REVIEWED + HOUR, "sign_observed", "manager", code="S05")
    log.add("two signs", REVIEWED + 5 * DAY, "sign_observed", "manager", code="S09")
    log.add("two signs", REVIEWED + 7 * DAY, "qa_reviewed", "manager")
    log.add("no sign", REVIEWED + 5 * DAY, "sign_observed", "manager", code="S01")
    log.add("found by reading", REVIEWED, "sign_observed", "system", code="S01", label_source="detected")
    log.add("not reviewed", REVIEWED, "sign_observed", "manager", code="S01")


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    add_waits(log)
    labels = add_talks(log)
    add_transfers(log)
    add_reviews(log)
    talks = [name for name in (*COURTEOUS, *RUDE, "without messages") if name != "chat is not captured"]
    incidents = [
        *(incident(name, WAITED, channel="letter") for name in (*SILENT, *NOT_SILENT, *NO_WAIT)),
        *(incident(name, TALKED) for name in talks),
        incident("chat is not captured", TALKED, channel="chat"),
        *(incident(name, datetime(2025, 12, 1, 9)) for name in ("T", "T2")),
        *(
            incident(name, datetime(2025, 12, 8, 9))
            for name in ("two signs", "no sign", "found by reading", "not reviewed")
        ),
        incident("a question", WAITED, kind="question"),
    ]
    tables = {"incidents": incidents, "incident_events": log.rows, "text_labels": labels}
    return publish(tables, AS_OF)


def test_silent_waits(warehouse: Warehouse) -> None:
    found = {name: number for name, number in numerators(warehouse, "silent_wait_rate").items() if name not in RUDE}
    assert {name: found.get(name) for name in SILENT} == dict.fromkeys(SILENT, 1)
    assert {name: found.get(name) for name in NOT_SILENT} == dict.fromkeys(NOT_SILENT, 0)
    assert {name: found.get(name) for name in NO_WAIT} == dict.fromkeys(NO_WAIT)
    assert cell(warehouse, "silent_wait_rate", "2026-W02") == Cell(10, 16, 16)


def test_signs_of_bad_service(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "sign_incident_rate")
    assert {name: found.get(name) for name in COURTEOUS} == dict.fromkeys(COURTEOUS, 0)
    assert {name: found.get(name) for name in RUDE} == dict.fromkeys(RUDE, 1)
    assert cell(warehouse, "sign_incident_rate", "2026-W03") == Cell(4, 10, 10)


def test_the_rows_name_the_signs(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "sign_incident_rate").set_index("incident_id")
    assert set(rows["codes_included"]) == {"S01 S02 S04 S15"}
    flags = ["has_no_greeting", "has_silent_wait", "has_blind_transfer", "has_no_thanks"]
    assert list(rows.loc["no greeting", flags]) == [True, False, False, False]
    assert list(rows.loc["waited in silence", flags]) == [False, True, False, False]
    assert list(rows.loc["passed on blindly", flags]) == [False, False, True, False]
    assert list(rows.loc["thanked too late", flags]) == [False, False, False, True]


def test_blind_transfers(warehouse: Warehouse) -> None:
    assert cell(warehouse, "blind_transfer_rate", "2026-W04") == Cell(2, 4, 4, unknown=1)


def test_dead_ends_in_the_phone_menu(warehouse: Warehouse) -> None:
    assert cell(warehouse, "ivr_dead_end", "2026-W04") == Cell(2, 4, 4, unknown=1)


def test_signs_per_100_reviews(warehouse: Warehouse) -> None:
    assert cell(warehouse, "sign_per_100_reviewed", "2026-W06") == Cell(2, 3, 3)
    assert line(warehouse, "sign_per_100_reviewed", "2026-W06")["value"] == pytest.approx(200 / 3)
    assert cell(warehouse, "sign_per_100_reviewed", "2026-W07") == Cell(1, 1, 1)


@pytest.mark.parametrize(
    ("kpi_id", "week", "final_at"),
    [
        ("silent_wait_rate", "2026-W02", datetime(2026, 1, 25, 23)),
        ("sign_incident_rate", "2026-W03", datetime(2026, 2, 1, 23)),
        ("blind_transfer_rate", "2026-W04", datetime(2026, 1, 25, 23)),
        ("sign_per_100_reviewed", "2026-W06", datetime(2026, 2, 8, 23)),
    ],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str, final_at: datetime) -> None:
    assert cell(warehouse.at(final_at), kpi_id, week) == cell(warehouse, kpi_id, week)


@pytest.fixture(scope="module")
def office(publish: Publish) -> Warehouse:
    """A company with a calendar and without text labels: open from Monday to Thursday, on Friday from 9 to 17 local."""
    log = Log()
    friday = datetime(2026, 1, 9, 9)
    for name, wait in (("24 open hours", 3 * DAY + 7 * HOUR), ("longer", 3 * DAY + 7 * HOUR + SECOND)):
        log.customer(name, friday)
        log.reply(name, friday + wait, body="Text")
    calendar: list[Row] = [
        {"date": f"2026-01-{day:02d}", "is_business_day": day % 7 not in (3, 4)} for day in range(5, 19)
    ]
    calendar[4] |= {"opens_at": "09:00", "closes_at": "17:00"}
    incidents = [incident(name, friday) for name in ("24 open hours", "longer")]
    return publish({"incidents": incidents, "incident_events": log.rows, "calendar": calendar}, AS_OF)


def test_only_open_hours_count_with_a_calendar(office: Warehouse) -> None:
    """Local time: 7 hours on Friday from 10 to 17, a closed weekend, and from Monday 0:00 the 17 hours up to 17:00."""
    assert numerators(office, "silent_wait_rate") == {"24 open hours": 0, "longer": 1}


def test_without_labels_texts_show_no_sign(office: Warehouse) -> None:
    rows = measures.rows(office, "sign_incident_rate")
    assert set(rows["codes_included"]) == {"S02 S04"}
    assert rows["numerator"].tolist() == rows["has_silent_wait"].astype(int).tolist()
