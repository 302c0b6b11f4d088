"""Published weeks, months and quarters: the final values that each version told, and what late data changed later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.state.merging import key
from dashboard.state.records import Record, words
from dashboard.state.session import Session

PUBLISHER = "the publisher"
"""In whose name a publish writes."""

_TOLERANCE = 1e-9
"""Relative difference below which two values are the same: sums of floats differ in their last digits."""


@dataclass(frozen=True, kw_only=True)
class PublishedWeek(Record):
    """The final value of a KPI, first told by `data_version` at `at` (naive UTC).

    `week` is the first day of the KPI's period: a Monday, or the first of a month or quarter. `category` is the value
    of which a distribution tells the share, else empty.
    """

    table = "published_weeks"
    label = "published week"

    at: datetime
    kpi_id: str = words(longest=200)
    week: date
    data_version: str = words(longest=200)
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    cases: int = 0
    is_sample: bool = False
    category: str = words(longest=400, may_be_empty=True, default="")


Told = tuple[date, str]
"""What was told: the first day of a period, and the category of a distribution (else empty)."""


@dataclass(frozen=True)
class Restatement:
    """A final period that was told differently before: the first telling, and the one that holds now."""

    was: PublishedWeek
    now: PublishedWeek

    @property
    def late_cases(self) -> int:
        """How many cases came late; negative when cases went."""
        return self.now.cases - self.was.cases


def name_of(kpi_id: str, first_day: date, version: str, category: str = "") -> str:
    """The id of a row: one for each KPI, period, version and category."""
    return key(kpi_id, first_day.isoformat(), version, *([category] if category else []))


def record(session: Session, told: Iterable[PublishedWeek]) -> int:
    """Keep what a publish tells, as far as it is new or differs from what was last told; the answer counts the rows."""
    known = {_about(one): one for one in session.all(PublishedWeek)}
    fresh = [one for one in told if _differs(known.get(_about(one)), one)]
    session.append(*fresh)
    return len(fresh)


def _about(one: PublishedWeek) -> tuple[str, date, str, bool]:
    return one.kpi_id, one.week, one.category, one.is_sample


def restated(session: Session, *, is_sample: bool = False) -> Mapping[str, Mapping[Told, Restatement]]:
    """KPI -> what of it changed, for the periods whose last telling differs from the first.

    What the sample company told is never held against real data.
    """
    told: dict[tuple[str, date, str], list[PublishedWeek]] = {}
    for one in session.told_again(PublishedWeek, ("kpi_id", "week", "category"), is_sample=is_sample):
        told.setdefault((one.kpi_id, one.week, one.category), []).append(one)
    found: dict[str, dict[Told, Restatement]] = {}
    for (kpi_id, week, category), tellings in sorted(told.items()):
        if _reads_otherwise(tellings[0], tellings[-1]):
            found.setdefault(kpi_id, {})[week, category] = Restatement(tellings[0], tellings[-1])
    return found


def _differs(was: PublishedWeek | None, now: PublishedWeek) -> bool:
    if was is None:
        return True
    pairs = zip(_figures(was), _figures(now), strict=True)
    return any(not _is_same(old, new) for old, new in pairs)


def _reads_otherwise(was: PublishedWeek, now: PublishedWeek) -> bool:
    """Whether a reader sees a difference: not without any value, nor in a share that stands beside those that moved."""
    if now.category or (was.value is None and now.value is None):
        return not _is_same(was.value, now.value)
    return _differs(was, now)


def _figures(one: PublishedWeek) -> tuple[float | None, ...]:
    return one.value, one.numerator, one.denominator, one.cases


def _is_same(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is new
    return abs(old - new) <= _TOLERANCE * max(1.0, abs(old), abs(new))
