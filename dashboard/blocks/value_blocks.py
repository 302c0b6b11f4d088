"""Blocks of the page "Cost against value": scatter, whale curve, the card of one customer, the list behind them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.charts import bridge, scatter
from dashboard.charts import whale as whale_chart
from dashboard.components import data, drill, figures, link, page, pick
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import bridges, unlocks, value, value_rows, whale
from dashboard.topics.value import Totals

CARD = "card"
"""The customer whose card is shown: an id, in the link."""

_HALF = 0.5


def with_a_month(chosen: Selection) -> Selection:
    """The choice with weeks enough that a month ends in them; value is measured by month."""
    return replace(chosen, first=min(chosen.first, chosen.last - timedelta(weeks=4)))


def needs(chosen: Selection, kpi_id: str) -> bool:
    """Say what a measure lacks, if it lacks something; the answer is whether it does."""
    missing = data.missing(chosen, kpi_id)
    if missing:
        st.caption(f":material/block: Not measured. {unlocks.sentence(missing)}")
    return bool(missing)


def show_card(customer_id: str) -> None:
    """Show the card of this customer. For callbacks."""
    st.session_state[CARD] = customer_id


def points(chosen: Selection, within: Filters) -> pd.DataFrame:
    """The customers to draw and to list."""
    return _points(chosen, within, value.MOST_BELOW, value.MOST_OTHERS)


def _points(chosen: Selection, within: Filters, below: int, others: int) -> pd.DataFrame:
    month = value.month_of(within)
    return data.panel(chosen, "value_points", within, month=month, most_below=below, most_others=others)


def draw_scatter(chosen: Selection, within: Filters, found: Totals, ringed: str) -> None:
    """Margin against cost; a click shows the customer's card."""
    rows, currency = points(chosen, within), chosen.choices.currency
    limit = float(data.panel(chosen, "cost_limit", Filters())["max_cost_ratio"].iloc[0])
    figure = scatter.scatter(
        value_rows.points(rows, currency),
        theme.palette(st.context.theme.type),
        _HALF if limit >= 1 or limit <= 0 else limit,
        lambda amount: value.tick(amount, currency),
        ringed,
    )
    alt = f"{found.below_zero:,} of {found.customers:,} customers lie above the line: they cost more than they bring."
    figures.draw(figure, "scatter", alt, on_click=drill.clicked("scatter", show_card))
    st.caption(value.drawn_words(found, rows))


def draw_whale(chosen: Selection, within: Filters) -> None:
    """The whale curve with the peak of its measure."""
    rows, currency = data.panel(chosen, "whale_curve", within), chosen.choices.currency
    peak = _value_of(data.tile(chosen, "whale_peak"))
    answer = whale.answer(rows, peak, currency)
    st.caption(answer)
    marks = whale.marks(rows, peak, currency)
    figure = whale_chart.whale(whale.curve(rows, currency), theme.palette(st.context.theme.type), marks)
    figures.draw(figure, "whale", answer)


def _value_of(tile: Tile) -> float | None:
    now = tile.trend.current if tile.trend else None
    return now.value if now else None


def shown_card(rows: pd.DataFrame) -> str:
    """The id of the customer whose card is shown: chosen, else who takes back most."""
    ids = rows["customer_id"].tolist()
    return next(iter(link.now(CARD)), ids[0] if ids else "")


def _choose(rows: pd.DataFrame) -> None:
    """The list of customers to choose from, by id; any other id can be typed."""
    st.selectbox(
        "Customer",
        rows["customer_id"].tolist(),
        key=CARD,
        bind="query-params",
        accept_new_options=True,
        label_visibility="collapsed",
        width=150,
    )


def card(frame: Frame, chosen: Selection, within: Filters, customer_id: str, rows: pd.DataFrame) -> None:
    """One customer: margin, cost, net, and how the one becomes the other."""
    own = within.where("customer_id", customer_id)
    found = _points(chosen, own, 1, 1)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            heading = st.container(width="stretch")
            _choose(rows)
            _links(frame, customer_id)
        if found.empty:
            heading.markdown(f"##### {page.plain(customer_id)}")
            st.caption("No revenue and no cost of this customer in these 12 months, under these filters.")
            return
        row = found.to_dict("records")[0]
        heading.markdown(f"##### {page.plain(value_rows.name_of(row))} · {page.plain(customer_id)}")
        left, right = st.columns([2, 3], gap="medium", vertical_alignment="center")
        with left:
            _amounts(chosen, own, row)
        with right:
            _bridge(chosen, own, row)


def _links(frame: Frame, customer_id: str) -> None:
    """To the customer's own page and to the incidents."""
    for name, label, icon in (("incidents", "Incidents", "inbox"), ("customer", "Customer page", "person")):
        if name in frame.pages:
            go: Callable[[str], None] = drill.and_open(frame.pages[name], "customer")
            st.button(label, icon=f":material/{icon}:", key=f"card-{name}", on_click=go, args=(customer_id,))


def _amounts(chosen: Selection, own: Filters, row: dict[str, object]) -> None:
    currency = chosen.choices.currency
    with st.container(horizontal=True, gap="medium"):
        for label, column in (("Margin", "margin"), ("Cost to serve", "cost"), ("Net", "net_value")):
            st.metric(label, formats.money_exact(float(str(row[column])), currency), width="content")
    contacts, promises = (data.panel(chosen, name, own) for name in ("contacts_had", "promises_due"))
    st.caption(value.dealings(row, contacts, promises))


def _bridge(chosen: Selection, own: Filters, row: dict[str, object]) -> None:
    costs = data.panel(chosen, "cost_lines", own)
    lines = bridges.bridge(float(str(row["margin"])), costs, chosen.choices.currency)
    figure = bridge.bridge(lines, theme.palette(st.context.theme.type))
    told = ", ".join(f"{line['label']} {line['text']}" for line in lines.to_dict("records"))
    figures.draw(figure, "bridge", f"From margin to net value: {told}.")


def losers(chosen: Selection, within: Filters, found: Totals) -> None:
    """The table of customers below zero; picking one shows the card."""
    rows = value_rows.listed(points(chosen, within))
    few = "" if len(rows) == found.below_zero else f" The {len(rows):,} who take back most are listed."
    currency = chosen.choices.currency
    with st.container(gap=None):
        st.markdown(f"##### {formats.plural(found.below_zero, 'customer')} below zero")
        st.caption(f"Who takes back most comes first; pick one for the card above.{few}")
    amount = st.column_config.NumberColumn
    pick.table(
        "losers",
        rows.round(0),
        alt="Customers who cost more than they bring",
        on_pick=drill.picked("losers", rows["customer_id"].tolist(), show_card),
        money=("net_value", "margin", "cost"),
        currency=currency,
        columns={
            "customer": st.column_config.TextColumn("Customer", width=190),
            "net_value": amount("Net", width=90),
            "margin": amount("Margin", width=84),
            "cost": amount("Cost to serve", width=100),
            "our_fault": amount("Our fault", format="%.0f%%", width=80, help="Of the judged complaints of 12 months."),
            "complaints": amount("Complaints", width=90),
            "segment": st.column_config.TextColumn("Segment", width=110),
            "since": st.column_config.TextColumn("Customer for", width=140),
            "customer_id": st.column_config.TextColumn("Id", width=90),
        },
    )
