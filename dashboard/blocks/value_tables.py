"""Tables of the page "Cost against value": costs by type, new and old customers, hassle, and who waits for whom."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.blocks.value_blocks import needs
from dashboard.charts import bars
from dashboard.components import data, drill, figures, page, pick, twins
from dashboard.components.page import Frame
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, sentences
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import demand, value, value_rows
from dashboard.topics.value import Totals

_YEAR = timedelta(weeks=52)


def months(chosen: Selection, tile: Tile) -> Filters:
    """The reader's filters over the month that a tile tells."""
    return chosen.filters.between(*tile.scope) if tile.scope else chosen.filters


def totals(chosen: Selection, within: Filters) -> pd.DataFrame:
    """Customers and amounts of the month by their time with us."""
    return data.panel(chosen, "value_totals", within, month=value.month_of(within))


def subline(chosen: Selection, within: Filters, tile: Tile, found: Totals) -> None:
    """How the page counts, with a badge where costs are estimated."""
    month = tile.trend.current.period if tile.trend and tile.trend.current else chosen.last
    page.subline(chosen, value.method(found, month, has_cogs=bool(found.cogs)))
    estimated = value.estimated_words(data.panel(chosen, "cost_lines", within))
    if estimated:
        st.badge(estimated, icon=":material/calculate:", color="gray")


def cost_ratio(frame: Frame, chosen: Selection) -> None:
    """How much of the margin serving takes, a year of months or more, against the limit of the settings."""
    chosen = replace(chosen, first=min(chosen.first, chosen.last - _YEAR))
    tile = data.tile(chosen, "cost_ratio")
    limit = float(data.panel(chosen, "cost_limit", Filters())["max_cost_ratio"].iloc[0])
    st.markdown("##### How much of the margin does serving take?")
    st.caption(f"{tile.value} in {sentences.period(tile)}, limit {formats.number(limit)}. {tile.pill}.")
    drawn = limit if value.is_near(limit, tile) else None
    figures.control_chart(chosen, replace(tile, marks=replace(tile.marks, target=drawn)))
    twins.of_periods(tile, chosen.choices.currency, "control")
    st.page_link(frame.kpi_pages["cost_ratio"], label="Cost against value, month by month")


def costs(chosen: Selection, tile: Tile) -> None:
    """What the cost is made of, and whether only new customers are below zero."""
    within = months(chosen, tile)
    _cost_lines(chosen, within)
    _tenures(chosen, totals(chosen, within))


def _cost_lines(chosen: Selection, within: Filters) -> None:
    lines = value_rows.cost_lines(data.panel(chosen, "cost_lines", within))
    st.markdown("##### What does serving cost?")
    if lines.empty:
        st.caption("No cost in these 12 months.")
        return
    largest = lines.iloc[0]
    st.caption(f"{largest['cost']} is {formats.percent(largest['share'] / 100)} of {_total(chosen, lines)}.")
    columns = {
        "cost": st.column_config.TextColumn("Type of cost", width=150),
        "share": st.column_config.ProgressColumn("Of all", format="%.0f%%", max_value=100, color="gray", width=100),
        "amount": st.column_config.NumberColumn("Amount", width=90),
        "customers": st.column_config.NumberColumn("Customers", format="localized", width=84),
    }
    pick.table(
        "cost-lines",
        lines.round(0),
        alt="Cost to serve by type",
        columns=columns,
        order=list(columns),
        money=("amount",),
        currency=chosen.choices.currency,
    )


def _total(chosen: Selection, lines: pd.DataFrame) -> str:
    return formats.money(float(lines["amount"].sum()), chosen.choices.currency)


def _tenures(chosen: Selection, rows: pd.DataFrame) -> None:
    """New customers cost their start, so they stand apart."""
    st.markdown("##### Is it only the new ones?")
    st.caption("Share below zero by time with us; new customers cost their start.")
    columns = {
        "tenure": st.column_config.TextColumn("Customer for", width=150),
        "share": st.column_config.TextColumn("Share", alignment="right", width=60),
        "base": st.column_config.TextColumn("Of", alignment="right", width=100),
        "interval": st.column_config.TextColumn("95%", alignment="right", width=80),
        "taken_back": st.column_config.TextColumn("Taken back", alignment="right", width=90),
    }
    table = value_rows.by_tenure(rows, chosen.choices.currency)
    pick.table("tenures", table, alt="Customers below zero by time with us", columns=columns, order=list(columns))


def hassle(frame: Frame, chosen: Selection) -> None:
    """Customers with the most contacts for what they bring, with our own part in it."""
    st.markdown("##### Who contacts us most for what they bring?")
    tile = data.tile(chosen, "hassle_index")
    if needs(chosen, "hassle_index"):
        return
    if tile.scope is None or not tile.cases:
        st.caption("No customer with revenue of six months or longer under these filters.")
        return
    within = months(chosen, tile)
    rows = demand.hassle(
        data.panel(chosen, "hassle_customers", within, month=value.month_of(within), most_rows=demand.MOST_HASSLE)
    )
    st.caption(
        f"Contacts per revenue over the median of the segment, the {len(rows):,} highest of {tile.cases:,} customers, "
        f"{sentences.period(tile)}. A figure, not a verdict: our own failures create contacts."
    )
    columns = {
        "customer": st.column_config.TextColumn("Customer", width=140),
        "own_index": st.column_config.NumberColumn("Times usual", format="%.1f ×", width=78),
        "our_fault": st.column_config.NumberColumn("Our fault", format="%.0f%%", width=68),
        "judged": st.column_config.NumberColumn("Judged", width=54, help="Complaints of 12 months that were judged."),
        "contacts": st.column_config.NumberColumn("Contacts", width=64),
        "revenue": st.column_config.NumberColumn("Revenue", width=72),
        "segment": st.column_config.TextColumn("Segment", width=100),
    }
    ids = rows["customer_id"].tolist()
    to_customer = drill.and_open(frame.pages["customer"], "customer") if "customer" in frame.pages else None
    pick.table(
        "hassle",
        rows.round({"own_index": 1, "revenue": 0}),
        alt="Customers with the highest hassle index",
        money=("revenue",),
        currency=chosen.choices.currency,
        on_pick=drill.picked("hassle", ids, to_customer) if to_customer else None,
        columns=columns,
        order=list(columns),
    )


def crowding(frame: Frame, chosen: Selection) -> None:
    """How much of the service time goes to few customers, and what the others wait."""
    st.markdown("##### Do a few crowd out the others?")
    if needs(frame.chosen, "crowding_out"):
        return
    tile = data.tile(frame.chosen, "crowding_out")
    if tile.scope is None or not tile.cases:
        st.caption("No service minutes under these filters.")
        return
    within = chosen.filters.between(*tile.scope)
    answer = demand.answer(data.measured(chosen, "crowding_out", within, ("none",)), sentences.period(tile))
    st.caption(answer)
    rows = demand.crowding(data.panel(chosen, "crowding_shares", within))
    step = 0.05 if rows["value"].max() < 0.3 else 0.2
    ticks = [(step * at, formats.percent(step * at)) for at in range(21)]
    figures.draw(bars.share_bars(rows, theme.palette(st.context.theme.type), ticks), "crowding", answer)
    waits = demand.waits(
        data.panel(chosen, "waits_by_load", Filters(), first_week=frame.chosen.first, last_week=frame.chosen.last)
    )
    st.caption(
        "Bar: their share of the week's service minutes. ◇ their share of the revenue."
        + (f" {waits} These waits are of the whole company, whatever is filtered." if waits else "")
    )
    st.page_link(frame.kpi_pages["crowding_out"], label="Crowding out, week by week")
