"""Apologies: golden case G01, and each rule on its boundary. Budapest is one hour ahead of UTC throughout."""

import random
from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.engine import kpis, measures
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Cell, Log, Publish, Row, cell, incident, line, numerators

AS_OF = datetime(2026, 3, 2)
G01 = datetime(2026, 1, 5, 9)
WORDS = datetime(2026, 1, 12, 9)
DEEDS = datetime(2026, 1, 19, 9)
AGAIN = datetime(2026, 1, 26, 9)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY


def add_g01(log: Log) -> list[Row]:
    """Eight complaints of 2026-W02, a question, and one too young."""
    log.add("I1", G01 + 11 * HOUR, "apology", code="specific")
    log.add("I2", G01 + 3 * DAY, "apology", code="formulaic")
    log.add("I3", G01 + HOUR, "apology", "customer", code="specific")
    log.add("I4", G01 + MINUTE, "apology", "system", code="formulaic")
    log.add("I5", G01 + HOUR, "apology", code="sympathy")
    log.add("I6", G01 + 2 * HOUR, "apology", code="non_apology")
    log.add("I7", G01 + WEEK, "apology")
    log.add("I8", G01 + WEEK + SECOND, "apology")
    log.add("I9", G01 + HOUR, "apology", code="specific")
    log.add("I10", datetime(2026, 2, 25, 10), "apology", code="specific")
    return [
        *(incident(f"I{number}", G01) for number in range(1, 9)),
        incident("I9", G01, kind="question"),
        incident("I10", datetime(2026, 2, 25, 9)),
    ]


def add_words(log: Log) -> list[Row]:
    """Opened in 2026-W03: when and how somebody apologised."""
    log.add("a manager after 24 h", WORDS + DAY, "apology", "manager", code="specific")
    log.add("a second later", WORDS + DAY + SECOND, "apology", code="formulaic")
    log.add("specific too late", WORDS + WEEK, "apology", code="formulaic")
    log.add("specific too late", WORDS + WEEK + SECOND, "apology", code="specific")
    log.add("an if after 7 d", WORDS + WEEK, "apology", code="non_apology")
    log.add("an if too late", WORDS + WEEK + SECOND, "apology", code="non_apology")
    log.add("an if of the customer", WORDS + HOUR, "apology", "customer", code="non_apology")
    log.add("an if, then real", WORDS + HOUR, "apology", code="non_apology")
    log.add("an if, then real", WORDS + 2 * HOUR, "apology", code="specific")
    log.add("an if, then real too late", WORDS + HOUR, "apology", code="non_apology")
    log.add("an if, then real too late", WORDS + WEEK + SECOND, "apology", code="specific")
    log.add("coded beats detected", WORDS + HOUR, "apology", code="specific", label_source="detected")
    log.add("coded beats detected", WORDS + 2 * HOUR, "apology", code="non_apology")
    log.add("detected", WORDS + HOUR, "apology", code="specific", label_source="detected")
    log.add("no text", WORDS + HOUR, "apology", code="specific", label_source="detected")
    names = dict.fromkeys(row["incident_id"] for row in log.rows if str(row["incident_id"])[0] != "I")
    channels = {"no text": "letter"}
    return [incident(str(name), WORDS, channel=channels.get(str(name), "email")) for name in names]


JUDGED = {
    "offer after 7 d": "justified",
    "offer too late": "justified",
    "fix": "partly",
    "dated promise": "justified",
    "undated promise": "justified",
    "offered by the customer": "justified",
    "offer without apology": "partly",
    "apology too late": "justified",
    "unjustified": "unjustified",
    "undetermined": "undetermined",
    "not judged": None,
}


def add_deeds(log: Log) -> list[Row]:
    """Opened in 2026-W04, with an apology after a day where nothing else is meant."""
    for name in JUDGED:
        if name not in ("offer without apology", "apology too late"):
            log.add(name, DEEDS + DAY, "apology", code="specific")
    log.add("apology too late", DEEDS + WEEK + SECOND, "apology", code="specific")
    log.add("offer too late", DEEDS + WEEK + SECOND, "comp_offered", amount=10)
    for name in ("offer after 7 d", "offer without apology", "apology too late", "unjustified", "undetermined"):
        log.add(name, DEEDS + WEEK, "comp_offered", amount=10)
    log.add("fix", DEEDS + WEEK, "fix_delivered")
    log.add("dated promise", DEEDS + WEEK, "promise_made", ref_id="dated", due_date="2026-02-20")
    log.add("undated promise", DEEDS + HOUR, "promise_made", ref_id="undated")
    log.add("offered by the customer", DEEDS + HOUR, "comp_offered", "customer", amount=10)
    return [incident(name, DEEDS, justified=judged) for name, judged in JUDGED.items()]


