"""What a reader has chosen: the version, the filters and the weeks, as the pages get them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboard.engine.filters import Filters
from dashboard.presentation import formats
from dashboard.presentation.panels import Choices
from dashboard.presentation.url_filters import FIELDS

_FEW = 20
"""Filters with more values, as agents, are not looked through."""


@dataclass(frozen=True)
class Selection:
    """One choice; `filters` carry no weeks, `first` and `last` are Mondays.

    `chosen` holds the filters as (filter label, value labels). `unknown` holds the values of the link that the data do
    not have, as (filter label, value): they still filter, so the page shows nothing rather than something else.
    """

    choices: Choices
    filters: Filters
    first: date
    last: date
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    bad_week: str | None = None

    @property
    def version(self) -> str:
        """The name of the version, part of every cache key."""
        return self.choices.version.version

    @property
    def is_one_week(self) -> bool:
        """Whether the reader asked for one week: its number counts, final or not."""
        return self.first == self.last

    def words(self) -> str:
        """The filters in readable words: `team Online, cause Mis-sold, W22–W46`."""
        parts = [f"{label.lower()} {' or '.join(values)}" for label, values in self.chosen]
        return ", ".join([*parts, formats.weeks(self.first, self.last)])

    def nearby(self) -> Iterator["Selection"]:
        """The choices that are one value of a filter away, the filters that are always visible first."""
        for field in FIELDS:
            values, here = self.choices.values[field.key], self.filters.values(field.column)
            if not field.is_open and len(values) <= _FEW:
                others = (value for value in values if value not in here)
                yield from (replace(self, filters=self.filters.where(field.column, *here, one)) for one in others)
