"""The small tables: interventions, targets, annotations, calendar, settings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from dashboard.sample import clock, planted, tables
from dashboard.sample.clock import DAY, END, HOUR, LAST_DAY, NEVER, Bools, Ints
from dashboard.sample.company import Company, draw, weights
from dashboard.sample.customers import Customers
from dashboard.sample.events import customer_ids, incident_ids
from dashboard.sample.handling import Handling
from dashboard.sample.incidents import Incidents
from dashboard.sample.losses import Losses
from dashboard.sample.money import RATE_PER_HOUR
from dashboard.sample.plan import Plan
from dashboard.sample.planted import Planted
from dashboard.sample.tables import Columns
from dashboard.sample.truths import iso_week

_TYPES: Final = (
    "apology_call", "apology_written", "fast_fix", "dated_promise", "refund", "discount", "gift", "free_training",
    "free_development", "free_consulting", "process_design", "executive_visit", "proactive_callback", "loyalty_bonus",
    "value_made_visible", "anticipatory_service", "mindset_alignment", "win_over_colleagues", "none", "free_product",
    "replacement", "rain_check",
)  # fmt: skip
_COSTS: Final = np.array(
    [12, 6, 25, 5, 40, 30, 20, 320, 900, 450, 300, 260, 9, 25, 15, 30, 60, 90, 0, 45, 60, 8], dtype=np.float64
)
_SHARES: Final = weights((14, 10, 12, 10, 12, 10, 5, 3, 2, 2, 2, 2, 9, 4, 2, 2, 1, 1, 7, 6, 5, 3))
_CALL, _DISCOUNT = _TYPES.index("apology_call"), _TYPES.index("discount")
_COMPENSATIONS: Final = [_TYPES.index(name) for name in ("refund", "discount", "gift", "free_product", "replacement")]
_TRIALS: Final = ("call-or-discount", "call-beside-compensation")
_ARMS: Final = ("call", "discount", "with call", "without call")
_LEVELS: Final = ("case", "customer")
_TRIAL_SEVERITY: Final = 2
_LEFT_DAYS: Final = (14, 104)
"""From and to which day after the opening a departure counts against what was done."""
_TARGETS: Final = (
    ("revenue_at_risk", 5000000, "down", "Head of key accounts"),
    ("churn_rate", 0.0025, "down", "Head of sales"),
    ("verified_resolved_14d", 0.7, "up", "Head of service"),
    ("apology_rate", 0.5, "up", "Head of service"),
    ("customer_more_effort", 0.4, "down", "Head of service"),
    ("promise_kept", 0.95, "up", "Operations"),
    ("not_cared_for_share", 0.3, "down", "Head of service"),
    ("negative_value_share", 0.05, "down", "Finance"),
    ("cost_ratio", 0.45, "down", "Finance"),
)


def write_side_tables(
    folder: Path, plan: Plan, company: Company, plant: Planted, customers: Customers, incidents: Incidents,
    handling: Handling, losses: Losses,
) -> None:  # fmt: skip
    """Write `interventions`, `targets`, `annotations`, `calendar`, `settings`."""
    _write_interventions(folder, plan, customers, incidents, handling, _left_soon(customers, incidents, losses))
    _write_targets(folder, plan)
    _write_annotations(folder, plan, company, plant)
    _write_calendar(folder, plan)
    _write_settings(folder, plan)


def _left_soon(customers: Customers, incidents: Incidents, losses: Losses) -> Bools:
    """For each incident whether its customer left, wholly or in part, in the months after it."""
    gone = np.full(len(customers), NEVER)
    gone[losses.customer] = losses.day
    days = gone[incidents.customer] - clock.local_day(incidents.opened)
    return (days >= _LEFT_DAYS[0]) & (days <= _LEFT_DAYS[1])


def _write_interventions(
    folder: Path, plan: Plan, customers: Customers, incidents: Incidents, handling: Handling, left: Bools
) -> None:
    """What was done to keep customers; two small trials.

    One gives a call of apology or a discount after a failure of middling severity, and hardly anybody leaves after the
    call. The other adds a call to compensation, or does not.
    """
    rng = plan.rng("interventions")
    in_trial = (incidents.severity == _TRIAL_SEVERITY) & (rng.random(len(incidents)) < planted.IN_TRIAL)
    chosen = np.flatnonzero(
        incidents.is_counted & (handling.replied <= END - 2 * DAY) & (in_trial | (rng.random(len(incidents)) < 0.16))
    )
    count = len(chosen)
    trial = in_trial[chosen]
    is_called = rng.random(count) < np.where(left[chosen], planted.CALLED[1], planted.CALLED[0])
    kind = np.where(trial, np.where(is_called, _CALL, _DISCOUNT), draw(rng, _SHARES, count))
    drawn = np.isin(kind, _COMPENSATIONS) & ~trial & (rng.random(count) < 0.8)
    has_call = np.isin(kind, _COMPENSATIONS) & ~trial & (rng.random(count) < np.where(drawn, 0.5, 0.35))
    row = np.concatenate([np.arange(count), np.flatnonzero(has_call)])
    is_call = np.arange(len(row)) >= count
    done = _Done(
        incident=chosen[row],
        kind=np.where(is_call, _CALL, kind[row]),
        trial=np.where(trial[row], 0, np.where(drawn[row], 1, -1)),
        arm=np.where(trial[row], np.where(kind[row] == _DISCOUNT, 1, 0), np.where(has_call[row], 2, 3)),
    )
    start = handling.replied[done.incident] + rng.integers(HOUR, 2 * DAY, len(row))
    tables.write_table(folder, "interventions", _intervention_columns(rng, customers, incidents, done, start))


def _intervention_columns(
    rng: np.random.Generator, customers: Customers, incidents: Incidents, done: "_Done", start: Ints
) -> Columns:
    count, customer = len(start), incidents.customer[done.incident]
    end = start + (rng.exponential(3, count) * DAY).astype(np.int64) + HOUR
    size = np.array([0.7, 1.0, 2.0, 3.5])[customers.segment[customer]]
    in_trial = done.trial >= 0
    return {
        "intervention_id": tables.ids("V-", 1 + np.arange(count), 6),
        "customer_id": customer_ids(customer),
        "incident_id": incident_ids(done.incident),
        "type": tables.picked(done.kind, _TYPES),
        "level": tables.picked((rng.random(count) < 0.15).astype(np.int64), _LEVELS),
        "started_at": tables.instants(start),
        "completed_at": tables.instants(np.where(end <= END, end, -1)),
        "cost": tables.money(np.round(_COSTS[done.kind] * size * rng.uniform(0.7, 1.4, count), 2)),
        "cost_bearer": tables.picked(draw(rng, weights((86, 4, 10)), count), ("us", "customer", "shared")),
        "assigned_by": tables.picked(np.where(in_trial, 2, rng.integers(0, 2, count)), ("rule", "agent", "random")),
        "trial_id": tables.picked(done.trial, _TRIALS),
        "trial_arm": tables.picked(np.where(in_trial, done.arm, -1), _ARMS),
    }


@dataclass(frozen=True)
class _Done:
    """What was done, one entry each: for which incident, of which kind, in which trial (-1: none) and arm."""

    incident: Ints
    kind: Ints
    trial: Ints
    arm: Ints


def _write_targets(folder: Path, plan: Plan) -> None:
    kpis, values, directions, owners = zip(*_TARGETS, strict=True)
    count = len(kpis)
    columns = {
        "kpi_id": tables.texts(kpis),
        "scope": tables.constant("all", count),
        "valid_from": tables.days(np.full(count, plan.first_day)),
        "value": tables.texts([f"{value:g}" if value < 1 else f"{value:.0f}" for value in values]),
        "direction": tables.texts(directions),
        "owner": tables.texts(owners),
    }
    tables.write_table(folder, "targets", columns)


def _resets_after_a_year(plan: Plan) -> tuple[tuple[str, str, str, str, int, str], ...]:
    """Sums over twelve months grow while the records are younger than that; limits on them would mean nothing."""
    day = plan.first_day + 52 * 7
    if day > clock.LAST_DAY:
        return ()
    text = "A whole year on record from here on."
    return tuple(("kpi", kpi, "baseline_reset", text, day, "Finance") for kpi in ("cost_ratio", "revenue_at_risk"))


def _write_annotations(folder: Path, plan: Plan, company: Company, plant: Planted) -> None:
    """Notes at the weeks in which something was changed, as the people in charge would write them."""
    teams = company.names("teams")
    service = "Head of service"
    ill, start, fragile = clock.week_start(4), plan.first_day, plant.fragile_from
    notes = (
        ("kpi", "churn_rate", "baseline_reset", "Losses recorded in one place from here on.", start, service),
        *_resets_after_a_year(plan),
        ("team", teams[plant.apology_team], "process_change", "New reply templates.", plant.apology_from, service),
        ("team", teams[plant.promise_team], "training", "Course: fewer promises, dated.", plant.promise_from, service),
        ("kpi", "ivr_dead_end", "process_change", "Telephone menu rebuilt, 0 = person.", plant.menu_from, service),
        ("week", iso_week(fragile), "product_change", "Connect: new firmware 4.2.", fragile, "Products"),
        ("week", iso_week(ill), "note", "Two people ill in billing.", ill, "Operations"),
    )
    days = np.array([note[4] for note in notes], dtype=np.int64)
    scope, ref, kind, text, author = ([str(note[place]) for note in notes] for place in (0, 1, 2, 3, 5))
    columns = {
        "id": tables.ids("N-", 1 + np.arange(len(notes)), 3),
        "scope": tables.texts(scope),
        "ref": tables.texts(ref),
        "kind": tables.texts(kind),
        "text": tables.texts(text),
        "author": tables.texts(author),
        "created_at": tables.instants(days * DAY + 8 * HOUR),
    }
    tables.write_table(folder, "annotations", columns)


def _write_calendar(folder: Path, plan: Plan) -> None:
    """Working days and office hours until the end of the year after the data."""
    day: Ints = np.arange(plan.first_day - 400, LAST_DAY + 410)
    is_open = clock.is_business_day(day)
    columns = {
        "date": tables.days(day),
        "is_business_day": tables.booleans(is_open),
        "opens_at": tables.picked(np.where(is_open, 0, -1), ("08:00",)),
        "closes_at": tables.picked(np.where(is_open, 0, -1), ("18:00",)),
    }
    tables.write_table(folder, "calendar", columns)


def _write_settings(folder: Path, plan: Plan) -> None:
    values = {"currency": "EUR", "rate_per_hour": f"{RATE_PER_HOUR:g}", "max_cost_ratio": "1", "tz": "Europe/Budapest"}
    columns = {
        "key": tables.texts(list(values)),
        "value": tables.texts(list(values.values())),
        "valid_from": tables.days(np.full(len(values), plan.first_day)),
    }
    tables.write_table(folder, "settings", columns)
