"""One incident: its story as a figure and a table, why it counts, and what came afterwards."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import theme
from dashboard.blocks import afterwards, incident_data, note_list, queue_line, sure_incident
from dashboard.charts import timeline as timeline_chart
from dashboard.components import drill, figures, filter_bar, links, page, pick
from dashboard.components.page import Frame
from dashboard.presentation import formats, records, url_filters
from dashboard.presentation.selection import Selection
from dashboard.topics import incident_words, offer_words, timeline

Facts = Mapping[str, Any]


def show(frame: Frame, incident_id: str) -> Callable[[], None] | None:
    """Draw one incident, else say in words why not (None).

    The answer draws why it counts into the place kept for it: every measure is asked, so a page does that last.
    """
    chosen = frame.chosen
    facts = incident_data.facts(chosen, incident_id)
    if facts is None:
        _unknown(chosen, incident_id)
    elif not incident_data.matches(chosen):
        _elsewhere(chosen, incident_id, facts)
    else:
        return _draw(frame, incident_id, facts)
    return None


def _unknown(chosen: Selection, incident_id: str) -> None:
    st.header(f"There is no incident “{page.plain(incident_id)}”", anchor=False)
    page.subline(chosen, "The loaded data do not have it, or it belongs to an account for tests.")
    page.notes(chosen)
    st.button("Show all incidents", icon=":material/list:", on_click=filter_bar.clearing("incident"))


def _elsewhere(chosen: Selection, incident_id: str, facts: Facts) -> None:
    st.header(f"{page.plain(incident_id)} is outside your filters", anchor=False)
    page.subline(chosen, page.plain(incident_words.title(facts, chosen.choices)))
    page.notes(chosen)
    st.info(f"You asked for: {page.plain(chosen.words())}.", icon=":material/filter_alt_off:")
    others = [field.key for field in url_filters.FIELDS if field.key != "incident"]
    st.button("Show it without the other filters", icon=":material/filter_alt:", on_click=filter_bar.clearing(*others))


def _draw(frame: Frame, incident_id: str, facts: Facts) -> Callable[[], None]:
    chosen = frame.chosen
    promises, silences = (incident_data.part(chosen, name, incident_id) for name in ("promises", "silences"))
    st.header(incident_words.sentence(facts, promises, silences), anchor=False)
    page.subline(chosen, f"**{page.plain(incident_id)}** · {page.plain(incident_words.title(facts, chosen.choices))}")
    page.notes(chosen)
    _actions(frame, incident_id, facts)
    events = incident_data.events(chosen, incident_id)
    left, right = st.columns([6, 5], gap="medium")
    with left, st.container(gap="xsmall"):
        _story(chosen, incident_id, facts, events)
        _events(chosen, facts, events)
    with right, st.container(gap="xsmall"):
        place = st.container(gap="xsmall")
        afterwards.show(chosen, facts)
        note_list.on_incident(chosen, incident_id, facts["customer_id"], facts["team_id"])
    return partial(_why, frame, incident_id, facts, place)


def _actions(frame: Frame, incident_id: str, facts: Facts) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        back = filter_bar.clearing("incident")
        st.button("All incidents", icon=":material/arrow_back:", type="tertiary", on_click=back)
        if facts["customer_id"] and "customer" in frame.pages:
            opener = drill.and_open(frame.pages["customer"], "customer")
            st.button(
                "Customer",
                icon=":material/person:",
                type="tertiary",
                on_click=opener,
                args=(str(facts["customer_id"]),),
            )
        links.copy_link()
        queue_line.show(incident_id)


def _story(chosen: Selection, incident_id: str, facts: Facts, events: Any) -> None:
    choices = chosen.choices
    st.markdown("##### What happened, and who waited?")
    if events.empty:
        st.caption("No event is on record. Messages and calls in `incident_events` would draw the whole story here.")
        return
    promises, offers, silences = (
        incident_data.part(chosen, name, incident_id) for name in ("promises", "offers", "silences")
    )
    told = timeline.story(
        facts, events, promises, offers, silences, timezone=choices.version.timezone, currency=choices.currency
    )
    st.caption(timeline.answer(told, len(events)))
    alt = f"Timeline of {incident_id}: {formats.plural(len(events), 'event')} over {told.end:.0f} days"
    figures.draw(timeline_chart.timeline(told, theme.palette(st.context.theme.type)), "timeline", alt)
    st.caption(
        "Shaded: the customer waited over 24 h without an apology or explanation. ◆ names the fault, ◇ in general "
        f"words. Times in {choices.version.timezone}."
    )
    for said in offer_words.sentences(offers, choices.version.timezone, choices.currency):
        st.caption(f":material/payments: {page.plain(said)}")


def _events(chosen: Selection, facts: Facts, events: Any) -> None:
    if events.empty:
        return
    choices = chosen.choices
    cut = ", the first ones" if len(events) == incident_data.MOST_EVENTS else ""
    st.markdown(f"##### {formats.plural(len(events), 'event')} in order{cut}")
    table = timeline.table(
        events, timezone=choices.version.timezone, currency=choices.currency, opened=facts["opened_at"]
    )
    pick.table(
        "events",
        table.dropna(axis="columns", how="all"),
        alt="The events of the incident in the order of time",
        columns={"When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm", width=140)},
        most_rows=8,
    )
    _messages(chosen, facts["incident_id"], events)


def _messages(chosen: Selection, incident_id: str, events: Any) -> None:
    """The texts in full, as plain text: nothing in them is obeyed."""
    written = events[events["body"].notna()]
    if written.empty:
        return
    with st.expander(f"Read the {formats.plural(len(written), 'message')}", icon=":material/forum:"):
        read = sure_incident.of(chosen, incident_id)
        for row in records.of(written.head(100)):
            when = formats.moment(row["event_at"].to_pydatetime(), chosen.choices.version.timezone)
            st.caption(f"{page.plain(str(row['actor_type'] or 'unknown'))} · {when}")
            links.folded(str(row["body"]))
            read.show(str(row["event_id"]))


def _why(frame: Frame, incident_id: str, facts: Facts, place: DeltaGenerator) -> None:
    with place:
        _parts(frame, incident_id, facts)


def _parts(frame: Frame, incident_id: str, facts: Facts) -> None:
    chosen = frame.chosen
    st.markdown("##### Why does this incident count?")
    parts = incident_data.parts(chosen, incident_id, facts["opened_at"].to_pydatetime())
    st.caption(incident_words.by_state(parts))
    column = st.column_config
    pick.table(
        "why",
        parts,
        alt=f"The part of {incident_id} in every measure: {incident_words.by_state(parts)}",
        on_pick=drill.picked("why", parts["kpi_id"].tolist(), lambda kpi_id: drill.go_to(frame.kpi_pages[kpi_id])),
        columns={
            "measure": column.TextColumn("Measure", width=150),
            "part": column.TextColumn("Part", width=112),
            "because": column.TextColumn("Because", width=250),
            "place": column.TextColumn("In the", width=118),
            "rule": column.TextColumn("Rule", width=400),
        },
        order=["measure", "part", "because", "place", "rule"],
        most_rows=11,
    )
