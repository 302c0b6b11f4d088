"""Signing in, where the company has set it up for Streamlit (OpenID Connect, `[auth]` in `.streamlit/secrets.toml`)."""

from collections.abc import Mapping
from importlib.util import find_spec

import streamlit as st

from dashboard.components.page import plain

ASKED = "Sign in first: what you write keeps your name."
_PACKAGES = ("authlib", "httpx")
"""What Streamlit signs people in with, and does not bring along."""


def is_asked() -> bool:
    """Whether people sign in here and this one has not done it yet."""
    return st.user.to_dict().get("is_logged_in") is False


def name() -> str:
    """Who is signed in, so that no two people are the same: `Ana Kovács (ana@example.com)`; else an empty text."""
    user = st.user.to_dict()
    if not user.get("is_logged_in"):
        return ""
    address = str(user.get("email") or user.get("sub") or "")
    called = str(user.get("name") or "")
    return f"{called} ({address})" if called and address else called or address


def address() -> str:
    """The e-mail address of who is signed in; an empty text also where the provider says that it is not theirs."""
    user = st.user.to_dict()
    is_known = user.get("is_logged_in") and user.get("email_verified") is not False
    return str(user.get("email") or "") if is_known else ""


def switch(label: str, key: str) -> bool:
    """A switch for what leaves only once it is written down who takes it: who has to sign in does so first."""
    if is_asked():
        st.caption(f"{label}: sign in first.")
        return False
    return st.toggle(label, key=key)


def show() -> None:
    """The way in or out; nothing where nobody has to sign in."""
    if is_asked():
        _way_in()
    elif name():
        with st.popover(plain(name()), icon=":material/person:", type="tertiary"):
            st.button("Sign out", on_click=st.logout, key="sign-out")


def _way_in() -> None:
    with st.popover("Sign in", icon=":material/login:", type="tertiary"):
        st.caption("Everybody may look; who writes notes, targets or decisions signs in.")
        if not all(map(find_spec, _PACKAGES)):
            st.caption("Signing in needs more packages where Amends runs: `pip install 'streamlit[auth]'`")
            return
        for provider in _providers():
            label = f"Sign in with {provider}" if provider else "Sign in"
            st.button(label, on_click=st.login, args=(provider,) if provider else (), key=f"sign-in-{provider}")


def _providers() -> list[str]:
    """The named providers of the company, or the one that has no name."""
    found = st.secrets.get("auth", {})
    return [str(key) for key, value in found.items() if isinstance(value, Mapping)] or [""]
