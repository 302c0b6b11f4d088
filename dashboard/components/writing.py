"""Writing on a page: in whose name, and what is said when it is refused."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from dashboard.components import data, sign_in
from dashboard.components.page import plain
from dashboard.errors import AmendsError
from dashboard.state.failures import Conflict
from dashboard.state.records import Entry
from dashboard.state.session import Session

AnyEntry = TypeVar("AnyEntry", bound=Entry)

_AUTHOR = "the name that somebody typed"


def author() -> str:
    """Who writes: the person who is signed in, else the name typed before in this session, else an empty text."""
    return sign_in.name() or str(st.session_state.get(_AUTHOR, ""))


def ask_author(key: str) -> str:
    """The field for the name inside a form; nothing is asked of who is signed in or has to sign in."""
    if sign_in.name():
        return sign_in.name()
    if sign_in.is_asked():
        st.caption(sign_in.ASKED)
        return ""
    st.session_state[key] = st.session_state.get(key) or author()  # a field drawn before the name was known gets it too
    return st.text_input("Your name", max_chars=200, key=key, help="It is kept with what you write.")


def write(action: Callable[[Session], object], name: str) -> AmendsError | None:
    """Write in the name of somebody, all or nothing; a refusal is shown in its own words and is the answer."""
    try:
        if sign_in.is_asked():
            raise AmendsError(sign_in.ASKED)
        with data.state().write(name) as session:
            action(session)
    except AmendsError as error:
        text = str(error)
        st.error(plain(text[:1].upper() + text[1:]), icon=":material/error:")
        return error
    st.session_state[_AUTHOR] = " ".join(name.split())
    return None


def opened(entry: AnyEntry, widget: str, shown: Callable[[AnyEntry], object]) -> AnyEntry:
    """An entry as it was when its reader began to change it in a widget, which holds what `shown` makes of it.

    What somebody else writes meanwhile is then told when the reader saves, and not lost.
    """
    return opened_in(entry, lambda one: {widget: shown(one)})


def opened_in(entry: AnyEntry, shown: Callable[[AnyEntry], Mapping[str, object]]) -> AnyEntry:
    """The same for several widgets: `shown` gives what each of them holds by its key."""
    key = _opened(entry)
    began: AnyEntry = st.session_state.setdefault(key, entry)
    held = shown(began)
    if all(st.session_state.setdefault(name, value) == value for name, value in held.items()):
        st.session_state[key] = began = entry
        st.session_state.update(shown(entry))
    return began


def change(entry: Entry, name: str, action: Callable[[Session], object] | None = None) -> None:
    """Save an entry, or do something with it, and draw the page anew.

    After a conflict the other words were seen: saving again is then meant.
    """
    refusal = write(action or (lambda session: session.save(entry)), name)
    if refusal is None:
        st.session_state.pop(_opened(entry), None)
        st.rerun()
    if isinstance(refusal, Conflict):
        with data.state().read() as session:
            st.session_state[_opened(entry)] = session.find(type(entry), entry.id) or entry


def _opened(entry: Entry) -> str:
    return f"opened-{entry.table}-{entry.id}"
