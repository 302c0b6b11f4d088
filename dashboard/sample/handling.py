"""How each incident goes, decided for the whole period before any event is written: replies, apologies, claims."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample import planted
from dashboard.sample.agents import Agents
from dashboard.sample.clock import DAY, HOUR, MINUTE, NEVER, Bools, Floats, Ints, local_day, office
from dashboard.sample.company import Company
from dashboard.sample.incidents import Incidents
from dashboard.sample.planted import Planted

NONE, SPECIFIC, FORMULAIC, NON_APOLOGY, SYMPATHY = range(5)
GRADES: Final = (None, "specific", "formulaic", "non_apology", "sympathy")

CLAIMS: Final = 3
"""At most so many times is one incident said to be solved."""


@dataclass(frozen=True)
class Handling:
    """The course of each incident; instants in UTC seconds, `NEVER` where nothing comes.

    `claimed` and `undone` have one column for each claim; claim k+1 can only follow the undoing of claim k.
    """

    replied: Ints
    apology: Ints
    apologised: Ints
    claimed: Ints
    undone: Ints
    by_reopening: Bools
    confirmed: Ints

    @property
    def last_claim(self) -> Ints:
        """The last time that it was said to be solved."""
        return np.asarray(np.where(self.claimed < NEVER, self.claimed, -1).max(axis=1))

    @property
    def settled(self) -> Ints:
        """The claim that nobody undoes, `NEVER` if there is none."""
        stands = (self.claimed < NEVER) & (self.undone >= NEVER)
        return np.asarray(np.where(stands, self.claimed, NEVER).min(axis=1))


def later(base: Ints, seconds: Floats) -> Ints:
    """`base` plus so many seconds; what never comes stays so."""
    return np.where(base >= NEVER, NEVER, base + np.round(seconds).astype(np.int64))


def lognormal(rng: np.random.Generator, median: Floats | float, sigma: float, count: int) -> Floats:
    """Random positive lengths around a median."""
    return median * np.exp(sigma * rng.normal(0, 1, count))


def handle(
    rng: np.random.Generator, company: Company, agents: Agents, incidents: Incidents, plant: Planted
) -> Handling:
    """Decide replies, apologies, claims and what becomes of them."""
    count = len(incidents)
    slow = company.values("teams", "speed")[incidents.team] * company.values("topics", "speed")[incidents.topic]
    slow = slow * (0.55 + 0.9 * (1 - incidents.ease))
    replied = _reply(rng, company, incidents, slow)
    claimed, undone = _claims(rng, incidents, plant, replied, slow)
    apology = _apology(rng, company, agents, incidents, plant)
    delay = np.where(rng.random(count) < 0.7, 0.0, lognormal(rng, 40 * HOUR, 0.7, count))
    confirmed = np.where(rng.random(count) < 0.3, lognormal(rng, 30 * HOUR, 0.8, count), NEVER)
    settled = np.where((claimed < NEVER) & (undone >= NEVER), claimed, NEVER).min(axis=1)
    return Handling(
        replied=replied,
        apology=apology,
        apologised=np.where(apology == NONE, NEVER, office(later(replied, delay), rng.random(count))),
        claimed=claimed,
        undone=undone,
        by_reopening=rng.random((count, CLAIMS)) < 0.45,
        confirmed=np.where(confirmed >= NEVER, NEVER, later(settled, np.minimum(confirmed, 12 * DAY))),
    )


def _reply(rng: np.random.Generator, company: Company, incidents: Incidents, slow: Floats) -> Ints:
    """The first reply in writing or by telephone; a few are forgotten for days."""
    count = len(incidents)
    hours = company.values("channels", "reply")[incidents.channel] * slow
    forgotten = rng.random(count) < 0.10 + 0.08 * (incidents.ease < 0.3)
    wait = lognormal(rng, hours, 0.9, count) + np.where(forgotten, rng.uniform(20, 110, count), 0)
    return office(later(incidents.opened, wait * HOUR + 3 * MINUTE), rng.random(count))


def _apology(rng: np.random.Generator, company: Company, agents: Agents, incidents: Incidents, plant: Planted) -> Ints:
    """The best grade of apology: more often when it is our fault, severe, or the agent was trained."""
    count = len(incidents)
    day = local_day(incidents.opened)
    chance = 0.25 * company.values("teams", "apology")[incidents.team] + 0.13 * incidents.is_ours
    chance += 0.03 * (incidents.severity - 2) + 0.06 * (agents.trained[incidents.agent] < day)
    chance = np.where(
        (incidents.team == plant.apology_team) & (day >= plant.apology_from), planted.APOLOGY_AFTER, chance
    )
    chance = np.where(incidents.is_counted, chance, 0.06)
    real = rng.random(count) < chance
    grade = np.where(rng.random(count) < 0.3 + 0.25 * incidents.ease, SPECIFIC, FORMULAIC)
    lot = rng.random(count)
    weak = np.where(lot < 0.07, NON_APOLOGY, np.where(lot < 0.2, SYMPATHY, NONE))
    return np.where(real, grade, np.where(incidents.is_counted, weak, NONE))


def _claims(
    rng: np.random.Generator, incidents: Incidents, plant: Planted, replied: Ints, slow: Floats
) -> tuple[Ints, Ints]:
    """When it is said to be solved, and when the customer finds that it is not."""
    count = len(incidents)
    fragile = (incidents.product == plant.fragile_product) & (local_day(incidents.opened) >= plant.fragile_from)
    breaks = np.where(fragile, planted.UNDONE[1], planted.UNDONE[0]) * (1.3 - 0.6 * incidents.ease)
    breaks = np.where(incidents.is_counted, breaks, 0.03)
    at_once = rng.random(count) < np.where(incidents.is_counted, 0.12, 0.5)
    wait = np.where(at_once, 0.0, lognormal(rng, 4.1 * slow * (0.7 + 0.2 * incidents.severity), 1.05, count))
    forgotten = rng.random(count) < 0.085 + 0.05 * (incidents.ease < 0.25)
    wait = np.where(forgotten, np.where(rng.random(count) < 0.93, rng.uniform(25, 140, count), np.inf), wait)
    claim = office(_in_days(replied, wait), rng.random(count))
    claimed, undone = [], []
    for number in range(CLAIMS):
        fails = (rng.random(count) < breaks) & (claim < NEVER) & (number < CLAIMS - 1)
        undo = np.where(fails, later(claim, rng.uniform(0.6, 11.5, count) * DAY), NEVER)
        claimed.append(claim)
        undone.append(undo)
        again = office(later(undo, lognormal(rng, 2.6 * slow, 0.8, count) * DAY), rng.random(count))
        claim = np.where(rng.random(count) < 0.96, again, NEVER)
        breaks = breaks * 0.6
    return np.stack(claimed, axis=1), np.stack(undone, axis=1)


def _in_days(base: Ints, days: Floats) -> Ints:
    """`base` plus so many days; infinitely many are `NEVER`."""
    return np.where(np.isinf(days), NEVER, later(base, np.where(np.isinf(days), 0, days) * DAY))
