"""Resolution: golden cases G02 and G05, and each rule on its boundary. Budapest is one hour ahead of UTC throughout."""

from datetime import datetime, timedelta

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.engine.weeks import parse
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
G02 = datetime(2026, 1, 5, 9)
LOST = datetime(2026, 2, 2, 9)
CLAIMED = datetime(2026, 1, 19, 9)
CONTACT = datetime(2026, 1, 26, 9)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FORTNIGHT = 14 * DAY


def january(day: int) -> datetime:
    return datetime(2026, 1, day, 9)


def add_g02(log: Log) -> list[Row]:
    """Claims that stand and that do not, all of one cause; J5 repeats J4."""
    for name, days in {"J1": (7, 10, 15), "J2": (7, 10, 20)}.items():
        for day, event_type in zip(days, ("resolved", "reopened", "resolved"), strict=True):
            log.add(name, january(day), event_type)
    log.add("J3", january(6), "resolved")
    log.add("J3", january(8), "survey_answer", "customer", question_id="resolved", score=0)
    log.add("J4", january(6), "resolved")
    log.add("J5", january(17), "resolved")
    log.add("J5", january(17) + HOUR, "customer_confirmed", "customer")
    names = {"J1": "c1", "J2": "c2", "J3": "c3", "J4": "c4", "J6": "c6"}
    first = [incident(name, G02, customer_id=customer, cause_code="mis_sold") for name, customer in names.items()]
    return [*first, incident("J5", january(16), customer_id="c4", cause_code="mis_sold")]


LOSSES = {
    "before the loss": ("2026-02-10", "full"),
    "at the loss": ("2026-02-10", "full"),
    "lost before opening": ("2026-02-01", "full"),
    "lost on the day": ("2026-02-02", "full"),
    "lost in part": ("2026-02-05", "partial"),
}
TAKES_EFFECT = datetime(2026, 2, 9, 23)


def add_losses(log: Log) -> list[Row]:
    """Opened in 2026-W06; a loss on 10 February takes effect on the 9th at 23:00 UTC."""
    log.add("before the loss", TAKES_EFFECT - SECOND, "resolved")
    log.add("at the loss", TAKES_EFFECT, "resolved")
    for name in ("lost before opening", "lost on the day", "lost in part"):
        log.add(name, LOST + 4 * DAY, "resolved")
    return [incident(name, LOST) for name in LOSSES]


CLAIMS = (
    "claimed at 14 d", "claimed too late", "undone at 14 d", "undone later", "reopened with the claim", "disputed",
    "claimed twice", "closed only",
)  # fmt: skip


def add_claims(log: Log) -> list[Row]:
    """Opened in 2026-W04: claims on the fourteenth day, undone on the fourteenth day after."""
    log.add("claimed at 14 d", CLAIMED + FORTNIGHT, "resolved")
    log.add("claimed too late", CLAIMED + FORTNIGHT + SECOND, "resolved")
    for name in ("undone at 14 d", "undone later", "reopened with the claim", "disputed"):
        log.add(name, CLAIMED + DAY, "resolved")
    log.add("undone at 14 d", CLAIMED + DAY + FORTNIGHT, "reopened")
    log.add("undone later", CLAIMED + DAY + FORTNIGHT + SECOND, "reopened")
    log.add("reopened with the claim", CLAIMED + DAY, "reopened")
    log.add("disputed", CLAIMED + 2 * DAY, "customer_disputed", "customer")
    log.add("claimed twice", CLAIMED + DAY, "resolved")
    log.add("claimed twice", CLAIMED + DAY, "resolved", "system")
    log.add("claimed twice", CLAIMED + 2 * DAY, "resolved")
    log.add("claimed twice", CLAIMED + 3 * DAY, "reopened")
    log.add("closed only", CLAIMED + DAY, "closed")
    log.add("a question", CLAIMED + DAY, "resolved")
    log.add("a question", CLAIMED + 2 * DAY, "reopened")
    opened = [incident(name, CLAIMED) for name in CLAIMS]
    question = incident("a question", CLAIMED, kind="question")
    return [*opened, question, incident("without events", CLAIMED, resolved_at=CLAIMED + 5 * DAY)]


SOLVED_AT_ONCE = (
    "one contact", "two messages in 30 min", "a chain of messages", "no contact", "thanks before", "thanks after",
    "solved after 14 d", "transferred later", "came back too late", "we called after",
)  # fmt: skip
NOT_AT_ONCE = (
    "two contacts", "two calls", "solved too late", "transferred with the claim", "came back after 7 d", "reopened",
    "disputed then", "never solved",
)  # fmt: skip


