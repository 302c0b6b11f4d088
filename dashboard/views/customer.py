"""One customer by its number, or the way to find one."""

import streamlit as st

from dashboard.blocks import customer_search, one_customer
from dashboard.components import page
from dashboard.components.page import Frame


def show(frame: Frame) -> None:
    """Draw the customer that the link names, else the search."""
    chosen = frame.chosen
    ids = chosen.filters.values("customer_id")
    if len(ids) == 1 and ids[0]:
        one_customer.show(frame, ids[0])
    else:
        st.header("Which customer do you want to look at?", anchor=False)
        page.subline(chosen, "What a customer brings and costs, how we treated it, and what became of it.")
        page.notes(chosen)
        customer_search.show(chosen)
    page.footer(chosen)
