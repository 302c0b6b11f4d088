"""Decide: the seven questions about one customer, answered by people, with what the data say beside them."""

import streamlit as st

from dashboard.blocks import customer_search, decision_data, decision_list, decision_sheet
from dashboard.components import page
from dashboard.components.page import Frame
from dashboard.presentation import formats
from dashboard.state.decisions import Decision


def show(frame: Frame) -> None:
    """Draw the sheet of the customer that the link names, else all sheets and the search."""
    chosen = frame.chosen
    ids = chosen.filters.values("customer_id")
    if len(ids) == 1 and ids[0]:
        decision_sheet.show(frame, ids[0])
    else:
        _all(frame)
    page.footer(chosen)


def _all(frame: Frame) -> None:
    chosen = frame.chosen
    sheets = decision_data.read(lambda session: session.all(Decision)) or ()
    st.header(_sentence(sheets), anchor=False)
    page.subline(chosen, "Seven questions about one customer: figures from the data, answers from people.")
    page.notes(chosen)
    if sheets:
        decision_list.show(sheets)
    customer_search.show(chosen)


def _sentence(sheets: tuple[Decision, ...]) -> str:
    if not sheets:
        return "About which customer do you want to decide?"
    waiting = sum(sheet.status == "waiting" for sheet in sheets)
    opened = sum(sheet.status == "open" for sheet in sheets)
    again = formats.plural(decision_list.due(sheets), "decision")
    return f"{formats.plural(opened, 'sheet')} to be filled in; {waiting:,} to be approved; {again} to look at again."
