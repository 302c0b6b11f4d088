"""Sections of a page: a question with its answer, what one lacks, measures as a table, and the cases of a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.charts import control
from dashboard.components import block_data, data, drill, figures, measured, page, page_data, pick, twins
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation import breakdowns, formats, measure_rows, scopes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import apologies, unlocks

_MOST_ROWS = 8
_ALL = "measures-shown"
"""The switch that asks for all measures of the page; it stands in the link."""

_SHOW = "show"
"""The switch of the page that says which cases are listed; it stands in the link."""


def asks(chosen: Selection, question: str, *kpi_ids: str) -> bool:
    """The title of a section, which is a question, and whether the data can answer it.

    Where they cannot, because one of these measures is not to be had, the section says what the first of them needs.
    """
    st.markdown(f"##### {question}")
    needs = next((needs for kpi_id in kpi_ids if (needs := data.missing(chosen, kpi_id))), None)
    if needs is not None:
        st.caption(f"Not measured. {unlocks.sentence(needs)}")
    return needs is None


def nothing_matches(chosen: Selection, tiles: Sequence[Tile]) -> None:
    """Say so when the data could tell, but no measure of the page has a case under the filters."""
    known = [tile for tile in tiles if tile.is_measured]
    if known and not any(tile.has_cases for tile in known):
        page.nothing_matches(chosen, [tile.kpi.id for tile in known])


def trend(chosen: Selection, question: str, tile: Tile, height: int = control.HEIGHT) -> None:
    """The question whether a measure changed, the answer, and its control chart."""
    if asks(chosen, question, tile.kpi.id):
        st.caption(sentences.trend_answer(tile))
        figures.control_chart(chosen, tile, height=height)
        twins.of_periods(tile, chosen.choices.currency, "control")


def context(*kpi_ids: str) -> None:
    """The published figures that are only context, in words; they are never drawn."""
    for text in measure_rows.context(kpi_ids):
        st.caption(page.plain(text))


def measures(frame: Frame, kpi_ids: Sequence[str]) -> None:
    """One row per measure, with its verdict, once the reader asks: all of them take a while; picking a row opens it."""
    if not st.toggle(f"Show all {len(kpi_ids)} measures", key=_ALL, bind="query-params"):
        return
    tiles = [data.tile(frame.chosen, kpi_id) for kpi_id in kpi_ids]
    text = st.column_config.TextColumn
    pick.table(
        "measures",
        measure_rows.table(tiles),
        alt="Measures with their values, bases, intervals and verdicts",
        on_pick=drill.picked("measures", kpi_ids, lambda kpi_id: drill.go_to(frame.kpi_pages[kpi_id])),
        columns={
            "name": text("Measure", width=195),
            "value": text("Value", width=70, alignment="right"),
            "facts": text("When, base, 95% interval", width=230),
            "verdict": text("Verdict", width=215),
            "context": text("To compare with", width=160),
        },
        most_rows=len(kpi_ids),
    )


def beside(chosen: Selection, tiles: Sequence[Tile]) -> None:
    """What must be read beside the numbers of some measures, over their final weeks shown."""
    known = [tile for tile in tiles if tile.has_cases]
    found = [(one, measured.facts(chosen, one.kpi.id, scopes.filters(chosen, one, scopes.FINAL))) for one in known]
    table = measure_rows.facts(found, chosen.choices.currency)
    if table.empty:
        return
    st.markdown("##### What must be read beside the numbers?")
    st.caption("Over the final weeks shown.")
    text = st.column_config.TextColumn
    columns = {
        "name": text("Measure", width=140),
        "fact": text("Beside it", width=290),
        "value": text("Value", width=60, alignment="right"),
        "base": text("Base", width=70, alignment="right"),
    }
    page_data.table("beside", "What must be read beside the numbers", table, columns, tuple(columns))
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        row_height=pick.ROW,
        column_order=tuple(columns),
        column_config=columns,
        key="beside",
        alt="What must be read beside the numbers",
    )
    for name, note in zip(table["name"], table["note"], strict=True):
        if note:
            st.caption(f":material/info: {name}: {page.plain(note)}")


@dataclass(frozen=True)
class Source:
    """A panel in parts under the reader's filters, the weeks that it covers in words, and what binds its `$names`."""

    panel: str
    filters: Filters
    weeks: str
    parameters: block_data.Parameters = ()


