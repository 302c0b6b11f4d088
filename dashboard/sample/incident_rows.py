"""The `incidents` table: what the ticket system shows of each incident at the end of the data."""

from typing import Final

import numpy as np

from dashboard.sample import tables
from dashboard.sample.agents import agent_ids, team_ids
from dashboard.sample.clock import DAY, END, Ints, local_day, to_utc
from dashboard.sample.company import draw, weights
from dashboard.sample.contact import outside_body
from dashboard.sample.events import customer_ids, incident_ids
from dashboard.sample.incidents import KINDS, REQUEST
from dashboard.sample.part import Part, chance

_DETECTED: Final = ("customer", "company", "callback_survey", "social")
_JUSTIFIED: Final = ("justified", "partly", "unjustified", "undetermined")
_OUTSIDE: Final = ("none", "ombudsman", "regulator", "court", "media")
_OWNERS: Final = ("us", "customer", "third")
_FAILURES: Final = ("monetary", "product", "service", "attention")
_STATUS: Final = ("new", "in progress", "solved", "closed")


def incident_columns(part: Part, closed: Ints, updated: Ints) -> tables.Columns:
    """The rows of a part; `closed` and `updated` are instants, `NEVER` where not closed."""
    company, incidents, customers = part.company, part.incidents, part.customers
    claimed, undone = part.handling.claimed, part.handling.undone
    visible_undone = undone <= END
    standing = np.where((claimed <= END) & ~visible_undone, claimed, -1).max(axis=1)
    is_closed = closed <= END
    replied = part.handling.replied <= END
    status = np.where(is_closed, 3, np.where(standing > 0, 2, replied.astype(np.int64)))
    failures = [str(topic["failure"]) for topic in company.raw["topics"].values()]
    failure = np.array([_FAILURES.index(name) for name in failures])[incidents.topic]
    return {
        "incident_id": incident_ids(part.numbers),
        "opened_at": tables.instants(incidents.opened),
        "customer_id": customer_ids(incidents.customer),
        "kind": tables.picked(incidents.kind, KINDS),
        "channel": tables.picked(incidents.channel, company.names("channels")),
        "product": tables.picked(incidents.product, company.names("products")),
        "detected_by": tables.picked(_detected(part), _DETECTED),
        "severity": tables.numbers(incidents.severity),
        "failure_type": tables.picked(np.where(incidents.kind < REQUEST, failure, -1), _FAILURES),
        **_cause_columns(part),
        "justified": tables.picked(_justified(part), _JUSTIFIED),
        "team_id": team_ids(company, incidents.team),
        "agent_id": agent_ids(incidents.agent),
        "counterpart_agent_id": agent_ids(_counterpart(part)),
        "language": tables.picked(customers.language[incidents.customer], company.languages),
        "status": tables.picked(status, _STATUS),
        "resolved_at": tables.instants(standing),
        "closed_at": tables.instants(np.where(is_closed, closed, -1)),
        "reopened_count": tables.numbers((visible_undone & part.handling.by_reopening).sum(axis=1)),
        "deadline_at": tables.instants(_deadline(part)),
        "external_escalation": tables.picked(outside_body(part), _OUTSIDE),
        "fcr_eligible": tables.booleans(incidents.kind != REQUEST),
        "updated_at": tables.instants(updated),
    }


def _cause_columns(part: Part) -> tables.Columns:
    """Cause, sub-cause, the words of the ticket system, whether it was really found out, and whose it is."""
    rng = part.rng("cause columns")
    company, incidents, count = part.company, part.incidents, len(part)
    names = sorted({cause for cause, _ in company.causes} | {"unknown"})
    subs = sorted({sub for _, sub in company.causes if sub})
    name_of = np.array([names.index(cause) for cause, _ in company.causes])
    sub_of = np.array([subs.index(sub) if sub else -1 for _, sub in company.causes])
    counted = incidents.is_counted
    fresh = END - incidents.opened < 6 * DAY
    unknown = chance(rng, np.where(fresh, 0.35, 0.06), count)
    cause = np.where(unknown, names.index("unknown"), name_of[incidents.cause])
    empty = ~counted | (fresh & chance(rng, 0.3, count))
    verified = chance(rng, 0.62, count) & ~unknown
    owner = np.where(incidents.is_ours, 0, np.where(chance(rng, 0.65, count), 1, 2))
    topics = [name.replace("_", " ") for name in company.names("topics")]
    return {
        "cause_code": tables.picked(np.where(empty, -1, cause), names),
        "cause_sub_code": tables.picked(np.where(empty | unknown, -1, sub_of[incidents.cause]), subs),
        "cause_raw": tables.picked(np.where(incidents.kind < REQUEST, incidents.topic, -1), topics),
        "cause_verified": tables.booleans(verified, empty | chance(rng, 0.04, count)),
        "cause_owner": tables.picked(np.where(empty | unknown, -1, owner), _OWNERS),
    }


def _justified(part: Part) -> Ints:
    """Decided days after the opening, so that the newest are still open."""
    rng = part.rng("justified")
    count = len(part)
    ours = draw(rng, weights((62, 24, 8, 6)), count)
    theirs = draw(rng, weights((14, 22, 54, 10)), count)
    decided = part.incidents.opened + (rng.uniform(1, 24, count) * DAY).astype(np.int64) <= END
    missing = ~part.incidents.is_counted | ~decided | chance(rng, 0.05, count)
    return np.where(missing, -1, np.where(part.incidents.is_ours, ours, theirs))


def _detected(part: Part) -> Ints:
    """Who noticed it first."""
    rng = part.rng("detected")
    found = draw(rng, weights((91, 6, 3)), len(part))
    return np.where(part.came_by("social"), 3, found)


def _counterpart(part: Part) -> Ints:
    """Complaints about treatment name one of us."""
    rng = part.rng("counterpart")
    rude = part.incidents.topic == part.company.position("topics", "rude_treatment")
    desks = part.agents.desks[0]
    named = part.agents.at_desk(desks[rng.integers(0, len(desks), len(part))], local_day(part.incidents.opened))
    return np.where(rude & part.incidents.is_counted & chance(rng, 0.7, len(part)), named, -1)


def _deadline(part: Part) -> Ints:
    """The end of the day on which the law of the customer's country wants a final answer."""
    wait = part.company.values("countries", "deadline").astype(np.int64)
    day = local_day(part.incidents.opened) + wait[part.customers.country[part.incidents.customer]]
    return np.where(part.incidents.is_counted, to_utc(day * DAY + DAY - 1), -1)


def last_changes(part: Part, rows_incident: Ints, rows_at: Ints) -> Ints:
    """For each incident of the part the time of its last event, at least its opening."""
    updated = part.incidents.opened.copy()
    np.maximum.at(updated, rows_incident - part.first, rows_at)
    return updated
