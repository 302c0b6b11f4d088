"""The queue of open complaints in words: its flags, its sentence, and its rows as a table that people read."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from dashboard.presentation import formats, names, records
from dashboard.presentation.panels import Choices

FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "due": "Promise due in 24 h",
        "broken": "Promise broken",
        "apology": "Our fault, no apology",
        "approval": "Approval missing",
        "silence": "Silent wait now",
    }
)
"""Flag -> its name on the page and in the link; the panels `queue` and `queue_counts` take them as parameters."""

FLAG_KPIS: Mapping[str, str] = MappingProxyType(
    {
        "due": "promise_kept",
        "broken": "promise_kept",
        "apology": "apology_rate_justified",
        "approval": "unapproved_compensation",
        "silence": "silent_wait_rate",
    }
)
"""Flag -> the KPI that needs the same columns: where it cannot be measured, the flag cannot be told."""


def asked(flags: Sequence[str]) -> dict[str, bool]:
    """The parameters of the panels: which flags are asked for."""
    return {flag: flag in flags for flag in FLAGS}


def sentence(counts: Mapping[str, float], known: Sequence[str], currency: str) -> str:
    """The page in one sentence (Markdown): how many are open, what they hold, and what is owed first.

    `counts` is the row of the panel `queue_counts`; `known` names the flags that the loaded data can tell.
    """
    total = int(counts["count_open"])
    if not total:
        return "No complaint is open."
    revenue = counts["revenue"]
    verb = "holds" if total == 1 else "hold"
    held = "" if formats.is_missing(revenue) else f" {verb} {formats.money(revenue, currency)} a year"
    owed = [text for flag, text in _owed(counts).items() if flag in known and text]
    rest = f": {', '.join(owed)}" if owed else ""
    return f"**{formats.plural(total, 'open complaint')}**{held}{rest}."


def _owed(counts: Mapping[str, float]) -> dict[str, str]:
    """What each flag adds to the sentence; an empty text where it is true of none."""
    broken, approvals = int(counts["count_broken"]), int(counts["count_approval"])
    apologies, silent = int(counts["count_apology"]), int(counts["count_silence"])
    return {
        "broken": f":orange[**{broken:,} with a broken promise**]" if broken else "",
        "apology": f"{apologies:,} owed an apology" if apologies else "",
        "approval": f"{formats.plural(approvals, 'offer')} to approve" if approvals else "",
        "silence": f"{silent:,} in silence" if silent else "",
    }


def count_line(counts: Mapping[str, float], flags: Sequence[str], most: int) -> str:
    """How many rows the list has, in which order, and what the order cannot know."""
    shown, total = int(counts["count_shown"]), int(counts["count_open"])
    size = f"{shown:,} of {total:,} open" if flags else f"{total:,} open"
    cut = f", the first {most} shown" if shown > most else ""
    if formats.is_missing(counts["revenue"]):
        return f"{size}{cut}, by days past the limit. The weeks above do not narrow it."
    unknown, gone = int(counts["count_unknown_revenue"]), int(counts["count_gone"])
    rest = [f"{unknown:,} of unknown revenue"] if unknown else []
    rest += [f"{gone:,} whose customer left"] if gone else []
    last = f" (last: {', '.join(rest)})" if rest and not flags else ""
    return f"{size}{cut}, by yearly revenue × days past the limit{last}. The weeks above do not narrow it."


def table(rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """The rows of the panel `queue` as a table: incident, customer, promise, age, apology, waiting, at risk and so on.

    `Age` and `Past limit` are days, `At risk` money in the base currency (missing = unknown or the customer has gone).
    """
    found = records.of(rows)
    return pd.DataFrame(
        {
            "Incident": rows["incident_id"],
            "Customer": [row["customer_name"] or row["customer_id"] for row in found],
            "Promise": [promise_state(row) for row in found],
            "Past limit": rows["days_overdue"].round(),
            "Age": rows["days_open"],
            "Apology": [apology_grade(row) for row in found],
            "Waiting": [_waiting(row) for row in found],
            "At risk": rows["revenue"].astype(float).round(),
            "Cause": _labels(records.column(rows, "cause_code"), "cause", choices),
            "Complaint was": [
                names.of("justified", value) if value else None for value in records.column(rows, "justified")
            ],
            "Team": _labels(records.column(rows, "team_id"), "team", choices),
        }
    )


def opened_table(rows: pd.DataFrame, choices: Choices) -> pd.DataFrame:
    """The rows of the panel `opened_incidents` as a table; `Opened` is local time."""
    timezone = choices.version.timezone
    found = records.of(rows)
    opened = rows["opened_at"].dt.tz_localize("UTC").dt.tz_convert(timezone).dt.tz_localize(None).dt.floor("min")
    return pd.DataFrame(
        {
            "Incident": rows["incident_id"],
            "Customer": [row["customer_name"] or row["customer_id"] for row in found],
            "Opened": opened,
            "State": [_state(row) for row in found],
            "Apology": [apology_grade(row) for row in found],
            "Cause": _labels(records.column(rows, "cause_code"), "cause", choices),
            "Complaint was": [
                names.of("justified", value) if value else None for value in records.column(rows, "justified")
            ],
            "Team": _labels(records.column(rows, "team_id"), "team", choices),
            "Customer left": [
                "left later" if _moment(row["loss_takes_effect_at"]) is not None else None for row in found
            ],
        }
    ).dropna(axis="columns", how="all")


def _state(row: Mapping[str, object]) -> str:
    if _moment(row["verified_at"]) is not None:
        return "✓ solved, and it held"
    if row["is_open"]:
        return "reopened" if _moment(row["first_claim_at"]) is not None else "open"
    return "called solved"


def _labels(values: Sequence[str | None], key: str, choices: Choices) -> list[str | None]:
    labels = choices.values[key]
    return [labels.get(value, value) if value else None for value in values]


def promise_state(row: Mapping[str, object]) -> str | None:
    """The most pressing of the promises of an open complaint: broken, due, kept late, kept, or undated."""
    hours, coming = (_hours(row["as_of"], row[name]) for name in ("next_due_at", "coming_due_at"))
    broken = f"✕ broken {formats.duration(-hours)}" if hours is not None and hours < 0 else ""
    if broken and not row["is_promise_due"]:
        return broken
    if coming is not None:
        due = f"{'! ' if row['is_promise_due'] else ''}due in {formats.duration(coming)}"
        return f"{due}, {broken}" if broken else due
    if row["has_late_promise"]:
        return "✕ kept late"
    if row["has_kept_promise"]:
        return "✓ kept"
    return "no date given" if row["has_undated_promise"] else None


def apology_grade(row: Mapping[str, object]) -> str | None:
    """The best apology so far: specific, general, or one that is none; said when the channel's text is not captured."""
    grades = {
        "first_specific_apology_at": "◆ specific",
        "first_apology_at": "◇ general",
        "first_non_apology_at": "not a real one",
    }
    for column, grade in grades.items():
        if _moment(row[column]) is not None:
            return grade
    return None if row["is_observed"] else "not captured"


def _waiting(row: Mapping[str, object]) -> str | None:
    hours = _hours(row["waiting_since"], row["as_of"])
    if hours is None:
        return "customer left" if row["is_customer_gone"] else None
    return f"silent {formats.duration(hours)}" if row["is_silent"] else formats.duration(hours)


def _moment(value: object) -> pd.Timestamp | None:
    return value if isinstance(value, pd.Timestamp) and value == value else None


def _hours(start: object, end: object) -> float | None:
    first, last = _moment(start), _moment(end)
    return (last - first).total_seconds() / 3600 if first is not None and last is not None else None
