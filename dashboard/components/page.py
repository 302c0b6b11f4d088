"""The frame of every page: what it is drawn from, its notes, its states, and plain words when something fails."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.components import data, filter_bar
from dashboard.errors import AmendsError
from dashboard.presentation.selection import Selection

_REST_HEIGHT = 600
"""Pixels of the grey shape: about what a page has below its sentence, so that the page does not grow much."""

_LOG = logging.getLogger(__name__)


@dataclass
class Frame:
    """What the entry script hands to a view: the reader's choice, the pages by name, that of every KPI."""

    pages: Mapping[str, Page]
    kpi_pages: Mapping[str, Page]
    selection: Selection | None = None

    @property
    def chosen(self) -> Selection:
        """The reader's choice; set before any view runs."""
        if self.selection is None:
            raise AmendsError("Nothing is loaded yet.")
        return self.selection


def subline(chosen: Selection, text: str, switch: Callable[[], bool] | None = None) -> bool:
    """The line below the sentence, with the mark of invented data in front of it; the answer is that of `switch`."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if chosen.choices.version.is_sample:
            st.badge("Sample company, invented data", icon=":material/science:", color="gray")
        st.caption(text, width="stretch" if switch else "content")
        return switch() if switch else False


def notes(chosen: Selection) -> None:
    """What must be known before a number is read: notes of the loader, weeks that do not exist."""
    for note in chosen.choices.notes:
        st.caption(f":material/info: {plain(note)}")
    if chosen.bad_week:
        st.info(
            f"There is no week “{plain(chosen.bad_week)}” in the data. The latest weeks are shown.",
            icon=":material/event_busy:",
        )


def nothing_matches(chosen: Selection, kpi_ids: Sequence[str]) -> None:
    """Say what was asked for, and offer the nearest filter that has cases."""
    unknown = [f"{label.lower()} “{plain(value)}”" for label, value in chosen.unknown]
    why = f" The data have no {' and no '.join(unknown)}." if unknown else ""
    nearest = data.nearest_filter(chosen, tuple(kpi_ids))
    hint = f" The nearest filter that has cases is **{nearest.words}** ({nearest.cases:,})." if nearest else ""
    st.info(f"No case matches: {plain(chosen.words())}.{why}{hint}", icon=":material/filter_alt_off:")
    if nearest:
        st.button(f"Show {nearest.words}", on_click=filter_bar.clearing(*nearest.keys), icon=":material/filter_alt:")


def footer(chosen: Selection) -> None:
    """Which version this page was made from."""
    version = chosen.choices.version
    sample = " · Sample company, invented data" if version.is_sample else ""
    st.caption(f"Version {version.version} · {version.timezone} · data tier {version.tier}{sample}")


def plain(text: str) -> str:
    """Text of the data or of a link, so that Markdown and HTML in it are shown and not obeyed."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>$~:^&" else letter for letter in text)


def awaited(draw: Callable[[], None]) -> None:
    """Draw a page; grey shapes below what is there already say that more is on its way, unless it comes at once."""
    place = st.container()
    with st.skeleton(height=_REST_HEIGHT), place:
        draw()


def guarded(draw: Callable[[], None]) -> None:
    """Draw a page; a refusal is shown in its own words, anything else as an id whose details are in the log."""
    try:
        draw()
    except AmendsError as error:
        st.error(plain(str(error)), icon=":material/error:")
    except Exception:
        reference = secrets.token_hex(4)
        _LOG.exception("page failed, id %s", reference)
        st.error(
            f"This page could not be drawn. The details are in the log under the id {reference}. "
            "Reload the page; if it fails again, tell the person who runs this dashboard the id.",
            icon=":material/error:",
        )
