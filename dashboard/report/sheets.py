"""Decision sheets of people that somebody has to look at: a review that is due, a parting that nobody has approved."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.engine import weeks
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.state import decisions
from dashboard.state.database import State
from dashboard.state.decisions import Decision


@dataclass(frozen=True)
class Sheet:
    """One line: about which customer, what was decided by whom, and what is due."""

    customer: str
    decided: str
    due: str


def of(state: State, chosen: Selection) -> tuple[Sheet, ...]:
    """What is due by the end of the week in which the data end; nothing under filters, which no sheet knows.

    A database that cannot be read is told by the notes of the choice; here it has no line.
    """
    if chosen.filters != Filters():
        return ()
    until = weeks.last_day(chosen.choices.last_week)
    try:
        with state.read() as session:
            waiting = session.all(Decision, status="waiting")
            due = decisions.to_review(session, until)
    except AmendsError:
        return ()
    return tuple(_lines(waiting, due))


def _lines(waiting: tuple[Decision, ...], due: tuple[Decision, ...]) -> Iterator[Sheet]:
    for sheet in waiting:
        yield Sheet(sheet.customer_id, _decided(sheet), "waits for another person's approval")
    for sheet in due:
        if sheet.review_on:
            yield Sheet(sheet.customer_id, _decided(sheet), f"review due {formats.day(sheet.review_on)}")


def _decided(sheet: Decision) -> str:
    owner = f", owner {sheet.owner}" if sheet.owner else ""
    return f"{str(sheet.outcome).replace('_', ' ')}{owner}"
