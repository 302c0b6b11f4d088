"""What kept customers like this one, who got on with it, and from when on the cost of keeping it pays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.presentation import formats, names
from dashboard.presentation import records as rows_of


@dataclass(frozen=True)
class Fact:
    """A sentence in plain text, and the page with its query that shows more; an empty link where there is none."""

    text: str
    link: str = ""


Read = Callable[[str], pd.DataFrame]
Linked = Callable[[str, str], Fact]


def ways(read: Read, linked: Linked) -> list[Fact]:
    """How peace was made with customers like this one, and the colleagues whose fixes held for it."""
    tried = rows_of.of(read("chances"))
    found = [Fact(_tried(row), "recovery") for row in tried] or [
        Fact("What worked for customers like this one is not known: nothing was tried 30 times on complaints like it.")
    ]
    if tried:
        found.append(Fact("These are observations and no proof: who got what was not left to chance."))
    return [*found, linked(_helpers(rows_of.of(read("helpers"))), "incidents")]


def _tried(row: Mapping[str, Any]) -> str:
    range_ = formats.interval(row["low"], row["high"], "percent")
    name = _name(row)
    best = " The others lie below its interval." if row["is_best"] else ""
    cases = formats.plural(int(row["count_tried"]), "case")
    return f"{name}: {formats.percent(row['share_kept'])} stayed ({range_}, {cases}).{best}"


def _name(row: Mapping[str, Any]) -> str:
    return "Nothing was done" if row["intervention"] == "none" else names.of("intervention", row["intervention"])


def _helpers(rows: list[dict[str, Any]]) -> str:
    good = [row for row in rows if row["count_verified"]]
    if not good:
        return "No colleague who is still here solved a complaint of it for good."
    told = [f"{row['agent_id']} ({int(row['count_verified'])} of {int(row['count_complaints'])})" for row in good]
    return f"Colleagues whose solutions held: {', '.join(told)}."


def break_even(read: Read, missing: Callable[[str], str | None], currency: str) -> list[Fact]:
    """By how much each thing that can be done has to raise the chance of staying before it pays."""
    lacking = missing("net_value_12m")
    value = next(iter(rows_of.of(read("value"))), {})
    net = None if lacking else value.get("net_value")
    costs = [row for row in rows_of.of(read("chances")) if row["average_cost"]]
    found = [Fact(_one(_name(row), float(row["average_cost"]), net, currency), "recovery") for row in costs]
    if net is None:
        return [Fact(f"From when on it pays is not known{f': {lacking}' if lacking else ''}.")]
    if net <= 0:
        return [Fact(needed(0, net, currency), "value")]
    return found or [Fact(f"It leaves {formats.money(net, currency)} a year; what keeping it costs is not on record.")]


def _one(name: str, cost: float, net: float | None, currency: str) -> str:
    return f"{name}, {formats.money(cost, currency)} on average: {needed(cost, net, currency)}"


def needed(cost: float, net: float | None, currency: str) -> str:
    """When a cost of keeping pays, out of the net value of 12 months."""
    if net is None:
        return "what the customer brings is not known."
    if net <= 0:
        worth = formats.money(net, currency)
        return f"Its net value of 12 months is {worth}: keeping it pays only through strategy or price."
    points = formats.number(100 * cost / net)
    beyond = " More than it can." if cost > net else ""
    return f"pays once it raises the chance of staying by {points} points.{beyond}"
