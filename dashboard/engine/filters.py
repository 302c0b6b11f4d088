"""The one filter object: what a page, a table, an export and the command line ask for.

It is immutable and hashable, it becomes SQL in `statements`, a sentence for people here, and a link in the URL.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Self

from dashboard.engine import weeks
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.errors import AmendsError

COLUMNS = (*DIMENSIONS, "internal", "customer_id", "incident_id", "kind")
"""What can be filtered, by the names of the command line."""

URL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "team": "team_id",
        "agent": "agent_id",
        "channel": "channel",
        "product": "product",
        "segment": "segment",
        "cause": "cause_code",
        "severity": "severity",
        "justified": "justified",
        "language": "language",
        "internal": "internal",
        "customer": "customer_id",
        "incident": "incident_id",
        "kind": "kind",
    }
)
"""URL parameter -> column."""

_WORDS = {column: name for name, column in URL_NAMES.items()}
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold, each on one column with any of its values, and a range of weeks on the KPI's clock.

    `conditions` holds (column, values) sorted by column; the value "" stands for "none". `first_week` and `last_week`
    are Mondays, both included; None is open.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first_week: date | None = None
    last_week: date | None = None

    def __post_init__(self) -> None:
        for column, values in self.conditions:
            if column not in COLUMNS:
                nearest = get_close_matches(column, COLUMNS, n=1)
                hint = f" Did you mean {nearest[0]}?" if nearest else f" There are {', '.join(COLUMNS)}."
                raise AmendsError(f"“{column}” cannot be filtered.{hint}")
            for value in values:
                _check(column, value)

    @classmethod
    def of(cls, conditions: Mapping[str, Sequence[str]], weeks_text: str | None = None) -> Self:
        """Filters from column -> values and, if given, weeks like `2026-W01..2026-W09`."""
        first, last = weeks.parse_range(weeks_text) if weeks_text else (None, None)
        kept = tuple((column, tuple(dict.fromkeys(values))) for column, values in sorted(conditions.items()) if values)
        return cls(kept, first, last)

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]]) -> Self:
        """Filters from URL parameters (`team=t1&team=t2&weeks=2026-W01..2026-W09`); foreign parameters are ignored."""
        conditions = {URL_NAMES[name]: tuple(values) for name, values in params.items() if name in URL_NAMES}
        return cls.of(conditions, next(iter(params.get("weeks", ())), None))

    def to_query(self) -> dict[str, list[str]]:
        """The URL parameters of these filters; `from_query` gives them back."""
        query = {_WORDS[column]: list(values) for column, values in self.conditions}
        if self.first_week and self.last_week:
            query["weeks"] = [f"{weeks.label(self.first_week)}..{weeks.label(self.last_week)}"]
        return query

    def values(self, column: str) -> tuple[str, ...]:
        """The values asked for on a column; empty when it is not filtered."""
        return dict(self.conditions).get(column, ())

    def where(self, column: str, *values: str) -> Self:
        """These filters with the column's values replaced; without values the column is no longer filtered."""
        others = {name: kept for name, kept in self.conditions if name != column}
        conditions = {**others, column: values} if values else others
        return replace(self, conditions=tuple(sorted(conditions.items())))

    def between(self, first_week: date | None, last_week: date | None) -> Self:
        """These filters over another range of weeks (Mondays, both included)."""
        return replace(self, first_week=first_week, last_week=last_week)

    def sentence(self) -> str:
        """The filters in words, as exports and pages print them."""
        parts = [f"{_WORDS[column]}: {' or '.join(value or 'none' for value in v)}" for column, v in self.conditions]
        if self.first_week or self.last_week:
            first = weeks.label(self.first_week) if self.first_week else "the start"
            last = weeks.label(self.last_week) if self.last_week else "the end"
            parts.append(f"weeks {first}" if first == last else f"weeks {first} to {last}")
        return "; ".join(parts) or "everything, all weeks"


def typed(column: str, value: str) -> str | int | bool | None:
    """The value as the column stores it: severity a number, internal true or false, "" nothing."""
    if value == "":
        return None
    if column == "severity":
        return int(value)
    return _YES_NO[value.lower()] if column == "internal" else value


def _check(column: str, value: str) -> None:
    if column == "severity" and value and not value.isdigit():
        raise AmendsError(f"Severity “{value}” is no number. Severities are 1 to 4.")
    if column == "internal" and value and value.lower() not in _YES_NO:
        raise AmendsError(f"Internal “{value}” is neither yes nor no.")
