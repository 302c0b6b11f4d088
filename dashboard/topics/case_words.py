"""What one incident is in one KPI, in words: its part, the facts behind it, and the rule."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.topics import fact_words


@dataclass(frozen=True)
class Said:
    """`kind` is one of against, for, in, young, unknown, lends, out, unmeasured; the rest is text for the table.

    `place` says where in the fraction a counted case is: numerator, or denominator only.
    """

    kind: str
    part: str
    because: str
    rule: str
    place: str = ""


def of(kpi: Kpi, cases: pd.DataFrame | None, needs: str | None, opened: datetime, timezone: str, currency: str) -> Said:
    """The incident's part in a KPI; `cases` are its rows of `why_counted.cases`, None when it has none.

    `opened` is when the incident was opened (naive UTC): what happened is told by its day since then.
    """
    if needs:
        return Said("unmeasured", "not measured", needs, f"Out of: {kpi.denominator}")
    if cases is None or cases.empty:
        return Said("out", "– not in it", "", f"Out of: {kpi.denominator} Not in it: {kpi.excluded}")
    if _is_of_customer(cases):
        return Said("lends", "counts the customer", _customer_cases(kpi, cases), f"Out of: {kpi.denominator}")
    counted = cases[cases["state"] == "counted"]
    if len(counted):
        return _counted(kpi, counted, opened, currency)
    if (cases["state"] == "immature").any():
        until = formats.moment(cases["matures_at"].max().to_pydatetime(), timezone)
        return Said("young", "too young", f"counts from {until}", kpi.numerator)
    return Said("unknown", "? unknown", _reasons(kpi), f"Out of: {kpi.denominator}")


def _is_of_customer(cases: pd.DataFrame) -> bool:
    """Whether the cases are the customer's weeks or months, which only take the dimensions of this incident."""
    pairs = zip(cases["case_id"].astype(str), cases["customer_id"], strict=True)
    return all(customer and case.startswith(f"{customer}:") for case, customer in pairs)


def _customer_cases(kpi: Kpi, cases: pd.DataFrame) -> str:
    unit = {"week": "week", "month": "month"}.get(kpi.axis, kpi.axis)
    return f"{formats.plural(len(cases), unit)} of the customer take team and cause from this incident"


def _counted(kpi: Kpi, counted: pd.DataFrame, opened: datetime, currency: str) -> Said:
    because = _facts(counted.iloc[-1], opened)
    many = f"{len(counted)} cases: " if len(counted) > 1 else ""
    if kpi.is_snapshot and many:
        return Said("in", f"counts in {formats.plural(len(counted), kpi.axis)}", because, kpi.numerator)
    if kpi.shape == "time_to_event":
        row = counted.iloc[-1]
        time = _time(float(row["denominator"]), kpi.unit)
        part = f"happened after {time}" if row["numerator"] else f"not yet after {time}"
        return Said("in", f"{many}{part}", because, kpi.numerator)
    inside, whole = float(counted["numerator"].sum()), float(counted["denominator"].sum())
    if kpi.shape == "sum" or kpi.unit not in ("percent", "per_100", "points"):
        return Said(
            "in", many + _amount(kpi, inside, whole, currency), because, f"{kpi.numerator} Out of: {kpi.denominator}"
        )
    is_inside = inside > 0
    where = "numerator" if is_inside else "denominator only"
    if len(counted) > 1:
        where = f"numerator, {formats.count(inside)} of {formats.count(whole)}"
    kind = _kind(kpi, is_inside=is_inside)
    sign = {"for": "✓ counts for", "against": "✕ counts against", "in": "counts"}[kind]
    return Said(kind, sign, because, f"{kpi.numerator} Out of: {kpi.denominator}", where)


def _kind(kpi: Kpi, *, is_inside: bool) -> str:
    if kpi.better == "neutral":
        return "in"
    return "for" if is_inside == (kpi.better == "up") else "against"


def _amount(kpi: Kpi, inside: float, whole: float, currency: str) -> str:
    if kpi.shape == "distribution":
        return "counts in its category"
    if kpi.shape == "sum":
        return f"adds {formats.value(inside, kpi.unit, currency=currency)}"
    unit = "money" if kpi.unit == "money" else "ratio"
    return f"adds {formats.value(inside, unit, currency=currency)} to {formats.number(whole).removesuffix('.00')}"


def _time(amount: float, unit: str) -> str:
    return formats.duration(amount if unit == "hours" else amount * 24)


def _reasons(kpi: Kpi) -> str:
    """The clauses of the header that say what makes a case unknown."""
    clauses = [clause.strip() for sentence in kpi.excluded.split(".") for clause in sentence.split(";")]
    found = [clause.replace("(unknown)", "").strip() for clause in clauses if "unknown" in clause]
    return f"perhaps: {'; '.join(found)}" if found else "an input is missing"


def _facts(row: "pd.Series[Any]", opened: datetime) -> str:
    return fact_words.told(json.loads(str(row["facts"])), opened)
