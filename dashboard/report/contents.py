"""What a weekly report says: everything asked of the same functions as the pages, in the order in which it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import __version__
from dashboard.engine import kpis, measures, panel_rows, weeks
from dashboard.errors import AmendsError
from dashboard.exports.about import settings_of
from dashboard.presentation import definitions, formats, headline, sentences, tiles
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.report import cards, changes, choosing, reasons
from dashboard.report.cards import Card, Open
from dashboard.report.changes import Changes
from dashboard.report.reasons import Reasons
from dashboard.report.sheets import Sheet
from dashboard.topics import decisions_needed, queue, unlocks
from dashboard.topics.decisions_needed import Decision
from dashboard.warehouse.reader import Version, Warehouse

_LEFT_OUT = ("Needs",)
"""Parts of a definition that the small print leaves to the dashboard."""


@dataclass(frozen=True)
class Definition:
    """The small print of one measure: headings and texts."""

    label: str
    facts: tuple[tuple[str, str], ...]
    kpi_id: str


@dataclass(frozen=True)
class Report:
    """Everything in the file; `verdict` is marked up as `sentences.overview` does, other texts are plain."""

    week: str
    days: str
    is_over: bool
    verdict: str
    filters: str
    version: Version
    age: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    waiting: tuple[str, ...]
    changes: Changes
    open: tuple[Open, ...]
    reasons: Reasons
    decisions: tuple[Decision, ...]
    to_decide: str
    sheets: tuple[Sheet, ...]
    has_names: bool
    currency: str
    definitions: tuple[Definition, ...]
    settings: Mapping[str, str]
    link: str | None
    made_by: str = f"Amends {__version__}"


def report(
    warehouse: Warehouse,
    chosen: Selection,
    due: tuple[Sheet, ...] = (),
    *,
    has_names: bool = False,
    link: str | None = None,
) -> Report:
    """The report on the last week of a choice; with `has_names` it names customers instead of their numbers.

    `due` are the decision sheets that somebody has to look at.

    Raises AmendsError when no measure has a case in the weeks shown.
    """
    choices, week = chosen.choices, chosen.last
    first = headline.choose(lambda kpi_id: measures.availability(warehouse, kpis.find(kpi_id)) is None)
    shown = [
        tiles.tile(warehouse, kpi_id, chosen.filters, chosen.first, chosen.last, choices) for kpi_id in first.shown
    ]
    if not any(tile.has_cases for tile in shown):
        raise AmendsError(f"There is nothing to report: no measure has a case for {chosen.words()}.")
    found = panel_rows.panel(warehouse, "decisions", chosen.filters)
    told = found if has_names else found.assign(customer_name=None)
    return Report(
        week=weeks.label(week),
        days=f"{formats.day(week)} to {formats.day(weeks.last_day(week))}",
        is_over=choosing.is_over(choices, week),
        verdict=sentences.overview(shown),
        filters=" · ".join(f"{label}: {' or '.join(values)}" for label, values in chosen.chosen),
        version=choices.version,
        age=formats.moment(choices.version.as_of, choices.version.timezone),
        notes=choices.notes,
        cards=tuple(cards.of(tile, choices) for tile in shown),
        waiting=tuple(_waiting(warehouse, kpi_id) for kpi_id in first.waiting if kpi_id not in first.shown),
        changes=changes.of(warehouse, chosen, shown),
        open=tuple(cards.still_open(warehouse, shown, choices)),
        reasons=reasons.of(warehouse, chosen),
        decisions=tuple(decisions_needed.decisions([], told, choices)),
        to_decide=_to_decide(warehouse, chosen),
        sheets=due,
        has_names=has_names and bool(found["customer_name"].notna().any()),
        currency=choices.currency,
        definitions=tuple(_definitions(shown)),
        settings=settings_of(warehouse),
        link=link,
    )


def _to_decide(warehouse: Warehouse, chosen: Selection) -> str:
    """How many complaints wait for what, as the queue counts them."""
    counts = panel_rows.panel(warehouse, "queue_counts", chosen.filters, **queue.asked(())).iloc[0].to_dict()
    told = decisions_needed.numbers({str(name): value for name, value in counts.items()})
    return f"{told}." if told else decisions_needed.NOTHING


def _waiting(warehouse: Warehouse, kpi_id: str) -> str:
    kpi = kpis.find(kpi_id)
    needs = measures.availability(warehouse, kpi)
    return f"{kpi.label}: {unlocks.sentence(needs).replace('`', '')}" if needs else kpi.label


def _definitions(shown: Sequence[Tile]) -> list[Definition]:
    measured = [tile.kpi for tile in shown if tile.is_measured]
    return [
        Definition(kpi.label, tuple(pair for pair in definitions.facts(kpi) if pair[0] not in _LEFT_OUT), kpi.id)
        for kpi in measured
    ]
