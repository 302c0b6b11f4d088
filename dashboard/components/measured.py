"""KPIs over any range of weeks, kept by version and filters: the number itself, and its small figure."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components import data
from dashboard.engine import beside, kpis, measures
from dashboard.engine.filters import Filters
from dashboard.engine.measures import Weight
from dashboard.presentation import small_figures
from dashboard.presentation.selection import Selection
from dashboard.presentation.small_figures import SmallFigure
from dashboard.topics import losses


@st.cache_resource(max_entries=256, show_spinner=False)
def _frame(version: str, kpi_id: str, filters: Filters, by: tuple[str, ...], weight: Weight | None) -> pd.DataFrame:
    return measures.measure(data.of(version), kpi_id, filters, by, weight=weight)


def frame(
    chosen: Selection, kpi_id: str, scope: Filters, by: tuple[str, ...] = ("none",), weight: Weight | None = None
) -> pd.DataFrame:
    """What `measures.measure` says of a KPI over the weeks of `scope`; do not change it.

    Raises AmendsError when the loaded data lack what the KPI needs.
    """
    return _frame(chosen.version, kpi_id, scope, by, weight)


def is_empty(chosen: Selection, table: str, column: str) -> bool:
    """Whether no row of the loaded data fills a column."""
    return not data.of(chosen.version).filled.get((table, column, None))


@st.cache_resource(max_entries=128, show_spinner=False)
def _facts(version: str, kpi_id: str, filters: Filters) -> pd.DataFrame:
    return beside.facts(data.of(version), kpi_id, filters)


def facts(chosen: Selection, kpi_id: str, scope: Filters) -> pd.DataFrame:
    """What stands beside the KPI's number over these weeks, as `beside.facts`; do not change it."""
    return _facts(chosen.version, kpi_id, scope)


def small_figure(chosen: Selection, kpi_id: str, scope: Filters, note: str = "") -> SmallFigure:
    """The KPI over these weeks as a small figure; one whose data are missing says what it needs."""
    kpi, needs = kpis.find(kpi_id), data.missing(chosen, kpi_id)
    if needs:
        return small_figures.missing(kpi, needs)
    row = frame(chosen, kpi_id, scope).iloc[0].to_dict()
    return small_figures.of_kpi(kpi, row, chosen.choices.currency, note)


@st.cache_resource(max_entries=64, show_spinner=False)
def _last_final(version: str, first: date, last: date) -> date:
    return losses.last_final(data.of(version), first, last)


def last_final(chosen: Selection) -> date:
    """The last of the weeks chosen whose losses can no longer change; the week before them where none is final."""
    return _last_final(chosen.version, chosen.first, chosen.last)
