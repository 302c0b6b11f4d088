"""Cached reading for the sheet of the seven questions, and what is kept of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import streamlit as st

from dashboard.blocks import incident_data
from dashboard.components import data
from dashboard.components.page import plain
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import records
from dashboard.presentation.selection import Selection
from dashboard.state.session import Session
from dashboard.topics import sheet_facts
from dashboard.topics.sheet_chances import Fact
from dashboard.topics.sheet_facts import Known

Answer = TypeVar("Answer")


def facts(chosen: Selection, customer_id: str) -> dict[str, list[Fact]]:
    """What the data say to each question about a customer."""
    return sheet_facts.facts(
        Known(
            customer_id,
            lambda name: incident_data.of_customer(chosen, name, customer_id),
            lambda kpi_id: data.missing(chosen, kpi_id),
            chosen.choices.currency,
            chosen.choices.version.timezone,
        )
    )


def since(chosen: Selection, customer_id: str, moment: datetime) -> Mapping[str, Any]:
    """What happened with a customer after a moment (naive UTC): the row of the panel `customer_since`."""
    rows = data.panel(chosen, "customer_since", Filters(), customer_id=customer_id, since=moment)
    return records.of(rows)[0]


def loss_since(chosen: Selection, customer_id: str, moment: datetime) -> Mapping[str, Any] | None:
    """The first loss of a customer after the day of a moment: a row of `customer_losses`, None without one."""
    rows = records.of(incident_data.of_customer(chosen, "losses", customer_id))
    later = [row for row in rows if row["lost_on"].date() > moment.date()]
    return min(later, key=lambda row: row["lost_on"], default=None)


def read(ask: Callable[[Session], Answer]) -> Answer | None:
    """What people wrote; a refusal is shown in its own words and gives None."""
    try:
        with data.state().read() as session:
            return ask(session)
    except AmendsError as error:
        st.warning(f"Sheets cannot be shown. {plain(str(error))}", icon=":material/database_off:")
        return None
