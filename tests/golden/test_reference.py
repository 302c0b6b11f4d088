"""Waits and steps of random conversations, against the definitions written out naively, incident by incident."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import pytest

from dashboard.engine import measures
from dashboard.warehouse.reader import Warehouse
from tests.golden.literal import Log, Publish, incident

AS_OF = datetime(2026, 2, 20, 12)
OPENED = datetime(2026, 1, 26, 9)
HALF_HOUR, CUT = timedelta(minutes=30), timedelta(days=14)


class Act(NamedTuple):
    """One random event: when, what, by whom, in which direction, with which code, after which live wait."""

    at: datetime
    event_type: str
    actor_type: str
    direction: str | None = None
    code: str | None = None
    wait_s: int | None = None
    label_source: str | None = None


KINDS = (
    ("message", "customer", "inbound", None, None, None),
    ("message", "customer", None, None, None, None),
    ("message", "customer", "inbound", "thanks_only", None, None),
    ("message", "agent", "outbound", None, None, None),
    ("call", "manager", None, None, None, None),
    ("message", "agent", "internal", None, None, None),
    ("message", "system", "outbound", None, None, None),
    ("call", "customer", "inbound", None, 599, None),
    ("wait", "customer", None, None, 700, None),
    ("apology", "agent", None, "specific", None, None),
    ("apology", "agent", None, None, None, "detected"),
    ("apology", "agent", None, "sympathy", None, "detected"),
    ("explanation", "manager", None, None, None, None),
    ("explanation", "customer", None, None, None, None),
    ("transfer", "system", None, None, None, None),
    ("fix_delivered", "agent", None, None, None, None),
    ("selfservice_attempt", "customer", None, "failed", None, None),
)


def conversation(rng: np.random.Generator) -> list[Act]:
    """Up to twelve acts within 16 days of opening, on quarters of an hour, so that some fall together."""
    quarters = np.sort(rng.integers(-2, 16 * 24 * 4, rng.integers(0, 13)) // rng.choice([1, 96])) * 1.0
    acts = [Act(OPENED + timedelta(minutes=15 * quarter), *KINDS[rng.integers(len(KINDS))]) for quarter in quarters]
    return [act for act in acts if act.at <= AS_OF]


def is_from_customer(act: Act) -> bool:
    by_author = act.direction is None and act.actor_type == "customer"
    return act.event_type in ("message", "call") and (act.direction == "inbound" or by_author) and act.code is None


def is_from_company(act: Act) -> bool:
    is_ours = act.actor_type in ("agent", "manager") and act.direction in ("outbound", None)
    return act.event_type in ("message", "call") and is_ours


def helping_words(acts: Sequence[Act]) -> list[datetime]:
    coded = {act.event_type for act in acts if act.label_source is None}
    return [
        act.at
        for act in acts
        if act.actor_type in ("agent", "manager")
        and (act.event_type == "explanation" or (act.event_type == "apology" and act.code != "sympathy"))
        and (act.label_source is None or act.event_type not in coded)
    ]


def waits(acts: Sequence[Act]) -> Iterator[tuple[bool, datetime, datetime]]:
    """Whether the wait is over its limit, its start, and the last moment for helping words."""
    start = None
    for act in sorted(acts, key=lambda act: (act.at, is_from_company(act))):
        if is_from_customer(act) and start is None:
            start = act.at
        if is_from_company(act) and start is not None:
            yield written(start, act.at)
            start = None
    if start is not None:
        yield written(start, AS_OF)
    for act in acts:
        if act.wait_s is not None:
            until = act.at + timedelta(seconds=act.wait_s, minutes=15)
            yield act.wait_s > 600, act.at, min(until, OPENED + CUT)


def written(start: datetime, reply: datetime) -> tuple[bool, datetime, datetime]:
    end = min(reply, OPENED + CUT, AS_OF)
    return end - start > timedelta(hours=24), start, min(end + timedelta(minutes=1), OPENED + CUT)


def has_silent_wait(acts: Sequence[Act]) -> int | None:
    in_time = [wait for wait in waits(acts) if wait[1] <= OPENED + CUT]
    if not in_time:
        return None
    words = helping_words(acts)
    return int(any(is_long and not any(start <= at <= last for at in words) for is_long, start, last in in_time))


def count_sessions(times: Sequence[datetime]) -> int:
    starts = [at for before, at in zip((datetime.min, *times), times, strict=False) if at - before > HALF_HOUR]
    return sum(at <= OPENED + CUT for at in starts)


def steps(acts: Sequence[Act]) -> tuple[int, int]:
    early = [act.event_type for act in acts if act.at <= OPENED + CUT]
    theirs = count_sessions([act.at for act in acts if is_from_customer(act)])
    ours = count_sessions([act.at for act in acts if is_from_company(act)])
    return theirs + early.count("transfer") + early.count("selfservice_attempt"), ours + early.count("fix_delivered")


CONVERSATIONS = {f"i{seed}": conversation(np.random.default_rng(seed)) for seed in range(400)}


@pytest.fixture(scope="module")
def warehouse(publish: Publish) -> Warehouse:
    log = Log()
    for incident_id, acts in CONVERSATIONS.items():
        for act in acts:
            log.add(incident_id, **act._asdict())
    incidents = [incident(incident_id, OPENED) for incident_id in CONVERSATIONS]
    return publish({"incidents": incidents, "incident_events": log.rows}, AS_OF)


def test_silent_waits(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "silent_wait_rate")
    expected = {incident_id: has_silent_wait(acts) for incident_id, acts in CONVERSATIONS.items()}
    found = dict(zip(rows["incident_id"], rows["numerator"], strict=True))
    assert found == {incident_id: silent for incident_id, silent in expected.items() if silent is not None}
    assert 50 < sum(found.values()) < len(found) - 50


def test_steps(warehouse: Warehouse) -> None:
    rows = measures.rows(warehouse, "behavioural_effort_ratio")
    expected = {incident_id: steps(acts) for incident_id, acts in CONVERSATIONS.items()}
    found = dict(zip(rows["incident_id"], zip(rows["numerator"], rows["denominator"], strict=True), strict=True))
    assert found == {incident_id: units for incident_id, units in expected.items() if units != (0, 0)}
    assert len(found) > 300
