"""Customers: who they are, since when, how much trouble and money they bring; filled in before anything happens."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.clock import LAST_DAY, NEVER, Bools, Floats, Ints, Texts
from dashboard.sample.company import Company, draw, read_names, weights
from dashboard.sample.plan import Plan

COSTLY_CUSTOMERS: Final = 6
"""How many customers are planted that cost far more than they bring."""
_LOSSES_A_DAY: Final = 0.0004


@dataclass(frozen=True)
class Customers:
    """One position for each customer: attributes as positions in the company's lists, days, factors."""

    segment: Ints
    country: Ints
    language: Ints
    acquired: Ints
    left_early: Ints
    """The last day of those who were gone before the first incident, `NEVER` for everybody else."""
    sold_by: Ints
    industry: Ints
    in_target: Bools
    selection: Ints
    preference: Ints
    lock_in: Ints
    contract_end: Ints
    parent: Ints
    is_internal: Bools
    is_test: Bools
    is_costly: Bools
    hassle: Floats
    margin: Floats
    company_name: Texts
    given: Texts
    family: Texts

    @property
    def is_business(self) -> Bools:
        """Every segment but the consumers."""
        return self.segment > 0

    def __len__(self) -> int:
        return len(self.segment)


def enrol(plan: Plan, company: Company) -> Customers:
    """Invent the customers: two thirds are there from the start, the others come during the period."""
    rng = plan.rng("customers")
    count = plan.customers
    segment = draw(rng, weights(company.values("segments", "share")), count)
    country = draw(rng, weights(company.values("countries", "share")), count)
    margin = company.values("segments", "margin")[segment] * np.exp(
        rng.normal(0, 1, count) * company.values("segments", "spread")[segment]
    )
    acquired = _acquired(rng, plan, count)
    hassle = company.values("segments", "hassle")[segment] * rng.gamma(1.6, 1 / 1.6, count)
    costly = _costly(rng, plan, segment, acquired, margin)
    margin[costly] = rng.uniform(1500, 2900, COSTLY_CUSTOMERS)
    hassle[costly] = hassle.mean() * rng.uniform(7, 10, COSTLY_CUSTOMERS)
    is_costly = np.isin(np.arange(count), costly)
    special = _special(rng, count, is_costly)
    left_early = np.where(is_costly | (special > 0), NEVER, _left_early(rng, plan, acquired))
    language = company.language_of_country[country]
    names = _names(rng, company, segment, language, special == 1)
    lock_in = np.where(segment > 0, draw(rng, weights((35, 60, 5)), count), draw(rng, weights((62, 36, 2)), count))
    return Customers(
        segment=segment,
        country=country,
        language=language,
        acquired=acquired,
        left_early=left_early,
        sold_by=rng.integers(-1, len(company.raw["sold_by"]), count),
        industry=np.where(segment > 0, rng.integers(0, len(company.raw["industries"]), count), -1),
        in_target=rng.random(count) < np.array([0.9, 0.85, 0.8, 0.6])[segment],
        selection=np.where(segment > 1, draw(rng, weights((55, 30, 15)), count), 2),
        preference=draw(rng, weights((30, 38, 12, 20)), count),
        lock_in=lock_in,
        contract_end=_contract_end(rng, acquired, lock_in),
        parent=_parents(rng, segment),
        is_internal=special == 1,
        is_test=special == 2,
        is_costly=is_costly,
        hassle=np.where(special == 2, hassle * 0.5, hassle),
        margin=margin,
        company_name=names[0],
        given=names[1],
        family=names[2],
    )


def _acquired(rng: np.random.Generator, plan: Plan, count: int) -> Ints:
    """First days: older customers up to nine years back, newer ones spread over the period up to two weeks ago."""
    old = plan.first_day - 1 - np.minimum(np.round(rng.exponential(900, count)), 3300).astype(np.int64)
    new = rng.integers(plan.first_day, max(plan.first_day + 1, LAST_DAY - 13), count)
    return np.where(rng.random(count) < 0.66, old, new)


def _left_early(rng: np.random.Generator, plan: Plan, acquired: Ints) -> Ints:
    """Customers have always left: the days of those who did so before the period."""
    day = acquired + 30 + np.round(rng.exponential(1 / _LOSSES_A_DAY, len(acquired))).astype(np.int64)
    return np.where(day < plan.first_day, day, NEVER)


def _costly(rng: np.random.Generator, plan: Plan, segment: Ints, acquired: Ints, margin: Floats) -> Ints:
    """Choose the customers that will cost too much: middle-sized or large, old ones."""
    fit = np.flatnonzero((segment >= 2) & (acquired < plan.first_day))
    if len(fit) < COSTLY_CUSTOMERS:
        fit = np.argsort(-margin, kind="stable")[: 4 * COSTLY_CUSTOMERS]
    return np.sort(rng.choice(fit, COSTLY_CUSTOMERS, replace=False))


def _special(rng: np.random.Generator, count: int, is_costly: Bools) -> Ints:
    """1 = a department of the own company, 2 = an account for tests, 0 = everybody else."""
    found = np.where(rng.random(count) < 0.008, 1, 0)
    found[rng.choice(count, 3, replace=False)] = 2
    return np.where(is_costly, 0, found)


def _contract_end(rng: np.random.Generator, acquired: Ints, lock_in: Ints) -> Ints:
    """Contracts run for years from the first day; the end of the running one lies ahead."""
    term = np.array([365, 730])[rng.integers(0, 2, len(acquired))]
    passed = np.maximum(LAST_DAY - acquired, 0) // term
    return np.where(lock_in == 1, acquired + (passed + 1) * term - 1, NEVER)


def _parents(rng: np.random.Generator, segment: Ints) -> Ints:
    """A few middle-sized customers belong to a large one."""
    groups = np.flatnonzero(segment == 3)
    if not len(groups):
        return np.full(len(segment), -1)
    child = (segment == 2) & (rng.random(len(segment)) < 0.12)
    return np.where(child, groups[rng.integers(0, len(groups), len(segment))], -1)


def _names(
    rng: np.random.Generator, company: Company, segment: Ints, language: Ints, internal: Bools
) -> tuple[Texts, Texts, Texts]:
    """Company (None for a person), given and family name of the one who writes."""
    pools = [read_names()[name] for name in company.languages]
    picks = rng.integers(0, 2**31, (len(segment), 5)).tolist()
    firms: list[str | None] = []
    people: list[tuple[str, str]] = []
    for place, numbers, kind, own in zip(language.tolist(), picks, segment.tolist(), internal.tolist(), strict=True):
        pool = pools[place]
        given, family, stem, trade, legal = (
            pool[key][number % len(pool[key])]
            for key, number in zip(("given", "family", "company", "trade", "legal"), numbers, strict=True)
        )
        people.append((given, family))
        department = pool["department"][numbers[2] % len(pool["department"])]
        firms.append(department if own else f"{stem} {trade} {legal}" if kind else None)
    return (
        np.array(firms, dtype=object),
        np.array([given for given, _ in people], dtype=object),
        np.array([family for _, family in people], dtype=object),
    )
