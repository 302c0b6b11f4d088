"""Explore: any measure by up to two columns over the weeks, compared, with its rows, its cases and its SQL."""

import streamlit as st

from dashboard.blocks import explore_behind, explore_blocks, explore_choices, explore_compare, explore_data
from dashboard.components import data, page
from dashboard.components.page import Frame
from dashboard.presentation import formats, names
from dashboard.presentation.selection import Selection
from dashboard.topics import unlocks
from dashboard.topics.explore import Question


def show(frame: Frame) -> None:
    """Draw the choices, the answer as chart or table, the comparison, the cases and the SQL."""
    chosen = frame.chosen
    heading, subline = st.container(), st.container()
    page.notes(chosen)
    explore_choices.read_link(chosen)
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="asked"):
        kpi = explore_choices.measure()
        asked = explore_choices.question(chosen, kpi)
        against = explore_choices.against()
        is_table = explore_choices.is_table()
    missing = data.missing(chosen, kpi.id)
    heading.header(_sentence(asked, chosen, None if missing else explore_data.whole(chosen, asked)), anchor=False)
    with subline:
        page.subline(chosen, kpi.question)
    if missing:
        st.info(f"{kpi.label} is not measured. {unlocks.sentence(missing)}", icon=":material/block:")
    else:
        _answer(frame, asked, is_table=is_table)
        if against != explore_choices.NOTHING:
            _compared(chosen, asked, against, is_table=is_table)
        explore_behind.cases(frame, asked)
    explore_behind.made(chosen, asked)
    page.footer(chosen)


def _sentence(asked: Question, chosen: Selection, answer: tuple[str, str] | None) -> str:
    """`Apology rate, 24 h, by team: 18% in W22–W47, 620 of 3,412`; without the answer only what was asked."""
    by = f" by {' and '.join(names.heading(column).lower() for column in asked.split)}" if asked.split else ""
    first, last = formats.week(chosen.first), formats.week(chosen.last)
    span = first if first == last else f"{first}–{last}"
    return (
        f"{asked.kpi.label}{by}: **{answer[0]}** in {span}, {answer[1]}" if answer else f"{asked.kpi.label}{by}, {span}"
    )


def _answer(frame: Frame, asked: Question, *, is_table: bool) -> None:
    chosen = frame.chosen
    found = explore_data.answer(chosen, asked)
    if found["cases"].sum() == 0:
        page.nothing_matches(chosen, [asked.kpi.id])
        return
    if not is_table and (asked.keys or asked.grain != "all"):
        explore_blocks.chart(chosen, asked, found)
        st.page_link(frame.kpi_pages[asked.kpi.id], label="Open the page of this measure")
    explore_blocks.table(chosen, asked, found)
    if not is_table:
        explore_blocks.funnel(chosen, asked)


def _compared(chosen: Selection, asked: Question, against: str, *, is_table: bool) -> None:
    sides = explore_choices.sides(chosen, asked, against)
    if sides.refused:
        st.info(sides.refused, icon=":material/compare_arrows:")
    else:
        explore_compare.comparison(chosen, asked, sides, is_table=is_table)
