"""The two blocks below the tiles of the first page: what needs a decision, and what complaints put at stake."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import theme
from dashboard.blocks import queue_list
from dashboard.charts import bars
from dashboard.components import data, drill, figures, kpi_data, pick, twins
from dashboard.components.page import Frame, plain
from dashboard.presentation import notes, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import decisions_needed, driver_words, stakes

_ROW_HEIGHT = 40


_MOST_NOTES = 2
_LETTERS = 90


def noted(chosen: Selection, shown: Sequence[Tile]) -> None:
    """The newest notes on these weeks and measures in one quiet line; nothing where nobody noted anything."""
    found = notes.of_overview(chosen, [one.kpi.id for one in shown])
    if not found:
        return
    told = [plain(notes.line(note, _LETTERS)) for note in found[:_MOST_NOTES]]
    more = len(found) - _MOST_NOTES
    rest = [f"{more} more on the pages of the measures"] if more > 0 else []
    st.caption(f":material/flag: {' · '.join([*told, *rest])}")


def decisions(frame: Frame, shown: Sequence[Tile]) -> None:
    """The table of what needs a decision; picking a row opens the incident or the measure."""
    chosen = frame.chosen
    rows = data.panel(chosen, "decisions", chosen.filters)
    found = decisions_needed.decisions(shown, rows, chosen.choices)
    st.markdown("##### What needs a decision this week?")
    st.caption(decisions_needed.answer(found, queue_list.counts(chosen, [])))
    if not found:
        return
    targets = [one.target for one in found]
    pick.table(
        "decisions",
        decisions_needed.table(found),
        alt="What needs a decision this week, the most valuable first",
        on_pick=drill.picked("decisions", targets, partial(_open, frame)),
        words="What",
        columns={
            " ": st.column_config.TextColumn(" ", width=30, alignment="center"),
            "What": st.column_config.TextColumn("What", width=236),
            "At stake": st.column_config.NumberColumn("At stake", width=80, help="Revenue of 12 months"),
            "When": st.column_config.TextColumn("When", width=76),
            "Who": st.column_config.TextColumn("Who", width=196),
        },
        most_rows=decisions_needed.MOST,
        money=("At stake",),
        currency=chosen.choices.currency,
    )


def _open(frame: Frame, target: tuple[str, str]) -> None:
    kind, identity = target
    if kind == "kpi":
        drill.go_to(frame.kpi_pages[identity])
    else:
        drill.and_open(frame.pages["incidents"], kind)(identity)


def at_stake(frame: Frame, shown: Sequence[Tile]) -> None:
    """Revenue at risk by cause with the compensation paid; a click keeps one cause."""
    chosen = frame.chosen
    st.markdown("##### What did complaints put at stake?")
    tile = next((one for one in shown if one.kpi.id == "revenue_at_risk"), None)
    if tile is None or tile.scope is None:
        st.caption(f"Not known: {data.missing(chosen, 'revenue_at_risk') or 'no customer is at risk'}.")
        return
    currency, labels = chosen.choices.currency, dict(chosen.choices.values["cause"])
    rows = stakes.rows(*kpi_data.stakes_by_cause(chosen, tile), labels, currency)
    st.caption(plain(stakes.answer(rows, currency)))
    if rows.empty:
        return
    ticks = [(0.0, "")]
    figure = bars.share_bars(rows, theme.palette(st.context.theme.type), ticks, _ROW_HEIGHT)
    alt = f"Revenue at risk by cause: {stakes.answer(rows, currency)}"
    narrow = partial(drill.narrow, "cause")
    figures.draw(figure, "stakes", alt, drill.clicked("stakes", narrow))
    twins.of_marks("stakes", rows, "Cause", narrow)
    paid = " Right: compensation paid to justified complaints in the weeks shown." if rows["note"].any() else ""
    st.caption(f"Yearly revenue of customers we owe a solution, {sentences.period(tile)}.{paid}")


def drivers(frame: Frame, shown: Sequence[Tile]) -> None:
    """For each running signal one line on where it comes from, and all of its parts on demand."""
    signals = [one for one in shown if one.tone in ("worse", "better")]
    split = [(one, kpi_data.driven_by(frame.chosen, one)) for one in signals]
    known = sorted(((one, found) for one, found in split if found), key=lambda pair: pair[0].tone != "worse")
    if not known:
        return
    st.markdown("##### What drives the signals?")
    choices = frame.chosen.choices
    for one, found in known:
        st.caption(f"**{plain(one.kpi.label)}**: {plain(driver_words.line(one, found, choices))}")
    with st.expander("By team and by cause: changes within them, and changes of their mix"):
        for one, found in known:
            st.caption(f"**{plain(one.kpi.label)}**: {plain(driver_words.details(one, found, choices))}")
