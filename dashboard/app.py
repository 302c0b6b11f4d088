"""The entry script, `streamlit run dashboard/app.py`: page config, filters, navigation. The views do the rest."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dashboard.components import (
    ahead,
    data,
    downloads,
    drill,
    filter_bar,
    live,
    memory,
    page,
    page_data,
    printing,
    sign_in,
    view_menu,
    what_if_menu,
)
from dashboard.components.page import Frame
from dashboard.engine import kpis
from dashboard.errors import UnreadableVersionError
from dashboard.views import (
    apology,
    customer,
    decide,
    effort,
    explore,
    incidents,
    nothing_loaded,
    overview,
    reasons,
    recovery,
    upload,
    value,
)
from dashboard.views import data as data_view
from dashboard.views import kpi as kpi_view
from dashboard.views import measures as measures_view


def main() -> None:
    """Draw the page that the link asks for."""
    st.set_page_config(page_title="Amends", page_icon="🤝", layout="wide")
    memory.settle()
    printing.prepare()
    with ahead.awaited():
        page.guarded(_draw)


_LOAD = "load"
"""The page that needs nothing loaded, and has nothing to filter."""

_MENU: tuple[tuple[str, str, str, Callable[[Frame], None]], ...] = (
    ("overview", "Overview", "dashboard", overview.show),
    ("incidents", "Incidents", "inbox", incidents.show),
    ("apology", "Apology & resolution", "handshake", apology.show),
    ("effort", "Effort & signs", "fitness_center", effort.show),
    ("reasons", "Reasons for loss", "logout", reasons.show),
    ("recovery", "Recovery", "healing", recovery.show),
    ("value", "Cost against value", "balance", value.show),
    ("customer", "Customer", "person", customer.show),
    ("decide", "Decide", "gavel", decide.show),
    ("explore", "Explore", "search", explore.show),
    ("measures", "Definitions", "menu_book", measures_view.show),
    ("data", "Data", "database", data_view.show),
    (_LOAD, "Load data", "upload_file", upload.show),
)
"""Name and URL path of a page, its title, its icon, its view; the first one is the base link."""


def _draw() -> None:
    live.watch(data.published_version())
    frame = Frame({}, {})
    shown = _navigation(frame)
    if shown.url_path == _LOAD:
        page_data.begin()
        shown.run()
        return
    try:
        warehouse = data.warehouse()
    except UnreadableVersionError as error:
        nothing_loaded.again(frame, error)
        return
    if warehouse is None:
        nothing_loaded.show(frame)
        return
    view_menu.begin({**frame.pages, **frame.kpi_pages}, shown)
    drill.enter(frame.pages, shown)
    version = what_if_menu.version(warehouse.version.version)

    def menus() -> None:
        with st.container(width="content"):
            view_menu.show(shown.url_path, {**frame.pages, **frame.kpi_pages})
        with st.container(width="content"):
            what_if_menu.show(warehouse.version.version)
        sign_in.show()

    frame.selection = filter_bar.show(data.choices(version), menus)
    drill.follow()
    what_if_menu.band(frame.chosen)
    page_data.begin()
    page.awaited(shown.run)
    downloads.of_page(frame.chosen)


def _navigation(frame: Frame) -> Page:
    """All pages, those of the KPIs without an entry in the menu; the answer is the one that the link asks for."""
    frame.kpi_pages = {
        kpi.id: st.Page(partial(kpi_view.show, frame, kpi.id), title=kpi.label, url_path=kpi.id, visibility="hidden")
        for kpi in kpis.registry().values()
    }
    frame.pages = {
        name: st.Page(partial(view, frame), title=title, icon=f":material/{icon}:", url_path=name, default=not at)
        for at, (name, title, icon, view) in enumerate(_MENU)
    }
    return st.navigation([*frame.pages.values(), *frame.kpi_pages.values()], position="top")


main()
