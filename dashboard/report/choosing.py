"""Which week a report is about, and what it is drawn from: the same choice that a reader of the overview makes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from dashboard.engine import weeks
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.presentation import formats, url_filters
from dashboard.presentation.panels import Choices
from dashboard.presentation.selection import Selection
from dashboard.presentation.url_filters import FIELDS
from dashboard.warehouse import clock


def is_over(choices: Choices, monday: date) -> bool:
    """Whether the data reach to the end of the week."""
    midnight = datetime.combine(monday + timedelta(weeks=1), datetime.min.time())
    return clock.to_utc(midnight, choices.version.timezone) <= choices.version.as_of


def usual(choices: Choices) -> date:
    """The Monday of the last week that is over by the end of the data; of their first week when none is."""
    week = choices.last_week
    return week if is_over(choices, week) else max(choices.first_week, week - timedelta(weeks=1))


def monday(choices: Choices, text: str | None) -> date:
    """The Monday of a week like 2026-W46, without a text of the usual one.

    Raises AmendsError when it is no week, or none that the data hold.
    """
    if text is None:
        return usual(choices)
    found, version = weeks.parse(text), choices.version
    if found > choices.last_week:
        raise AmendsError(
            f"There is nothing to report on {weeks.label(found)}: the data end on "
            f"{formats.moment(version.as_of, version.timezone)}, in {weeks.label(choices.last_week)}."
        )
    if found < choices.first_week:
        raise AmendsError(
            f"There is nothing to report on {weeks.label(found)}: the data begin with "
            f"{weeks.label(choices.first_week)}."
        )
    return found


def up_to(chosen: Selection, week: date) -> Selection:
    """The same filters with a week as the overview shows it when it is picked as the last one."""
    choices = chosen.choices
    span = url_filters.window(weeks.label(week), url_filters.DEFAULT_SPAN, choices.first_week, choices.last_week)
    return replace(chosen, first=span[0], last=span[1], bad_week=None)


def selection(
    choices: Choices, week: date, conditions: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Selection:
    """The choice of a week and of conditions by column; AmendsError when a column cannot be filtered."""
    filters = Filters.of(conditions)
    named = tuple(
        (field.label, tuple(choices.values[field.key].get(value, value) for value in filters.values(field.column)))
        for field in FIELDS
        if filters.values(field.column)
    )
    others = [(column, values) for column, values in filters.conditions if column not in _COLUMNS]
    told = tuple((column.capitalize(), values) for column, values in others)
    return up_to(Selection(choices, filters, week, week, chosen=(*named, *told)), week)


_COLUMNS = frozenset(field.column for field in FIELDS)
