"""What a weekly report says: everything asked of the same functions as the pages, in the order in which it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import __version__
from dashboard.engine import kpis, measures, panel_rows, weeks
from dashboard.engine.kpis import Kpi
from dashboard.errors import AmendsError
from dashboard.exports.about import settings_of
from dashboard.presentation import definitions, formats, headline, notes, sentences, tiles
from dashboard.presentation.headline import Headline
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
    """Everything in the file; `verdict` is marked up as `sentences.overview` does, other texts are plain.

    `chosen` is what the overview would show: the report is on its last week. `waiting` says what measures need that
    are not shown, `to_decide` counts what `decisions` lists the most valuable of, `due` are decision sheets,
    `tried_out` says which settings are not the company's.
    """

    chosen: Selection
    verdict: str
    cards: tuple[Card, ...]
    waiting: tuple[str, ...]
    changes: Changes
    noted: tuple[str, ...]
    open: tuple[Open, ...]
    reasons: Reasons
    decisions: tuple[Decision, ...]
    to_decide: str
    due: tuple[Sheet, ...]
    has_names: bool
    definitions: tuple[Definition, ...]
    settings: Mapping[str, str]
    tried_out: str
    link: str | None
    made_by: str = f"Amends {__version__}"

    @property
    def version(self) -> Version:
        """What it is drawn from."""
        return self.chosen.choices.version

    @property
    def week(self) -> str:
        """The ISO week: `2026-W46`."""
        return weeks.label(self.chosen.last)

    @property
    def days(self) -> str:
        """Its first and last day in words."""
        return f"{formats.day(self.chosen.last)} to {formats.day(weeks.last_day(self.chosen.last))}"

    @property
    def is_over(self) -> bool:
        """Whether the data reach to its end."""
        return choosing.is_over(self.chosen.choices, self.chosen.last)

    @property
    def filters(self) -> str:
        """The filters in words; empty for the whole company."""
        return " · ".join(f"{label}: {' or '.join(values)}" for label, values in self.chosen.chosen)

    @property
    def age(self) -> str:
        """Until when the data reach, in local time."""
        return formats.moment(self.version.as_of, self.version.timezone)


def report(
    warehouse: Warehouse,
    chosen: Selection,
    due: tuple[Sheet, ...] = (),
    *,
    has_names: bool = False,
    link: str | None = None,
    tried_out: str = "",
) -> Report:
    """The report on the last week of a choice; with `has_names` it names customers instead of their numbers.

    `due` are the decision sheets that somebody has to look at.

    Raises AmendsError when no measure has a case in the weeks shown.
    """
    first, shown = _tiles(warehouse, chosen)
    rows = panel_rows.panel(warehouse, "decisions", chosen.filters)
    told = rows if has_names else rows.assign(customer_name=None)
    return Report(
        chosen=chosen,
        verdict=sentences.overview(shown),
        cards=tuple(cards.of(tile, chosen.choices) for tile in shown),
        waiting=tuple(_waiting(warehouse, kpi_id) for kpi_id in first.waiting if kpi_id not in first.shown),
        changes=changes.of(warehouse, chosen, shown),
        noted=tuple(notes.line(note) for note in notes.of_overview(chosen, [tile.kpi.id for tile in shown])),
        open=tuple(cards.still_open(warehouse, shown, chosen.choices)),
        reasons=reasons.of(warehouse, chosen),
        decisions=tuple(decisions_needed.decisions([], told, chosen.choices)),
        to_decide=_to_decide(warehouse, chosen),
        due=due,
        has_names=bool(told["customer_name"].notna().any()),
        definitions=tuple(_definition(tile.kpi) for tile in shown if tile.is_measured),
        settings=settings_of(warehouse),
        tried_out=tried_out,
        link=link,
    )


def _tiles(warehouse: Warehouse, chosen: Selection) -> tuple[Headline, list[Tile]]:
    """The tiles of the overview; AmendsError when none of them has a case."""
    first = headline.choose(lambda kpi_id: measures.availability(warehouse, kpis.find(kpi_id)) is None)
    shown = [
        tiles.tile(warehouse, kpi_id, chosen.filters, chosen.first, chosen.last, chosen.choices)
        for kpi_id in first.shown
    ]
    if not any(tile.has_cases for tile in shown):
        raise AmendsError(f"There is nothing to report: no measure has a case for {chosen.words()}.")
    return first, shown


def _to_decide(warehouse: Warehouse, chosen: Selection) -> str:
    """How many complaints wait for what, as the queue counts them."""
    counts = panel_rows.panel(warehouse, "queue_counts", chosen.filters, **queue.asked(())).iloc[0].to_dict()
    told = decisions_needed.numbers({str(name): value for name, value in counts.items()})
    return f"{told}." if told else decisions_needed.NOTHING


def _waiting(warehouse: Warehouse, kpi_id: str) -> str:
    kpi = kpis.find(kpi_id)
    needs = measures.availability(warehouse, kpi)
    return f"{kpi.label}: {unlocks.sentence(needs).replace('`', '')}" if needs else kpi.label


def _definition(kpi: Kpi) -> Definition:
    return Definition(kpi.label, tuple(pair for pair in definitions.facts(kpi) if pair[0] not in _LEFT_OUT), kpi.id)
