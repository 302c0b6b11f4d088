"""Cached reading for the page of one incident."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.components import data, sign_in
from dashboard.engine.filters import Filters
from dashboard.presentation import records
from dashboard.presentation.selection import Selection
from dashboard.topics import why_counted

MOST_EVENTS = 1_000
"""Events that are read of one incident."""

_EVERYTHING = Filters()


def facts(chosen: Selection, incident_id: str) -> Mapping[str, Any] | None:
    """The row of the panel `one_incident`, None when no such incident is visible."""
    found = data.panel(chosen, "one_incident", _EVERYTHING, incident_id=incident_id)
    return records.of(found)[0] if len(found) else None


def matches(chosen: Selection) -> bool:
    """Whether the incident passes the reader's other filters."""
    return int(data.panel(chosen, "one_incident_match", chosen.filters)["count_matching"].iloc[0]) > 0


def part(chosen: Selection, name: str, incident_id: str) -> pd.DataFrame:
    """The rows of one of the panels `one_incident_promises`, `_offers` and `_silences`."""
    return data.panel(chosen, f"one_incident_{name}", _EVERYTHING, incident_id=incident_id)


def events(chosen: Selection, incident_id: str) -> pd.DataFrame:
    """The first `MOST_EVENTS` events of an incident."""
    return data.panel(
        chosen,
        "one_incident_events",
        _EVERYTHING,
        incident_id=incident_id,
        most=MOST_EVENTS,
        shows_corrective_actions=settings.shows_corrective_actions(sign_in.address()),
    )


def of_customer(chosen: Selection, name: str, customer_id: str) -> pd.DataFrame:
    """The rows of one of the panels `customer_…` for a customer."""
    return data.panel(chosen, f"customer_{name}", _EVERYTHING, customer_id=customer_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _parts(version: str, incident_id: str, opened: datetime) -> pd.DataFrame:
    choices = data.choices(version)
    return why_counted.explain(data.of(version), incident_id, opened, choices.version.timezone, choices.currency)


def parts(chosen: Selection, incident_id: str, opened: datetime) -> pd.DataFrame:
    """The incident's part in every KPI; columns as `why_counted.COLUMNS`."""
    return _parts(chosen.version, incident_id, opened)
