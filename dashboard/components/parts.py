"""The parts of a page of which one is shown; the link remembers which."""

from collections.abc import Iterable

import streamlit as st


def choose(key: str, labels: Iterable[str]) -> str:
    """Draw the choice and return the part chosen, at first the first one; `key` is its name in the link."""
    options = list(labels)
    chosen = st.segmented_control(
        "Part of the page",
        options,
        default=options[0],
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or options[0]


def question(text: str, answer: str) -> None:
    """The title of a part, which is a question, with the line that answers it close below."""
    with st.container(gap=None):
        st.markdown(f"##### {text}")
        st.caption(answer)
