"""How an incident ends: fixes, claims that it is solved, customers who disagree, administrative closing."""

from typing import Final

import numpy as np

from dashboard.sample.clock import DAY, HOUR, NEVER, Ints
from dashboard.sample.events import CODES, CUSTOMER, INBOUND, OUTBOUND, SYSTEM
from dashboard.sample.handling import CLAIMS, later, lognormal
from dashboard.sample.incidents import REQUEST
from dashboard.sample.part import Part, chance
from dashboard.sample.say import Say

_THANKS: Final = CODES.index("thanks_only")


def add_outcome(part: Part) -> Ints:
    """Log fixes, claims, what undoes them and the closing; return when each incident is closed, `NEVER` if open."""
    _fixes(part)
    theirs = {"actor_type": CUSTOMER, "actor": part.incidents.customer, "channel": part.incidents.channel}
    for number in range(CLAIMS):
        claim, undo = part.handling.claimed[:, number], part.handling.undone[:, number]
        reopens = part.handling.by_reopening[:, number]
        part.add_ours("resolved", claim < NEVER, claim)
        part.add("reopened", (undo < NEVER) & reopens, undo, actor_type=SYSTEM)
        part.add("customer_disputed", (undo < NEVER) & ~reopens, undo, **theirs)
        word = np.where(reopens, int(Say.REOPENING), int(Say.DISPUTE))
        _customer_word(part, undo, word)
    part.add("customer_confirmed", part.handling.confirmed < NEVER, part.handling.confirmed, **theirs)
    _after_words(part)
    return _closing(part)


def _customer_word(part: Part, at: Ints, word: Ints) -> None:
    """The customer writes or calls at that moment."""
    theirs = {"actor_type": CUSTOMER, "actor": part.incidents.customer, "channel": part.incidents.channel}
    comes = at < NEVER
    part.add("call", comes & part.is_phone, at, direction=INBOUND, duration=240, wait=90, **theirs)
    part.add("message", comes & ~part.is_phone, at, direction=INBOUND, say=word, **theirs)


def _after_words(part: Part) -> None:
    """Some customers write that it works now, some only say thanks."""
    rng = part.rng("after words")
    count = len(part)
    theirs = {"actor_type": CUSTOMER, "actor": part.incidents.customer, "channel": part.incidents.channel}
    confirms = (part.handling.confirmed < NEVER) & ~part.is_phone
    part.add(
        "message",
        confirms,
        part.handling.confirmed,
        direction=INBOUND,
        say=int(Say.CONFIRMATION),
        code=_THANKS,
        **theirs,
    )
    at = later(part.handling.settled, lognormal(rng, 5 * HOUR, 0.9, count))
    thanks = ~confirms & ~part.is_phone & (at < NEVER) & chance(rng, 0.17, count)
    part.add("message", thanks, at, direction=INBOUND, say=int(Say.THANKS_ONLY), code=_THANKS, **theirs)


def _fixes(part: Part) -> None:
    """A fix is delivered some time before it is called solved; field service drives out for it."""
    rng = part.rng("fixes")
    incidents, count = part.incidents, len(part)
    room = part.first_claim - part.handling.replied
    fixed = (part.first_claim < NEVER) & (room > HOUR) & (incidents.kind <= REQUEST) & chance(rng, 0.42, count)
    at = np.where(fixed, part.first_claim - (room * 0.25 * rng.random(count)).astype(np.int64), NEVER)
    part.add_ours("fix_delivered", fixed, at)
    drives = fixed & (incidents.team == part.company.position("teams", "t4"))
    part.add_ours("visit", drives, at, direction=OUTBOUND, duration=np.round(lognormal(rng, 2700, 0.4, count)))


def _closing(part: Part) -> Ints:
    """The administrative end: days after the last claim, or of old cases that nobody solved."""
    rng = part.rng("closing")
    count = len(part)
    solved = later(part.handling.settled, rng.uniform(2, 10, count) * DAY)
    forgotten = later(part.incidents.opened, rng.uniform(35, 90, count) * DAY)
    tidied = (part.handling.settled >= NEVER) & chance(rng, 0.6, count)
    at = np.where(tidied, np.maximum(forgotten, part.handling.last_claim + DAY), solved)
    at = np.maximum(at, np.where(part.handling.undone < NEVER, part.handling.undone, -1).max(axis=1) + DAY)
    at = np.where(tidied | (part.handling.settled < NEVER), at, NEVER)
    part.add("closed", at < NEVER, at, actor_type=SYSTEM)
    return at