AGAIN_AT = {
    "once": (AGAIN + HOUR,),
    "twice on one day": (datetime(2026, 1, 26, 23), datetime(2026, 1, 27, 22, 59, 59)),
    "before and after midnight": (datetime(2026, 1, 26, 22, 59, 59), datetime(2026, 1, 26, 23)),
    "again after 28 d": (AGAIN + HOUR, AGAIN + 4 * WEEK),
    "again too late": (AGAIN + HOUR, AGAIN + 4 * WEEK + SECOND),
    "first too late": (AGAIN + 4 * WEEK + SECOND,),
}


def add_repeats(log: Log) -> list[Row]:
    """Opened in 2026-W05."""
    for name, moments in AGAIN_AT.items():
        for moment in moments:
            log.add(name, moment, "apology", code="formulaic")
    log.add("then an if", AGAIN + HOUR, "apology", code="formulaic")
    log.add("then an if", AGAIN + 2 * DAY, "apology", code="non_apology")
    return [incident(name, AGAIN) for name in (*AGAIN_AT, "then an if")]


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    incidents = [*add_g01(log), *add_words(log), *add_deeds(log), *add_repeats(log)]
    return publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)


def test_apology_rate_g01(warehouse: Warehouse) -> None:
    found = line(warehouse, "apology_rate", "2026-W02")
    assert cell(warehouse, "apology_rate", "2026-W02") == Cell(3, 8, 8)
    assert list(found[["value", "low", "high"]]) == pytest.approx([0.375, 0.1368, 0.6943], abs=5e-5)
    assert {name for name, number in numerators(warehouse, "apology_rate").items() if number and name[0] == "I"} == {
        "I1", "I2", "I7",
    }  # fmt: skip


def test_a_young_week_has_no_rate_g01(warehouse: Warehouse) -> None:
    found = line(warehouse, "apology_rate", "2026-W09")
    assert cell(warehouse, "apology_rate", "2026-W09") == Cell(0, 0, 0, immature=1)
    assert found["value"] != found["value"]
    assert found["status"] == "provisional"


def test_immediate_apologies(warehouse: Warehouse) -> None:
    assert cell(warehouse, "immediate_apology_rate", "2026-W02") == Cell(1, 8, 8)
    found = numerators(warehouse, "immediate_apology_rate")
    assert (found["a manager after 24 h"], found["a second later"]) == (1, 0)
    assert cell(warehouse, "immediate_apology_rate", "2026-W03").unknown == 1


def test_a_channel_without_text_is_unknown(warehouse: Warehouse) -> None:
    for kpi_id in ("apology_rate", "immediate_apology_rate", "time_to_apology", "honest_apology_share"):
        assert "no text" not in numerators(warehouse, kpi_id)
        assert cell(warehouse, kpi_id).unknown == 1


def test_only_non_apologies(warehouse: Warehouse) -> None:
    assert cell(warehouse, "non_apology_only", "2026-W02") == Cell(1, 4, 4)
    found = numerators(warehouse, "non_apology_only")
    names = ("an if after 7 d", "an if, then real", "an if, then real too late", "coded beats detected", "detected")
    assert [found[name] for name in names] == [1, 0, 1, 1, 0]
    assert not {"an if too late", "an if of the customer", "I5", "I8"} & found.keys()


def test_honest_apologies(warehouse: Warehouse) -> None:
    assert cell(warehouse, "honest_apology_share", "2026-W02") == Cell(1, 3, 3)
    found = numerators(warehouse, "honest_apology_share")
    names = ("a manager after 24 h", "a second later", "specific too late", "an if, then real", "detected")
    assert [found[name] for name in names] == [1, 0, 0, 1, 1]
    assert not {"an if, then real too late", "coded beats detected"} & found.keys()


def test_time_to_apology_g01(warehouse: Warehouse) -> None:
    found = line(warehouse, "time_to_apology", "2026-W02")
    assert found["value"] == pytest.approx(168 + 1 / 3600)
    assert list(found[["cases", "events", "status"]]) == [8, 4, "provisional"]


def test_apologies_of_justified_complaints(warehouse: Warehouse) -> None:
    assert cell(warehouse, "apology_rate_justified", "2026-W04") == Cell(6, 8, 8)
    assert set(numerators(warehouse, "apology_rate_justified")) == {
        name for name, judged in JUDGED.items() if judged in ("justified", "partly")
    }


