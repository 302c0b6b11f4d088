"""What each kind of event is called and how it is drawn: lane, symbol, and a label of one or two words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, Self

from dashboard import contracts
from dashboard.presentation import formats

Tone = Literal["ink", "accent", "mute", "worse"]


@dataclass(frozen=True)
class Look:
    """An event on the timeline: `label` stands beside the mark (empty = none), `rank` 0 is the label to keep first.

    `title` and `detail` are for the hover and the table.
    """

    lane: str
    symbol: str
    tone: Tone
    label: str = ""
    is_hollow: bool = False
    rank: int = 5
    title: str = ""
    detail: str = ""

    def named(self, label: str, rank: int) -> Self:
        """The same mark with another label."""
        return replace(self, label=label, title=label, rank=rank)


_CUSTOMER, _COMPANY, _SYSTEM = "Customer", "Company", "System"

_FIXED: Mapping[str, Look] = MappingProxyType(
    {
        "ack_auto": Look(_SYSTEM, "x-thin", "mute", "Auto-reply", rank=6),
        "assign": Look(_SYSTEM, "line-ns", "mute", title="Assigned"),
        "transfer": Look(_SYSTEM, "triangle-right", "mute", "Transfer", rank=2),
        "escalated": Look(_SYSTEM, "triangle-up", "ink", "Escalated", rank=1),
        "explanation": Look(_COMPANY, "circle", "accent", "Reason given", is_hollow=True, rank=3),
        "thanked": Look(_COMPANY, "circle", "mute", is_hollow=True, title="Thanked"),
        "promise_made": Look(_COMPANY, "triangle-up", "accent", "Promise", is_hollow=True, rank=1),
        "promise_rescheduled": Look(_COMPANY, "triangle-right", "accent", "Moved", is_hollow=True, rank=3),
        "promise_fulfilled": Look(_COMPANY, "triangle-up", "accent", "Kept", rank=1),
        "promise_cancelled": Look(_COMPANY, "triangle-down", "mute", "Called off", is_hollow=True, rank=3),
        "comp_offered": Look(_COMPANY, "pentagon", "accent", "Offer", rank=1),
        "comp_approved": Look(_SYSTEM, "star-triangle-up", "mute", "Approved", is_hollow=True, rank=2),
        "comp_refused": Look(_SYSTEM, "star-triangle-down", "mute", "Not approved", is_hollow=True, rank=2),
        "comp_accepted": Look(_CUSTOMER, "pentagon", "ink", "Accepted", is_hollow=True, rank=3),
        "comp_declined": Look(_CUSTOMER, "x-open", "ink", "Declined", rank=2),
        "comp_paid": Look(_COMPANY, "pentagon", "accent", "Paid", is_hollow=True, rank=3),
        "fix_delivered": Look(_COMPANY, "square", "accent", "Fix", rank=1),
        "resolved": Look(_COMPANY, "square", "accent", "Called solved", is_hollow=True, rank=1),
        "customer_confirmed": Look(_CUSTOMER, "circle", "ink", "Confirmed", is_hollow=True, rank=1),
        "customer_disputed": Look(_CUSTOMER, "x", "worse", "Disputed", rank=0),
        "reopened": Look(_CUSTOMER, "x", "worse", "Reopened", rank=0),
        "closed": Look(_SYSTEM, "line-ns", "mute", "Closed", rank=6),
        "survey_sent": Look(_SYSTEM, "line-ns", "mute", title="Survey sent"),
        "survey_answer": Look(_CUSTOMER, "star", "ink", "Survey", is_hollow=True, rank=3),
        "sign_observed": Look(_COMPANY, "asterisk", "worse", "Sign", rank=2),
        "qa_reviewed": Look(_SYSTEM, "line-ns", "mute", title="Reviewed"),
        "callback": Look(_COMPANY, "square", "accent", "Call-back", is_hollow=True, rank=3),
        "change_notice_sent": Look(_COMPANY, "circle", "accent", "Notice", is_hollow=True, rank=4),
        "litigation_filed": Look(_CUSTOMER, "x", "worse", "Lawsuit", rank=0),
        "ivr_session": Look(_SYSTEM, "hexagon", "mute", "Phone menu", is_hollow=True, rank=4),
        "selfservice_attempt": Look(_CUSTOMER, "circle", "mute", "Self-service", is_hollow=True, rank=4),
        "wait": Look(_SYSTEM, "line-ew", "mute", "On hold", rank=4),
    }
)

_APOLOGIES: Mapping[str | None, Look] = MappingProxyType(
    {
        "specific": Look(_COMPANY, "diamond", "accent", "Apology", rank=0, title="Apology that names the fault"),
        "non_apology": Look(
            _COMPANY, "diamond", "mute", "Non-apology", is_hollow=True, rank=0, title="Not a real apology"
        ),
        "sympathy": Look(_COMPANY, "diamond", "mute", "Sympathy", is_hollow=True, rank=2, title="Sympathy, no apology"),
    }
)
_GENERAL = Look(_COMPANY, "diamond", "accent", "Apology", is_hollow=True, rank=0, title="Apology in general words")

_CONFIRMED = Look(_CUSTOMER, "star", "accent", "Confirmed", rank=3, title="Survey: it is solved")
_DENIED = Look(_CUSTOMER, "x", "worse", "Denied", rank=0, title="Survey: it is not solved")

_CODES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("transfer", "cold"): "Cold transfer",
        ("transfer", "warm"): "Warm transfer",
        ("ivr_session", "loop"): "Menu loop",
        ("ivr_session", "no_human"): "No human",
        ("ivr_session", "hang_up"): "Hung up",
        ("selfservice_attempt", "failed"): "Self-help failed",
        ("selfservice_attempt", "unavailable"): "No self-help",
    }
)
_MINUTE = 60.0


def look(row: Mapping[str, object], currency: str) -> Look:
    """How one event is drawn and called; `row` has the columns of the panel `one_incident_events`."""
    kind, code = str(row["event_type"]), _text(row["code"])
    if kind == "apology":
        found = _APOLOGIES.get(code, _GENERAL)
    elif kind in ("message", "call", "visit"):
        found = _contact(kind, row)
    elif (kind, row["question_id"]) == ("survey_answer", "resolved"):
        found = _CONFIRMED if row["score"] else _DENIED
    else:
        found = _FIXED.get(kind) or Look(_SYSTEM, "line-ns", "mute", title=_readable(kind))
    label = _CODES.get((kind, code or ""), found.label)
    if kind == "comp_offered" and row["amount"] is not None:
        label = f"Offer {_money(row, currency)}"
    title = found.title or label or _readable(kind)
    return replace(found, label=label, title=title, detail=_detail(row, currency))


def _contact(kind: str, row: Mapping[str, object]) -> Look:
    is_ours = row["actor_type"] in ("agent", "manager", "system") or row["direction"] == "outbound"
    lane, tone = (_COMPANY, "accent") if is_ours else (_CUSTOMER, "ink")
    symbol, name = {"message": ("circle", "Message"), "call": ("square", "Call"), "visit": ("square-dot", "Visit")}[
        kind
    ]
    label = "" if kind == "message" else name
    title = {"message": "Reply" if is_ours else "Message", "call": "Call", "visit": "Visit"}[kind]
    if row["direction"] == "internal":
        return Look(_SYSTEM, symbol, "mute", title="Internal note")
    return Look(lane, symbol, tone, label, is_hollow=kind != "message", rank=4, title=title)  # type: ignore[arg-type]


def _detail(row: Mapping[str, object], currency: str) -> str:
    parts = []
    if row["question_id"] is not None:
        parts.append(
            f"{_readable(str(row['question_id']))}: {formats.number(_float(row['score']))}".removesuffix(".00")
        )
    if _text(row["code"]) and row["event_type"] != "apology":
        parts.append(_label("event_code", _text(row["code"])))
    if row["amount"] is not None:
        parts.append(_money(row, currency))
    for column, words in (("duration_s", "lasted"), ("wait_s", "waited")):
        if row[column] is not None:
            parts.append(f"{words} {formats.count(_float(row[column]) / _MINUTE)} min")
    if row["channel"] is not None:
        parts.append(_label("channel", str(row["channel"])))
    parts.append(_origin(row))
    return ", ".join(part for part in parts if part)


def _origin(row: Mapping[str, object]) -> str:
    """How it is known that this happened: read in a text, how surely, or told by a person who read the text."""
    if row["label_source"] == "detected":
        sure = row.get("confidence")
        return "found in the text" + (f", {formats.percent(_float(sure))} sure" if sure is not None else "")
    return "found in the text, confirmed by a person" if row["label_source"] == "reviewed" else ""


def _money(row: Mapping[str, object], currency: str) -> str:
    return formats.money_exact(_float(row["amount"]), _text(row["currency"]) or currency)


def _label(list_name: str, code: str | None) -> str:
    labels = {one.code: one.labels["en"] for one in contracts.code_list(list_name)}
    return labels.get(code or "", code or "")


def _readable(code: str) -> str:
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _float(value: object) -> float:
    return float(str(value))