def add_contacts(log: Log) -> list[Row]:
    """Opened in 2026-W05 with a message, solved after two days where nothing else is meant."""
    claimed = CONTACT + 2 * DAY
    late = {"solved after 14 d": FORTNIGHT, "solved too late": FORTNIGHT + SECOND}
    for name in (*SOLVED_AT_ONCE, *NOT_AT_ONCE, "not for one contact"):
        if name not in ("no contact", "two calls"):
            log.customer(name, CONTACT)
        if name != "never solved":
            log.add(name, CONTACT + late.get(name, 2 * DAY), "resolved")
    log.customer("two messages in 30 min", CONTACT + 30 * MINUTE)
    log.customer("a chain of messages", CONTACT + 30 * MINUTE)
    log.customer("a chain of messages", CONTACT + 60 * MINUTE)
    log.customer("two contacts", CONTACT + 30 * MINUTE + SECOND)
    for hours in (1, 2):
        log.add("two calls", CONTACT + hours * HOUR, "call", direction="inbound")
    log.customer("thanks before", CONTACT + 5 * HOUR, code="thanks_only")
    log.customer("thanks after", claimed + 5 * HOUR, code="thanks_only")
    log.add("transferred with the claim", claimed, "transfer", "system", code="warm")
    log.add("transferred later", claimed + SECOND, "transfer")
    log.customer("came back after 7 d", claimed + 7 * DAY)
    log.customer("came back too late", claimed + 7 * DAY + SECOND)
    log.reply("we called after", claimed + HOUR)
    log.add("reopened", claimed + 7 * DAY, "reopened")
    log.add("disputed then", claimed + SECOND, "customer_disputed", "customer")
    excluded = incident("not for one contact", CONTACT, fcr_eligible="false")
    return [*(incident(name, CONTACT) for name in (*SOLVED_AT_ONCE, *NOT_AT_ONCE)), excluded]


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    incidents = [*add_g02(log), *add_losses(log), *add_claims(log), *add_contacts(log)]
    losses: list[Row] = [
        {"loss_id": f"l-{name}", "customer_id": f"c-{name}", "lost_at": day, "kind": kind}
        for name, (day, kind) in LOSSES.items()
    ]
    young = incident("young", datetime(2026, 2, 17, 9))
    log.add("young", datetime(2026, 2, 18, 9), "resolved")
    return publish({"incidents": [*incidents, young], "incident_events": log.rows, "losses": losses}, AS_OF)


def test_claimed_and_verified_g02(warehouse: Warehouse) -> None:
    assert cell(warehouse, "claimed_resolved_14d", "2026-W02") == Cell(4, 5, 5)
    assert cell(warehouse, "verified_resolved_14d", "2026-W02") == Cell(1, 5, 5)
    verified = numerators(warehouse, "verified_resolved_14d")
    assert [verified[f"J{number}"] for number in range(1, 7)] == [1, 0, 0, 0, 1, 0]
    assert cell(warehouse, "claimed_resolved_14d", "2026-W03") == Cell(1, 1, 1)
    assert cell(warehouse, "verified_resolved_14d", "2026-W03") == Cell(1, 1, 1)


def test_a_claim_in_time_g02(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "claimed_resolved_14d")
    assert (found["claimed at 14 d"], found["claimed too late"]) == (1, 0)
    assert (found["closed only"], found["without events"]) == (0, 1)
    assert cell(warehouse, "claimed_resolved_14d", "2026-W08").immature == 1


def test_a_claim_after_the_loss_is_too_late(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "claimed_resolved_14d")
    assert {name: found[name] for name in LOSSES} == {
        "before the loss": 1,
        "at the loss": 0,
        "lost before opening": 1,
        "lost on the day": 0,
        "lost in part": 1,
    }
    assert cell(warehouse, "claimed_resolved_14d", "2026-W06") == Cell(3, 5, 5)


def test_reopened_claims_g02(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "reopen_rate")
    g02 = rows[rows["incident_id"].str.match(r"J\d")].groupby("week")["numerator"].agg(["sum", "count"])
    assert g02.to_dict("index") == {
        "2026-W02": {"sum": 2, "count": 4},
        "2026-W03": {"sum": 0, "count": 2},
        "2026-W04": {"sum": 0, "count": 1},
    }


