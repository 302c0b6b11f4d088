"""Cached reading for the explorer: answers, comparisons, and which cases are behind them."""

import pandas as pd
import streamlit as st

from dashboard.components import data
from dashboard.engine import kpis, periods
from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.selection import Selection
from dashboard.stats.stratified import RiskDifference
from dashboard.topics import differences, explore
from dashboard.topics.explore import Question


@st.cache_resource(max_entries=64, show_spinner=False)
def _answer(version: str, asked: Question) -> pd.DataFrame:
    return explore.answer(data.of(version), asked)


def answer(chosen: Selection, asked: Question) -> pd.DataFrame:
    """What `explore.answer` gives; do not change it."""
    return _answer(chosen.version, asked)


@st.cache_resource(max_entries=64, show_spinner=False)
def _compared(version: str, asked: Question, first: Filters, second: Filters) -> pd.DataFrame:
    return differences.compare(data.of(version), asked, first, second)


def compared(chosen: Selection, asked: Question, first: Filters, second: Filters) -> pd.DataFrame:
    """What `differences.compare` gives; do not change it."""
    return _compared(chosen.version, asked, first, second)


@st.cache_resource(max_entries=64, show_spinner=False)
def _same_mix(version: str, kpi_id: str, first: Filters, second: Filters) -> RiskDifference:
    return differences.same_mix(data.of(version), kpis.find(kpi_id), first, second)


def same_mix(chosen: Selection, asked: Question, first: Filters, second: Filters) -> RiskDifference:
    """The difference with the mix of causes and severities taken out."""
    return _same_mix(chosen.version, asked.kpi.id, first, second)


def behind(chosen: Selection, asked: Question) -> Filters:
    """The filters of the cases behind an answer: of a snapshot only the last period, for its weeks do not add up."""
    if not asked.kpi.is_snapshot:
        return asked.filters
    return periods.last_only(data.of(chosen.version), asked.kpi, asked.filters)


def whole(chosen: Selection, asked: Question) -> tuple[str, str] | None:
    """The measure over all weeks asked for: its value and what it rests on; None where there is no one number."""
    rows = data.measured(chosen, asked.kpi.id, behind(chosen, asked), ("none",)).to_dict("records")
    if len(rows) != 1 or not rows[0]["cases"]:
        return None
    (row,) = rows
    value = formats.value(row["value"], asked.kpi.unit, row["low"], row["high"], chosen.choices.currency)
    return value, explore.base(asked.kpi, row)
