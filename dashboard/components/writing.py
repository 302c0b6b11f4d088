"""Writing on a page: in whose name, and what is said when it is refused."""

from collections.abc import Callable

import streamlit as st

from dashboard.components import data
from dashboard.components.page import plain
from dashboard.errors import AmendsError
from dashboard.state.session import Session

_AUTHOR = "the name that somebody typed"


def author() -> str:
    """Who writes: the person who is signed in, else the name typed before in this session, else an empty text."""
    return _signed_in() or str(st.session_state.get(_AUTHOR, ""))


def _signed_in() -> str:
    user = st.user.to_dict()
    return str(user.get("name") or user.get("email") or "") if user.get("is_logged_in") else ""


def ask_author(key: str) -> str:
    """The field for the name inside a form; nothing is asked of who is signed in."""
    if _signed_in():
        return _signed_in()
    return st.text_input("Your name", value=author(), max_chars=200, key=key, help="It is kept with what you write.")


def write(action: Callable[[Session], object], name: str) -> AmendsError | None:
    """Write in the name of somebody, all or nothing; a refusal is shown in its own words and is the answer."""
    try:
        with data.state().write(name) as session:
            action(session)
    except AmendsError as error:
        text = str(error)
        st.error(plain(text[:1].upper() + text[1:]), icon=":material/error:")
        return error
    st.session_state[_AUTHOR] = " ".join(name.split())
    return None
