"""Cached reading for the page about the data: what is loaded, what it lacks, and what was wrong with it."""

from collections.abc import Callable

import streamlit as st

from dashboard import versions
from dashboard.components import data, sign_in
from dashboard.engine import panel_rows
from dashboard.exports import personal
from dashboard.settings import warehouse_dir
from dashboard.topics import dictionary, gaps, inventory, rejected
from dashboard.topics.dictionary import Used
from dashboard.topics.gaps import Gap
from dashboard.topics.inventory import Filled, Inventory, Kept
from dashboard.topics.rejected import Rejected


@st.cache_resource(max_entries=4, show_spinner=False)
def loaded(version: str) -> Inventory:
    """What a version holds."""
    return inventory.take(data.of(version))


@st.cache_resource(max_entries=4, show_spinner=False)
def missing(version: str) -> tuple[Gap, ...]:
    """The columns that would add measures, the one that adds most first."""
    return gaps.gaps(data.of(version))


def measured(version: str) -> int:
    """How many measures the loaded data can answer."""
    return gaps.measured(data.of(version))


@st.cache_resource(max_entries=4, show_spinner=False)
def rejects(version: str) -> Rejected | None:
    """The rows that the load of a version left out; None when it took all."""
    return rejected.read(versions.rejects_file(warehouse_dir(), version))


def rejects_csv(version: str) -> Callable[[bool], bytes]:
    """A function that makes the CSV of all rejected rows; with what stood in the files it is written down first."""
    path, who = versions.rejects_file(warehouse_dir(), version).absolute(), sign_in.name() or None

    def make(has_raw: bool) -> bytes:
        if has_raw:
            what = f"Rejected rows of version {version}, as csv"
            personal.write_down(what, rejected.RAW, rejected.count(path), who=who)
        return rejected.csv_bytes(path, has_raw=has_raw)

    return make


@st.cache_resource(max_entries=4, show_spinner=False)
def channels(version: str) -> list[dict[str, object]]:
    """Every channel with its incidents and whether its company-side text is in the data."""
    rows: list[dict[str, object]] = panel_rows.panel(data.of(version), "channel_capture").to_dict("records")
    return rows


def columns(version: str, table: str) -> tuple[Filled, ...]:
    """Every column of a table, and how many rows fill it."""
    return inventory.columns(data.of(version), table)


def codes(version: str, words: str, list_name: str | None) -> tuple[Used, ...]:
    """The codes that match the words, and how often the data have them."""
    return dictionary.codes(words, list_name, data.of(version).filled)


def kept(version: str) -> tuple[Kept, ...]:
    """The versions still on disk; asked again for each version in force."""
    return _kept(version, tuple(versions.all_versions(warehouse_dir())))


@st.cache_resource(max_entries=4, show_spinner=False)
def _kept(_version: str, _names: tuple[str, ...]) -> tuple[Kept, ...]:
    return inventory.kept(warehouse_dir())
