"""The tables about customers: `customers`, `customer_spells`, `contacts`, `losses`, `loss_reasons`, `referrals`."""

from pathlib import Path
from typing import Final

import numpy as np

from dashboard.sample import tables
from dashboard.sample.agents import Agents, agent_ids
from dashboard.sample.clock import DAY, END, LAST_DAY, NEVER, Ints, Texts
from dashboard.sample.company import Company, draw, weights
from dashboard.sample.customers import Customers
from dashboard.sample.events import customer_ids, incident_ids
from dashboard.sample.losses import FULL, KINDS, PARTIAL, REASONS, Losses, left_on
from dashboard.sample.plan import Plan

_PREFERENCES: Final = ("personal", "self_serve", "none")
_LOCKS: Final = ("none", "contract", "monopoly")
_SOURCES: Final = ("exit_interview", "survey", "agent_opinion", "inferred")
_JUSTIFIED: Final = ("justified", "partly", "unjustified", "undetermined")
_STANCES: Final = ("supporter", "neutral", "opponent", "unknown")
_ROLES: Final = ("Managing director", "Finance", "IT", "Purchasing", "Operations", "Store manager")


def _known(day: Ints) -> Ints:
    return np.where(day >= NEVER, -1, day)


def write_customers(folder: Path, plan: Plan, company: Company, customers: Customers, agents: Agents) -> None:
    """Write `customers` and `contacts`."""
    rng = plan.rng("owners")
    count = len(customers)
    key_team = agents.desks[company.position("teams", "t5")]
    owner = np.where(customers.segment >= 2, agents.first_at_desk[key_team[rng.integers(0, len(key_team), count)]], -1)
    columns = {
        "customer_id": customer_ids(np.arange(count)),
        "name": tables.texts(_names(company, customers)),
        "segment": tables.picked(customers.segment, company.names("segments")),
        "in_target": tables.booleans(customers.in_target),
        "industry": tables.picked(customers.industry, company.names("industries")),
        "country": tables.picked(customers.country, company.names("countries")),
        "language": tables.picked(customers.language, company.languages),
        "acquired_at": tables.days(customers.acquired),
        "sold_by": tables.picked(customers.sold_by, company.names("sold_by")),
        "selection_participated": tables.booleans(customers.selection == 0, customers.selection == 2),
        "contact_preference": tables.picked(np.where(customers.preference > 2, -1, customers.preference), _PREFERENCES),
        "lock_in": tables.picked(customers.lock_in, _LOCKS),
        "contract_end": tables.days(_known(customers.contract_end)),
        "is_internal": tables.booleans(customers.is_internal),
        "parent_id": customer_ids(customers.parent),
        "account_owner_id": agent_ids(owner),
        "test_account": tables.booleans(customers.is_test),
    }
    tables.write_table(folder, "customers", columns)
    _write_contacts(folder, rng, customers)


def _names(company: Company, customers: Customers) -> Texts:
    """The firm's name, or the person's; family name first in Hungarian."""
    family_first = customers.language == company.languages.index("hu")
    given, family = customers.given, customers.family
    person = np.where(family_first, family + " " + given, given + " " + family)
    return np.where(customers.company_name == None, person, customers.company_name)  # noqa: E711 - elementwise


def _write_contacts(folder: Path, rng: np.random.Generator, customers: Customers) -> None:
    """One to four people at each company from the middle upwards."""
    firms = np.flatnonzero(customers.segment >= 2)
    customer = np.repeat(firms, rng.integers(1, 5, len(firms)))
    count = len(customer)
    columns = {
        "contact_id": tables.ids("P-", 1 + np.arange(count), 6),
        "customer_id": customer_ids(customer),
        "role": tables.picked(rng.integers(0, len(_ROLES), count), _ROLES),
        "stance": tables.picked(draw(rng, weights((38, 34, 11, 17)), count), _STANCES),
    }
    tables.write_table(folder, "contacts", columns)


def write_losses(folder: Path, plan: Plan, company: Company, customers: Customers, losses: Losses) -> None:
    """Write `losses`, `loss_reasons` and `customer_spells`."""
    rng = plan.rng("loss rows")
    count = len(losses)
    rivals = np.isin(
        losses.reason,
        [REASONS.index(name) for name in ("cheaper_competitor", "better_competitor", "recommended_other")],
    )
    rival = np.where(rivals & (rng.random(count) < 0.8), rng.integers(0, len(company.raw["competitors"]), count), -1)
    justified = draw(rng, weights((52, 20, 18, 10)), count)
    lost = losses.kind == FULL
    yearly = 12 * customers.margin * company.values("segments", "revenue")[customers.segment]
    revenue = np.where(lost & (rng.random(count) < 0.8), yearly[losses.customer], np.nan)
    columns = {
        "loss_id": tables.ids("L-", 1 + np.arange(count), 5),
        "customer_id": customer_ids(losses.customer),
        "lost_at": tables.days(losses.day),
        "kind": tables.picked(losses.kind, KINDS),
        "competitor": tables.picked(rival, company.names("competitors")),
        "justified": tables.picked(
            np.where((losses.incident >= 0) | (rng.random(count) < 0.3), justified, -1), _JUSTIFIED
        ),
        "evidence_incident_id": incident_ids(losses.incident),
        "evidence_text": tables.texts(_evidence(rng, company, losses)),
        "revenue_lost_12m": tables.money(revenue),
        "won_back_at": tables.days(_known(losses.won_back)),
    }
    tables.write_table(folder, "losses", columns)
    _write_reasons(folder, rng, losses)
    _write_spells(folder, customers, losses)


