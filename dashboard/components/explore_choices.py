"""What the reader asks the explorer: widgets that stand in the link, and what of a link cannot be answered."""

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from dashboard import explore, formats, kpis, url_filters
from dashboard.components import link
from dashboard.explore import Question
from dashboard.filters import Filters
from dashboard.kpis import Kpi
from dashboard.selection import Selection

NOTHING = "Nothing"
BEFORE = "The weeks before"
YEAR = "A year before"
SLICES = "Two slices"
_AGAINST = (NOTHING, BEFORE, YEAR, SLICES)
_VIEWS = ("Chart", "Table")
_YEAR_WEEKS = 52


@dataclass(frozen=True)
class Sides:
    """Two sets of cases to compare, with their names; `refused` says why there is nothing to compare."""

    first: Filters = Filters()  # noqa: RUF009 - immutable
    second: Filters = Filters()  # noqa: RUF009 - immutable
    names: tuple[str, str] = ("", "")
    refused: str = ""


def measure() -> Kpi:
    """The measure that is asked for."""
    ordered = sorted(kpis.registry().values(), key=lambda kpi: kpi.label)
    labels = {kpi.id: kpi.label for kpi in ordered}
    link.say(link.read("measure", labels), "There is no measure", f"{ordered[0].label} is shown.")
    label = st.selectbox("Measure", list(labels.values()), key="measure", bind="query-params", width=290)
    return next((kpi for kpi in ordered if kpi.label == label), ordered[0])


def question(chosen: Selection, kpi: Kpi) -> Question:
    """The measure with its splits and its length of a period, over the weeks of the filter bar."""
    columns, grains, most = explore.dimensions(kpi), explore.grains(kpi), explore.most_splits(kpi)
    link.say(link.read("split", columns, most), f"{kpi.label} is not split by", "It is left out.")
    split: list[str] = st.multiselect(
        "Split by",
        list(columns.values()),
        key="split",
        bind="query-params",
        max_selections=most,
        placeholder="Nothing",
        width=230,
    )
    left_out = link.read("grain", {label: label for label in grains})
    link.say(left_out, f"{kpi.label} has no period", f"It is shown by {kpi.axis}.")
    grain = st.segmented_control(
        "Period", list(grains), default=next(iter(grains)), required=True, key="grain", bind="query-params"
    )
    codes = {label: column for column, label in columns.items()}
    within = chosen.filters.between(chosen.first, chosen.last)
    return Question(kpi, within, tuple(codes[label] for label in split[:most]), grains.get(grain or "", "period"))


def against() -> str:
    """What it is compared with."""
    left_out = link.read("against", {label: label for label in _AGAINST})
    link.say(left_out, "Nothing can be compared with", "Nothing is compared.")
    return str(st.selectbox("Compare with", _AGAINST, key="against", bind="query-params", width=170) or NOTHING)


def is_table() -> bool:
    """Whether the answer is shown as a table only."""
    link.read("view", {label: label for label in _VIEWS})
    view = st.segmented_control("Show", _VIEWS, default=_VIEWS[0], required=True, key="view", bind="query-params")
    return view == _VIEWS[1]


def sides(chosen: Selection, asked: Question, choice: str) -> Sides:
    """The two sets of cases that are compared."""
    if choice == SLICES:
        return _slices(chosen, asked)
    count = (chosen.last - chosen.first).days // 7 + 1
    back = timedelta(weeks=count if choice == BEFORE else _YEAR_WEEKS)
    first, last = chosen.first - back, chosen.last - back
    if first < chosen.choices.first_week:
        begin = chosen.choices.first_week
        return Sides(
            refused=f"The data begin in {begin:%G-W%V}, so there are no {formats.plural(count, 'week')} "
            f"from {first:%G-W%V} to compare with. Choose fewer weeks."
        )
    names = (_weeks(chosen.first, chosen.last), _weeks(first, last))
    return Sides(asked.filters, asked.filters.between(first, last), names)


def _weeks(first: object, last: object) -> str:
    return f"{first:%G-W%V}" if first == last else f"{first:%G-W%V} to {last:%G-W%V}"


def _slices(chosen: Selection, asked: Question) -> Sides:
    """Two values of the first column that the measure is split by."""
    field = next((field for field in url_filters.FIELDS if asked.split and field.column == asked.split[0]), None)
    if field is None:
        return Sides(refused="Choose what to split by first; then two of its values can be compared.")
    values = chosen.choices.values[field.key]
    wanted = asked.filters.values(field.column)
    labels = {value: label for value, label in values.items() if not wanted or value in wanted}
    if len(labels) < 2:
        return Sides(refused=f"There is only one {field.label.lower()} to choose from.")
    with st.container(horizontal=True, gap="xsmall"):
        picked = [_one(key, place, field.label, labels) for place, key in enumerate(("one", "other"))]
    codes = [next(value for value, label in labels.items() if label == pick) for pick in picked]
    if codes[0] == codes[1]:
        return Sides(refused="Choose two different ones.")
    first, second = (asked.filters.where(field.column, code) for code in codes)
    return Sides(first, second, (picked[0], picked[1]))


def _one(key: str, place: int, what: str, labels: dict[str, str]) -> str:
    left_out = link.read(key, labels)
    link.say(left_out, f"There is no {what.lower()}", "Another one is shown.")
    options = list(labels.values())
    label = st.selectbox(
        "Compare" if place == 0 else "with", options, index=place, key=key, bind="query-params", width=220
    )
    return str(label or options[place])
