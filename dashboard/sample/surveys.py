"""Surveys after an incident: who is asked, who answers, and what; the very happy and the very unhappy answer most."""

from typing import Any, Final

import numpy as np

from dashboard.sample.clock import DAY, HOUR, NEVER, Bools, Floats, Ints, office
from dashboard.sample.events import CUSTOMER, OUTBOUND, QUESTIONS, SYSTEM
from dashboard.sample.handling import FORMULAIC, SPECIFIC, later, lognormal
from dashboard.sample.part import Part, chance
from dashboard.sample.promises import KEPT, MOVED_AND_KEPT, Promises

_OFTEN: Final = {"answered_properly": 0.8, "respected": 0.75, "on_our_side": 0.4, "ces7": 0.35, "told_people": 0.3}
"""Chance that an answering customer also answers this item."""


def add_surveys(part: Part, promises: Promises) -> None:
    """Log the invitations and the answers."""
    rng = part.rng("surveys")
    count = len(part)
    sent = office(later(part.handling.settled, rng.uniform(0.6, 3, count) * DAY), rng.random(count))
    stale = office(later(part.incidents.opened, rng.uniform(20, 30, count) * DAY), rng.random(count))
    sent = np.where((part.handling.settled >= NEVER) & (part.handling.last_claim > 0), np.maximum(sent, stale), sent)
    sent = np.where(sent > NEVER // 2, NEVER, sent)
    asked = (sent < NEVER) & part.incidents.is_counted & chance(rng, 0.74, count)
    part.add("survey_sent", asked, sent, actor_type=SYSTEM, direction=OUTBOUND)
    mood = _mood(rng, part, promises)
    answers = asked & chance(rng, 0.2 + 0.07 * np.abs(mood - 3) ** 1.3, count)
    at = later(sent, lognormal(rng, 16 * HOUR, 0.9, count))
    _answers(part, answers, at, mood)


def _mood(rng: np.random.Generator, part: Part, promises: Promises) -> Floats:
    """How the customer feels about the handling, about 1 to 5."""
    handling = part.handling
    mood = 3.4 + 0.55 * (part.incidents.ease - 0.5) + rng.normal(0, 0.75, len(part))
    mood += 0.75 * (handling.apology == SPECIFIC) + 0.35 * (handling.apology == FORMULAIC)
    mood -= 0.8 * (handling.undone[:, 0] < NEVER) + 0.35 * (handling.replied - part.incidents.opened > DAY)
    mood -= 0.3 * (handling.settled - part.incidents.opened > 10 * DAY)
    kept = np.isin(promises.outcome, (KEPT, MOVED_AND_KEPT))
    mood += np.where(promises.made < NEVER, np.where(kept, 0.45, -0.8), 0)
    return np.clip(mood, 0.6, 5.4)


def _scale(rng: np.random.Generator, mood: Floats, low: int, high: int, noise: float) -> Ints:
    """An answer on a scale, higher for a better mood."""
    place = (mood - 1) / 4 + rng.normal(0, noise, len(mood))
    return np.clip(np.round(low + place * (high - low)), low, high).astype(np.int64)


def _answers(part: Part, answers: Bools, at: Ints, mood: Floats) -> None:
    """One event for each item that is answered, some seconds apart."""
    rng = part.rng("answers")
    count = len(part)
    stands = part.handling.settled < NEVER
    trouble = 5.0 - mood * 0.75 + rng.normal(0, 0.55, count)
    given: dict[str, Ints] = {
        "resolved": (chance(rng, np.where(stands, 0.9, 0.3), count)).astype(np.int64),
        "satisfaction": _scale(rng, mood, 1, 5, 0.1),
        "effort_customer": np.clip(np.round(trouble + 0.4), 1, 5).astype(np.int64),
        "effort_company": np.clip(np.round(0.8 + mood * 0.5 + rng.normal(0, 0.8, count)), 1, 5).astype(np.int64),
        "ces7": _scale(rng, mood, 1, 7, 0.12),
        "recommend": _scale(rng, mood + 0.3, 0, 10, 0.14),
        "answered_properly": (mood + rng.normal(0, 0.7, count) > 3).astype(np.int64),
        "respected": _scale(rng, mood + 0.7, 1, 5, 0.12),
        "felt_welcome": _scale(rng, mood + 0.5, 1, 5, 0.12),
        "on_our_side": _scale(rng, mood - 0.1, 1, 5, 0.12),
        "told_people": np.where(mood < 3, rng.poisson(7, count), rng.poisson(1.4, count)).astype(np.int64),
    }
    for place, (item, score) in enumerate(given.items()):
        who: Any = answers & chance(rng, _OFTEN.get(item, 0.93 if place else 1.0), count)
        who &= part.came_by("in_person") if item == "felt_welcome" else True
        part.add(
            "survey_answer",
            who,
            at + 9 * place,
            actor_type=CUSTOMER,
            actor=part.incidents.customer,
            question=QUESTIONS.index(item),
            score=score,
            direction=0,
        )
