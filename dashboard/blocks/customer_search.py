"""Where the page of a customer begins: a search by name or number, and the customers worth a look first."""

import pandas as pd
import streamlit as st

from dashboard.components import data, drill, page, pick
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection

MOST = 50
"""Rows of each list."""

_AMOUNTS = ("Margin", "Cost to serve", "Net value")


def show(chosen: Selection) -> None:
    """Draw the search with what it found, and the list."""
    text = st.text_input(
        "Name or number of a customer",
        key="find",
        bind="query-params",
        placeholder="Name or number of a customer",
        label_visibility="collapsed",
        icon=":material/search:",
        width=420,
        max_chars=80,
    )
    if text and text.strip():
        _found(chosen, text.strip())
    _first(chosen)


def _found(chosen: Selection, text: str) -> None:
    rows = data.panel(chosen, "customer_search", Filters(), text=text, most=MOST)
    more = f" The first {MOST}; type more letters." if len(rows) == MOST else ""
    st.caption(f"{formats.plural(len(rows), 'customer')} with “{page.plain(text)}” in name or number.{more}")
    if len(rows):
        table = rows.rename(
            columns={"customer_id": "Number", "name": "Name", "segment": "Segment", "country": "Country"}
        )
        _table("found", rows, table, "Customers found")


def _first(chosen: Selection) -> None:
    missing = data.missing(chosen, "net_value_12m")
    if missing is None:
        st.markdown("##### Who costs more than they bring?")
        rows = data.panel(chosen, "costliest_customers", chosen.filters, most=MOST)
        below = int((rows["net_value"] < 0).sum())
        how_many = "all" if below == len(rows) else f"{below} of them"
        st.caption(
            f"The {len(rows)} with the lowest net value of the last 12 complete months, {how_many} below zero. "
            "Often our own failures make the cost: look at the complaints first."
        )
        _table("costliest", rows, _money(rows), "Customers by net value, the lowest first", chosen.choices.currency)
        return
    if data.missing(chosen, "incidents_opened") is None:
        rows = data.panel(chosen, "complaining_customers", chosen.filters.between(chosen.first, chosen.last), most=MOST)
        st.markdown("##### Who complained most in these weeks?")
        st.caption(f"What they bring and cost: {missing}.")
        if rows.empty:
            st.caption("No complaint with a customer in these weeks.")
            return
        names = {"customer_id": "Number", "name": "Name", "segment": "Segment", "count_complaints": "Complaints"}
        _table("complaining", rows, rows.rename(columns=names), "Customers by number of complaints")


def _money(rows: pd.DataFrame) -> pd.DataFrame:
    names = {"customer_id": "Number", "name": "Name", "segment": "Segment", "margin": "Margin", "cost": "Cost to serve"}
    return rows.round(0).rename(columns={**names, "net_value": "Net value"})


def _table(key: str, rows: pd.DataFrame, table: pd.DataFrame, alt: str, currency: str = "") -> None:
    amounts = _AMOUNTS if currency else ()
    pick.table(
        key,
        table.dropna(axis="columns", how="all"),
        alt=alt,
        on_pick=drill.picked(key, rows["customer_id"].tolist(), lambda one: drill.narrow("customer", one)),
        columns={name: st.column_config.NumberColumn(width=110) for name in amounts},
        money=amounts,
        currency=currency,
    )
