"""One customer in words and tables: who it is, what it brings and costs, how we treated it, and what it says of us."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.presentation import formats, names, records
from dashboard.topics import timeline

_MONTH_DAYS = 30.44


def name(card: Mapping[str, Any]) -> str:
    """`Mirka Papír · C-5052`, plain text."""
    return f"{card['name']} · {card['customer_id']}" if card["name"] else str(card["customer_id"])


def place(card: Mapping[str, Any]) -> str:
    """Where it belongs, as far as it is known: `retail · HU · internal · part of C-1 · account of A-7`, plain text."""
    parts = [
        card["industry"],
        card["country"],
        "internal" if card["is_internal"] else None,
        f"part of {card['parent_id']}" if card["parent_id"] else None,
        f"account of {card['account_owner_id']}" if card["account_owner_id"] else None,
    ]
    return " · ".join(str(part) for part in parts if part)


def sentence(value: Mapping[str, Any] | None, record: Mapping[str, Any], currency: str, *, has_cost: bool) -> str:
    """What the customer brings and costs, then how we treated it (Markdown). `value` is None without a money row."""
    parts = [_money(value, currency, has_cost=has_cost)]
    judged, ours = int(record["count_judged"]), int(record["count_our_fault"])
    if judged:
        parts.append(f"{ours} of {formats.plural(judged, 'judged complaint')} were our fault")
    broken = int(record["count_due"]) - int(record["count_kept"])
    if broken:
        parts.append(f":orange[**{broken} of {formats.plural(int(record['count_due']), 'promise')} broken**]")
    said = [part for part in parts if part]
    if not said:
        return f"{formats.plural(int(record['count_complaints']), 'complaint')} so far."
    return f"{'; '.join(said)}."


def _money(value: Mapping[str, Any] | None, currency: str, *, has_cost: bool) -> str:
    if value is None or not value["has_revenue"]:
        return ""
    margin = formats.money(value["margin"], currency)
    if not has_cost:
        return f"Brings **{margin}** a year"
    left = f"**{formats.money(value['net_value'], currency)} a year**"
    if value["net_value"] < 0:
        left = f":orange[{left}]"
    return f"Brings {margin}, costs {formats.money(value['cost'], currency)}: {left}"


def traits(card: Mapping[str, Any], record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is known of the customer as (name, value); what is not known is said."""
    yes_no = {True: "yes", False: "no"}
    found = [
        ("Segment", card["segment"]),
        ("With us", _tenure(card)),
        ("Bound", _bound(card)),
        ("Likes", names.labels("contact_preference").get(card["contact_preference"])),
        ("Sold by", card["sold_by"]),
        ("Took part in choosing", yes_no.get(card["selection_participated"])),
        ("In our target group", yes_no.get(card["in_target"])),
        ("Without trouble", _trouble_free(card, record)),
    ]
    return [(title, str(value) if value is not None else "not known") for title, value in found]


def _tenure(card: Mapping[str, Any]) -> str | None:
    start, end = card["first_start_on"], card["left_on"]
    if start is None:
        return f"left on {_day(end)}" if end is not None else None
    last = end if end is not None else card["today"]
    length = months_between(start, last)
    return f"{length}, until {_day(end)}" if end is not None else f"{length}, since {_day(start)}"


def months_between(start: date, end: date) -> str:
    """`7 months` below two years, `3.5 years` from there."""
    months = (end - start).days / _MONTH_DAYS
    if months < 1:
        return "less than a month"
    return formats.plural(round(months), "month") if months < 24 else f"{months / 12:.1f} years"


def _bound(card: Mapping[str, Any]) -> str | None:
    until = f", to {_day(card['contract_end'])}" if card["contract_end"] is not None else ""
    words = names.labels("lock_in").get(card["lock_in"])
    return f"{words}{until}" if words else None


def promises(record: Mapping[str, Any]) -> str:
    """How many of the promises that fell due were kept."""
    due = int(record["count_due"])
    kept = int(record["count_kept"])
    return (
        f"We kept {kept} of {formats.plural(due, 'promise')} that fell due."
        if due
        else "No promise of ours has fallen due."
    )


def _trouble_free(card: Mapping[str, Any], record: Mapping[str, Any]) -> str | None:
    since = record["last_opened_on"] if record["last_opened_on"] is not None else card["first_start_on"]
    return None if since is None else months_between(since, card["today"])


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def hassle(value: Mapping[str, Any] | None, record: Mapping[str, Any]) -> str:
    """The hassle index as a figure beside the share of complaints that were our fault."""
    if value is None or value["hassle_index"] is None:
        return "Hassle index: not known. It needs half a year as a customer, revenue and contacts in the segment."
    judged, ours = int(record["count_judged"]), int(record["count_our_fault"])
    share = (
        f"{formats.percent(ours / judged)} of {judged} judged complaints were our fault" if judged else "none judged"
    )
    contacts = formats.plural(int(value["count_contacts"]), "contact")
    index = formats.number(value["hassle_index"])
    usual = "1 is usual in the segment"
    return f"Hassle index **{index}** ({usual}): {contacts} in 12 months; {share}. A figure, not a verdict."


def month_of_value(today: date) -> date:
    """The Monday of the week in which the last complete month ended: the weeks to ask a monthly measure for."""
    last_day = today.replace(day=1) - timedelta(days=1)
    return last_day - timedelta(days=last_day.weekday())


def answers(rows: pd.DataFrame, timezone: str) -> pd.DataFrame:
    """The survey answers as a table: Answered (local day), Question, Score, Incident."""
    labels = names.labels("survey_item")
    found = records.of(rows)
    return pd.DataFrame(
        {
            "Answered": [timeline.local(row["answered_at"], timezone).date() for row in found],
            "Question": [labels.get(row["question_id"], row["question_id"]) for row in found],
            "Score": [row["score"] for row in found],
            "Incident": [row["incident_id"] for row in found],
        }
    )


def referrals(rows: pd.DataFrame, currency: str) -> str:
    """What the customer told others, in a sentence."""
    found = records.of(rows)
    if not found:
        return "No recommendation and no warning to others on record."
    good = [row for row in found if row["direction"] == "positive"]
    bad = [row for row in found if row["direction"] == "negative"]
    told = sum(int(row["reach"] or 0) for row in bad)
    blocked = sum(float(row["blocked_value"] or 0) for row in bad)
    warned = formats.plural(len(bad), "warning")
    detail = [f"{told:,} people told"] if told else []
    detail += [f"{formats.money(blocked, currency)} of business blocked"] if blocked else []
    more = f" ({', '.join(detail)})" if detail else ""
    return f"{formats.plural(len(good), 'recommendation')}, {warned}{more}."


def people(rows: pd.DataFrame) -> str:
    """The persons at the customer by their stance."""
    labels = names.labels("stance")
    if rows.empty:
        return "No persons at the customer on record."
    words = [
        f"{row['role'] or row['contact_id']}: {labels.get(row['stance'] or 'unknown', 'Unknown').lower()}"
        for row in records.of(rows)
    ]
    return f"{', '.join(words)}."
