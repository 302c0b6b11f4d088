"""The filters: widgets that live in the entry script and in the link, and the chips of what is chosen.

The link is the only memory of what is chosen. Streamlit writes each widget's labels into it; before the widgets are
drawn, codes and ranges of foreign links become those labels, and values that the data do not have are kept as choices.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from dashboard.components import history
from dashboard.engine import weeks
from dashboard.engine.filters import Filters
from dashboard.presentation import formats, url_filters
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from dashboard.presentation.url_filters import ALL_WEEKS, DEFAULT_SPAN, FIELDS, LATEST, SPANS, Field

_STALE_DAYS = 8
"""Data that are older are said to be: weekly loads come sooner."""

_BAD_WEEK = "week that the data do not have"
_UNKNOWN = "unknown values of "


def show(choices: Choices, beside: Callable[[], None] | None = None) -> Selection:
    """Draw the filter bar, with what else belongs into it, and return what is chosen."""
    history.keep_link(url_filters.KEYS)
    _read_link(choices)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filters"):
        week, span = _weeks(choices)
        labels = {field.key: _values(field, choices) for field in FIELDS if field.is_in_bar}
        more = [field for field in FIELDS if not field.is_in_bar]
        chosen = sum(bool(st.session_state.get(field.key)) for field in more)
        with st.popover(f"More ({chosen})" if chosen else "More", icon=":material/tune:", type="tertiary"):
            labels |= {field.key: _values(field, choices) for field in more}
        if beside:
            beside()
        _data_age(choices)
        history.count_steps()
    selection = _selection(choices, labels, week, span)
    _chips(selection, labels, week, span)
    return selection


def _read_link(choices: Choices) -> None:
    """Write a link with codes or ranges in the page's own words and begin again with it, before any widget reads it."""
    asked = {name: st.query_params.get_all(name) for name in url_filters.PARAMETERS if name in st.query_params}
    link = url_filters.read(asked, choices.values, choices.first_week, choices.last_week)
    for key, values in link.unknown.items():
        st.session_state[_UNKNOWN + key] = list(dict.fromkeys([*_unknown(key), *values]))
    if link.bad_week:
        st.session_state[_BAD_WEEK] = link.bad_week
    if link.parameters == asked:
        return
    others = {name: values for name, values in _all_parameters().items() if name not in asked}
    st.query_params.from_dict({**others, **link.parameters})
    st.rerun()


def _all_parameters() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _unknown(key: str) -> list[str]:
    """Values that a link of this session asked for and the data do not have; they stay choices."""
    return list(st.session_state.get(_UNKNOWN + key, []))


def _weeks(choices: Choices) -> tuple[str, str]:
    mondays = url_filters.mondays(choices.first_week, choices.last_week)
    week = st.selectbox(
        "Last week",
        [LATEST, *(weeks.label(monday) for monday in mondays)],
        key="week",
        bind="query-params",
        label_visibility="collapsed",
        icon=":material/calendar_today:",
        width=164,
    )
    spans = [*SPANS[:-1], *_unknown("weeks"), ALL_WEEKS]
    span = st.selectbox(
        "How many weeks",
        spans,
        key="weeks",
        bind="query-params",
        label_visibility="collapsed",
        width=112,
    )
    return str(week or LATEST), str(span or DEFAULT_SPAN)


def _values(field: Field, choices: Choices) -> list[str]:
    chosen: list[str] = st.multiselect(
        field.label,
        [*choices.values[field.key].values(), *_unknown(field.key)],
        key=field.key,
        bind="query-params",
        placeholder=f"{field.everything}, or type an id" if field.is_open else field.everything,
        label_visibility="collapsed" if field.is_in_bar else "visible",
        width=136 if field.is_in_bar else "stretch",
        wrap=False,
        accept_new_options=field.is_open,
    )
    return chosen


def _data_age(choices: Choices) -> None:
    """How far the data reach; a badge when that is long ago. Today's clock changes this note and never a number."""
    version = choices.version
    days = formats.days_old(version.as_of, datetime.now(UTC).replace(tzinfo=None))
    if days > _STALE_DAYS and not version.is_sample:
        st.badge(f"Data {days:,} days old", icon=":material/history:", color="orange")
    st.caption(
        f":material/schedule: Data to {formats.moment(version.as_of, version.timezone)} · {version.timezone}",
        text_alignment="right",
    )


def _selection(choices: Choices, labels: dict[str, list[str]], week: str, span: str) -> Selection:
    conditions, unknown = {}, []
    for field in FIELDS:
        codes = {label: value for value, label in choices.values[field.key].items()}
        conditions[field.column] = [codes.get(label, label) for label in labels[field.key]]
        unknown += [(field.label, label) for label in labels[field.key] if label not in codes and not field.is_open]
    # A severity is a number; a word can match none, and "0" is the number that no incident has.
    conditions["severity"] = [value if value.isdigit() or not value else "0" for value in conditions["severity"]]
    first, last = url_filters.window(week, span, choices.first_week, choices.last_week)
    return Selection(
        choices,
        Filters.of(conditions),
        first,
        last,
        chosen=tuple((field.label, tuple(labels[field.key])) for field in FIELDS if labels[field.key]),
        unknown=tuple(unknown),
        bad_week=st.session_state.pop(_BAD_WEEK, None),  # said once, not on every later click
    )


def _chips(selection: Selection, labels: dict[str, list[str]], week: str, span: str) -> None:
    """One button per filter that takes it away, and one that takes all away; nothing when nothing is filtered."""
    chips = [
        (f"{field.label}: {', '.join(labels[field.key])}", clearing(field.key)) for field in FIELDS if labels[field.key]
    ]
    if week != LATEST or span != DEFAULT_SPAN:
        first, last = weeks.label(selection.first), weeks.label(selection.last)
        text = f"Week: {last}" if first == last else f"Weeks: {first} to {last}"
        chips.append((text, clearing("week", "weeks")))
    if not chips:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="chips"):
        st.caption("Active filters", width="content")
        for text, clear in chips:
            st.button(
                text, icon=":material/close:", icon_position="right", on_click=clear, help="Take this filter away"
            )
        everything = clearing("week", "weeks", *(field.key for field in FIELDS))
        st.button("Reset", icon=":material/restart_alt:", type="tertiary", on_click=everything)


def clearing(*keys: str) -> Callable[[], None]:
    """A callback that puts these filters back to their defaults; the link follows."""

    def clear() -> None:
        defaults = {"week": LATEST, "weeks": DEFAULT_SPAN}
        for key in keys:
            st.session_state[key] = defaults.get(key, [])

    return clear
