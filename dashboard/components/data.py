"""Reading with caches: every answer is kept by version, KPI and filters, so that going back costs nothing."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import versions
from dashboard.components import page_data
from dashboard.engine import kpis, measures, panel_rows, rolled_up, what_if
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import breakdowns, nearest, panels, tiles, written
from dashboard.presentation.nearest import Nearest
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile
from dashboard.settings import warehouse_dir
from dashboard.state.database import State, open_state
from dashboard.state.place import state_url
from dashboard.versions import Published
from dashboard.warehouse import reader, supposed
from dashboard.warehouse.reader import Warehouse

SHOWN_ROWS = 200
"""Rows of a table on the page; all of them are one download away."""


def published_version() -> str | None:
    """The name of the version in force, None before the first load or while it cannot be told."""
    try:
        published = versions.published(warehouse_dir())
    except AmendsError:
        return None
    return published.version if published else None


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(version: str, path: Path) -> Warehouse:
    return reader.open_version(Published(version, path))


def warehouse() -> Warehouse | None:
    """The version in force, open; None before the first load. Raises AmendsError when it cannot be read."""
    published = versions.published(warehouse_dir())
    return _open(published.version, published.path) if published else None


def readable_warehouse() -> Warehouse | None:
    """The same, None also when what is published cannot be read: a load replaces it."""
    try:
        return warehouse()
    except AmendsError:
        return None


def of(version: str) -> Warehouse:
    """An open version by name: the one that a page was begun with, also when a newer one has come meanwhile."""
    base, dials = what_if.split(version)
    path = versions.version_file(warehouse_dir(), base).absolute()
    return _supposed(version, path) if dials else _open(base, path)


@st.cache_resource(max_entries=2, show_spinner="Trying that out…")
def _supposed(version: str, path: Path) -> Warehouse:
    base, dials = what_if.split(version)
    return supposed.suppose(_open(base, path), version, what_if.settings(dials), dials)


def state() -> State:
    """The database of what people write."""
    return open_state(state_url())


def choices(version: str) -> Choices:
    """What can be chosen in a version, with what people have written by now."""
    return choices_at(version, written.stamp(state()))


@st.cache_resource(max_entries=8, show_spinner=False)
def choices_at(version: str, stamp: str) -> Choices:  # noqa: ARG001 - the stamp of what was written is part of the key
    """The same as it was known under a stamp."""
    warehouse = of(version)
    return panels.choices(warehouse, written.written(state(), is_sample=warehouse.version.is_sample))


@st.cache_resource(max_entries=1024, show_spinner=False)
def _tile(version: str, stamp: str, kpi_id: str, filters: Filters, first: date, last: date) -> Tile:
    return tiles.tile(of(version), kpi_id, filters, first, last, choices_at(version, stamp))


def tile(chosen: Selection, kpi_id: str) -> Tile:
    """The tile of a KPI under the reader's choice."""
    page_data.read_kpi(kpi_id, chosen.filters.between(chosen.first, chosen.last))
    return tile_question(chosen, kpi_id)()


def tile_question(chosen: Selection, kpi_id: str) -> Callable[[], Tile]:
    """What `tile` asks, for `ahead`."""
    return partial(_tile, chosen.version, chosen.choices.stamp, kpi_id, chosen.filters, chosen.first, chosen.last)


def is_rolled_up(chosen: Selection, kpi_id: str) -> bool:
    """Whether a KPI is answered without its cases, so that it may be worked out unasked."""
    return rolled_up.statement(of(chosen.version), kpis.find(kpi_id), chosen.filters, ()) is not None


def missing(chosen: Selection, kpi_id: str) -> str | None:
    """What the loaded data lack for a KPI, `needs table.column`; None when it can be measured."""
    return measures.availability(of(chosen.version), kpis.find(kpi_id))


@st.cache_resource(max_entries=128, show_spinner=False)
def _breakdown(version: str, kpi_id: str, filters: Filters, column: str, category: str | None) -> pd.DataFrame:
    return breakdowns.breakdown(of(version), kpi_id, filters, column, choices(version), category)


def breakdown(chosen: Selection, tile: Tile, scope: Filters, column: str) -> pd.DataFrame:
    """One row per value of a dimension, over the weeks of `scope`."""
    page_data.read_kpi(tile.kpi.id, scope, (column,))
    return _breakdown(chosen.version, tile.kpi.id, scope, column, tile.category)


def is_quick(chosen: Selection, tile: Tile, scope: Filters, column: str) -> bool:
    """Whether that breakdown comes at once, so that a page may show it unasked."""
    return breakdowns.is_quick(of(chosen.version), tile.kpi.id, scope, column)


@st.cache_resource(max_entries=256, show_spinner=False)
def _counts(version: str, kpi_id: str, filters: Filters) -> dict[str, int]:
    return breakdowns.counts(of(version), kpi_id, filters)


def counts(chosen: Selection, kpi_id: str, scope: Filters) -> dict[str, int]:
    """How many cases are counted, unknown and immature."""
    return _counts(chosen.version, kpi_id, scope)


@st.cache_resource(max_entries=64, show_spinner=False)
def _rows(version: str, kpi_id: str, filters: Filters, states: tuple[str, ...]) -> pd.DataFrame:
    return breakdowns.readable(measures.rows(of(version), kpi_id, filters, states, limit=SHOWN_ROWS), choices(version))


def rows(chosen: Selection, kpi_id: str, scope: Filters, states: tuple[str, ...]) -> pd.DataFrame:
    """The first `SHOWN_ROWS` cases in these states, with readable headings."""
    return _rows(chosen.version, kpi_id, scope, states)


@st.cache_resource(max_entries=256, show_spinner=False)
def _measured(version: str, kpi_id: str, filters: Filters, by: tuple[str, ...]) -> pd.DataFrame:
    return measures.measure(of(version), kpi_id, filters, by)


def measured(chosen: Selection, kpi_id: str, filters: Filters, by: tuple[str, ...]) -> pd.DataFrame:
    """What `measures.measure` gives, with intervals; do not change it."""
    page_data.read_kpi(kpi_id, filters, [column for column in by if column not in ("week", "none")])
    return _measured(chosen.version, kpi_id, filters, by)


@st.cache_resource(max_entries=256, show_spinner=False)
def _panel(version: str, name: str, filters: Filters, parameters: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    return panel_rows.panel(of(version), name, filters, **dict(parameters))


def panel(chosen: Selection, name: str, filters: Filters, **parameters: str | float | date) -> pd.DataFrame:
    """The rows of `queries/panels/<name>.sql` under these filters; do not change them."""
    page_data.read_panel(name, filters)
    return panel_question(chosen, name, filters, **parameters)()


def panel_question(
    chosen: Selection, name: str, filters: Filters, **parameters: str | float | date
) -> Callable[[], pd.DataFrame]:
    """What `panel` asks, for `ahead`."""
    return partial(_panel, chosen.version, name, filters, tuple(sorted(parameters.items())))


@st.cache_resource(max_entries=64, show_spinner=False)
def _nearest(version: str, kpi_ids: tuple[str, ...], filters: Filters, first: date, last: date) -> Nearest | None:
    return nearest.nearest(of(version), kpi_ids, filters, first, last)


def nearest_filter(chosen: Selection, kpi_ids: tuple[str, ...]) -> Nearest | None:
    """The closest filter that has cases."""
    return _nearest(chosen.version, kpi_ids, chosen.filters, chosen.first, chosen.last)
