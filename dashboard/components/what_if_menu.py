"""What if: dials that recompute every view of this session, and the band that says so on every page."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components import data
from dashboard.components.page import plain
from dashboard.engine import kpis, what_if
from dashboard.engine.what_if import HORIZONS, LIMIT, PARAMETER, RATE
from dashboard.exports.about import settings_of
from dashboard.presentation import dial_words, names
from dashboard.presentation.selection import Selection

MENU = "what-if-menu"
_DIALS = "what somebody tries out in this session"


def version(published: str) -> str:
    """The name of the version as this session looks at it; dials in the link are taken over and leave it."""
    asked = st.query_params.get(PARAMETER)
    if asked is not None:
        st.session_state[_DIALS] = what_if.read(asked)
        del st.query_params[PARAMETER]
    return what_if.named(published, _dials())


def _dials() -> Mapping[str, str]:
    found: Mapping[str, str] = st.session_state.get(_DIALS, {})
    return found


@st.fragment
def show(published: str) -> None:
    """The menu with the dials, which are drawn when it is opened."""
    opened = st.popover("What if", icon=":material/experiment:", type="tertiary", key=MENU, on_change="rerun")
    if opened.open:
        with opened:
            st.caption(
                "Try other settings. Only this session sees it; the company's settings stay as they were loaded."
            )
            _form(published)


def _form(published: str) -> None:
    loaded = settings_of(data.of(published))
    channels = [one for one in data.choices(published).values["channel"] if one]
    with st.form("what-if", border=False):
        asked = {RATE: _number(RATE, "Cost of an hour of work", loaded)}
        with st.expander("Cost of an hour by channel"):
            for channel in channels:
                key = f"{RATE}.{channel}"
                asked[key] = _number(key, names.of("channel", channel), loaded)
        asked[LIMIT] = _number(LIMIT, "Highest acceptable cost for each unit of margin", loaded, "1")
        for dial, horizon in HORIZONS.items():
            labels = "; ".join(kpis.find(kpi_id).label for kpi_id in horizon.kpi_ids)
            asked[dial] = _number(dial, horizon.words, {}, str(horizon.usual), f"These follow: {labels}.")
        if st.form_submit_button("Try it out", type="primary"):
            _use({key: str(value) for key, value in asked.items() if value is not None})
        st.caption(what_if.FIXED)


def _number(
    key: str, label: str, loaded: Mapping[str, str], usual: str = "", follow: str | None = None
) -> float | None:
    """A field that is empty where the company's own value counts, which stands in it in grey."""
    now = _dials().get(key)
    company = loaded.get(key, usual)
    return st.number_input(
        label,
        min_value=0.0,
        value=float(now) if now else None,
        placeholder=f"{company}, as loaded" if company in loaded.values() else company or "not set",
        key=f"what-if-{key}",
        help=follow,
    )


def _use(dials: Mapping[str, str]) -> None:
    understood = what_if.valid(dials)
    if len(understood) < len(dials):
        st.error("Amounts must be above 0, days whole and in a sensible range.", icon=":material/error:")
        return
    st.session_state[_DIALS] = understood
    st.rerun()


def tried_out(name: str) -> str:
    """What is tried out in a version of this name, beside what the company has loaded; empty where nothing is."""
    base, dials = what_if.split(name)
    if not dials:
        return ""
    told = dial_words.sentence(dials, settings_of(data.of(base)))
    return f"What if, in one session only: {told}. {dial_words.NOT_SAVED}"


def band(chosen: Selection) -> None:
    """The same on every page, with the way back."""
    told = tried_out(chosen.version)
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="what-if-band"):
        st.warning(plain(told), icon=":material/experiment:")
        st.button("Back to the company's settings", on_click=_forget, key="what-if-end")


def _forget() -> None:
    for key in [*st.session_state]:
        if key == _DIALS or (str(key).startswith("what-if-") and key != MENU):
            del st.session_state[key]
