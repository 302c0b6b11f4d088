"""A part of the incidents, small enough to hold all its events in memory, with everything that acts need to know."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

import numpy as np

from dashboard.sample.agents import Agents
from dashboard.sample.clock import DAY, NEVER, Bools, Floats, Ints, office
from dashboard.sample.company import Company
from dashboard.sample.customers import Customers
from dashboard.sample.events import AGENT, EventLog
from dashboard.sample.handling import NONE, Handling, later, lognormal
from dashboard.sample.incidents import Incidents
from dashboard.sample.plan import Plan
from dashboard.sample.planted import Planted

SIZE: Final = 20_000
"""Incidents in one part."""

Arrays = TypeVar("Arrays", Incidents, Handling)


@dataclass(frozen=True)
class Part:
    """Incidents `first` to `first + len(incidents)` with their handling, and the log that collects their events."""

    plan: Plan
    company: Company
    plant: Planted
    customers: Customers
    agents: Agents
    incidents: Incidents
    handling: Handling
    followed: Ints
    """When our second message goes out, not after the first claim; `NEVER` when there is none."""
    number: int
    first: int
    log: EventLog

    def __len__(self) -> int:
        return len(self.incidents)

    @property
    def numbers(self) -> Ints:
        """The position of each incident in the whole company."""
        return self.first + np.arange(len(self))

    @property
    def segment(self) -> Ints:
        """The segment of each incident's customer."""
        return self.customers.segment[self.incidents.customer]

    @property
    def captured(self) -> Bools:
        """Whether our own words are kept in the incident's channel."""
        return np.asarray(self.company.captured[self.incidents.channel])

    @property
    def is_phone(self) -> Bools:
        """Whether it came by telephone."""
        return self.came_by("phone")

    def came_by(self, *channels: str) -> Bools:
        """Whether it came through one of these channels."""
        return np.isin(self.incidents.channel, [self.company.position("channels", name) for name in channels])

    @property
    def first_claim(self) -> Ints:
        """When it is first said to be solved."""
        return self.handling.claimed[:, 0]

    def rng(self, topic: str) -> np.random.Generator:
        """An own random stream for a topic in this part."""
        return self.plan.rng(topic, self.number + 1)

    def add(self, kind: str, which: Bools, at: Ints, **columns: Any) -> None:
        """Log an act for the incidents in `which`; arrays are as long as the part."""
        chosen = {name: value[which] if isinstance(value, np.ndarray) else value for name, value in columns.items()}
        self.log.add(kind, self.numbers[which], at[which], **chosen)

    def add_ours(self, kind: str, which: Bools, at: Ints, **columns: Any) -> None:
        """Log an act of the incident's agent on the incident's channel."""
        incidents = self.incidents
        own = {"actor_type": AGENT, "actor": incidents.agent, "team": incidents.team, "channel": incidents.channel}
        self.add(kind, which, at, **(own | columns))


def _cut(whole: Arrays, start: int, stop: int) -> Arrays:
    return replace(whole, **{field.name: getattr(whole, field.name)[start:stop] for field in fields(whole)})


def _follow(rng: np.random.Generator, handling: Handling) -> Ints:
    """Our second message: always when the apology comes later than the first reply, else in half of the cases."""
    count = len(handling.replied)
    apologises_later = (handling.apology != NONE) & (handling.apologised > handling.replied)
    some_time = office(later(handling.replied, lognormal(rng, 1.6 * DAY, 0.7, count)), rng.random(count))
    wanted = np.where(apologises_later, handling.apologised, np.where(rng.random(count) < 0.5, some_time, NEVER))
    claim = handling.claimed[:, 0]
    goes_out = apologises_later | (wanted < claim)
    return np.where(goes_out, np.where(claim > handling.replied, np.minimum(wanted, claim), wanted), NEVER)


def split(
    plan: Plan, company: Company, plant: Planted, customers: Customers, agents: Agents,
    incidents: Incidents, handling: Handling,
) -> Iterator[Part]:  # fmt: skip
    """Cut the company's incidents into parts."""
    for number, start in enumerate(range(0, len(incidents), SIZE)):
        course = _cut(handling, start, start + SIZE)
        followed = _follow(plan.rng("follow", number), course)
        is_later = (course.apology != NONE) & (course.apologised > course.replied)
        yield Part(
            plan=plan,
            company=company,
            plant=plant,
            customers=customers,
            agents=agents,
            incidents=_cut(incidents, start, start + SIZE),
            handling=replace(course, apologised=np.where(is_later, followed, course.apologised)),
            followed=followed,
            number=number,
            first=start,
            log=EventLog(),
        )


def chance(rng: np.random.Generator, probability: Floats | float, count: int) -> Bools:
    """True as often as the probability says."""
    return rng.random(count) < probability