def test_each_claim_counts(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "reopen_rate")
    found = {name: list(of["numerator"]) for name, of in rows.groupby("incident_id")}
    assert found["undone at 14 d"] == [1]
    assert found["undone later"] == [0]
    assert found["reopened with the claim"] == [0]
    assert found["disputed"] == [1]
    assert found["claimed twice"] == [1, 1]
    assert found["without events"] == [0]
    assert not {"a question", "closed only", "young"} & found.keys()
    assert cell(warehouse, "reopen_rate", "2026-W08").immature == 1
    assert rows["case_id"].is_unique


def test_days_to_stand_g02(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "time_to_resolution").set_index("incident_id")
    stood = rows.loc[rows["is_event"], "duration"]
    assert {name: stood.get(name) for name in ("J1", "J2", "J3", "J4", "J5")} == {
        "J1": 10, "J2": 15, "J3": None, "J4": 1, "J5": 1,
    }  # fmt: skip
    assert rows.loc["J6", "duration"] == 55 + 15 / 24
    assert rows.loc["at the loss", "duration"] == 27 + 15 / 24
    assert not rows.loc["at the loss", "is_event"]
    assert rows.loc["before the loss", "is_event"]
    assert not rows.loc["undone later", "is_event"]


def test_solved_at_the_first_contact(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "first_contact_resolution")
    assert {name for name in SOLVED_AT_ONCE if found[name] != 1} == set()
    assert {name for name in NOT_AT_ONCE if found[name] != 0} == set()
    assert "not for one contact" not in found
    assert cell(warehouse, "first_contact_resolution", "2026-W05") == Cell(10, 18, 18)


@pytest.mark.parametrize(
    ("kpi_id", "week", "final_at"),
    [
        ("claimed_resolved_14d", "2026-W02", datetime(2026, 1, 25, 23)),
        ("claimed_resolved_14d", "2026-W04", datetime(2026, 2, 8, 23)),
        ("verified_resolved_14d", "2026-W02", datetime(2026, 2, 8, 23)),
        ("verified_resolved_14d", "2026-W04", datetime(2026, 2, 22, 23)),
        ("first_contact_resolution", "2026-W05", datetime(2026, 2, 22, 23)),
        ("reopen_rate", "2026-W04", datetime(2026, 2, 8, 23)),
    ],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str, final_at: datetime) -> None:
    assert line(warehouse.at(final_at), kpi_id, week)["status"] == "final"
    assert line(warehouse.at(final_at - SECOND), kpi_id, week)["status"] == "provisional"
    assert cell(warehouse.at(final_at), kpi_id, week) == cell(warehouse, kpi_id, week)


@pytest.fixture(scope="module")
def censored(publish: Publish) -> Warehouse:
    """G05, as of 16 February: A1 to A4 opened in 2026-W05, B1 to B3 in 2026-W07."""
    log = Log()
    first, second = datetime(2026, 1, 26, 10), datetime(2026, 2, 9, 10)
    for name, opened_at, days in (("A1", first, 1), ("A2", first, 3), ("A3", first, 20), ("B1", second, 1)):
        log.add(name, opened_at + days * DAY, "resolved")
    incidents = [
        *(incident(f"A{number}", first) for number in range(1, 5)),
        *(incident(f"B{number}", second) for number in range(1, 4)),
    ]
    return publish({"incidents": incidents, "incident_events": log.rows}, datetime(2026, 2, 16))


def test_young_successes_do_not_count_g05(censored: Warehouse) -> None:
    assert cell(censored, "claimed_resolved_14d", "2026-W05") == Cell(2, 4, 4)
    assert line(censored, "claimed_resolved_14d", "2026-W05")["status"] == "final"
    found = line(censored, "claimed_resolved_14d", "2026-W07")
    assert found["value"] != found["value"]
    assert list(found[["denominator", "immature", "status"]]) == [0, 3, "provisional"]


def test_time_to_resolution_g05(censored: Warehouse) -> None:
    found = line(censored, "time_to_resolution")
    assert list(found[["value", "cases", "events", "status"]]) == [20, 7, 4, "provisional"]
    curve = measures.curve(censored, "time_to_resolution").set_index("t")["survival"]
    assert [curve.loc[day] for day in (1, 3, 20)] == pytest.approx([5 / 7, 4 / 7, 2 / 7])


def test_time_to_resolution_of_a_week_g05(censored: Warehouse) -> None:
    monday = parse("2026-W05")
    found = measures.measure(censored, "time_to_resolution", Filters().between(monday, monday)).iloc[0]
    assert list(found[["value", "cases", "events"]]) == [3, 4, 3]
