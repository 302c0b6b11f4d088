"""The weekly report of what the reader has chosen, as a file: which week, with names or without, HTML or PDF."""

from collections.abc import Callable

import streamlit as st

from dashboard.components import data, downloads, page, sign_in, what_if_menu
from dashboard.engine import weeks
from dashboard.presentation import url_filters
from dashboard.presentation.selection import Selection
from dashboard.report import browsers, choosing, pdf, weekly
from dashboard.report.weekly import Asking

_FORMS = {
    "html": ("HTML", "text/html", "One file that opens anywhere, also on a phone and without the dashboard."),
    "pdf": ("PDF", "application/pdf", "On A4, for printing and filing."),
}


@st.fragment
def show(chosen: Selection) -> bool:
    """The button, and whether it is open; nothing is read before it is opened."""
    opened = st.popover(
        "Weekly report", icon=":material/summarize:", type="tertiary", key="weekly-report", on_change="rerun"
    )
    is_open = bool(opened.open)
    if is_open:
        with opened:
            _card(chosen)
    return is_open


def _card(chosen: Selection) -> None:
    choices = chosen.choices
    mondays = url_filters.mondays(choices.first_week, choices.last_week)
    usual = choosing.usual(choices) if chosen.last == choices.last_week else chosen.last
    week = st.selectbox(
        "Week",
        mondays,
        index=mondays.index(usual),
        format_func=lambda monday: f"{weeks.label(monday)}{'' if choosing.is_over(choices, monday) else ', so far'}",
        key=f"weekly-report-{usual}",
    )
    about = choosing.up_to(chosen, week)
    has_names = bool(data.of(chosen.version).filled.get(("customers", "name", None)))
    named = has_names and sign_in.switch("With names of customers; this is recorded", "weekly-report-names")
    st.caption(f"The numbers of the overview for {page.plain(about.words())}.")
    with st.container(horizontal=True, gap="xsmall"):
        for form, (label, mime, told) in _FORMS.items():
            if form == "pdf" and not _has_browser():
                st.caption(pdf.NO_BROWSER)
                continue
            st.download_button(
                label,
                _maker(about, form, has_names=named),
                file_name=weekly.name(about, form),
                mime=mime,
                icon=":material/download:",
                key=f"weekly-report-{form}",
                on_click="ignore",
                help=told,
            )
    st.caption("For mail: `python -m dashboard report --out report.html`")


@st.cache_resource(show_spinner=False, ttl=600)
def _has_browser() -> bool:
    return browsers.find_browser() is not None


def _maker(about: Selection, form: str, *, has_names: bool) -> Callable[[], bytes]:
    """What the browser fetches; the session is asked now, the file is made on the click."""
    warehouse, who = data.of(about.version), sign_in.name() or None
    tried_out = what_if_menu.tried_out(about.version)
    asking = Asking(has_names, downloads.link(about), who, tried_out=tried_out)
    return lambda: weekly.content(warehouse, about, form, asking)
