"""Our messages and the customer's in between: first reply, second message, chasers, the message that it is solved."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dashboard.sample import say
from dashboard.sample.clock import DAY, HOUR, NEVER, Bools, Ints, office
from dashboard.sample.events import CUSTOMER, INBOUND, OUTBOUND, codes
from dashboard.sample.handling import CLAIMS, NON_APOLOGY, NONE, later, lognormal
from dashboard.sample.offers import Offers
from dashboard.sample.part import Part, chance
from dashboard.sample.promises import Promises
from dashboard.sample.say import Say

_GRADE_CODES: Final = codes("specific", "specific", "formulaic", "non_apology", "sympathy")


@dataclass(frozen=True)
class _Content:
    """What else our messages of one moment hold, one position for each incident of the part."""

    grade: Ints
    flags: Ints
    due: Ints
    cents: Ints
    offer: Ints


def add_talk(part: Part, promises: Promises, offers: Offers) -> None:
    """Log all messages, and the apologies and explanations that are coded from them."""
    handling = part.handling
    rng = part.rng("talk")
    explains = chance(rng, 0.34 + 0.2 * part.incidents.ease, len(part)) & part.incidents.is_counted
    reply = _content(part, promises, offers, explains, handling.replied)
    _ours(part, Say.REPLY, (handling.replied < part.first_claim), handling.replied, reply)
    second = (part.followed < NEVER) & (part.followed != part.first_claim)
    _ours(part, Say.PROGRESS, second, part.followed, _content(part, promises, offers, explains, part.followed))
    for number in range(CLAIMS):
        claim = handling.claimed[:, number]
        kind = Say.SOLVED_AGAIN if number else Say.SOLVED
        _ours(part, kind, claim < NEVER, claim, _content(part, promises, offers, explains, claim))
    _coded(part, explains)
    _customers_words(part)


def _content(part: Part, promises: Promises, offers: Offers, explains: Bools, at: Ints) -> _Content:
    """Everything that falls on this moment: greeting, apology, explanation, promise, offer."""
    rng = part.rng("content")
    count = len(part)
    handling = part.handling
    is_first = at == handling.replied
    greets = chance(rng, np.where(is_first, 0.84, 0.6), count)
    thanks = chance(rng, np.where(at == handling.last_claim, 0.72, 0.3), count)
    promised = (promises.made == at) & (at < NEVER)
    offered = (offers.made == at) & (at < NEVER)
    blames = chance(rng, 0.05, count) & (handling.apology == NONE) & is_first
    flags = say.GREETING * greets + say.THANKS * thanks + say.EXPLANATION * (explains & (at == _explained_at(part)))
    flags += say.EXCUSE * blames + say.PROMISE * (promised & promises.is_dated)
    flags += say.UNDATED_PROMISE * (promised & ~promises.is_dated) + say.QUOTE * chance(rng, 0.08, count)
    flags += say.QUESTION * chance(rng, 0.35, count)
    return _Content(
        grade=np.where((handling.apologised == at) & (at < NEVER), handling.apology, NONE),
        flags=flags.astype(np.int64),
        due=np.where(promised, promises.due, -1),
        cents=np.where(offered, offers.cents, -1),
        offer=np.where(offered, offers.kind, -1),
    )


def _explained_at(part: Part) -> Ints:
    """The message with the reason: the second one, else the one that says it is solved, else the reply."""
    claim = np.where(part.first_claim < NEVER, part.first_claim, part.handling.replied)
    return np.where(part.followed < NEVER, part.followed, claim)


def _ours(part: Part, kind: Say, which: Bools, at: Ints, content: _Content) -> None:
    """Log our message; after a telephone call it is a call back, or a summary by email."""
    rng = part.rng(f"ours {int(kind)}")
    count = len(part)
    calls = part.is_phone & chance(rng, 0.55, count)
    length = np.round(lognormal(rng, 520, 0.6, count))
    part.add_ours("call", which & calls, at, direction=OUTBOUND, duration=length)
    channel = np.where(part.is_phone, part.company.position("channels", "email"), part.incidents.channel)
    part.add_ours(
        "message", which & ~calls, at, direction=OUTBOUND, channel=channel, duration=length, say=int(kind),
        grade=content.grade, flags=content.flags, say_due=content.due, say_cents=content.cents, say_offer=content.offer,
    )  # fmt: skip
    thanks = (content.flags & say.THANKS > 0) & part.captured
    part.add_ours("thanked", which & thanks, at, direction=OUTBOUND)


def _coded(part: Part, explains: Bools) -> None:
    """Apologies and explanations as events, where our words are kept: most coded by hand, some found in the text."""
    rng = part.rng("coded")
    handling, count = part.handling, len(part)
    source = np.array([0, 0, 0, 0, 0, 0, 1, 1, 1, 2])[rng.integers(0, 10, count)]
    label: dict[str, Any] = {"source": source, "percent": np.where(source == 1, rng.integers(80, 100, count), -1)}
    apologises = (handling.apology != NONE) & part.captured
    code = np.where(chance(rng, 0.03, count) & (handling.apology < NON_APOLOGY), -1, _GRADE_CODES[handling.apology])
    code = np.where(handling.apology == 1, _GRADE_CODES[1], code)
    part.add_ours("apology", apologises, handling.apologised, code=code, direction=OUTBOUND, **label)
    part.add_ours("explanation", explains & part.captured, _explained_at(part), direction=OUTBOUND, **label)
    again = apologises & (handling.apology < NON_APOLOGY) & (handling.undone[:, 0] < NEVER) & chance(rng, 0.45, count)
    part.add_ours("apology", again, handling.claimed[:, 1], code=_GRADE_CODES[2], direction=OUTBOUND, **label)


def _customers_words(part: Part) -> None:
    """Answers to our questions, and reminders when nothing is heard."""
    rng = part.rng("customers words")
    incidents, handling, count = part.incidents, part.handling, len(part)
    theirs: dict[str, Any] = {
        "actor_type": CUSTOMER, "actor": incidents.customer, "channel": incidents.channel, "direction": INBOUND,
    }  # fmt: skip
    answer = later(handling.replied, lognormal(rng, 6 * HOUR, 0.8, count))
    wanted = (answer < np.minimum(part.followed, part.first_claim)) & (handling.replied < part.first_claim)
    part.add("message", wanted & ~part.is_phone & chance(rng, 0.5, count), answer, say=int(Say.ANSWER), **theirs)
    waits = handling.replied - incidents.opened > 26 * HOUR
    early = incidents.opened + ((handling.replied - incidents.opened) * (0.5 + 0.4 * rng.random(count))).astype(
        np.int64
    )
    _chaser(part, waits & chance(rng, 0.42, count), early, theirs)
    last = np.where(part.followed < NEVER, part.followed, handling.replied)
    late = later(last, rng.uniform(4, 9, count) * DAY)
    impatient = (late < part.first_claim) & incidents.is_counted & chance(rng, 0.5, count)
    _chaser(part, impatient, late, theirs)
    answered = office(later(late, lognormal(rng, 9 * HOUR, 0.9, count)), rng.random(count))
    soothes = impatient & (answered < part.first_claim) & chance(rng, 0.7, count)
    nothing = np.full(count, -1)
    content = _Content(grade=nothing * 0, flags=np.full(count, say.GREETING), due=nothing, cents=nothing, offer=nothing)
    _ours(part, Say.STILL_WORKING, soothes, answered, content)
    again = later(late, rng.uniform(8, 20, count) * DAY)
    _chaser(part, impatient & ~soothes & (again < part.first_claim) & chance(rng, 0.5, count), again, theirs)


def _chaser(part: Part, which: Bools, at: Ints, theirs: dict[str, Any]) -> None:
    """The customer asks what is going on."""
    part.add("call", which & part.is_phone, at, duration=150, wait=120, **theirs)
    part.add("message", which & ~part.is_phone, at, say=int(Say.CHASER), **theirs)
