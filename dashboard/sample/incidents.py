"""Incidents: when, whose, about what, through which channel, and who handles them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample import clock
from dashboard.sample.agents import Agents
from dashboard.sample.clock import DAY, END, HOUR, LAST_DAY, NEVER, Bools, Floats, Ints
from dashboard.sample.company import Company, draw, weights
from dashboard.sample.customers import Customers
from dashboard.sample.plan import Plan

KINDS: Final = ("complaint", "critical_incident", "question", "request", "feedback")
COMPLAINT, CRITICAL, QUESTION, REQUEST, FEEDBACK = range(5)
_KIND_SHARES: Final = weights((67, 5, 14, 10, 4))

_WEEKDAYS: Final = np.array([1.28, 1.12, 1.02, 1.0, 0.95, 0.42, 0.27])
_MONTHS: Final = np.array([1.14, 1.02, 1.0, 0.96, 0.94, 0.92, 0.84, 0.86, 1.02, 1.05, 1.1, 1.2])
_HOURS: Final = np.array([1, 1, 1, 1, 1, 2, 6, 14, 26, 36, 38, 34, 28, 30, 32, 30, 27, 24, 20, 17, 14, 10, 6, 3])
_GROWTH: Final = 0.3


@dataclass(frozen=True)
class Incidents:
    """One position for each incident, in order of opening: positions in the company's lists, UTC seconds."""

    opened: Ints
    customer: Ints
    kind: Ints
    channel: Ints
    topic: Ints
    product: Ints
    team: Ints
    agent: Ints
    severity: Ints
    cause: Ints
    is_ours: Bools
    ease: Floats
    """0 to 1, how smoothly it goes; shared by everything that may go wrong in the incident."""

    def __len__(self) -> int:
        return len(self.opened)

    @property
    def is_counted(self) -> Bools:
        """Complaints and critical incidents: the population of the quality numbers."""
        return self.kind <= CRITICAL


def day_shares(plan: Plan) -> Floats:
    """How the incidents spread over the days: growth, season, rhythm of the week, holidays, a few bad days."""
    days = np.arange(plan.first_day, LAST_DAY + 1)
    open_day = clock.is_business_day(days)
    after_holiday = open_day & ~np.concatenate([[True], open_day[:-1]]) & (clock.weekday(days) != 0)
    shares = 1 + _GROWTH * np.arange(len(days)) / len(days)
    shares *= _MONTHS[clock.month_of(days) % 12] * _WEEKDAYS[clock.weekday(days)]
    shares *= np.where(~open_day & (clock.weekday(days) < 5), 0.35, 1) * np.where(after_holiday, 1.25, 1)
    bad = plan.rng("bad days").choice(len(days), max(1, plan.weeks // 14), replace=False)
    shares[bad] *= 1.9
    shares[-1] *= 0.8  # the last day ends at 19:00
    return weights(shares)


def _openings(rng: np.random.Generator, plan: Plan) -> Ints:
    """Moments of opening, sorted; the last one is the last second of the data."""
    day = plan.first_day + draw(rng, day_shares(plan), plan.incidents)
    second = draw(rng, weights(_HOURS), plan.incidents) * HOUR + rng.integers(0, HOUR, plan.incidents)
    opened = np.sort(clock.to_utc(day * DAY + second))
    late = opened > END
    opened[late] = END - rng.integers(0, 9 * HOUR, int(late.sum()))
    opened[-1] = END
    return np.sort(opened)


def _customers(rng: np.random.Generator, plan: Plan, customers: Customers, day: Ints) -> Ints:
    """Who complains: troublesome customers more often, nobody before the first day or after the last."""
    everybody = np.arange(len(customers))
    chosen = np.full(len(day), -1, dtype=np.int64)
    shares = weights(customers.hassle)
    for _ in range(12):
        missing = np.flatnonzero(chosen < 0)
        candidate = draw(rng, shares, len(missing))
        fits = (customers.acquired[candidate] <= day[missing]) & (customers.left_early[candidate] >= NEVER)
        chosen[missing[fits]] = candidate[fits]
    rest = np.flatnonzero(chosen < 0)
    old = everybody[(customers.acquired < plan.first_day) & (customers.left_early >= NEVER)]
    chosen[rest] = old[draw(rng, weights(customers.hassle[old]), len(rest))]
    return chosen


def open_incidents(plan: Plan, company: Company, customers: Customers, agents: Agents) -> Incidents:
    """Invent the incidents of the whole period."""
    rng = plan.rng("incidents")
    count = plan.incidents
    opened = _openings(rng, plan)
    day = clock.local_day(opened)
    customer = _customers(rng, plan, customers, day)
    segment = customers.segment[customer]
    product = draw(rng, company.matrix_of_segments()[segment], count)
    topic_shares = (company.matrix("topics", "products", "products") * company.values("topics", "share")[:, None]).T
    topic = draw(rng, topic_shares[product], count)
    team = draw(rng, company.matrix("topics", "teams", "teams")[topic], count)
    team = np.where((segment == 3) & (rng.random(count) < 0.55), company.position("teams", "t5"), team)
    kind = draw(rng, _KIND_SHARES, count)
    severity = 1 + draw(rng, weights((28, 42, 22, 8)), count)
    ours = company.values("topics", "ours")[topic]
    return Incidents(
        opened=opened,
        customer=customer,
        kind=kind,
        channel=_channels(rng, company, segment, count),
        topic=topic,
        product=product,
        team=team,
        agent=agents.at_desk(_desks(rng, agents, team), day),
        severity=np.where(kind == CRITICAL, np.maximum(severity, 3), severity),
        cause=draw(rng, company.cause_weights[topic], count),
        is_ours=rng.random(count) < ours,
        ease=rng.random(count),
    )


def _channels(rng: np.random.Generator, company: Company, segment: Ints, count: int) -> Ints:
    """The ways in; larger customers write and call, consumers also use chat, app and social media."""
    shares = weights(company.values("channels", "share"))
    modern = np.isin(company.names("channels"), ("chat", "app", "social"))
    by_segment = shares * np.where(modern, np.array([[1.25], [0.9], [0.5], [0.3]]), 1.0)
    return draw(rng, by_segment[segment], count)


def _desks(rng: np.random.Generator, agents: Agents, team: Ints) -> Ints:
    """A desk in each incident's team; managers and leads take few cases themselves."""
    desk = np.zeros(len(team), dtype=np.int64)
    for number, desks in enumerate(agents.desks):
        mine = np.flatnonzero(team == number)
        load = np.where(agents.grade[agents.first_at_desk[desks]] == 3, 0.15, 1.0)
        load = np.where(agents.grade[agents.first_at_desk[desks]] == 2, 0.6, load)
        desk[mine] = desks[draw(rng, weights(load), len(mine))]
    return desk
