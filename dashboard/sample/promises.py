"""Promises: made with a message, with or without a date, then kept, late, moved, cancelled or forgotten."""

from dataclasses import dataclass

import numpy as np

from dashboard.sample import planted
from dashboard.sample.clock import (
    DAY,
    END,
    HOUR,
    MINUTE,
    NEVER,
    Bools,
    Ints,
    is_business_day,
    local_day,
    office,
    to_utc,
    weekday,
)
from dashboard.sample.events import CUSTOMER, OUTBOUND, PROMISE, codes
from dashboard.sample.handling import lognormal
from dashboard.sample.part import Part, chance

_SATURDAY = 5
KEPT, MOVED_AND_KEPT, LATE, MOVED_ALONE, FORGOTTEN, CANCELLED = range(6)


@dataclass(frozen=True)
class Promises:
    """At most one promise for each incident; instants in UTC seconds, `NEVER` where there is none."""

    made: Ints
    with_reply: Bools
    is_dated: Bools
    by_day: Bools
    """Only a day is promised, no hour."""
    due: Ints
    """The promised moment: for a day its last second."""
    outcome: Ints


def _due(rng: np.random.Generator, made: Ints, by_day: Bools) -> Ints:
    """A working day one to ten days ahead, now and then a Saturday: at a full hour or until its end."""
    count = len(made)
    ahead = np.array([1, 1, 2, 2, 3, 3, 5, 7, 10])[rng.integers(0, 9, count)]
    day = local_day(np.minimum(made, END)) + ahead
    on_saturday = (weekday(day) == _SATURDAY) & chance(rng, 0.6, count)
    for _ in range(4):
        day = day + (~is_business_day(day) & ~on_saturday)
    hour = np.array([10, 12, 15, 16, 17, 17, 17])[rng.integers(0, 7, count)]
    return to_utc(day * DAY + np.where(by_day, DAY - 1, hour * HOUR))


def make_promises(part: Part) -> Promises:
    """Decide who promises what until when, and what becomes of it."""
    rng = part.rng("promises")
    incidents, handling, count = part.incidents, part.handling, len(part)
    with_reply = chance(rng, 0.65, count) | (part.followed >= NEVER)
    made = np.where(with_reply, handling.replied, part.followed)
    wanted = incidents.is_counted & chance(rng, 0.43, count) & (made < part.first_claim)
    by_day = chance(rng, 0.24, count)
    due = _due(rng, made, by_day)
    improving = incidents.team == part.plant.promise_team
    after = local_day(np.minimum(due, END)) >= part.plant.promise_from
    keeps = np.where(
        improving, np.where(after, planted.PROMISE_KEPT[2], planted.PROMISE_KEPT[1]), planted.PROMISE_KEPT[0]
    )
    is_kept = chance(rng, keeps, count)
    lot = rng.random(count)
    kept = np.where(lot < 0.12, MOVED_AND_KEPT, KEPT)
    broken = np.where(lot < 0.5, LATE, np.where(lot < 0.78, FORGOTTEN, MOVED_ALONE))
    return Promises(
        made=np.where(wanted, made, NEVER),
        with_reply=with_reply,
        is_dated=chance(rng, 0.91, count),
        by_day=by_day,
        due=due,
        outcome=np.where(chance(rng, 0.035, count), CANCELLED, np.where(is_kept, kept, broken)),
    )


def add_promises(part: Part, promises: Promises) -> None:
    """Log the promises and what becomes of them."""
    rng = part.rng("promise events")
    count = len(part)
    exists = promises.made < NEVER
    payer = codes("us", "us", "us", "us", "us", "us", "customer", "shared", "undefined")[rng.integers(0, 9, count)]
    hour = promises.is_dated & ~promises.by_day
    day = np.where(promises.is_dated & promises.by_day, local_day(promises.due), -1)
    source = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 2])[rng.integers(0, 10, count)]
    sure = np.where(source == 1, rng.integers(82, 99, count), -1)
    part.add_ours(
        "promise_made",
        exists,
        promises.made,
        code=payer,
        ref=PROMISE,
        direction=OUTBOUND,
        source=source,
        percent=sure,
        due_at=np.where(hour, promises.due, -1),
        due_day=day,
    )
    _outcomes(part, promises, exists)


def _outcomes(part: Part, promises: Promises, exists: Bools) -> None:
    rng = part.rng("promise outcomes")
    count = len(part)
    made, due, outcome = promises.made, promises.due, promises.outcome
    room = np.maximum(due - made, HOUR)
    early = office(made + (room * (0.25 + 0.6 * rng.random(count))).astype(np.int64), rng.random(count))
    early = np.minimum(early, np.maximum(due - rng.integers(1, 40, count) * MINUTE, made + MINUTE))
    late = office(due + np.round(lognormal(rng, 30 * HOUR, 0.9, count)).astype(np.int64) + HOUR, rng.random(count))
    moves = exists & promises.is_dated & np.isin(outcome, (MOVED_AND_KEPT, MOVED_ALONE))
    agreed = outcome == MOVED_AND_KEPT
    ask = np.minimum(made + (room * 0.8 * rng.random(count)).astype(np.int64) + MINUTE, due - 1)
    new_due = due + rng.integers(1, 5, count) * DAY
    moved_day = np.where(promises.by_day, local_day(new_due), -1)
    part.add_ours(
        "promise_rescheduled",
        moves,
        ask,
        ref=PROMISE,
        direction=OUTBOUND,
        code=np.where(agreed, codes("agreed")[0], codes("unilateral")[0]),
        due_at=np.where(promises.by_day, -1, new_due),
        due_day=moved_day,
    )
    done = np.where(outcome == LATE, late, early)
    done = np.where(moves & agreed, np.maximum(ask + MINUTE, new_due - rng.integers(1, 20, count) * HOUR), done)
    done = np.where(moves & ~agreed, new_due - rng.integers(0, 600, count), done)
    fulfilled = exists & ~np.isin(outcome, (FORGOTTEN, CANCELLED))
    part.add_ours("promise_fulfilled", fulfilled, done, ref=PROMISE)
    part.add(
        "promise_cancelled",
        exists & (outcome == CANCELLED),
        np.minimum(early, due - 1),
        ref=PROMISE,
        actor_type=CUSTOMER,
        actor=part.incidents.customer,
    )