def _evidence(rng: np.random.Generator, company: Company, losses: Losses) -> Texts:
    """What was noted when the customer left, for about half of the losses."""
    notes = company.raw["loss_notes"]
    chosen = [notes[REASONS[reason]] for reason in losses.reason.tolist()]
    picks, told = rng.integers(0, 2**31, len(chosen)), rng.random(len(chosen)) < 0.55
    rows = zip(chosen, picks.tolist(), told.tolist(), strict=True)
    return np.array([texts[pick % len(texts)] if tell and texts else None for texts, pick, tell in rows], dtype=object)


def _write_reasons(folder: Path, rng: np.random.Generator, losses: Losses) -> None:
    """One row for each reason; the weights of a loss add up to one."""
    number = np.arange(len(losses))
    two = np.flatnonzero(losses.second_reason >= 0)
    order = np.argsort(np.concatenate([number, two]), kind="stable")
    weight = np.concatenate([1 - losses.second_weight, losses.second_weight[two]])[order]
    source = np.where(losses.is_inferred, 3, draw(rng, weights((34, 30, 36)), len(losses)))
    columns = {
        "loss_id": tables.ids("L-", 1 + np.concatenate([number, two])[order], 5),
        "reason_code": tables.picked(np.concatenate([losses.reason, losses.second_reason[two]])[order], REASONS),
        "weight": tables.shares(weight),
        "source": tables.picked(np.concatenate([source, source[two]])[order], _SOURCES),
    }
    tables.write_table(folder, "loss_reasons", columns)


def _write_spells(folder: Path, customers: Customers, losses: Losses) -> None:
    """From the first day, and again from a win-back, to the last day as a customer."""
    gone, back = left_on(losses, len(customers))
    again = np.flatnonzero(back < NEVER)
    who = np.concatenate([np.arange(len(customers)), again])
    order = np.argsort(who, kind="stable")
    start = np.concatenate([customers.acquired, back[again]])[order]
    end = np.concatenate([gone, np.full(len(again), NEVER)])[order]
    columns = {
        "customer_id": customer_ids(who[order]),
        "start_at": tables.days(start),
        "end_at": tables.days(_known(end)),
    }
    tables.write_table(folder, "customer_spells", columns)


def write_referrals(folder: Path, plan: Plan, customers: Customers, losses: Losses) -> None:
    """Write `referrals`: who recommended us, and who warned others after leaving."""
    rng = plan.rng("referrals")
    warners = losses.customer[(losses.kind != PARTIAL) & (rng.random(len(losses)) < 0.08)]
    warned_on = losses.day[np.searchsorted(np.arange(len(losses)), np.flatnonzero(np.isin(losses.customer, warners)))]
    fans = rng.choice(len(customers), max(1, len(customers) // 40), replace=False)
    fan_day = np.maximum(customers.acquired[fans] + 60, plan.first_day) + rng.integers(0, plan.weeks * 6, len(fans))
    customer = np.concatenate([losses.customer[np.isin(losses.customer, warners)], fans])
    day = np.concatenate([warned_on + rng.integers(1, 40, len(warned_on)), fan_day])
    negative = np.arange(len(customer)) < len(warned_on)
    keep = day <= LAST_DAY - 1
    blocked = np.where(
        negative & (rng.random(len(customer)) < 0.3), np.round(rng.uniform(500, 9000, len(customer))), np.nan
    )
    columns = {
        "referral_id": tables.ids("R-", 1 + np.arange(int(keep.sum())), 5),
        "customer_id": customer_ids(customer[keep]),
        "event_at": tables.instants(np.minimum(day * DAY + 11 * 3600, END)[keep]),
        "direction": tables.picked(negative[keep].astype(np.int64), ("positive", "negative")),
        "reach": tables.numbers((1 + rng.poisson(np.where(negative, 8, 1)))[keep]),
        "blocked_value": tables.money(blocked[keep]),
    }
    tables.write_table(folder, "referrals", columns)
