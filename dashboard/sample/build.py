"""Puts the sample company together and writes its files."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from dashboard.errors import AmendsError
from dashboard.sample import agents as staff
from dashboard.sample import customer_rows, truths
from dashboard.sample.bodies import write_bodies
from dashboard.sample.clock import Ints, local_day
from dashboard.sample.company import read_company
from dashboard.sample.contact import add_contact
from dashboard.sample.customers import enrol
from dashboard.sample.events import AGENT, MANAGER, event_columns
from dashboard.sample.handling import handle
from dashboard.sample.incident_rows import incident_columns, last_changes
from dashboard.sample.incidents import open_incidents
from dashboard.sample.losses import lose, move_to_customers_who_stay
from dashboard.sample.money import Service, open_books, write_accounts
from dashboard.sample.offers import add_offers, make_offers
from dashboard.sample.outcome import add_outcome
from dashboard.sample.oversight import add_oversight
from dashboard.sample.part import Part, split
from dashboard.sample.plan import Plan
from dashboard.sample.planted import plant
from dashboard.sample.promises import add_promises, make_promises
from dashboard.sample.side_tables import write_side_tables
from dashboard.sample.surveys import add_surveys
from dashboard.sample.tables import TableFile
from dashboard.sample.talk import add_talk
from dashboard.sample.texts import Language

Progress = Callable[[str, float | None], None]


def write(
    out: Path, incidents: int = 20_000, weeks: int = 104, seed: int = 7, progress: Progress | None = None
) -> None:
    """Write the sample company as canonical CSV tables and `truths.json` into a folder; same arguments, same bytes."""
    report = progress or _silence
    plan = Plan(incidents, weeks, seed)
    _make_folder(out)
    report("Inventing customers and incidents", 0.0)
    company = read_company()
    changes = plant(plan, company)
    agents = staff.hire(plan, company)
    customers = enrol(plan, company)
    opened = open_incidents(plan, company, customers, agents)
    handling = handle(plan.rng("handling"), company, agents, opened, changes)
    losses = lose(plan, customers, opened, handling)
    opened = move_to_customers_who_stay(plan, customers, opened, losses)
    service = open_books(plan, customers)
    parts = split(plan, company, changes, customers, agents, opened, handling)
    _write_incidents(out, parts, service, len(opened), report)
    report("Writing customers and accounts", 0.9)
    staff.write(out, company, agents)
    customer_rows.write_customers(out, plan, company, customers, agents)
    customer_rows.write_losses(out, plan, company, customers, losses)
    customer_rows.write_referrals(out, plan, customers, losses)
    write_accounts(out, plan, company, customers, losses, service)
    write_side_tables(out, plan, company, changes, customers, opened, handling, losses)
    truths.write(out, truths.describe(plan, company, changes, customers, opened, handling, losses))
    report("Sample company written", 1.0)


def _silence(stage: str, fraction: float | None) -> None:
    """Tell nobody."""


def _make_folder(out: Path) -> None:
    """Create the folder; a path that is no folder or cannot be written is refused in plain words."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AmendsError(f"The sample company cannot be written to {out}: {error.strerror or error}.") from error


def _write_incidents(out: Path, parts: Iterable[Part], service: Service, total: int, report: Progress) -> None:
    """Write `incidents` and `incident_events` part by part, so that memory does not grow with the messages."""
    first_event = 1
    with TableFile(out, "incidents") as tickets, TableFile(out, "incident_events") as events:
        for part in parts:
            report("Writing incidents, events and messages", 0.05 + 0.85 * part.first / total)
            closed = _play(part)
            rows = _staffed(part, part.log.sorted())
            case = rows["incident"] - part.first
            customer = part.incidents.customer[case]
            service.book(rows, customer)
            languages = [Language(code) for code in part.company.languages]
            bodies = write_bodies(part, languages, rows)
            events.append(event_columns(part.company, rows, customer, bodies, first_event))
            tickets.append(incident_columns(part, closed, last_changes(part, rows["incident"], rows["at"])))
            first_event += len(case)


def _staffed(part: Part, rows: dict[str, Ints]) -> dict[str, Ints]:
    """The same rows, where those who have left are followed by whoever took over their desk."""
    day = local_day(rows["at"])
    staff = np.isin(rows["actor_type"], (AGENT, MANAGER))
    actor = np.where(staff, part.agents.on_duty(np.where(staff, rows["actor"], -1), day), rows["actor"])
    return rows | {"actor": actor, "approver": part.agents.on_duty(rows["approver"], day)}


def _play(part: Part) -> Ints:
    """Let everything happen that happens in these incidents; return when they are closed."""
    promises, offers = make_promises(part), make_offers(part)
    add_contact(part)
    add_talk(part, promises, offers)
    add_promises(part, promises)
    add_offers(part, offers)
    closed = add_outcome(part)
    add_surveys(part, promises)
    add_oversight(part)
    return closed
