"""The complaints: the queue of the open ones and what causes them, or one of them from its first word to its end."""

import streamlit as st

from dashboard.blocks import cause_panel, one_incident, queue_list, team_funnel, trouble_free
from dashboard.components import data, links, page
from dashboard.components.page import Frame

_VOLUME = ("backlog", "cause_share", "incidents_opened", "customer_contacts")
"""How many there are: measures without a page of their own."""


def show(frame: Frame) -> None:
    """Draw the one incident that the link names with the queue below it, else the queue and what causes it."""
    ids = frame.chosen.filters.values("incident_id")
    if len(ids) != 1:
        _all(frame)
    else:
        _one(frame, ids[0])
    page.footer(frame.chosen)


def _one(frame: Frame, incident_id: str) -> None:
    say_why = one_incident.show(frame, incident_id)
    if say_why is not None:
        st.markdown("##### The queue")
        queue_list.show(frame.chosen, data.missing(frame.chosen, "backlog"))
        say_why()


def _all(frame: Frame) -> None:
    chosen = frame.chosen
    missing = data.missing(chosen, "backlog")
    st.header(queue_list.heading(chosen, missing), anchor=False)
    page.subline(chosen, queue_list.subline(chosen, missing))
    page.notes(chosen)
    if chosen.unknown:
        page.nothing_matches(chosen, ["incidents_opened"])
    queue_list.show(chosen, missing)
    left, right = st.columns([5, 4], gap="medium")
    with left, st.container(gap="xsmall"):
        cause_panel.show(chosen)
        cause_panel.owners(chosen)
        trouble_free.show(frame)
    with right, st.container(gap="xsmall"):
        team_funnel.show(chosen)
    links.measures(frame, *_VOLUME)