def test_apologies_with_redress(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "apology_with_redress")
    assert {name for name, number in found.items() if number} == {"offer after 7 d", "fix", "dated promise"}
    assert cell(warehouse, "apology_with_redress", "2026-W04") == Cell(3, 8, 8)


def test_repeated_apologies(warehouse: Warehouse) -> None:
    found = numerators(warehouse, "repeat_apology_share")
    assert {name: found.get(name) for name in (*AGAIN_AT, "then an if")} == {
        "once": 0,
        "twice on one day": 0,
        "before and after midnight": 1,
        "again after 28 d": 1,
        "again too late": 0,
        "first too late": None,
        "then an if": 0,
    }
    assert cell(warehouse, "repeat_apology_share", "2026-W05") == Cell(2, 6, 6)


@pytest.mark.parametrize(
    ("kpi_id", "week", "final_at"),
    [
        ("apology_rate", "2026-W03", datetime(2026, 1, 25, 23)),
        ("immediate_apology_rate", "2026-W03", datetime(2026, 1, 25, 23)),
        ("non_apology_only", "2026-W03", datetime(2026, 1, 25, 23)),
        ("honest_apology_share", "2026-W03", datetime(2026, 1, 25, 23)),
        ("apology_rate_justified", "2026-W04", datetime(2026, 2, 1, 23)),
        ("apology_with_redress", "2026-W04", datetime(2026, 2, 1, 23)),
        ("repeat_apology_share", "2026-W05", datetime(2026, 3, 1, 23)),
    ],
)
def test_a_final_week_stays(warehouse: Warehouse, kpi_id: str, week: str, final_at: datetime) -> None:
    assert line(warehouse.at(final_at), kpi_id, week)["status"] == "final"
    assert line(warehouse.at(final_at - SECOND), kpi_id, week)["status"] == "provisional"
    assert cell(warehouse.at(final_at), kpi_id, week) == cell(warehouse, kpi_id, week)


def test_what_the_customer_writes_raises_no_apology(warehouse: Warehouse, publish: Publish) -> None:
    log = Log()
    incidents = add_g01(log)
    for number in range(1, 9):
        log.customer(f"I{number}", G01 + HOUR, body="I am so sorry, it was my fault")
        log.add(f"I{number}", G01 + HOUR, "apology", "customer", code="specific")
    richer = publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)
    for kpi_id in ("apology_rate", "immediate_apology_rate", "honest_apology_share", "repeat_apology_share"):
        assert cell(richer, kpi_id, "2026-W02") == cell(warehouse, kpi_id, "2026-W02")


def random_talk(log: Log, *, is_with_customers: bool) -> list[Row]:
    """Sixty incidents on four channels; only customers write on one of them. Our own words are always the same."""
    chance = random.Random(16)  # noqa: S311 - invented talk, no secret
    channels = ("email", "chat", "letter", "web")
    incidents = [incident(f"r{number}", G01, channel=chance.choice(channels)) for number in range(60)]
    for row in incidents:
        name = str(row["incident_id"])
        company, hours, grade = chance.random(), chance.randint(1, 300), chance.choice(GRADES)
        words, times = chance.choice(SORRY), [chance.randint(0, 300) for _ in range(chance.randint(0, 3))]
        if row["channel"] != "web" and company < 0.7:
            log.add(name, G01 + hours * HOUR, "apology", code=grade)
        if is_with_customers:
            for hour in times:
                log.customer(name, G01 + hour * HOUR, body=words)
                log.add(name, G01 + hour * HOUR, "apology", "customer", code="specific")
    return incidents


GRADES = ("specific", "formulaic", "non_apology", "sympathy")
SORRY = ("I am so sorry, it was my fault.", "Przepraszam!", "Elnézést kérek.", "We apologise for the delay.")


def test_customers_words_raise_no_apology_and_capture_no_channel(publish: Publish) -> None:
    alone, talking = Log(), Log()
    quiet = publish({"incidents": random_talk(alone, is_with_customers=False), "incident_events": alone.rows}, AS_OF)
    loud = publish({"incidents": random_talk(talking, is_with_customers=True), "incident_events": talking.rows}, AS_OF)
    assert len(talking.rows) > len(alone.rows) + 50
    for kpi_id in [kpi.id for kpi in kpis.registry().values() if kpi.family == "apology"]:
        if measures.availability(quiet, kpis.find(kpi_id)) is None:
            pd.testing.assert_frame_equal(measures.measure(quiet, kpi_id), measures.measure(loud, kpi_id))
    assert cell(loud, "apology_rate").unknown > 5
