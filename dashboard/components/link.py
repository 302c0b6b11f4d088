"""A page's own choices in the link: codes become the words of the list; what cannot be understood is said."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.components import history, page
from dashboard.presentation import url_filters

_SAID = "not understood in the link: "


def read(key: str, labels: Mapping[str, str], most: int = 1) -> None:
    """Put the parameter `key` in order before its widget is drawn; `say` tells what had to be left out.

    `labels` maps the codes that a link may carry to the words of the list; `most` is how many may be chosen. Call it
    for all parameters of a page before the first widget of the page: the script begins again where a link is rewritten.
    """
    if _in_session(key):
        _keep_valid(key, list(labels.values()), most)
        return
    asked = st.query_params.get_all(key)
    found, unknown = url_filters.resolve(asked, labels)
    if found[:most] == asked:
        return
    st.session_state[_SAID + key] = [*unknown, *found[most:]]
    if found:
        st.query_params[key] = found[:most]
    else:
        del st.query_params[key]
    st.rerun()


def now(key: str) -> list[str]:
    """What the parameter `key` holds before its widget is drawn, once `read` has put it in order."""
    value = st.session_state[key] if _in_session(key) else st.query_params.get_all(key)
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _in_session(key: str) -> bool:
    """Whether the session knows the value better than the link."""
    return key in st.session_state and not history.is_moving()


def _keep_valid(key: str, options: Sequence[str], most: int) -> None:
    """Take out of a widget's value what its list no longer has."""
    value = st.session_state[key]
    values = value if isinstance(value, list) else [value] if value is not None else []
    kept = [one for one in values if one in options][:most]
    if len(kept) == len(values):
        return
    st.session_state[_SAID + key] = [str(one) for one in values if one not in kept]
    if isinstance(value, list):
        st.session_state[key] = kept
    else:
        del st.session_state[key]


def say(key: str, about: str, instead: str) -> None:
    """Tell the reader once what of the link was left out, and what is shown instead."""
    left_out = st.session_state.pop(_SAID + key, [])
    if left_out:
        named = " and ".join(f"“{page.plain(text)}”" for text in left_out)
        st.info(f"{about} {named}. {instead}", icon=":material/link_off:")
