"""The figures of the page on apologies and fixes."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import streamlit as st

from dashboard import theme
from dashboard.charts.bars import share_bars
from dashboard.charts.columns import age_columns, layered_weeks
from dashboard.charts.quadrants import quadrants
from dashboard.charts.survival import survival_curves
from dashboard.components import block_data, data, drill, figures, measured, pick, sections, tables, twins
from dashboard.components.sections import Listing, Source
from dashboard.presentation import formats, scopes
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import apologies, fixes, survey_items

WORD_LABELS: Mapping[str, str] = MappingProxyType({part: name for part, (name, _) in apologies.WORDS.items()})
FATE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "not_claimed": "Not called solved in 14 days",
        "undone": "Reopened or disputed",
        "denied": "Denied in the survey",
        "repeated": "The same trouble again",
        "verified": "A fix that held",
    }
)
REDRESS_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "both": "Apology and redress",
        "apology": "Apology without redress",
        "redress": "Redress without apology",
        "neither": "Neither apology nor redress",
    }
)
AGE_LABELS: Mapping[str, str] = MappingProxyType({part: f"Open for {name}" for part, name in fixes.AGES.items()})
"""Part of a panel -> what its incidents are called where the page lists them."""

_NOTHING = "No complaint in these weeks."
_ROW = 46
_TICKS = [(0.0, "0"), (0.5, "50%"), (1.0, "100%")]


def _palette() -> theme.Palette:
    return theme.palette(st.context.theme.type)


def words(chosen: Selection, of: Source | None) -> None:
    """The best words of apology that each complaint heard."""
    if not sections.asks(chosen, "How honest are the words?", "apology_rate"):
        return
    counts = sections.counts(chosen, of)
    total = sum(counts.values())
    st.caption(f"{formats.plural(total, 'complaint')}, {of.weeks}, best words in 7 days." if of else _NOTHING)
    if not total:
        return
    rows = apologies.words(counts)
    then = partial(sections.choose, WORD_LABELS)
    alt = f"Best words of apology: {', '.join(f'{row.label} {row.text}' for row in rows.itertuples())}"
    draw = share_bars(rows, _palette(), _TICKS, _ROW)
    figures.draw(draw, "words", alt, drill.clicked("words", then))
    st.caption("A non-apology says “if you feel” or “sorry, but”. A formulaic one names no fault.")


def redress(chosen: Selection, of: Source | None) -> None:
    """Who stays, by apology and redress, among customers whose complaint was justified."""
    if not sections.asks(chosen, "Apology, redress, and who stays", "apology_with_redress", "retention_after_incident"):
        return
    kept = block_data.kept(chosen, of.panel, of.filters) if of else {}
    if of is None or not kept:
        st.caption("No customer has been watched long enough in these weeks.")
        return
    st.caption("Still customers after 90 days. Association, no proof.")
    rows, columns = apologies.quadrant_names()
    cells = apologies.quadrant_cells(kept)
    told = [f"{name.lower()} {kept[part].value:.0%} of {kept[part].cases:,}" for part, name in REDRESS_LABELS.items()
            if part in kept]  # fmt: skip
    figures.draw(quadrants(cells, rows, columns, _palette()), "redress", f"Still customers: {', '.join(told)}")
    st.caption(f"First complaint, our fault, {of.weeks}; both within 7 days, watched from day 14.")


def waiting(chosen: Selection, rate: Tile) -> None:
    """How long customers wait for an apology, now and before."""
    if not sections.asks(chosen, "How soon do we apologise?", "time_to_apology"):
        return
    now, before = apologies.stretches(chosen.first, chosen.last, apologies.changed(rate), chosen.choices.first_week)
    weeks_now, weeks_before = (chosen.filters.between(*stretch) for stretch in (now, before))
    median = measured.frame(chosen, "time_to_apology", weeks_now)["value"].iloc[0]
    found = apologies.waiting(
        block_data.curve(chosen, "time_to_apology", weeks_now),
        block_data.curve(chosen, "time_to_apology", weeks_before),
        (formats.weeks(*now), formats.weeks(*before)),
        median,
        [int(n) for n in data.panel(chosen, "apology_risk", weeks_now).iloc[0]],
    )
    st.caption(found.answer)
    if not found.lines:
        return
    ticks = [(day * 24.0, f"{day} days" if day == apologies.WATCHED_DAYS else str(day)) for day in (0, 7, 14, 21, 28)]
    figure = survival_curves(found.lines, _palette(), ticks, marks=[(168.0, "7 d")])
    figures.draw(figure, "waiting", f"Share of complaints still without an apology. {found.answer}")
    st.caption(found.at_risk)


def fates(chosen: Selection, of: Source | None) -> None:
    """How many complaints end in a fix that holds, and where the others are lost."""
    if not sections.asks(chosen, "Do our fixes hold?", "verified_resolved_14d"):
        return
    counts = sections.counts(chosen, of)
    total = sum(counts.values())
    st.caption(f"{formats.plural(total, 'complaint')}, {of.weeks}." if of else _NOTHING)
    if not total:
        return
    rows = fixes.funnel(counts)
    alt = f"Of {total:,} complaints: {', '.join(f'{row.label} {row.text}' for row in rows.itertuples())}"
    then = partial(sections.choose, FATE_LABELS)
    figures.draw(share_bars(rows, _palette(), _TICKS, _ROW), "fates", alt, drill.clicked("fates", then))
    st.caption(fixes.lost_on_the_way(counts))


def backlog(chosen: Selection, tile: Tile, of: Source | None) -> None:
    """The open complaints, by age or by week."""
    if data.missing(chosen, "backlog"):
        sections.asks(chosen, "How old is the backlog?", "backlog")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown("##### How old is the backlog?", width="stretch")
        view = st.segmented_control(
            "Backlog by",
            ["Age", "Week"],
            default="Age",
            required=True,
            key="backlog",
            bind="query-params",
            label_visibility="collapsed",
        )
    counts = sections.counts(chosen, of)
    total, late = sum(counts.values()), fixes.overdue(counts)
    when = f" at the end of {of.weeks}" if of else ""
    st.caption(f"{total:,} open{when}; {late:,} past 14 days.")
    if view == "Week":
        _backlog_weeks(chosen, tile)
    elif total:
        then = partial(sections.choose, AGE_LABELS)
        figure = age_columns(fixes.ages(counts), _palette(), f"past 14 d: {late:,}")
        figures.draw(figure, "ages", f"{total:,} complaints open, {late:,} for more than 14 days",
                     drill.clicked("ages", then))  # fmt: skip
    st.caption("From the changes of state, not from today’s status.")


def _backlog_weeks(chosen: Selection, tile: Tile) -> None:
    """Open and overdue at the end of each week; a click shows that week."""
    shown = tile.trend.shown if tile.trend else ()
    if not shown:
        return
    found = data.panel(chosen, "backlog_weeks", chosen.filters, first_week=shown[0].period, last_week=shown[-1].period)
    rows = fixes.open_by_week(found, shown)
    figure = layered_weeks(rows, _palette(), ("past 14 d", "younger"))
    alt = "Open complaints at the end of each week, those past 14 days below"
    figures.draw(figure, "backlog-weeks", alt, drill.clicked("backlog-weeks", drill.to_week))
    twins.of_marks("backlog-weeks", rows, "Week", drill.to_week)


def survey(chosen: Selection) -> None:
    """What customers say of the person and the answer."""
    found = data.panel(chosen, "survey_items", chosen.filters.between(chosen.first, chosen.last))
    is_asked = sections.asks(chosen, "What do customers say?", *(["handled_well"] if found.empty else []))
    if found.empty:
        if is_asked:
            st.caption("Nobody answered in these weeks.")
        return
    st.caption(f"Agreed, of those who answered, {formats.weeks(chosen.first, chosen.last)}.")
    table = survey_items.table(found)
    pick.table(
        "survey-items",
        table,
        alt="What customers agreed to, with intervals and response rates",
        columns={
            "item": st.column_config.TextColumn("Item", width=160),
            "value": st.column_config.ProgressColumn("Agreed", format="%.0f%%", max_value=100, color="gray", width=84),
            "base": st.column_config.TextColumn("Of", width=104, alignment="right"),
            "interval": st.column_config.TextColumn("95%", width=66, alignment="right"),
            "responded": st.column_config.NumberColumn("Answered", format="%.0f%%", width=70, help="Of those asked"),
        },
        most_rows=len(table),
    )
    st.caption(survey_items.negative(found))
    sections.context("handled_well")


def again(chosen: Selection) -> None:
    """How often we apologise on more than one day, by severity."""
    if sections.asks(chosen, "Do we apologise again and again?", "repeat_apology_share"):
        st.caption("On more than one day; compare within the same severity.")
        repeated = data.tile(chosen, "repeat_apology_share")
        tables.breakdown(chosen, repeated, scopes.filters(chosen, repeated, scopes.FINAL), "severity")


def listings(found: Mapping[str, Source]) -> list[Listing]:
    """What the page can list, the non-apologies first: they come with their words."""
    every = [one for panel, source in found.items() for one in sections.listings(source, _LABELS[panel])]
    quoted = [replace(one, quotes="non_apologies") if one.part == "non_apology" else one for one in every]
    return sorted(quoted, key=lambda one: not one.quotes)


_LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "apology_words": WORD_LABELS,
        "claim_fates": FATE_LABELS,
        "apology_redress": REDRESS_LABELS,
        "backlog_ages": AGE_LABELS,
    }
)
