"""What the reader asks the explorer: widgets that stand in the link, and what of a link cannot be answered."""

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from dashboard.components import link
from dashboard.engine import kpis
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats, names, url_filters
from dashboard.presentation.selection import Selection
from dashboard.topics import explore
from dashboard.topics.explore import Question

NOTHING = "Nothing"
BEFORE = "The weeks before"
YEAR = "A year before"
SLICES = "Two slices"
_AGAINST = (NOTHING, BEFORE, YEAR, SLICES)
_VIEWS = ("Chart", "Table")
_YEAR_WEEKS = 52
_TWO = 2


@dataclass(frozen=True)
class Sides:
    """Two sets of cases to compare, with their names; `refused` says why there is nothing to compare."""

    first: Filters = Filters()  # noqa: RUF009 - immutable
    second: Filters = Filters()  # noqa: RUF009 - immutable
    names: tuple[str, str] = ("", "")
    refused: str = ""


def read_link(chosen: Selection) -> None:
    """Put the page's parameters in order before its widgets are drawn, and say what of them is left out."""
    labels = {kpi_id: kpi.label for kpi_id, kpi in _measures().items()}
    link.read("measure", labels)
    kpi = _measure_of(next(iter(link.now("measure")), ""))
    columns = explore.dimensions(kpi)
    link.read("split", columns, explore.most_splits(kpi))
    for key, options in (("grain", explore.grains(kpi)), ("against", _AGAINST), ("view", _VIEWS)):
        link.read(key, {option: option for option in options})
    split = [column for column, label in columns.items() if label in link.now("split")[:1]]
    values = _values(chosen, split[0]) if split else {}
    for key in ("one", "other"):
        link.read(key, values)
    _say(kpi)


def _say(kpi: Kpi) -> None:
    link.say("measure", "There is no measure", f"{kpi.label} is shown.")
    link.say("split", f"{kpi.label} is not split by", "It is left out.")
    link.say("grain", f"{kpi.label} has no period", f"It is shown by {kpi.axis}.")
    link.say("against", "Nothing can be compared with", "Nothing is compared.")
    link.say("view", "There is no view", "The chart is shown.")
    for key in ("one", "other"):
        link.say(key, "There is nothing to compare called", "Another one is shown.")


def _measures() -> dict[str, Kpi]:
    """All measures by id, in the order of their names."""
    return {kpi.id: kpi for kpi in sorted(kpis.registry().values(), key=lambda kpi: kpi.label)}


def _measure_of(label: str) -> Kpi:
    """The measure of this name, else the first one."""
    ordered = list(_measures().values())
    return next((kpi for kpi in ordered if kpi.label == label), ordered[0])


def measure() -> Kpi:
    """The measure that is asked for."""
    labels = [kpi.label for kpi in _measures().values()]
    return _measure_of(st.selectbox("Measure", labels, key="measure", bind="query-params", width=290) or "")


def question(chosen: Selection, kpi: Kpi) -> Question:
    """The measure with its splits and its length of a period, over the weeks of the filter bar."""
    columns, grains, most = explore.dimensions(kpi), explore.grains(kpi), explore.most_splits(kpi)
    split: list[str] = st.multiselect(
        "Split by",
        list(columns.values()),
        key="split",
        bind="query-params",
        max_selections=most,
        placeholder="Nothing",
        width=230,
    )
    grain = st.segmented_control(
        "Period", list(grains), default=next(iter(grains)), required=True, key="grain", bind="query-params"
    )
    codes = {label: column for column, label in columns.items()}
    within = chosen.filters.between(chosen.first, chosen.last)
    return Question(kpi, within, tuple(codes[label] for label in split[:most]), grains.get(grain or "", "period"))


def against() -> str:
    """What it is compared with."""
    return str(st.selectbox("Compare with", _AGAINST, key="against", bind="query-params", width=170) or NOTHING)


def is_table() -> bool:
    """Whether the answer is shown as a table only."""
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
    column = asked.split[0] if asked.split else ""
    labels = _values(chosen, column)
    if not labels:
        return Sides(refused="Choose what to split by first; then two of its values can be compared.")
    if len(labels) < _TWO:
        return Sides(refused=f"There is only one {names.heading(column).lower()} to choose from.")
    options = list(labels.values())
    with st.container(horizontal=True, gap="xsmall"):
        one = _one("one", "Compare", options, 0)
        # The other one begins with a different value, whatever the first is.
        picked = (one, _one("other", "with", options, 1 if one == options[0] else 0))
    codes = [next(value for value, label in labels.items() if label == pick) for pick in picked]
    if codes[0] == codes[1]:
        return Sides(refused="Choose two different ones.")
    first, second = (asked.filters.where(column, code) for code in codes)
    return Sides(first, second, picked)


def _values(chosen: Selection, column: str) -> dict[str, str]:
    """Value -> label of a column that can be filtered, within what the filters leave; empty for other columns."""
    field = next((field for field in url_filters.FIELDS if field.column == column), None)
    if field is None:
        return {}
    wanted = chosen.filters.values(column)
    return {value: label for value, label in chosen.choices.values[field.key].items() if not wanted or value in wanted}


def _one(key: str, what: str, options: list[str], place: int) -> str:
    return str(st.selectbox(what, options, index=place, key=key, bind="query-params", width=220) or options[place])
