"""Revenue, cost of goods and cost to serve by customer and month, in euros."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from dashboard.sample import tables
from dashboard.sample.clock import LAST_DAY, NEVER, Bools, Floats, Ints, local_day, month_of, month_start
from dashboard.sample.company import Company
from dashboard.sample.customers import Customers
from dashboard.sample.events import AGENT, MANAGER, customer_ids, kind_is
from dashboard.sample.losses import Losses, left_on
from dashboard.sample.offers import MONEY
from dashboard.sample.plan import Plan

RATE_PER_HOUR: Final = 42.0
"""Euros for an hour of service, wages and everything around."""
_EXTRA: Final = ("free_development", "free_training", "free_consulting", "field_visit", "process_design")
_ROWS_AT_ONCE: Final = 500_000


@dataclass(frozen=True)
class Service:
    """What serving cost, one row for each customer, one column for each month since `first_month`."""

    first_month: int
    contact: Floats
    compensation: Floats
    visits: Floats

    def book(self, rows: dict[str, Ints], customer: Ints) -> None:
        """Add the events of a part; `customer` is that of each row."""
        month = month_of(local_day(rows["at"])) - self.first_month
        staff = np.isin(rows["actor_type"], (AGENT, MANAGER))
        worked = staff & (rows["duration"] > 0)
        hours = rows["duration"] / 3600 + 0.12  # every contact is also written down
        np.add.at(self.contact, (customer[worked], month[worked]), hours[worked] * RATE_PER_HOUR)
        paid = kind_is(rows, "comp_paid")
        np.add.at(self.compensation, (customer[paid], month[paid]), rows["cents"][paid] / 100)
        free = kind_is(rows, "comp_offered") & ~np.isin(rows["code"], MONEY)
        np.add.at(self.compensation, (customer[free], month[free]), 0.5 * rows["cents"][free] / 100)
        drives = kind_is(rows, "visit") & staff
        np.add.at(self.visits, (customer[drives], month[drives]), 38.0)


def first_month(plan: Plan) -> int:
    """Twelve months before the first incident, so that trailing years are full from the start."""
    return int(month_of(np.array([plan.first_day]))[0]) - 12


def months(plan: Plan) -> Ints:
    """All months with accounts: the running one is not billed yet."""
    return np.arange(first_month(plan), int(month_of(np.array([LAST_DAY]))[0]))


def open_books(plan: Plan, customers: Customers) -> Service:
    """Empty accounts up to the running month."""
    shape = (len(customers), len(months(plan)) + 1)
    return Service(first_month(plan), np.zeros(shape), np.zeros(shape), np.zeros(shape))


def write_accounts(
    folder: Path, plan: Plan, company: Company, customers: Customers, losses: Losses, service: Service
) -> None:
    """Write `account_month` and `account_cost` in slices of customers."""
    step = max(1, _ROWS_AT_ONCE // len(months(plan)))
    with tables.TableFile(folder, "account_month") as income, tables.TableFile(folder, "account_cost") as costs:
        for number, start in enumerate(range(0, len(customers), step)):
            who = np.arange(start, min(start + step, len(customers)))
            _write_slice(plan, company, customers, losses, service, who, number, income, costs)


def _write_slice(
    plan: Plan, company: Company, customers: Customers, losses: Losses, service: Service, who: Ints, number: int,
    income: tables.TableFile, costs: tables.TableFile,
) -> None:  # fmt: skip
    rng = plan.rng("accounts", number)
    calendar = months(plan)
    pays = _pays(customers, losses, who, calendar)
    margin = (
        customers.margin[who][:, None] * _season(customers.segment[who], calendar) * rng.normal(1, 0.07, pays.shape)
    )
    margin = np.where(pays, np.round(np.maximum(margin, 0.3 * customers.margin[who][:, None]), 2), 0)
    revenue = np.round(margin * company.values("segments", "revenue")[customers.segment[who]][:, None], 2)
    credit = pays & (rng.random(pays.shape) < 0.002)
    income.append(
        {
            "customer_id": customer_ids(np.broadcast_to(who[:, None], pays.shape)[pays]),
            "month": tables.days(month_start(np.broadcast_to(calendar, pays.shape)[pays])),
            "revenue": tables.money(np.where(credit, -0.4 * revenue, revenue)[pays]),
            "cogs": tables.money(np.where(credit, 0, revenue - margin)[pays]),
            "transactions": tables.numbers((1 + rng.poisson(1.5, pays.shape))[pays]),
            "currency": tables.constant("EUR", int(pays.sum())),
        }
    )
    _write_costs(rng, company, customers, who, calendar, pays, margin, service, costs)


def _pays(customers: Customers, losses: Losses, who: Ints, calendar: Ints) -> Bools:
    """Months with at least one day as a customer."""
    gone, back = left_on(losses, len(customers))
    start = month_start(calendar)
    end = month_start(calendar + 1)
    began = customers.acquired[who][:, None] < end
    stays = (gone[who][:, None] >= start) | ((back[who][:, None] < end) & (back[who][:, None] < NEVER))
    return began & stays


def _season(segment: Ints, calendar: Ints) -> Floats:
    """Consumers buy more before Christmas; prices rise slowly."""
    month = calendar % 12
    consumer = np.where(month == 11, 1.25, np.where(month == 6, 0.93, 1.0))
    season = np.where((segment == 0)[:, None], consumer, 1.0)
    return np.asarray(season * (1 + 0.003 * (calendar - calendar[0])))


def _write_costs(
    rng: np.random.Generator, company: Company, customers: Customers, who: Ints, calendar: Ints, pays: Bools,
    margin: Floats, service: Service, costs: tables.TableFile,
) -> None:  # fmt: skip
    amounts = _amounts(rng, company, customers, who, pays, margin, service)
    names = list(amounts)
    stacked = np.stack([np.round(amounts[name], 2) for name in names], axis=2)
    customer, month, kind = np.nonzero(stacked > 0)
    booked = np.array([name in ("service_contact", "delivery", "account_mgmt") for name in names])
    costs.append(
        {
            "customer_id": customer_ids(who[customer]),
            "month": tables.days(month_start(calendar[month])),
            "cost_type": tables.picked(kind, names),
            "amount": tables.money(stacked[customer, month, kind]),
            "source": tables.picked(booked[kind].astype(np.int64), ("ledger", "allocated")),
        }
    )


def _amounts(
    rng: np.random.Generator, company: Company, customers: Customers, who: Ints, pays: Bools, margin: Floats,
    service: Service,
) -> dict[str, Floats]:  # fmt: skip
    """Euros by type of cost, customer and month."""
    segment = customers.segment[who]
    last = pays.shape[1]
    costly = customers.is_costly[who][:, None]
    share = company.values("segments", "cost")[segment] * np.exp(rng.normal(0, 0.31, len(who)))
    base = (
        np.minimum(share, np.array([1.6, 1.5, 1.25, 0.95])[segment])[:, None] * margin * rng.normal(1, 0.05, pays.shape)
    )
    managed = np.array([0.0, 0.25, 0.45, 0.55])[segment][:, None]
    found = {
        "service_contact": service.contact[who][:, :last] * 1.0,
        "compensation": service.compensation[who][:, :last] * 1.0,
        "delivery": np.maximum(base, 0) * (1 - managed),
        "account_mgmt": np.maximum(base, 0) * managed,
        "returns": np.where(rng.random(pays.shape) < 0.03, 0.2 * margin, 0),
        "loyalty": np.where((rng.random(pays.shape) < 0.02) & (segment == 0)[:, None], 10.0, 0),
    }
    appetite = np.where(costly, rng.uniform(0.5, 0.85, (len(who), 1)), 0.25)
    busy = costly | ((rng.random(pays.shape) < 0.03) & (segment >= 2)[:, None])
    for name in _EXTRA:
        extra = np.where(busy & pays, appetite * margin * rng.uniform(0.5, 1.3, pays.shape), 0)
        found[name] = extra + (service.visits[who][:, :last] if name == "field_visit" else 0)
    return found
