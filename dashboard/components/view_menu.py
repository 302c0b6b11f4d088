"""Saved views: the page with its filters under a name, opened again by one click, or as the page to begin with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.components import data, sign_in, writing
from dashboard.components.page import plain
from dashboard.errors import AmendsError
from dashboard.state import saved_views
from dashboard.state.saved_views import SavedView
from dashboard.state.session import Session

Answer = TypeVar("Answer")

HOME = "overview"
MENU = "views"
_BEGUN = "the view to begin with was looked for"


def begin(pages: Mapping[str, Page], shown: Page) -> None:
    """Take a session that begins on the base link to the view that its reader begins with."""
    if st.session_state.get(_BEGUN):
        return
    st.session_state[_BEGUN] = True
    if shown.url_path or len(st.query_params):
        return
    view = _read(lambda session: saved_views.start_view(session, sign_in.name()))
    if view is not None and view.page in pages and (view.page, view.link) != (HOME, ""):
        st.switch_page(pages[view.page], query_params=parse_qs(view.link))


@st.fragment
def show(page: str, pages: Mapping[str, Page]) -> None:
    """The menu of all views, and the form that saves the page shown; nothing is read before it is opened."""
    opened = st.popover("Views", icon=":material/bookmarks:", type="tertiary", key=MENU, on_change="rerun")
    if not opened.open:
        return
    views = _read(saved_views.saved_views) or ()
    with opened:
        for view in views:
            _link(view, is_there=view.page in pages)
        if views:
            _keep(views)
        _save(page or HOME)


def _link(view: SavedView, *, is_there: bool) -> None:
    """A link that loads the page anew: filters then come from the link and from nowhere else."""
    start = " ★" if view.is_start else ""
    if not is_there:
        st.caption(f"{plain(view.name)}: its page is not there any more")
        return
    address = f"./{'' if view.page == HOME else view.page}{'?' if view.link else ''}{view.link}"
    st.html(f'<a style="color: inherit" href="{escape(address)}">{escape(view.name)}{start}</a>')


def _keep(views: tuple[SavedView, ...]) -> None:
    """Begin with one of them, or take it away."""
    named = {view.id: view for view in views}
    with st.expander("Begin with one, or remove one"), st.form("views-kept", border=False):
        which = st.selectbox("View", list(named), format_func=lambda name: named[name].name, key="views-which")
        name = writing.ask_author("views-kept-author")
        is_start = st.form_submit_button("Begin with it")
        is_home = st.form_submit_button("Begin with the overview")
        is_removed = st.form_submit_button("Remove")
    view = named.get(which or "")
    if is_removed and view:
        writing.change(replace(view, is_removed=True), name)
    elif is_start or is_home:
        _start(view if is_start else None, name)


def _start(view: SavedView | None, name: str) -> None:
    if writing.write(lambda session: saved_views.start_with(session, view), name) is None:
        st.rerun()


def _save(page: str) -> None:
    with st.form("views-new", border=False, clear_on_submit=True):
        title = st.text_input("Save this page with its filters as", max_chars=120, key="views-title")
        name = writing.ask_author("views-author")
        if st.form_submit_button("Save", type="primary"):
            link = urlencode([(key, value) for key in st.query_params for value in st.query_params.get_all(key)])
            writing.change(saved_views.new(title, page, link), name)


def _read(ask: Callable[[Session], Answer]) -> Answer | None:
    """What was saved; nothing when it cannot be read, which the page says in its notes."""
    try:
        with data.state().read() as session:
            return ask(session)
    except AmendsError:
        return None
