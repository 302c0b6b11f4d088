"""`truths.json`: what was planted, where, from when, and how large, for tests and for readers."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.sample import planted
from dashboard.sample.clock import END, Bools, local_day
from dashboard.sample.company import Company
from dashboard.sample.customers import Customers
from dashboard.sample.handling import FORMULAIC, SPECIFIC, Handling
from dashboard.sample.incidents import Incidents
from dashboard.sample.losses import CHEAPER, FULL, Losses
from dashboard.sample.plan import Plan
from dashboard.sample.planted import Planted

Truth = dict[str, Any]


def iso_week(day: int) -> str:
    """The ISO week of a day, such as `2026-W37`."""
    return (date(1970, 1, 1) + timedelta(days=day)).strftime("%G-W%V")


def describe(
    plan: Plan,
    company: Company,
    plant: Planted,
    customers: Customers,
    incidents: Incidents,
    handling: Handling,
    losses: Losses,
) -> dict[str, Truth]:
    """The planted truths as plain values."""
    return {
        "company": _company(plan),
        "apology_rate_drops": _apologies(company, plant, incidents, handling),
        "fixes_do_not_hold": _fixes(company, plant),
        "customers_cost_more_than_they_bring": _costly(customers),
        "price_named_while_complaint_open": _price(plan, losses),
        "promises_kept_rise": _promises(company, plant),
        "telephone_menu_dead_ends_fall": _menu(plant),
    }


def _company(plan: Plan) -> Truth:
    return {
        "incidents": plan.incidents,
        "weeks": plan.weeks,
        "seed": plan.seed,
        "data_until": datetime.fromtimestamp(END, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "note": "Invented data: every customer, agent and message is made up.",
    }


def _apologies(company: Company, plant: Planted, incidents: Incidents, handling: Handling) -> Truth:
    """Shares of real apologies, whenever they came, in the team that stops apologising."""
    observed = incidents.is_counted & company.captured[incidents.channel] & (incidents.team == plant.apology_team)
    real = (handling.apology == SPECIFIC) | (handling.apology == FORMULAIC)
    after = local_day(incidents.opened) >= plant.apology_from
    return {
        "kpi": "apology_rate",
        "team_id": company.names("teams")[plant.apology_team],
        "from_week": iso_week(plant.apology_from),
        "share_before": _share(real, observed & ~after),
        "share_after": _share(real, observed & after),
    }


def _fixes(company: Company, plant: Planted) -> Truth:
    """Chances that a first fix is undone."""
    return {
        "kpi": "reopen_rate",
        "product": company.names("products")[plant.fragile_product],
        "from_week": iso_week(plant.fragile_from),
        "chance_elsewhere": planted.UNDONE[0],
        "chance_after": planted.UNDONE[1],
    }


def _costly(customers: Customers) -> Truth:
    found = np.flatnonzero(customers.is_costly).tolist()
    return {"kpi": "cost_ratio", "customer_ids": [f"C-{number + 1:05d}" for number in found]}


def _price(plan: Plan, losses: Losses) -> Truth:
    """Full losses of the period, and how many of them had an unsolved evidence incident on the day of the loss."""
    full = (losses.kind == FULL) & (losses.day >= plan.first_day)
    price = full & ((losses.reason == CHEAPER) | (losses.second_reason == CHEAPER))
    return {
        "kpi": "loss_reason_share",
        "reason_code": "cheaper_competitor",
        "losses_naming_it": int(price.sum()),
        "share_with_unsolved_incident": _share(losses.was_open, price),
        "share_among_other_losses": _share(losses.was_open, full & ~price),
    }


def _promises(company: Company, plant: Planted) -> Truth:
    return {
        "kpi": "promise_kept",
        "team_id": company.names("teams")[plant.promise_team],
        "from_week": iso_week(plant.promise_from),
        "chance_before": planted.PROMISE_KEPT[1],
        "chance_after": planted.PROMISE_KEPT[2],
    }


def _menu(plant: Planted) -> Truth:
    return {
        "kpi": "ivr_dead_end",
        "from_week": iso_week(plant.menu_from),
        "chance_before": planted.DEAD_END[0],
        "chance_after": planted.DEAD_END[1],
    }


def _share(which: Bools, among: Bools) -> float | None:
    """Share rounded to three digits, None of nothing."""
    return round(float(which[among].mean()), 3) if among.any() else None


def write(folder: Path, truths: dict[str, Truth]) -> None:
    """Write them as indented JSON."""
    text = json.dumps(truths, indent=2, ensure_ascii=False) + "\n"
    (folder / "truths.json").write_text(text, encoding="utf-8", newline="\n")
