"""How an incident begins: self-service, telephone menu, waiting, the first words, assignment, transfers."""

import numpy as np

from dashboard.sample import planted
from dashboard.sample.clock import HOUR, MINUTE, NEVER, Bools, Ints, local_day
from dashboard.sample.events import AGENT, CUSTOMER, INBOUND, INTERNAL, MANAGER, OUTBOUND, SYSTEM, THIRD_PARTY, codes
from dashboard.sample.handling import later, lognormal
from dashboard.sample.incidents import CRITICAL, FEEDBACK
from dashboard.sample.part import Part, chance
from dashboard.sample.say import Say


def add_contact(part: Part) -> None:
    """Log everything up to the first reply, and the way through our teams."""
    first = _before_the_first_word(part)
    _first_word(part, first)
    _assignment(part, first)
    _transfers(part, first)
    _escalation(part)


def _before_the_first_word(part: Part) -> Ints:
    """Attempts to find the answer alone, and the telephone menu; return when the customer reaches us."""
    rng = part.rng("before")
    incidents, count = part.incidents, len(part)
    is_live = part.is_phone
    tries = part.came_by("web", "app", "chat") & chance(rng, 0.62, count)
    outcome = codes("ok", "ok", "failed", "failed", "unavailable")[rng.integers(0, 5, count)]
    part.add(
        "selfservice_attempt",
        tries,
        incidents.opened,
        actor_type=CUSTOMER,
        actor=incidents.customer,
        channel=incidents.channel,
        code=outcome,
        duration=rng.integers(40, 600, count),
    )
    rebuilt = local_day(incidents.opened) >= part.plant.menu_from
    dead_end = chance(rng, np.where(rebuilt, planted.DEAD_END[1], planted.DEAD_END[0]), count)
    lost = codes("loop", "no_human")[rng.integers(0, 2, count)]
    through = np.where(chance(rng, 0.06, count), codes("hang_up")[0], codes("ok")[0])
    menu = is_live & chance(rng, 0.8, count)
    part.add(
        "ivr_session",
        menu,
        incidents.opened,
        actor_type=CUSTOMER,
        actor=incidents.customer,
        channel=incidents.channel,
        code=np.where(dead_end, lost, through),
        duration=rng.integers(30, 200, count),
    )
    delay = np.where(tries, rng.integers(60, 900, count), np.where(menu, rng.integers(40, 240, count), 0))
    return np.minimum(incidents.opened + delay, np.maximum(part.handling.replied - 30, incidents.opened))


def _first_word(part: Part, first: Ints) -> None:
    """The customer's first message, call or visit, and the automatic acknowledgement."""
    rng = part.rng("first word")
    incidents, count = part.incidents, len(part)
    counter = part.came_by("in_person")
    theirs = {"actor_type": CUSTOMER, "actor": incidents.customer, "channel": incidents.channel, "direction": INBOUND}
    wait = np.round(
        np.where(chance(rng, 0.18, count), lognormal(rng, 560, 0.4, count), lognormal(rng, 110, 0.8, count))
    )
    talk = np.round(lognormal(rng, 420, 0.6, count))
    part.add("call", part.is_phone, first, wait=wait, duration=talk, **theirs)
    part.add("visit", counter, first, wait=wait, duration=talk, **theirs)
    held = part.is_phone & chance(rng, 0.12, count)
    part.add("wait", held, first + 60, wait=np.round(lognormal(rng, 150, 0.9, count)), **theirs)
    written = ~part.is_phone & ~counter
    part.add("message", written, first, say=int(Say.OPENING), **theirs)
    machine = written & part.captured & chance(rng, 0.75, count)
    part.add(
        "ack_auto",
        machine,
        first + rng.integers(5, 55, count),
        actor_type=SYSTEM,
        channel=incidents.channel,
        direction=OUTBOUND,
        say=int(Say.AUTO_REPLY),
    )


def _assignment(part: Part, first: Ints) -> None:
    """The system gives the case to an agent."""
    rng = part.rng("assign")
    at = np.minimum(first + rng.integers(1, 20, len(part)) * MINUTE, part.handling.replied)
    part.add("assign", chance(rng, 0.9, len(part)), at, actor_type=SYSTEM, team=part.incidents.team, direction=INTERNAL)


def _transfers(part: Part, first: Ints) -> None:
    """Some cases pass from an agent of the first line, or from the system, to the team that owns them."""
    rng = part.rng("transfer")
    incidents, count = part.incidents, len(part)
    happens = chance(rng, 0.10 + 0.12 * (1 - incidents.ease), count) & (incidents.team > 0)
    by_system = chance(rng, 0.22, count)
    day = local_day(incidents.opened)
    desks = part.agents.desks[0]
    from_agent = part.agents.at_desk(desks[2 + rng.integers(0, len(desks) - 2, count)], day)
    at = first + (rng.random(count) * 0.8 * np.maximum(part.handling.replied - first, 0)).astype(np.int64)
    code = np.where(chance(rng, 0.48, count), codes("warm")[0], np.where(chance(rng, 0.6, count), codes("cold")[0], -1))
    moved = {"channel": incidents.channel, "direction": INTERNAL}
    part.add("transfer", happens & by_system, at, actor_type=SYSTEM, team=incidents.team, **moved)
    part.add("transfer", happens & ~by_system, at, actor_type=AGENT, actor=from_agent, team=0, code=code, **moved)


def _escalation(part: Part) -> None:
    """Severe cases go to a manager; very few end before a court."""
    rng = part.rng("escalate")
    incidents, count = part.incidents, len(part)
    severe = (incidents.kind == CRITICAL) | ((incidents.severity == 4) & (incidents.kind != FEEDBACK))
    at = later(part.handling.replied, lognormal(rng, 20 * HOUR, 0.8, count))
    at = np.where(at < part.first_claim, at, NEVER)
    manager = part.agents.manager(incidents.team)
    part.add(
        "escalated",
        severe & chance(rng, 0.35, count),
        at,
        actor_type=MANAGER,
        actor=manager,
        team=incidents.team,
        channel=incidents.channel,
        direction=INTERNAL,
    )
    part.add(
        "litigation_filed",
        goes_to_court(part),
        later(part.handling.replied, rng.uniform(40, 160, count) * 86400),
        actor_type=THIRD_PARTY,
    )


def outside_body(part: Part) -> Ints:
    """Which outside body a case reaches: 0 none, 1 ombudsman, 2 regulator, 3 court, 4 media."""
    rng = part.rng("outside")
    incidents, count = part.incidents, len(part)
    risk = 0.002 + 0.004 * (incidents.severity >= 3) + 0.006 * (part.handling.settled >= NEVER)
    reaches = incidents.is_counted & chance(rng, risk, count)
    where = np.array([1, 1, 1, 2, 2, 3, 4])[rng.integers(0, 7, count)]
    return np.where(reaches, where, 0)


def goes_to_court(part: Part) -> Bools:
    """Cases that end before a court."""
    return np.equal(outside_body(part), 3)
