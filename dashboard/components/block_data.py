"""Cached readings for pages of several blocks: panels in parts, and the curves behind times to an event."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components import data
from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.presentation import parts
from dashboard.presentation.selection import Selection
from dashboard.topics import curves
from dashboard.topics.curves import Kept

Parameters = tuple[tuple[str, str | date], ...]

LISTED = 200
"""Cases of a part that a page lists; the heading says how many there are."""

_DAYS = 90


@st.cache_resource(max_entries=128, show_spinner=False)
def _counts(version: str, name: str, filters: Filters, by: tuple[str, ...], parameters: Parameters) -> pd.DataFrame:
    return parts.counts(data.of(version), name, filters, by, dict(parameters))


def counts(chosen: Selection, name: str, filters: Filters, parameters: Parameters = ()) -> Mapping[str, int]:
    """How many cases each part of a panel has; `parameters` are pairs that bind its `$names`."""
    found = _counts(chosen.version, name, filters, ("part",), parameters)
    return {str(part): int(cases) for part, cases in zip(found["part"], found["cases"], strict=True)}


def kept(chosen: Selection, name: str, filters: Filters) -> Mapping[str, Kept]:
    """The share of customers of each part who are still there after 90 days."""
    return curves.kept_by_part(_counts(chosen.version, name, filters, ("part", "days", "has_left"), ()), _DAYS)


@st.cache_resource(max_entries=64, show_spinner=False)
def _listed(version: str, name: str, filters: Filters, part: str, parameters: Parameters) -> pd.DataFrame:
    return parts.listed(data.of(version), name, filters, part, LISTED, dict(parameters))


def listed(chosen: Selection, name: str, filters: Filters, part: str, parameters: Parameters = ()) -> pd.DataFrame:
    """The cases of one part, the latest opened first, at most `LISTED`; do not change them."""
    return _listed(chosen.version, name, filters, part, parameters)


@st.cache_resource(max_entries=64, show_spinner=False)
def _curve(version: str, kpi_id: str, filters: Filters) -> pd.DataFrame:
    return measures.curve(data.of(version), kpi_id, filters)


def curve(chosen: Selection, kpi_id: str, filters: Filters) -> pd.DataFrame:
    """The curve behind a time to an event, see `measures.curve`."""
    return _curve(chosen.version, kpi_id, filters)
