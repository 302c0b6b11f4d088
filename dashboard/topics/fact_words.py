"""What the own columns of a KPI say of one case, in words: `is_verified` false -> "no solution that was verified"."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from dashboard.presentation import formats, names

_MOST = 3
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")
_SILENT = frozenset({"opened_at", "duration", "is_event", "week", "revenue_lost_12m", "landmark_at", "codes_included"})
"""Own columns that the part itself says, or that are the same for every KPI."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "first_apology_at": "apology",
        "first_specific_apology_at": "apology that names the fault",
        "first_non_apology_at": "apology that is none",
        "first_claim_at": "claim that it is solved",
        "claimed_at": "claim that it is solved",
        "stands_at": "a solution that stands",
        "undone_at": "reopening or dispute",
        "verified_at": "verified solution",
        "fixed_at": "fix",
        "first_fix_delivered_at": "fix",
        "first_offer_at": "offer",
        "first_dated_promise_at": "dated promise",
        "contacted_at": "word from us",
        "left_at": "departure of the customer",
        "loss_takes_effect_at": "loss of the customer",
        "open_from": "open",
        "detected_by": "found by",
        "payer": "",
        "loss_justified": "complaint",
        "cause_sub_code": "cause",
        "item": "asked about",
        "is_randomised": "chosen by chance",
    }
)
"""Own column -> its words, where the name alone reads badly."""

_AMOUNTS: Mapping[str, str] = MappingProxyType(
    {
        "longest_hours": "longest wait {} h",
        "duration_s": "{} s",
        "handling": "{} of 3 parts of amends",
        "count_parts": "{} of 3 parts",
        "count_apology_days_28d": "apologies on {} days of 28",
    }
)
"""Own column -> a sentence around its number, where number and name do not make one."""

_TRUTHS: Mapping[str, tuple[str, str]] = MappingProxyType({"cause_verified": ("cause verified", "cause not verified")})
"""Own column -> its words for yes and for no; of the others only a yes is told."""

_STEPS: Mapping[str, tuple[bool, str]] = MappingProxyType(
    {
        "is_verified": (False, "no solution that held"),
        "has_broken_promise": (True, "a broken promise"),
        "is_apology_settled": (False, "an apology that is owed"),
        "has_silent_wait": (True, "a silent wait"),
        "has_blind_transfer": (True, "a blind transfer"),
    }
)
"""Steps of good handling: the value with which one failed, and the failure in words."""

_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "cause_sub_code": "cause_sub",
        "detected_by": "detected_by",
        "reason": "loss_reason",
        "reason_source": "loss_reason_source",
        "loss_justified": "justified",
        "failure_type": "failure_type",
        "offer_kind": "event_code",
        "outcome": "event_code",
        "payer": "event_code",
        "external_escalation": "external_escalation",
        "item": "survey_item",
    }
)
"""Own column -> the code list of its values."""


def told(facts: Mapping[str, object], opened: datetime) -> str:
    """The facts of a case in words, at most three of them; of a composite, which of its steps failed.

    `opened` is when the incident was opened (naive UTC): what happened is told by its day since then.
    """
    if facts.keys() >= _STEPS.keys():
        failed = [words for name, (bad, words) in _STEPS.items() if facts[name] is bad]
        return ", ".join(failed) or "every step that can be seen went right"
    words = [_fact(str(name), value, opened) for name, value in facts.items() if name not in _SILENT]
    return ", ".join([word for word in words if word][:_MOST])


def _fact(name: str, value: object, opened: datetime) -> str:
    words = _WORDS.get(name) or names.heading(name.removesuffix("_at").removesuffix("_on")).lower()
    if name.endswith("_at"):
        return f"{words} {_since(datetime.fromisoformat(str(value)), opened)}" if value else f"no {words}"
    if value is None or name.endswith("_id"):
        return ""
    if isinstance(value, bool):
        return _truth(name, words, is_true=value)
    if isinstance(value, int | float):
        return _amount(name, words, value)
    if _MOMENT.match(str(value)):
        return f"{words} {_since(datetime.fromisoformat(str(value)), opened)}"
    return f"{words} {_code(name, str(value))}".strip()


def _truth(name: str, words: str, *, is_true: bool) -> str:
    if name in _TRUTHS:
        return _TRUTHS[name][0 if is_true else 1]
    return words.removeprefix("is ").removeprefix("has ") if is_true else ""


def _amount(name: str, words: str, value: float) -> str:
    number = f"{value:.3g}"
    if name in _AMOUNTS:
        return _AMOUNTS[name].format(number)
    if name.startswith("count_"):
        counted = words.removeprefix("count ")
        return f"{number} {counted.removesuffix('s') if value == 1 and counted.endswith('s') else counted}"
    return f"{words} {number}"


def _code(name: str, value: str) -> str:
    """A code as its list calls it; where there is no list, its own words."""
    labels = names.labels(_LISTS[name]) if name in _LISTS else {}
    label = labels.get(value, "")
    return f"{label[:1].lower()}{label[1:]}" if label else value.replace("_", " ")


def _since(moment: datetime, opened: datetime) -> str:
    hours = (moment - opened).total_seconds() / 3600
    if abs(hours) < 1:
        return "at once"
    return f"after {formats.duration(hours)}" if hours > 0 else "before the opening"
