"""When nothing matches: the nearest filter that has cases, found by letting go of one condition at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.engine import kpis, measures
from dashboard.engine.filters import Filters
from dashboard.presentation import breakdowns, url_filters
from dashboard.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Nearest:
    """What to let go, in words, and how many cases there are then; `keys` are the URL parameters to clear."""

    words: str
    cases: int
    keys: tuple[str, ...]


def nearest(
    warehouse: Warehouse, kpi_ids: Sequence[str], unbounded: Filters, first: date, last: date
) -> Nearest | None:
    """The filter closest to the one chosen that has cases of any of these KPIs; None when even "all" has none.

    `unbounded` carries no weeks; `first` and `last` are the Mondays of the range.
    """
    filters = unbounded.between(first, last)
    found = []
    for field in url_filters.FIELDS:
        if filters.values(field.column):
            cases = _cases(warehouse, kpi_ids, filters.where(field.column))
            found.append(Nearest(field.everything.lower(), cases, (field.key,)))
    found.append(Nearest("all weeks", _cases(warehouse, kpi_ids, unbounded), ("week", "weeks")))
    with_rows = [candidate for candidate in found if candidate.cases]
    if with_rows:
        return min(with_rows, key=lambda candidate: candidate.cases)
    everything = _cases(warehouse, kpi_ids, Filters())
    keys = tuple(field.key for field in url_filters.FIELDS)
    return Nearest("everything", everything, (*keys, "week", "weeks")) if everything else None


def _cases(warehouse: Warehouse, kpi_ids: Sequence[str], filters: Filters) -> int:
    """The counted cases of the first of the KPIs that has any under the filters."""
    for kpi_id in kpi_ids:
        if measures.availability(warehouse, kpis.find(kpi_id)) is None:
            cases = breakdowns.counts(warehouse, kpi_id, filters)["counted"]
            if cases:
                return cases
    return 0
