"""Lost customers: who leaves, when, after which incident, for which reasons, and who comes back."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dashboard.sample import planted
from dashboard.sample.clock import DAY, LAST_DAY, NEVER, Bools, Floats, Ints, local_day
from dashboard.sample.company import draw, weights
from dashboard.sample.customers import Customers
from dashboard.sample.handling import NONE, SYMPATHY, Handling
from dashboard.sample.incidents import Incidents
from dashboard.sample.plan import Plan

KINDS: Final = ("full", "partial", "ended_by_us")
FULL, PARTIAL, ENDED_BY_US = range(3)
REASONS: Final = (
    "death", "moved", "natural_flow", "recommended_other", "cheaper_competitor", "dissatisfied", "not_cared_for",
    "unmet_need", "better_competitor", "ended_by_us", "other", "unknown",
)  # fmt: skip
CHEAPER: Final = REASONS.index("cheaper_competitor")
_AFTER_TROUBLE: Final = np.array([0, 0, 0.5, 2, 0, 17, 62, 3, 6, 0, 2, 0])
_QUIET: Final = np.array([5, 12, 16, 12, 0, 8, 22, 8, 7, 0, 4, 0])
_QUIET_LOSSES_A_DAY: Final = 0.00016


@dataclass(frozen=True)
class Losses:
    """One position for each loss, in order of day; days since 1970, incidents as positions, -1 for none."""

    customer: Ints
    day: Ints
    kind: Ints
    incident: Ints
    was_open: Bools
    won_back: Ints
    reason: Ints
    second_reason: Ints
    """-1 when there is only one reason."""
    second_weight: Floats
    is_inferred: Bools

    def __len__(self) -> int:
        return len(self.day)


def left_on(losses: Losses, count: int) -> tuple[Ints, Ints]:
    """For each customer the last day and the day of the return, `NEVER` for none; partial losses do not count."""
    gone = np.full(count, NEVER)
    back = np.full(count, NEVER)
    ends = losses.kind != PARTIAL
    gone[losses.customer[ends]] = losses.day[ends]
    back[losses.customer[ends]] = losses.won_back[ends]
    return gone, back


def _provoked(rng: np.random.Generator, incidents: Incidents, handling: Handling) -> tuple[Ints, Bools]:
    """For each incident the day on which it drives the customer away (mostly `NEVER`), and whether it was open then."""
    count = len(incidents)
    wait = handling.settled - incidents.opened
    chance = np.where(wait > 60 * DAY, 0.25, np.where(wait > 14 * DAY, 0.115, 0.016))
    chance = chance * np.where((handling.apology == NONE) | (handling.apology >= SYMPATHY), 1.1, 0.6)
    chance = np.where(incidents.is_counted, chance * (0.6 + 0.2 * incidents.severity), 0)
    stay = np.round(6 + rng.gamma(2.0, 13, count)).astype(np.int64)
    day = local_day(incidents.opened) + np.minimum(stay, 85)
    return np.where(rng.random(count) < chance, day, NEVER), handling.settled >= (
        day - 1
    ) * DAY  # a claim on the last day is too late


def lose(plan: Plan, customers: Customers, incidents: Incidents, handling: Handling) -> Losses:
    """Decide who leaves: after an incident that went badly, or quietly for other reasons."""
    rng = plan.rng("losses")
    provoked, was_open = _provoked(rng, incidents, handling)
    first = np.lexsort((provoked, incidents.customer))
    first = first[np.concatenate([[True], np.diff(incidents.customer[first]) != 0])]
    day = np.full(len(customers), NEVER)
    cause = np.full(len(customers), -1, dtype=np.int64)
    day[incidents.customer[first]] = provoked[first]
    cause[incidents.customer[first]] = first
    quiet = np.maximum(plan.first_day, customers.acquired + 45) + np.round(
        rng.exponential(1 / _QUIET_LOSSES_A_DAY, len(customers))
    ).astype(np.int64)
    cause = np.where(quiet < day, -1, cause)
    day = np.minimum(np.minimum(day, quiet), customers.left_early)
    stays = customers.is_costly | customers.is_internal | (day > LAST_DAY)
    who = np.flatnonzero(~stays)
    who = who[np.argsort(day[who], kind="stable")]
    return _describe(rng, who, day[who], cause[who], was_open, customers.left_early[who] < NEVER)


def _describe(
    rng: np.random.Generator, customer: Ints, day: Ints, cause: Ints, open_incidents: Bools, is_early: Bools
) -> Losses:
    """Kind, reasons and win-backs of the losses."""
    count = len(customer)
    was_open = (cause >= 0) & open_incidents[cause]
    lot = rng.random(count)
    kind = np.where(lot < 0.03, ENDED_BY_US, np.where(lot < 0.1, PARTIAL, FULL))
    had_trouble = (cause >= 0) | (
        is_early & (rng.random(count) < 0.6)
    )  # the troubles of early days are not in the data
    reason = draw(rng, np.where(had_trouble[:, None], _AFTER_TROUBLE, _QUIET), count)
    price = np.where(was_open, planted.PRICE_IF_OPEN, planted.PRICE_IF_SETTLED)
    reason = np.where(rng.random(count) < price, CHEAPER, reason)
    reason = np.where(rng.random(count) < 0.11, REASONS.index("unknown"), reason)
    reason = np.where(kind == ENDED_BY_US, REASONS.index("ended_by_us"), reason)
    second = draw(rng, weights(_AFTER_TROUBLE + _QUIET * (np.arange(len(REASONS)) > 2)), count)
    has_second = (
        (rng.random(count) < 0.28) & (second != reason) & (reason > 2) & (reason < REASONS.index("ended_by_us"))
    )
    back = day + rng.integers(20, 165, count)
    comes_back = (rng.random(count) < 0.12) & (kind == FULL) & (reason > 2) & (back <= LAST_DAY)
    return Losses(
        customer=customer,
        day=day,
        kind=kind,
        incident=cause,
        was_open=was_open,
        won_back=np.where(comes_back, back, NEVER),
        reason=reason,
        second_reason=np.where(has_second, second, -1),
        second_weight=np.where(has_second, np.array([0.2, 0.3, 0.4, 0.5])[rng.integers(0, 4, count)], 0.0),
        is_inferred=rng.random(count) < 0.07,
    )


def move_to_customers_who_stay(plan: Plan, customers: Customers, incidents: Incidents, losses: Losses) -> Incidents:
    """Give what would open after a customer's end to an old customer of the same segment and language who stays."""
    rng = plan.rng("move")
    gone, back = left_on(losses, len(customers))
    day = local_day(incidents.opened)
    owner = incidents.customer
    orphan = np.flatnonzero((day > gone[owner]) & ((back[owner] >= NEVER) | (day < back[owner])))
    stays = np.flatnonzero((gone >= NEVER) & (customers.acquired < plan.first_day) & ~customers.is_costly)
    group = customers.segment * len(np.unique(customers.language)) + customers.language
    moved = owner.copy()
    for number in np.unique(group[owner[orphan]]):
        mine = orphan[group[owner[orphan]] == number]
        heirs = stays[group[stays] == number]
        heirs = heirs if len(heirs) else stays
        moved[mine] = heirs[draw(rng, weights(customers.hassle[heirs]), len(mine))]
    return replace(incidents, customer=moved)
