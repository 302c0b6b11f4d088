"""The filters: widgets that live in the entry script and in the link, and the chips of what is chosen.

The link is the only memory. Streamlit writes each widget's labels into the URL; before the widgets are drawn, codes and
ranges of foreign links are turned into those labels, and values that the data do not have are kept as choices.
"""

from collections.abc import Callable

import streamlit as st

from dashboard import formats, url_filters, weeks
from dashboard.filters import Filters
from dashboard.panels import Choices
from dashboard.selection import Selection
from dashboard.url_filters import ALL_WEEKS, DEFAULT_SPAN, FIELDS, LATEST, SPANS, Field

_UNKNOWN = "unknown values of"


def show(choices: Choices) -> Selection:
    """Draw the filter bar and return what is chosen."""
    bad_week = _read_weeks(choices)
    unknown = {field.key: _read_values(field, choices) for field in FIELDS}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="filters"):
        week, span = _weeks(choices)
        labels = {field.key: _values(field, choices, unknown[field.key]) for field in FIELDS if field.is_in_bar}
        more = [field for field in FIELDS if not field.is_in_bar]
        chosen = sum(bool(st.session_state.get(field.key)) for field in more)
        with st.popover(f"More ({chosen})" if chosen else "More", icon=":material/tune:", type="tertiary"):
            labels |= {field.key: _values(field, choices, unknown[field.key]) for field in more}
        _data_age(choices)
    selection = _selection(choices, labels, week, span, bad_week)
    _chips(selection, labels, week, span)
    return selection


def _read_weeks(choices: Choices) -> str | None:
    """Bring the weeks of the link into the form of the lists; the answer is a week that the data do not have."""
    asked = (st.query_params.get("week"), st.query_params.get("weeks"))
    week, span = url_filters.canonical_weeks(*asked)
    for key, before, after in (("week", asked[0], week), ("weeks", asked[1], span)):
        if after is not None and after != before:
            st.query_params[key] = after
    if span and url_filters.span_weeks(span):
        st.session_state["span"] = span
    monday = url_filters.parse_week(week) if week else None
    is_there = monday is not None and choices.first_week <= monday <= choices.last_week
    return week if week and week != LATEST and not is_there else None


def _read_values(field: Field, choices: Choices) -> list[str]:
    """Bring the values of the link into labels; the answer is the unknown ones met in this session."""
    asked = st.query_params.get_all(field.key) + (
        st.query_params.get_all(field.column) if field.column != field.key else []
    )
    memory = f"{_UNKNOWN} {field.key}"
    if asked:
        found, unknown = url_filters.resolve(asked, choices.values[field.key])
        st.session_state[memory] = list(dict.fromkeys([*st.session_state.get(memory, []), *unknown]))
        if field.column != field.key and field.column in st.query_params:
            del st.query_params[field.column]
        if st.query_params.get_all(field.key) != [*found, *unknown]:
            st.query_params[field.key] = [*found, *unknown]
    return list(st.session_state.get(memory, []))


def _weeks(choices: Choices) -> tuple[str, str]:
    mondays = url_filters.mondays(choices.first_week, choices.last_week)
    week = st.selectbox(
        "Last week",
        [LATEST, *(weeks.label(monday) for monday in mondays)],
        key="week",
        bind="query-params",
        label_visibility="collapsed",
        icon=":material/calendar_today:",
        width=178,
    )
    extra = st.session_state.get("span")
    spans = [*SPANS[:-1], *([extra] if extra and extra not in SPANS else []), ALL_WEEKS]
    span = st.selectbox(
        "How many weeks",
        spans,
        index=spans.index(DEFAULT_SPAN),
        key="weeks",
        bind="query-params",
        label_visibility="collapsed",
        width=124,
    )
    return str(week or LATEST), str(span or DEFAULT_SPAN)


def _values(field: Field, choices: Choices, unknown: list[str]) -> list[str]:
    chosen: list[str] = st.multiselect(
        field.label,
        [*choices.values[field.key].values(), *unknown],
        key=field.key,
        bind="query-params",
        placeholder=field.everything,
        label_visibility="collapsed" if field.is_in_bar else "visible",
        width=172 if field.is_in_bar else "stretch",
        wrap=False,
    )
    return chosen


def _data_age(choices: Choices) -> None:
    version = choices.version
    sample = ":material/science: Sample company, invented data · " if version.is_sample else ""
    st.caption(
        f"{sample}:material/schedule: Data to {formats.moment(version.as_of, version.timezone)} · {version.timezone}",
        text_alignment="right",
        help=f"Version {version.version}. Nothing that happened later is counted.",
    )


def _selection(choices: Choices, labels: dict[str, list[str]], week: str, span: str, bad_week: str | None) -> Selection:
    conditions, unknown = {}, []
    for field in FIELDS:
        codes = {label: value for value, label in choices.values[field.key].items()}
        conditions[field.column] = [codes.get(label, label) for label in labels[field.key]]
        unknown += [(field.label, label) for label in labels[field.key] if label not in codes]
    # A severity is a number; a word can match none, and "0" is the number that no incident has.
    conditions["severity"] = [value if value.isdigit() or not value else "0" for value in conditions["severity"]]
    first, last = url_filters.window(week, span, choices.first_week, choices.last_week)
    return Selection(choices, Filters.of(conditions), first, last, tuple(unknown), bad_week)


def _chips(selection: Selection, labels: dict[str, list[str]], week: str, span: str) -> None:
    """One button per filter that takes it away, and one that takes all away; nothing when nothing is filtered."""
    chips = [
        (f"{field.label}: {', '.join(labels[field.key])}", clearing(field.key)) for field in FIELDS if labels[field.key]
    ]
    if week != LATEST or span != DEFAULT_SPAN:
        first, last = weeks.label(selection.first), weeks.label(selection.last)
        chips.append((f"Weeks: {first} to {last}", clearing("week", "weeks")))
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
