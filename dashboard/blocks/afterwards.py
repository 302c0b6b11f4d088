"""What came after an incident: revenue before and after, losses, and what was done to keep the customer."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.blocks import incident_data
from dashboard.charts.months import months as months_chart
from dashboard.components import data, figures, page, pick
from dashboard.presentation import formats, records
from dashboard.presentation.selection import Selection
from dashboard.topics import aftermath, timeline

_ROUND_MONEY = re.compile(r"\.0+(?=\D|$)")
"""The zeros behind the point that a round amount on an axis does not need."""


def show(chosen: Selection, facts: Mapping[str, Any]) -> None:
    """Draw what came after one incident; nothing for an incident without a customer."""
    customer_id = facts["customer_id"]
    st.markdown("##### What came afterwards?")
    if not customer_id:
        st.caption("No customer is recorded for this incident, so nothing can be followed up.")
        return
    opened = timeline.local(facts["opened_at"].to_pydatetime(), chosen.choices.version.timezone).date()
    found = aftermath.months(incident_data.of_customer(chosen, "months", customer_id), opened)
    if found["value"].notna().any():
        answer = aftermath.answer(found, chosen.choices.currency)
        st.caption(f"Revenue: {answer}" if answer else "Revenue by month")
        draw_months(chosen, found, "opened", answer)
    else:
        st.caption(_why_no_revenue(chosen))
    losses(chosen, customer_id)
    done = aftermath.interventions(
        incident_data.of_customer(chosen, "interventions", customer_id),
        [facts["incident_id"]],
        chosen.choices.version.timezone,
    )
    if len(done):
        st.caption(f"{formats.plural(len(done), 'thing')} done to keep the customer")
        interventions(done, chosen.choices.currency)


def _why_no_revenue(chosen: Selection) -> str:
    missing = data.missing(chosen, "revenue_at_risk")
    if missing:
        return f"Revenue before and after: {missing}."
    return "No revenue of this customer is on record in these months."


def draw_months(chosen: Selection, found: pd.DataFrame, mark: str, alt: str) -> None:
    """Columns of revenue by month."""
    currency = chosen.choices.currency
    figure = months_chart(
        found.assign(hover=hovers(found, currency)),
        theme.palette(st.context.theme.type),
        lambda values: [_ROUND_MONEY.sub("", formats.money(value, currency)) for value in values],
        mark,
    )
    figures.draw(figure, "months", alt or "Revenue of the customer by month")


def hovers(found: pd.DataFrame, currency: str) -> list[str]:
    """The mouse-over of each month: revenue, purchases, and whether the month is still running."""
    texts = []
    for row in records.of(found):
        lines = [f"<b>{row['label']}</b>", formats.money_exact(row["value"], currency)]
        if row["purchases"] is not None:
            lines.append(formats.plural(int(row["purchases"]), "purchase"))
        texts.append("<br>".join([*lines, *([] if row["is_complete"] else ["month still running"])]))
    return texts


def losses(chosen: Selection, customer_id: str) -> None:
    """A line per loss of a customer, or that there was none."""
    rows = incident_data.of_customer(chosen, "losses", customer_id)
    for text in aftermath.losses(rows):
        st.caption(f":material/logout: {page.plain(text)}")
    if rows.empty and data.missing(chosen, "loss_reason_known") is None:
        st.caption("The customer has not left.")


def interventions(done: pd.DataFrame, currency: str) -> None:
    """The table of what was done."""
    pick.table(
        "interventions",
        done,
        alt="What was done to keep the customer",
        columns={
            "Started": st.column_config.DateColumn(format="D MMM YYYY"),
        },
        most_rows=4,
        money=("Cost",),
        currency=currency,
    )
