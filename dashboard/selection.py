"""What a reader has chosen: the version, the filters and the weeks, as the pages get them."""

from dataclasses import dataclass
from datetime import date

from dashboard import formats, url_filters
from dashboard.filters import Filters
from dashboard.panels import Choices


@dataclass(frozen=True)
class Selection:
    """One choice; `filters` carry no weeks, `first` and `last` are Mondays.

    `unknown` holds the filter values of the link that the data do not have, as (filter label, value): they still
    filter, so the page shows nothing rather than something that was not asked for.
    """

    choices: Choices
    filters: Filters
    first: date
    last: date
    unknown: tuple[tuple[str, str], ...] = ()
    bad_week: str | None = None

    @property
    def version(self) -> str:
        """The name of the version, part of every cache key."""
        return self.choices.version.version

    def words(self) -> str:
        """The filters in readable words: `team Online, cause Mis-sold, W22–W46`."""
        parts = []
        for field in url_filters.FIELDS:
            values = self.filters.values(field.column)
            labels = self.choices.values.get(field.key, {})
            if values:
                parts.append(f"{field.label.lower()} {' or '.join(labels.get(value, value) for value in values)}")
        weeks = formats.week(self.first)
        return ", ".join([*parts, weeks if self.first == self.last else f"{weeks}–{formats.week(self.last)}"])
