"""What the data say to each of the seven questions about a customer: facts with the page that shows more of them.

Nothing is added up to a score, and no outcome is proposed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.presentation import formats, names
from dashboard.presentation import records as rows_of
from dashboard.stats import intervals
from dashboard.topics import customer_card, sheet_chances
from dashboard.topics.sheet_chances import Fact

Row = Mapping[str, Any]
FEW = 20
"""Below so many cases a share is said to rest on few."""

_OURS = re.compile(r"[a-z_]+(\?[\w=%&.+~-]*)?", re.ASCII)


@dataclass(frozen=True)
class Known:
    """What facts are made from: one customer's panels, which measures lack an input, currency and time zone.

    `read` gives the rows of the panel `customer_<name>`; `missing` says what a measure lacks, None when nothing.
    """

    customer_id: str
    read: Callable[[str], pd.DataFrame]
    missing: Callable[[str], str | None]
    currency: str
    timezone: str

    def first(self, name: str) -> Row:
        """The first row of a panel; an empty one when there is none."""
        return next(iter(rows_of.of(self.read(name))), {})

    def linked(self, text: str, page: str) -> Fact:
        """A fact whose page is narrowed to the customer."""
        return Fact(text, f"{page}?{urlencode({'customer': self.customer_id})}")


def facts(known: Known) -> dict[str, list[Fact]]:
    """Question (q1 to q7, and `others` for the further prompts) -> its facts; texts are plain."""
    return {
        "q1": _trouble(known),
        "q2": _good_sides(known),
        "q3": _treatment(known),
        "q4": _value(known),
        "q5": _others_harmed(known),
        "q6": sheet_chances.ways(known.read, known.linked),
        "q7": [*sheet_chances.break_even(known.read, known.missing, known.currency), _legal(known)],
        "others": [_served(known)],
    }


def as_json(found: Mapping[str, Sequence[Fact]]) -> dict[str, list[dict[str, str]]]:
    """The facts as a sheet keeps them."""
    return {name: [{"text": fact.text, "link": fact.link} for fact in group] for name, group in found.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, list[Fact]]:
    """The facts that a sheet kept; what is no fact is left out."""
    return {
        str(name): [Fact(str(one.get("text", "")), _safe(one.get("link"))) for one in group if isinstance(one, Mapping)]
        for name, group in kept.items()
        if isinstance(group, list)
    }


def _safe(link: Any) -> str:
    """A link to a page of Amends; an imported one that leads elsewhere is dropped."""
    return str(link) if _OURS.fullmatch(str(link or "")) else ""


def _trouble(known: Known) -> list[Fact]:
    row, alike = known.first("trouble"), known.first("again")
    told = formats.plural(int(row.get("count_recent") or 0), "complaint")
    found = [
        known.linked(
            f"{told} in the last 12 months, {int(row.get('count_before') or 0):,} in the 12 before.", "customer"
        )
    ]
    causes = int(row.get("count_known_cause") or 0)
    if causes:
        again = f"In {int(row['count_repeated']):,} of {causes:,} complaints with a known cause it had come up before."
        found.append(known.linked(again, "incidents"))
    return [*found, _again(known, alike)]


def _again(known: Known, row: Row) -> Fact:
    size = int(row.get("count_alike") or 0)
    if not size:
        return Fact("How often others complain again is not known: no complaint like the latest is 90 days old.")
    low, high = intervals.wilson(row["count_again"], size)
    share = formats.percent(row["count_again"] / size)
    range_ = formats.interval(float(low), float(high), "percent")
    before = ("no", "one", "two or more")[int(row["count_earlier"])]
    few = " Few cases." if size < FEW else ""
    segment = names.of("segment", row["segment"]) if row["segment"] else "no segment"
    return known.linked(
        f"Of {formats.plural(size, 'complaint')} like its latest ({segment}, {before} before), {share} ({range_}) were "
        f"followed by another within 90 days.{few}",
        "incidents",
    )


def _good_sides(known: Known) -> list[Fact]:
    card, record, value = known.first("card"), known.first("record"), known.first("value")
    kept = dict(customer_card.traits(card, record))
    found = [f"With us: {kept['With us']}. Without trouble: {kept['Without trouble']}."]
    found.append(_bought(known))
    margin = formats.money(value.get("margin"), known.currency) if value.get("has_revenue") else "not known"
    found.append(f"Margin of the last 12 complete months: {margin}.")
    lacking = known.missing("promise_kept")
    found.append(f"Promises we kept: not known, {lacking}." if lacking else customer_card.promises(record))
    return [known.linked(text, "customer") for text in found]


def _bought(known: Known) -> str:
    months = [row for row in rows_of.of(known.read("months")) if row["is_complete"]][-12:]
    counted = [int(row["transactions"]) for row in months if row["transactions"] is not None]
    return f"{sum(counted):,} purchases in 12 complete months." if counted else "Purchases: not known."


def _treatment(known: Known) -> list[Fact]:
    row, record, card = known.first("treatment"), known.first("record"), known.first("card")
    judged, ours = int(record.get("count_judged") or 0), int(record.get("count_our_fault") or 0)
    found = [f"{ours:,} of {judged:,} judged complaints were our fault." if judged else "No complaint was judged yet."]
    broken = int(record.get("count_due") or 0) - int(record.get("count_kept") or 0)
    found.append(_counted(known, "promise_kept", broken, "broken promise"))
    found.append(_counted(known, "silent_wait_rate", row.get("count_silent_waits"), "long silent wait"))
    moved = _counted(known, "blind_transfer_rate", row.get("count_blind_transfers"), "blind transfer")
    found.append(moved)
    return [known.linked(text, "incidents") for text in [*found, *_deadlines(known, known.first("deadlines"), card)]]


def _counted(known: Known, kpi_id: str, count: Any, what: str) -> str:
    lacking = known.missing(kpi_id)
    if lacking:
        return f"{what[:1].upper()}{what[1:]}s: not known, {lacking}."
    return f"{formats.plural(int(count), what)}." if count else f"No {what}."


def _deadlines(known: Known, row: Row, card: Row) -> list[str]:
    found = []
    if row.get("count_passed"):
        found.append(f"{int(row['count_missed']):,} of {formats.plural(int(row['count_passed']), 'deadline')} missed.")
    if row.get("next_deadline_at") is not None:
        found.append(f"Next deadline: {formats.moment(row['next_deadline_at'], known.timezone)}.")
    end = card.get("contract_end")
    return [*found, f"Its contract ends on {end.day} {end:%b %Y}."] if end is not None else found


def _value(known: Known) -> list[Fact]:
    row = known.first("standing")
    lacking = known.missing("net_value_12m")
    if lacking or row.get("net_value") is None:
        worth = f"Net value: not known{f', {lacking}' if lacking else ''}."
    else:
        others = max(int(row["count_customers"]) - 1, 1)
        share = formats.percent(row["count_below"] / others)
        above = f"more than that of {share} of the other customers" if row["count_below"] else "the lowest of all"
        worth = (
            f"Net value of 12 months {formats.money(row['net_value'], known.currency)}, {above}; "
            f"a year before {formats.money(row['net_value_before'], known.currency)}."
        )
    in_target = known.first("card").get("in_target")
    target = {True: "In our target group: yes.", False: "In our target group: no."}
    told = customer_card.referrals(known.read("referrals"), known.currency)
    group = target.get(bool(in_target), "") if in_target is not None else "In our target group: not known."
    return [known.linked(worth, "value"), *(known.linked(text, "customer") for text in (told, group))]


def _others_harmed(known: Known) -> list[Fact]:
    row, worked = known.first("links"), known.first("hours")
    linked = int(row.get("count_linked") or 0)
    revenue = f" with {formats.money(row['revenue'], known.currency)} of revenue in 12 months" if linked else ""
    found = [f"{formats.plural(linked, 'linked account')}{revenue}." if linked else "No linked account on record."]
    hours, every = worked.get("hours"), worked.get("all_hours")
    if hours and every:
        share = formats.fact(hours / every, "percent")
        found.append(f"{formats.number(hours)} hours of our work in 12 months, {share} of all.")
    found.append(f"Persons there: {customer_card.people(known.read('people'))}")
    return [known.linked(text, "customer") for text in found]


def _served(known: Known) -> Fact:
    row = known.first("hours")
    served = int(row.get("count_served") or 0)
    if not served or not row.get("hours"):
        return known.linked("Do others wait because of it? Hours of our work are not on record.", "value")
    place = int(row["count_more_hours"]) + 1
    return known.linked(
        f"Do others wait because of it? By hours of our work it is number {place:,} of {served:,} customers; "
        "how long the others wait in busy hours is on the page of cost against value.",
        "value",
    )


def _legal(known: Known) -> Fact:
    row = known.first("trouble")
    count, court = int(row.get("count_escalated") or 0), int(row.get("count_court") or 0)
    told = f"{formats.plural(count, 'complaint')} taken to an authority, the press or a court, {court:,} to court."
    return known.linked(told if count else "No complaint was taken to an authority, the press or a court.", "incidents")
