"""The event log of a part of the incidents: acts are added as arrays in any order, then sorted and written as rows."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa

from dashboard.sample import tables
from dashboard.sample.agents import agent_ids, team_ids
from dashboard.sample.clock import END, NEVER, Bools, Ints, Texts
from dashboard.sample.company import Company

TYPES: Final = (
    "selfservice_attempt", "ivr_session", "wait", "message", "call", "visit", "ack_auto", "assign", "transfer",
    "escalated", "apology", "explanation", "thanked", "promise_made", "promise_rescheduled", "promise_fulfilled",
    "promise_cancelled", "comp_refused", "comp_approved", "comp_offered", "comp_accepted", "comp_declined", "comp_paid",
    "fix_delivered", "resolved", "customer_confirmed", "customer_disputed", "reopened", "closed", "survey_sent",
    "survey_answer", "qa_reviewed", "sign_observed", "callback", "change_notice_sent", "litigation_filed",
    "corrective_action",
)  # fmt: skip
ACTORS: Final = ("customer", "agent", "manager", "system", "third_party")
CUSTOMER, AGENT, MANAGER, SYSTEM, THIRD_PARTY = range(5)
INBOUND, OUTBOUND, INTERNAL = range(3)
DIRECTIONS: Final = ("inbound", "outbound", "internal")
CODES: Final = (
    "specific", "formulaic", "non_apology", "sympathy", "warm", "cold", "us", "customer", "shared", "undefined",
    "agreed", "unilateral", "text", "pictures", "both", "ok", "failed", "unavailable", "loop", "no_human", "hang_up",
    "thanks_only", "refund", "credit", "discount", "replacement", "repair", "re_performance", "free_product", "gift",
    "rain_check", "attention", "warning", "moved", "demoted",
    *(f"S{number:02d}" for number in range(1, 19)),
)  # fmt: skip
QUESTIONS: Final = (
    "resolved", "satisfaction", "effort_customer", "effort_company", "ces7", "recommend", "answered_properly",
    "respected", "felt_welcome", "on_our_side", "told_people",
)  # fmt: skip
SOURCES: Final = ("coded", "detected", "reviewed")
_REFERENCES: Final = ("-P1", "-O1")
PROMISE, OFFER = range(2)

_DEFAULTS: Final[Mapping[str, int]] = {
    "kind": -1, "incident": -1, "at": NEVER, "actor_type": SYSTEM, "actor": -1, "team": -1, "channel": -1,
    "direction": -1, "code": -1, "ref": -1, "due_at": -1, "due_day": -1, "cents": -1, "approver": -1, "question": -1,
    "score": -1, "duration": -1, "wait": -1, "source": -1, "percent": -1,
    "say": -1, "grade": 0, "flags": 0, "say_due": -1, "say_cents": -1, "say_offer": -1,
}  # fmt: skip
"""Every column of the log, as whole numbers; the last six say what a message is about."""


def codes(*names: str) -> Ints:
    """Positions of codes, to be picked from by number."""
    return np.array([CODES.index(name) for name in names], dtype=np.int64)


class EventLog:
    """Collects acts; what lies after the end of the data has not happened and is left out."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Ints]] = {name: [] for name in _DEFAULTS}

    def add(self, kind: str, incident: Ints, at: Ints, **columns: Ints | int) -> None:
        """Add one act for each position of `incident`; columns are arrays of the same length or one number."""
        unknown = columns.keys() - _DEFAULTS.keys()
        if unknown:
            raise KeyError(f"the event log has no column {', '.join(sorted(unknown))}")
        happened = at <= END
        given = {"kind": TYPES.index(kind), "incident": incident, "at": at} | columns
        count = int(happened.sum())
        for name, default in _DEFAULTS.items():
            value = given.get(name, default)
            self._parts[name].append(
                value[happened].astype(np.int64) if isinstance(value, np.ndarray) else np.full(count, value)
            )

    def sorted(self) -> dict[str, Ints]:
        """All acts in order of incident and time; at the same second in the order of `TYPES`."""
        columns = {name: np.concatenate(parts) for name, parts in self._parts.items()}
        order = np.lexsort((columns["kind"], columns["at"], columns["incident"]))
        return {name: values[order] for name, values in columns.items()}


def kind_is(rows: Mapping[str, Ints], *names: str) -> Bools:
    """Which rows are events of these types."""
    return np.isin(rows["kind"], [TYPES.index(name) for name in names])


def incident_ids(incident: Ints) -> pa.Array:
    """Incident numbers such as `I-0000045`; negative is an empty cell."""
    return tables.ids("I-", np.where(incident < 0, -1, incident + 1), 7)


def customer_ids(customer: Ints) -> pa.Array:
    """Customer numbers such as `C-00045`; negative is an empty cell."""
    return tables.ids("C-", np.where(customer < 0, -1, customer + 1), 5)


def _actor_ids(rows: Mapping[str, Ints], customer: Ints) -> pa.Array:
    """Staff by agent number, customers by customer number, others empty."""
    staff = np.isin(rows["actor_type"], (AGENT, MANAGER))
    theirs = customer_ids(np.where(rows["actor_type"] == CUSTOMER, customer, -1))
    return tables.first_of(agent_ids(np.where(staff, rows["actor"], -1)), theirs)


def event_columns(
    company: Company, rows: Mapping[str, Ints], customer: Ints, bodies: Texts, first: int
) -> tables.Columns:
    """The canonical columns of sorted rows; `customer` is that of each row, `first` the number of the first event."""
    count = len(rows["kind"])
    has_money = rows["cents"] >= 0
    return {
        "event_id": tables.ids("E-", first + np.arange(count), 8),
        "incident_id": incident_ids(rows["incident"]),
        "event_at": tables.instants(rows["at"]),
        "event_type": tables.picked(rows["kind"], TYPES),
        "actor_type": tables.picked(rows["actor_type"], ACTORS),
        "actor_id": _actor_ids(rows, customer),
        "team_id": team_ids(company, rows["team"]),
        "channel": tables.picked(rows["channel"], company.names("channels")),
        "direction": tables.picked(rows["direction"], DIRECTIONS),
        "code": tables.picked(rows["code"], CODES),
        "ref_id": tables.joined(
            incident_ids(np.where(rows["ref"] >= 0, rows["incident"], -1)), tables.picked(rows["ref"], _REFERENCES)
        ),
        "due_at": tables.instants(rows["due_at"]),
        "due_date": tables.days(rows["due_day"]),
        "amount": tables.money(np.where(has_money, rows["cents"] / 100, np.nan)),
        "currency": tables.picked(np.where(has_money, 0, -1), ("EUR",)),
        "approver_id": agent_ids(rows["approver"]),
        "question_id": tables.picked(rows["question"], QUESTIONS),
        "score": tables.numbers(rows["score"], rows["score"] < 0),
        "duration_s": tables.numbers(rows["duration"], rows["duration"] < 0),
        "wait_s": tables.numbers(rows["wait"], rows["wait"] < 0),
        "body": tables.texts(bodies),
        "label_source": tables.picked(rows["source"], SOURCES),
        "confidence": tables.shares(np.where(rows["percent"] >= 0, rows["percent"] / 100, np.nan)),
    }