def source(chosen: Selection, tile: Tile, panel: str, scope: str) -> Source | None:
    """The panel over the weeks of a scope of `scopes.options`; None when the measure behind it has nothing to say."""
    if not tile.has_cases:
        return None
    return Source(panel, scopes.filters(chosen, tile, scope), sentences.scope(tile, scope, chosen))


def all_weeks(chosen: Selection, panel: str, *kpi_ids: str) -> Source | None:
    """The panel over all weeks shown, final or not; None when one of the measures behind it is not to be had."""
    if any(data.missing(chosen, kpi_id) for kpi_id in kpi_ids):
        return None
    within = chosen.filters.between(chosen.first, chosen.last)
    return Source(panel, within, formats.weeks(chosen.first, chosen.last))


def snapshot(chosen: Selection, tile: Tile, panel: str) -> Source | None:
    """The panel at the end of the week that the tile tells, bound as `$week`."""
    if not tile.has_cases or tile.scope is None:
        return None
    return Source(panel, chosen.filters, sentences.period(tile), (("week", tile.scope[1]),))


def counts(chosen: Selection, of: Source | None) -> Mapping[str, int]:
    """The cases of each part; nothing without a source."""
    return block_data.counts(chosen, of.panel, of.filters, of.parameters) if of else {}


@dataclass(frozen=True)
class Listing:
    """A part whose cases a page can list: what they are called, where they come from, a panel that quotes them."""

    label: str
    source: Source
    part: str
    quotes: str = ""


def listings(of: Source, labels: Mapping[str, str]) -> list[Listing]:
    """One listing per part of a source, `labels` maps a part to its name."""
    return [Listing(label, of, part) for part, label in labels.items()]


def choose(labels: Mapping[str, str], key: str) -> None:
    """List the cases of the part that was clicked; for `drill.clicked`."""
    if key in labels:
        st.session_state[_SHOW] = labels[key]


def cases(frame: Frame, choices: Sequence[Listing]) -> None:
    """A choice of parts, and the incidents of the one chosen; picking one opens it. Nothing without a choice."""
    by_label = {listing.label: listing for listing in choices if any(counts(frame.chosen, listing.source).values())}
    if not by_label:
        return
    st.markdown("##### Which incidents are behind it?")
    label = st.selectbox(
        "Which incidents", list(by_label), key=_SHOW, bind="query-params", label_visibility="collapsed"
    )
    listing = by_label[label]
    total = counts(frame.chosen, listing.source).get(listing.part, 0)
    shown = _quoted(frame.chosen, listing) if listing.quotes else _opened(frame.chosen, listing)
    first = f", the latest {len(shown):,} shown" if len(shown) < total else ""
    st.caption(f"{formats.plural(total, 'incident')}, {listing.source.weeks}{first}. Pick one to open it.")
    if not total:
        return
    open_incident = drill.and_open(frame.pages["incidents"], "incident")
    pick.table(
        "listed",
        shown,
        alt=f"Incidents: {label}",
        on_pick=drill.picked("listed", shown["incident_id"].tolist(), open_incident),
        columns={
            "incident_id": st.column_config.TextColumn("Incident", width=100),
            "customer_id": st.column_config.TextColumn("Customer", width=84),
            "words": st.column_config.TextColumn("What was said", width=300),
            "opened_at": st.column_config.DatetimeColumn("Opened", format="YYYY-MM-DD HH:mm", width=130),
            "said_on": st.column_config.DateColumn("Said", format="YYYY-MM-DD", width=90),
        },
        most_rows=_MOST_ROWS,
    )


def _opened(chosen: Selection, listing: Listing) -> pd.DataFrame:
    of = listing.source
    found = block_data.listed(chosen, of.panel, of.filters, listing.part, of.parameters)
    opened = breakdowns.local(found["opened_at"], chosen.choices.version.timezone)
    return found[["incident_id", "customer_id"]].assign(opened_at=opened)


def _quoted(chosen: Selection, listing: Listing) -> pd.DataFrame:
    found = data.panel(chosen, listing.quotes, listing.source.filters, most=block_data.LISTED)
    said = breakdowns.local(found["apologised_at"], chosen.choices.version.timezone)
    words = [apologies.quoted(body) for body in found["body"]]
    return found[["incident_id"]].assign(words=words, said_on=said, customer_id=found["customer_id"])
