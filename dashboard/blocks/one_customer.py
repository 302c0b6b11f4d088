"""One customer: what it brings and costs, its complaints, our promises, what it told us and others, its losses."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import theme
from dashboard.blocks import afterwards, incident_data, note_list
from dashboard.charts.bridge import bridge
from dashboard.components import data, drill, figures, filter_bar, links, page, pick
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, records
from dashboard.presentation.selection import Selection
from dashboard.topics import aftermath, bridges, customer_card, queue

Row = Mapping[str, Any]


def show(frame: Frame, customer_id: str) -> None:
    """Draw one customer, else say that there is none of this id."""
    chosen = frame.chosen
    cards = records.of(incident_data.of_customer(chosen, "card", customer_id))
    if not cards:
        _unknown(chosen, customer_id)
        return
    card, record = cards[0], records.of(incident_data.of_customer(chosen, "record", customer_id))[0]
    value = next(iter(records.of(incident_data.of_customer(chosen, "value", customer_id))), None)
    has_cost = data.missing(chosen, "net_value_12m") is None
    st.header(customer_card.sentence(value, record, chosen.choices.currency, has_cost=has_cost), anchor=False)
    where = customer_card.place(card)
    page.subline(chosen, f"**{page.plain(customer_card.name(card))}**{page.plain(f' · {where}') if where else ''}")
    page.notes(chosen)
    _actions(frame)
    _traits(card, record)
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        _bridge(chosen, customer_id, card, value)
        _kept(chosen, customer_id)
        note_list.on_customer(chosen, customer_id)
    with right, st.container(gap="xsmall"):
        _months(chosen, customer_id)
        _hassle(chosen, value, record)
        _people(chosen, customer_id)
    _complaints(frame, customer_id)


def _unknown(chosen: Selection, customer_id: str) -> None:
    st.header(f"There is no customer “{page.plain(customer_id)}”", anchor=False)
    page.subline(chosen, "The loaded data do not have this number, or it is an account for tests.")
    page.notes(chosen)
    st.button("Look for another customer", icon=":material/search:", on_click=filter_bar.clearing("customer"))


def _actions(frame: Frame) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        back = filter_bar.clearing("customer")
        st.button("All customers", icon=":material/arrow_back:", type="tertiary", on_click=back)
        links.copy_link()
        st.page_link(frame.pages["decide"], label="Decide: seven questions", icon=":material/gavel:")
        if len(frame.chosen.chosen) > 1:
            st.caption("This page shows the whole customer; the other filters above do not narrow it.")


def _traits(card: Row, record: Row) -> None:
    with st.grid(4, min_column_width=150, gap="xsmall"):
        for title, value in customer_card.traits(card, record):
            with st.container(border=True, height="stretch", gap=None):
                st.caption(title)
                st.markdown(page.plain(value))


def _bridge(chosen: Selection, customer_id: str, card: Row, value: Row | None) -> None:
    st.markdown("##### What does it bring, and what does it cost?")
    missing = data.missing(chosen, "net_value_12m")
    if missing or value is None:
        st.caption(f"Not known: {missing}." if missing else "No revenue and no cost of this customer is on record.")
        return
    monday = customer_card.month_of_value(card["today"].date())
    within = Filters.of({"customer_id": [customer_id]}).between(monday, monday)
    costs = data.panel(chosen, "cost_lines", within)
    rows = bridges.bridge(float(value["margin"]), costs, chosen.choices.currency)
    estimated = float(costs["estimated"].sum()) if len(costs) else 0.0
    basis = "" if value["cogs"] else " Cost of goods is not known, so the margin is revenue."
    guess = f" {formats.money(estimated, chosen.choices.currency)} of the cost is an estimate." if estimated else ""
    st.caption(f"The last 12 complete months.{basis}{guess}")
    figures.draw(bridge(rows, theme.palette(st.context.theme.type)), "bridge", f"Net value {rows['text'].iloc[-1]}")


def _complaints(frame: Frame, customer_id: str) -> None:
    chosen = frame.chosen
    rows = data.panel(chosen, "opened_incidents", Filters.of({"customer_id": [customer_id]}), most=200)
    total = int(rows["count_all"].max()) if len(rows) else 0
    st.markdown(f"##### {formats.plural(total, 'complaint')} of all time")
    if rows.empty:
        return
    table = queue.opened_table(rows, chosen.choices).drop(columns="Customer", errors="ignore")
    pick.table(
        "complaints",
        table,
        alt=f"{formats.plural(total, 'complaint')} of this customer, the newest first",
        on_pick=drill.picked(
            "complaints", rows["incident_id"].tolist(), drill.and_open(frame.pages["incidents"], "incident")
        ),
        columns={
            "Incident": st.column_config.TextColumn(width=84),
            "Opened": st.column_config.DatetimeColumn(format="D MMM YYYY", width=94),
            "Apology": st.column_config.TextColumn(width=98),
            "Cause": st.column_config.TextColumn(width=180),
        },
        most_rows=8,
    )


def _months(chosen: Selection, customer_id: str) -> None:
    st.markdown("##### How has its revenue gone?")
    found = aftermath.months(incident_data.of_customer(chosen, "months", customer_id))
    if not found["value"].notna().any():
        missing = data.missing(chosen, "revenue_at_risk")
        st.caption(f"Not known: {missing}." if missing else "No revenue of this customer is on record.")
        return
    st.caption("Revenue by month; the running month is an outline, a gap is a month without a record.")
    afterwards.draw_months(chosen, found, "", "")


def _hassle(chosen: Selection, value: Row | None, record: Row) -> None:
    missing = data.missing(chosen, "hassle_index")
    st.caption(f"Hassle index: {missing}." if missing else customer_card.hassle(value, record))
    if data.missing(chosen, "promise_kept") is None:
        st.caption(customer_card.promises(record))


def _people(chosen: Selection, customer_id: str) -> None:
    """Losses, what it told others, the persons there, and its answers."""
    st.markdown("##### What does it say of us?")
    afterwards.losses(chosen, customer_id)
    told = incident_data.of_customer(chosen, "referrals", customer_id)
    st.caption(f":material/campaign: {page.plain(customer_card.referrals(told, chosen.choices.currency))}")
    persons = incident_data.of_customer(chosen, "people", customer_id)
    st.caption(f":material/groups: {page.plain(customer_card.people(persons))}")
    rows = incident_data.of_customer(chosen, "answers", customer_id)
    if len(rows):
        st.caption(f":material/rate_review: {formats.plural(len(rows), 'survey answer')}")
        pick.table(
            "answers",
            customer_card.answers(rows, chosen.choices.version.timezone),
            alt="What the customer answered, the newest first",
            columns={"Answered": st.column_config.DateColumn(format="D MMM YYYY")},
            most_rows=5,
        )
    else:
        st.caption(":material/rate_review: No survey answered.")


def _kept(chosen: Selection, customer_id: str) -> None:
    """What was done to keep it."""
    timezone = chosen.choices.version.timezone
    done = aftermath.interventions(incident_data.of_customer(chosen, "interventions", customer_id), None, timezone)
    if len(done):
        st.markdown(f"##### {formats.plural(len(done), 'thing')} done to keep it")
        afterwards.interventions(done, chosen.choices.currency)
