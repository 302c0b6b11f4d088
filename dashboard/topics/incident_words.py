"""One incident in sentences: what it is, how we did, and what came afterwards."""

from collections.abc import Mapping

import pandas as pd

from dashboard.presentation import formats, names
from dashboard.presentation.panels import Choices

_HOUR = 3600.0


def title(facts: Mapping[str, object], choices: Choices) -> str:
    """`Borsa Logistik · delivery slipped · phone · severity 3 · Key accounts`, plain text."""
    cause = choices.values["cause"].get(str(facts["cause_code"]))
    team = choices.values["team"].get(str(facts["team_id"]))
    parts = [
        facts["customer_name"] or facts["customer_id"],
        cause,
        names.of("channel", str(facts["channel"])) if facts["channel"] else None,
        f"severity {int(float(str(facts['severity'])))}" if facts["severity"] is not None else None,
        f"team {team}" if team else None,
        f"what failed: {names.labels('failure_type')[str(facts['failure_type'])].lower()}"
        if facts["failure_type"]
        else None,
        f"about {facts['counterpart_agent_id']}" if facts["counterpart_agent_id"] else None,
    ]
    return " · ".join(str(part) for part in parts if part)


def sentence(facts: Mapping[str, object], promises: pd.DataFrame, silences: pd.DataFrame) -> str:
    """How we did, in one sentence (Markdown); the words of a breach are in colour."""
    parts = [_silence(facts, silences), _apology(facts), _promise(promises, facts), _loss(facts)]
    said = [part for part in parts if part]
    return f"{_state(facts)}: {', '.join(said)}." if said else f"{_state(facts)}."


def _state(facts: Mapping[str, object]) -> str:
    age = _hours(facts["opened_at"], facts["as_of"])
    if not facts["is_complaint"]:
        return f"This is a {str(facts['kind'] or 'contact').replace('_', ' ')}, no complaint"
    if facts["is_open"]:
        return f"Open{_again(facts)}, {formats.duration(age)} old"
    solved = formats.duration(_hours(facts["opened_at"], facts["last_claim_at"]))
    return (
        f"Solved after {solved}, and it held" if facts["verified_at"] is not None else f"Called solved after {solved}"
    )


def _again(facts: Mapping[str, object]) -> str:
    """Why a complaint that was called solved is open."""
    if facts["first_claim_at"] is None:
        return ""
    if facts["last_claim_undone_at"] is not None:
        return " again because it was reopened or disputed"
    denied = facts["last_claim_denied_at"] is not None
    return " again because the customer said in a survey that it is not solved" if denied else " again"


def _silence(facts: Mapping[str, object], silences: pd.DataFrame) -> str:
    if silences.empty:
        return ""
    hours = float((silences["ended_at"] - silences["started_at"]).dt.total_seconds().sum()) / _HOUR
    now = ", and still does" if facts["is_silent"] else ""
    return f":orange[**the customer waited {formats.duration(hours)} in silence{now}**]"


def _apology(facts: Mapping[str, object]) -> str:
    if not facts["is_complaint"]:
        return ""
    if facts["first_apology_at"] is not None:
        when = formats.duration(_hours(facts["opened_at"], facts["first_apology_at"]))
        grade = "" if facts["first_specific_apology_at"] is not None else " in general words"
        return f"we apologised{grade} after {when}"
    return "nobody has apologised" if facts["is_observed"] else "whether we apologised cannot be told on this channel"


def _promise(promises: pd.DataFrame, facts: Mapping[str, object]) -> str:
    now = pd.Timestamp(str(facts["as_of"]))
    past = promises[promises["due_at"].notna() & ~promises["is_called_off"] & (promises["due_at"] < now)]
    broken = int((~past["is_kept"].astype(bool)).sum()) if len(past) else 0
    if broken:
        return f":orange[**{_broken(broken, len(past))} broken**]"
    return f"{'the promise was' if len(past) == 1 else f'all {len(past)} promises were'} kept" if len(past) else ""


def _broken(broken: int, due: int) -> str:
    return "the promise was" if due == 1 else f"{broken} of {due} promises {'was' if broken == 1 else 'were'}"


def _loss(facts: Mapping[str, object]) -> str:
    if facts["loss_takes_effect_at"] is None:
        return ""
    return f"the customer left {formats.duration(_hours(facts['opened_at'], facts['loss_takes_effect_at']))} after it"


def _hours(start: object, end: object) -> float | None:
    if start is None or end is None:
        return None
    return float((pd.Timestamp(str(end)) - pd.Timestamp(str(start))).total_seconds()) / _HOUR


def by_state(parts: pd.DataFrame) -> str:
    """How many measures the incident counts for and against, in a line."""
    first = parts["part"]
    counts = {
        "against": int((first == "✕ counts against").sum()),
        "for": int((first == "✓ counts for").sum()),
        "too young": int((first == "too young").sum()),
        "unknown": int((first == "? unknown").sum()),
    }
    told = [f"{formats.plural(counts['against'], 'measure')} count against us", f"{counts['for']} for us"]
    told += [f"{counts[name]} {name}" for name in ("too young", "unknown") if counts[name]]
    return f"{', '.join(told)}."
