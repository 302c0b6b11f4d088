"""The tables of the page on losses: weeks, what went before each reason, competitors, and the losses themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.engine import weeks
from dashboard.presentation import formats, names, shares
from dashboard.presentation.trends import Trend
from dashboard.topics.losses import PRICE

EVERY_LOSS = "all"
"""The group of losses that leaves none out; see `groups`."""

_GROUPS = {
    EVERY_LOSS: "All losses",
    "avoidable": "Avoidable",
    "unavoidable": "Not avoidable",
    shares.UNKNOWN: "Reason unknown",
    "open": "Complaint unresolved",
    "right": "Dissatisfied, and rightly so",
}


def groups(reasons: pd.DataFrame) -> dict[str, str]:
    """Groups of losses to list, key -> label: the fixed ones, then every reason of the panel `stated_reasons`."""
    codes = [str(code) for code in reasons["reason_code"].dropna()]
    return _GROUPS | {code: f"Reason: {names.of('reason_code', code)}" for code in codes}


def by_week(
    weekly: pd.DataFrame, partings: pd.DataFrame, trend: Trend | None, first: date, last: date, final_until: date
) -> pd.DataFrame:
    """One row per week for `charts.loss_weeks`: also those without a loss; the limit is that of the churn rate."""
    found = {row["week"].date(): row for row in weekly.to_dict("records")}
    parted = {row["week"].date(): int(row["count_partings"]) for row in partings.to_dict("records")}
    limits = _limits(trend)
    mondays = [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]
    rows = [_week(day, found.get(day, {}), parted.get(day, 0), limits.get(day), day <= final_until) for day in mondays]
    return pd.DataFrame(rows)


def _limits(trend: Trend | None) -> dict[date, float]:
    """The upper limit of the churn rate, as customers of that week."""
    if trend is None:
        return {}
    pairs = zip(trend.shown, trend.frame["upper"], strict=True)
    return {one.period: upper * one.denominator for one, upper in pairs if one.denominator and upper == upper}


def _week(day: date, row: dict[Any, Any], parted: int, limit: float | None, is_final: bool) -> dict[str, object]:
    parts = {name: int(row.get(f"count_{name}", 0)) for name in ("avoidable", "unavoidable", "unknown")}
    words = f"{parts['avoidable']} avoidable, {parts['unavoidable']} not, {parts['unknown']} unknown"
    lines = [
        f"<b>{formats.week(day)}</b>",
        f"{formats.plural(sum(parts.values()), 'customer')} left",
        words,
        f"and we parted with {parted}" if parted else "",
        "" if is_final else "provisional",
    ]
    hover = "<br>".join(line for line in lines if line)
    named: dict[str, object] = {"key": weeks.label(day), "label": formats.week(day)}
    return named | parts | {"is_final": is_final, "limit": limit, "hover": hover}


def history(reasons: pd.DataFrame) -> pd.DataFrame:
    """Stated reasons with what went before: key, name, losses, and the shares (0-100) with a complaint unresolved or a
    promise broken; `reasons` is the panel `stated_reasons`.
    """
    whole = reasons["count_losses"].astype("float64")
    return pd.DataFrame(
        {
            "key": [shares.UNKNOWN if pd.isna(code) else str(code) for code in reasons["reason_code"]],
            "name": ["Unknown" if pd.isna(code) else names.of("reason_code", code) for code in reasons["reason_code"]],
            "losses": reasons["count_losses"].astype("int64"),
            "open": 100 * reasons["count_open"] / whole,
            "broken": 100 * reasons["count_broken"] / whole,
        }
    )


def hidden(reasons: pd.DataFrame, count_open: int, count: int) -> str:
    """The answer to “Do stated reasons hide something?”: how often price was named while a complaint stood open."""
    row = reasons[reasons["reason_code"] == PRICE]
    if row.empty:
        return "Nobody named a cheaper competitor."
    named, still_open = int(row["count_losses"].iloc[0]), int(row["count_open"].iloc[0])
    return (
        f"{still_open:,} of {named:,} who named a cheaper competitor left with a complaint unresolved; "
        f"of all who left, {count_open:,} of {count:,}."
    )


def competitors(found: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Where lost customers went: name, losses, what they brought in a year; “not named” last."""
    return pd.DataFrame(
        {
            "name": ["Not named" if pd.isna(name) else name for name in found["competitor"]],
            "losses": found["count_losses"].astype("int64"),
            "revenue": [formats.money_exact(value, currency) for value in found["revenue"]],
        }
    )


def listed(rows: pd.DataFrame, currency: str) -> pd.DataFrame:
    """The losses of the panel `loss_list` with readable columns."""
    read: dict[str, Callable[[dict[Any, Any]], object]] = {
        "Customer": lambda row: row["customer_id"],
        "Left on": lambda row: row["lost_on"].date(),
        "Reason given": lambda row: _reasons(row["reason_codes"]),
        "Worth a year": lambda row: formats.money_exact(row["revenue_lost_12m"], currency),
        "Complaints, 180 days": _complaints,
        "Customer was right": lambda row: _named("justified", row["loss_justified"]),
        "Went to": lambda row: row["competitor"],
        "Incident behind it": lambda row: row["incident_id"],
        "Came back on": lambda row: None if pd.isna(row["won_back_on"]) else row["won_back_on"].date(),
    }
    records = rows.to_dict("records")
    return pd.DataFrame({heading: [value(row) for row in records] for heading, value in read.items()})


def _named(column: str, code: object) -> str | None:
    return None if pd.isna(code) else names.of(column, str(code))


def _reasons(codes: object) -> str:
    if pd.isna(codes):
        return "Unknown"
    return ", ".join(sorted(names.of("reason_code", code) for code in str(codes).split(",")))


def _complaints(row: dict[Any, Any]) -> str | None:
    if pd.isna(row["count_complaints"]):
        return "None"
    complaints, unresolved = f"{row['count_complaints']:.0f}", int(row["count_unresolved"])
    return f"{complaints}, {unresolved} unresolved" if unresolved else complaints
