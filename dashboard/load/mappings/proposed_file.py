"""A confirmed proposal as a mapping file, which loads the list now and the next one without asking."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from dashboard.errors import AmendsError
from dashboard.load.mappings.headings import codes
from dashboard.load.mappings.proposal import ProposedColumn, problems

_TIMES = (
    "incidents.opened_at",
    "incidents.resolved_at",
    "incidents.closed_at",
    "incidents.deadline_at",
    "incidents.updated_at",
    "answer.event_at",
)


def mapping_text(columns: Sequence[ProposedColumn], label: str) -> str:
    """The YAML of a mapping that reads these columns as they are proposed; AmendsError when they cannot be loaded."""
    faults = problems(columns)
    if faults:
        raise AmendsError(" ".join(faults))
    used = {_part(one.target): one.source for one in columns if one.target is not None}
    made = {
        "label": label,
        "description": "A ticket list; which column is what was proposed and confirmed.",
        "null_words": ["N/A", "NULL", "-"],
        "headers": {part: {"names": [source], "required": part == "opened_at"} for part, source in used.items()},
        "not_used": [one.source for one in columns if one.target is None and one.source.strip()],
        "computed": _computed(used),
        "rows": _rows(used),
        "notes": _notes(used),
    }
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)


def _part(target: str) -> str:
    """The name of a column inside the mapping: incidents.opened_at -> opened_at, answer.body -> answer_body."""
    table, _, name = target.partition(".")
    return name if table == "incidents" else f"{table}_{name}"


def _computed(used: Mapping[str, str]) -> dict[str, Any]:
    case = {"content_id": "ticket"}
    made: dict[str, Any] = {"case": {"first_of": ["incident_id", case]} if "incident_id" in used else case}
    return made | {f"{part}_read": {"moment": part} for part in map(_part, _TIMES) if part in used}


def _rows(used: Mapping[str, str]) -> list[dict[str, Any]]:
    incident: dict[str, Any] = {"incident_id": "case"}
    for part in used:
        if part != "incident_id" and not part.startswith(("answer_", "survey_", "incident_events_", "customers_")):
            incident[part] = _value(part, used)
    rows = [{"table": "incidents", "columns": incident}]
    if "customer_id" in used and any(part.startswith("customers_") for part in used):
        known = {part.removeprefix("customers_"): part for part in used if part.startswith("customers_")}
        rows.append(
            {"table": "customers", "one_per": "customer_id", "columns": {"customer_id": "customer_id", **known}}
        )
    if "team_id" in used:
        rows.append({"table": "teams", "one_per": "team_id", "columns": {"team_id": "team_id", "name": "team_id"}})
    return rows + _messages(used) + _surveys(used)


def _value(part: str, used: Mapping[str, str]) -> Any:
    if f"{part}_read" in _computed(used):
        return f"{part}_read"
    words = codes().get(f"incidents.{part}")
    if words is None:
        return part
    known = {"from": part, "codes": dict(words)}
    # A priority that is no known word would be no number: left empty, not refused.
    return known | {"default": None} if part == "severity" else known


def _messages(used: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = []
    if "incident_events_body" in used:
        rows.append(_event("message", "incident_events_body", "customer", "inbound", "opened_at_read"))
    answered = [f"{part}_read" for part in ("answer_event_at", "resolved_at") if part in used]
    if "answer_body" in used:
        rows.append(_event("answer", "answer_body", "agent", "outbound", {"first_of": answered} if answered else None))
    elif "answer_event_at" in used:
        rows.append(_event("answer", None, "agent", "outbound", "answer_event_at_read", "answer_event_at"))
    return rows


def _event(
    name: str, body: str | None, actor: str, direction: str, at: Any, present: str | None = None
) -> dict[str, Any]:
    columns: dict[str, Any] = {"event_id": {"join": ["case", {"constant": name}]}, "incident_id": "case"}
    columns |= {"event_at": at} if at else {}
    columns |= {
        "event_type": {"constant": "message"},
        "actor_type": {"constant": actor},
        "direction": {"constant": direction},
    }
    columns |= {"body": body} if body else {}
    return {"table": "incident_events", "when": {"column": body or present, "is_present": True}, "columns": columns}


def _surveys(used: Mapping[str, str]) -> list[dict[str, Any]]:
    if "survey_score" not in used:
        return []
    times = [f"{part}_read" for part in ("closed_at", "resolved_at", "updated_at", "opened_at") if part in used]
    columns = {
        "event_id": {"join": ["case", {"constant": "survey"}]},
        "incident_id": "case",
        "event_at": {"first_of": times},
        "event_type": {"constant": "survey_answer"},
        "actor_type": {"constant": "customer"},
        "question_id": {"constant": "satisfaction"},
        "score": {"from": "survey_score", "codes": dict(codes()["survey.score"])},
    }
    return [{"table": "incident_events", "when": {"column": "survey_score", "is_present": True}, "columns": columns}]


def _notes(used: Mapping[str, str]) -> dict[str, str]:
    notes = {
        "incidents.incident_id": "Which column of the list is what was proposed by its headings and confirmed by you."
    }
    if "kind" not in used:
        notes["incidents.kind"] = (
            "The list does not tell complaints from questions and requests: every row counts as a complaint."
        )
    if "incident_events_body" in used:
        notes["incident_events.event_at"] = (
            "The customer's text stands at the time of opening, an answer without its own time at that of the solution."
        )
    if "survey_score" in used:
        notes["incident_events.score"] = (
            "The list does not say when a rating was given: it stands at the time of closing or solution."
        )
    return notes
