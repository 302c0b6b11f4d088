"""Compensation: what is offered, who had to approve it, whether it is accepted and paid."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.sample.clock import DAY, HOUR, MINUTE, NEVER, Bools, Ints, local_day, office
from dashboard.sample.events import AGENT, CUSTOMER, INTERNAL, MANAGER, OFFER, OUTBOUND, codes
from dashboard.sample.handling import later, lognormal
from dashboard.sample.part import Part, chance

FITTING: Final = {
    "monetary": ("refund", "refund", "credit", "discount"),
    "product": ("replacement", "repair", "repair", "free_product"),
    "service": ("re_performance", "re_performance", "discount", "rain_check"),
    "attention": ("attention", "gift", "gift", "discount"),
}
"""Kinds of compensation that suit a kind of failure, as often as they are named."""
_ANYTHING: Final = ("refund", "discount", "discount", "credit", "gift")
MONEY: Final = codes("refund", "credit", "discount")
"""Codes of the kinds that are paid out; the others are given in goods or work."""
_MEDIAN: Final = np.array([16.0, 48.0, 150.0, 420.0])
"""Euros offered, by segment."""


@dataclass(frozen=True)
class Offers:
    """At most one offer for each incident; `made` is `NEVER` where there is none, amounts in cents."""

    made: Ints
    slot: Ints
    """0 with the first reply, 1 with the second message, 2 when it is solved."""
    kind: Ints
    cents: Ints


def make_offers(part: Part) -> Offers:
    """Decide who is offered what, and when."""
    rng = part.rng("offers")
    incidents, handling, count = part.incidents, part.handling, len(part)
    slot = np.array([0, 0, 1, 1, 2])[rng.integers(0, 5, count)]
    made = np.choose(slot, (handling.replied, part.followed, part.first_claim))
    wanted = incidents.is_counted & chance(
        rng, 0.16 + 0.14 * incidents.is_ours + 0.05 * (incidents.severity > 2), count
    )
    failures = [str(topic["failure"]) for topic in part.company.raw["topics"].values()]
    fitting = np.stack([codes(*FITTING[failure]) for failure in failures])
    pick = rng.integers(0, 4, count)
    kind = np.where(
        chance(rng, 0.62, count), fitting[incidents.topic, pick], codes(*_ANYTHING)[rng.integers(0, 5, count)]
    )
    euros = lognormal(rng, _MEDIAN[part.segment] * (0.6 + 0.25 * incidents.severity), 0.7, count)
    rounded = np.where(euros < 100, np.round(euros), 5 * np.round(euros / 5))
    return Offers(
        made=np.where(wanted, made, NEVER),
        slot=slot,
        kind=kind,
        cents=(np.minimum(np.maximum(rounded, 3), 4900) * 100).astype(np.int64),
    )


def add_offers(part: Part, offers: Offers) -> None:
    """Log the offers, their approvals, the customers' answers and the payments."""
    rng = part.rng("offer events")
    count = len(part)
    exists = offers.made < NEVER
    part.add_ours(
        "comp_offered", exists, offers.made, code=offers.kind, cents=offers.cents, ref=OFFER, direction=OUTBOUND
    )
    _approvals(part, offers, exists)
    lot = rng.random(count)
    answered = later(offers.made, lognormal(rng, 14 * HOUR, 0.8, count))
    theirs = {"actor_type": CUSTOMER, "actor": part.incidents.customer, "ref": OFFER}
    accepts = exists & (lot < 0.78)
    part.add("comp_accepted", accepts, answered, **theirs)
    part.add("comp_declined", exists & (lot >= 0.78) & (lot < 0.9), answered, **theirs)
    paid = office(later(answered, rng.uniform(0.5, 9, count) * DAY), rng.random(count))
    part.add_ours(
        "comp_paid", accepts & np.isin(offers.kind, MONEY), paid, ref=OFFER, cents=offers.cents, code=offers.kind
    )


def _approvals(part: Part, offers: Offers, exists: Bools) -> None:
    """Above the own limit somebody else has to agree first; one in four such offers breaks the rule."""
    rng = part.rng("approvals")
    incidents, count = part.incidents, len(part)
    limit = part.agents.limit(incidents.agent, local_day(np.minimum(offers.made, 2**40))) * 100
    above = exists & (offers.cents > limit)
    lot = rng.random(count)
    ahead = np.maximum(offers.made - rng.integers(2, 150, count) * MINUTE, incidents.opened)
    behind = later(offers.made, rng.uniform(0.1, 60, count) * HOUR)
    manager = part.agents.manager(incidents.team)
    approver = np.where(lot < 0.84, manager, incidents.agent)
    at = np.where((lot >= 0.74) & (lot < 0.84), behind, ahead)
    part.add(
        "comp_approved",
        above & (lot < 0.91),
        at,
        ref=OFFER,
        cents=offers.cents,
        approver=approver,
        actor=approver,
        actor_type=np.where(lot < 0.84, MANAGER, AGENT),
        team=incidents.team,
        direction=INTERNAL,
    )
    refused = exists & ~above & chance(rng, 0.02, count)
    part.add(
        "comp_refused",
        refused,
        ahead,
        ref=OFFER,
        actor=manager,
        approver=manager,
        actor_type=MANAGER,
        team=incidents.team,
        direction=INTERNAL,
    )
