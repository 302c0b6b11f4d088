"""Cached reading for a KPI's page: notes, comparisons, curves, facts beside the number, what drives a change."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components import data
from dashboard.components.ahead import Question
from dashboard.engine import beside, kpis, measures
from dashboard.engine.filters import Filters
from dashboard.presentation import notes
from dashboard.presentation.notes import Note
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.topics import drivers, unit_comparison
from dashboard.topics.drivers import Driver, Periods

_COMPENSATION = "compensation_per_justified"


@st.cache_resource(max_entries=256, show_spinner=False)
def _notes(version: str, stamp: str, kpi_id: str, filters: Filters) -> tuple[Note, ...]:
    return notes.notes(data.of(version), data.choices_at(version, stamp).annotations, kpi_id, filters)


def notes_of(chosen: Selection, kpi_id: str) -> tuple[Note, ...]:
    """What people noted about a KPI, a week, or the team that is filtered by."""
    return _notes(chosen.version, chosen.choices.stamp, kpi_id, chosen.filters)


@st.cache_resource(max_entries=64, show_spinner=False)
def _comparison(version: str, kpi_id: str, filters: Filters, column: str) -> pd.DataFrame:
    return unit_comparison.compare(data.of(version), kpi_id, filters, column)


def comparison(chosen: Selection, kpi_id: str, scope: Filters, column: str) -> pd.DataFrame:
    """Teams or agents on a funnel, see `unit_comparison.compare`."""
    return _comparison(chosen.version, kpi_id, scope, column)


@st.cache_resource(max_entries=64, show_spinner=False)
def _curve(version: str, kpi_id: str, filters: Filters) -> pd.DataFrame:
    return measures.curve(data.of(version), kpi_id, filters)


def curve(chosen: Selection, kpi_id: str, scope: Filters) -> pd.DataFrame:
    """The Kaplan-Meier curve over the weeks of a scope."""
    return _curve(chosen.version, kpi_id, scope)


@st.cache_resource(max_entries=128, show_spinner=False)
def _beside(version: str, kpi_id: str, filters: Filters) -> pd.DataFrame:
    return beside.facts(data.of(version), kpi_id, filters)


def beside_facts(chosen: Selection, kpi_id: str, scope: Filters) -> pd.DataFrame:
    """The facts to read beside a number, see `beside.facts`."""
    return _beside(chosen.version, kpi_id, scope)


@st.cache_resource(max_entries=256, show_spinner=False)
def _drivers(
    version: str,
    stamp: str,  # noqa: ARG001 - with the weeks shown it tells which periods the tile of a KPI compares
    kpi_id: str,
    filters: Filters,
    weeks: tuple[date, date],  # noqa: ARG001
    _periods: Periods,
) -> tuple[Driver, ...]:
    kpi, warehouse = kpis.find(kpi_id), data.of(version)
    found = (drivers.driver(warehouse, kpi, filters, column, *_periods) for column in drivers.COLUMNS)
    return tuple(one for one in found if one is not None)


def driven_by(chosen: Selection, tile: Tile) -> tuple[Driver, ...]:
    """What drives the running signal of a tile, by team and by cause; empty without a signal."""
    periods = drivers.periods(tile)
    if periods is None:
        return ()
    weeks = (chosen.first, chosen.last)
    return _drivers(chosen.version, chosen.choices.stamp, tile.kpi.id, chosen.filters, weeks, periods)


@st.cache_resource(max_entries=256, show_spinner=False)
def _by_cause(version: str, kpi_id: str, filters: Filters) -> pd.DataFrame:
    return measures.measure(data.of(version), kpi_id, filters, ("cause_code",), intervals=False)


def stakes_by_cause(chosen: Selection, tile: Tile) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The number of a tile by cause, and the compensation paid in the weeks shown, None when it cannot be measured."""
    at_risk = _by_cause(chosen.version, tile.kpi.id, chosen.filters.between(*(tile.scope or (None, None))))
    if data.missing(chosen, _COMPENSATION):
        return at_risk, None
    return at_risk, _compensation(chosen)()


def stake_questions(chosen: Selection) -> list[Question]:
    """What `stakes_by_cause` asks and hangs on no tile, for `ahead`."""
    return [] if data.missing(chosen, _COMPENSATION) else [_compensation(chosen)]


def _compensation(chosen: Selection) -> Callable[[], pd.DataFrame]:
    return partial(_by_cause, chosen.version, _COMPENSATION, chosen.filters.between(chosen.first, chosen.last))
