"""Time in the sample company: whole seconds since 1970 in UTC, office hours in local time.

All instants are int64 seconds, all days int64 days since 1970. The data end at a fixed moment, so that the same seed
writes the same bytes on any day and on any machine.
"""

from datetime import UTC, date, datetime
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 86400
NEVER: Final = 2**60
"""An instant or a day that does not come: later than any end of the data."""

END: Final = int(datetime(2026, 11, 20, 18, tzinfo=UTC).timestamp())
"""The last second of the data: Friday, 19:00 in Budapest."""
LAST_DAY: Final = END // DAY
_LAST_MONDAY: Final = LAST_DAY - 4

_OPENS: Final = 8 * HOUR
_CLOSES: Final = 18 * HOUR


def first_day(weeks: int) -> int:
    """The Monday that begins the first of so many ISO weeks (the last, running one included)."""
    return _LAST_MONDAY - 7 * (weeks - 1)


def week_start(weeks_before_end: int) -> int:
    """The Monday so many weeks before the running week."""
    return _LAST_MONDAY - 7 * weeks_before_end


def day_of(year: int, month: int, day: int) -> int:
    """Days since 1970 of a calendar date."""
    return (date(year, month, day) - date(1970, 1, 1)).days


def _last_sunday(year: int, month: int) -> int:
    last = day_of(year, month, 31)  # March and October, the only months asked for, have 31 days
    return last - (last + 4) % 7


_YEARS: Final = range(2010, 2031)
_SUMMER_BEGINS: Final = np.array([_last_sunday(year, 3) * DAY + HOUR for year in _YEARS])
_SUMMER_ENDS: Final = np.array([_last_sunday(year, 10) * DAY + HOUR for year in _YEARS])


def local_offset(instant: Ints) -> Ints:
    """Seconds that Budapest is ahead of UTC: one hour, in summer two (the rule of the European Union)."""
    begun = np.searchsorted(_SUMMER_BEGINS, instant, side="right")
    ended = np.searchsorted(_SUMMER_ENDS, instant, side="right")
    return HOUR + HOUR * (begun - ended).astype(np.int64)


def to_utc(local: Ints) -> Ints:
    """Local wall-clock seconds as UTC. Office hours never touch the hour that a clock change skips or repeats."""
    return local - local_offset(local - HOUR)


def to_local(instant: Ints) -> Ints:
    """UTC seconds as local wall-clock seconds."""
    return instant + local_offset(instant)


def local_day(instant: Ints) -> Ints:
    """The local calendar day of an instant."""
    return to_local(instant) // DAY


def _easter(year: int) -> int:
    """Easter Sunday of a year, by the anonymous Gregorian computus."""
    century, rest = divmod(year, 100)
    golden = year % 19
    lift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - lift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return day_of(year, month, day + 1)


def holidays() -> Ints:
    """Public holidays (Hungary's, where the head office is) of all years in the data, sorted days."""
    fixed = ((1, 1), (3, 15), (5, 1), (8, 20), (10, 23), (11, 1), (12, 24), (12, 25), (12, 26))
    days = [day_of(year, month, day) for year in _YEARS for month, day in fixed]
    days += [_easter(year) + shift for year in _YEARS for shift in (-2, 1, 50)]
    return np.array(sorted(days), dtype=np.int64)


_HOLIDAYS: Final = holidays()


def weekday(day: Ints) -> Ints:
    """Monday = 0 ... Sunday = 6."""
    return (day + 3) % 7


def is_business_day(day: Ints) -> Bools:
    """Monday to Friday and no public holiday."""
    return (weekday(day) < 5) & ~np.isin(day, _HOLIDAYS)


_SOME_DAYS: Final = np.arange(day_of(2010, 1, 1), day_of(2031, 1, 1))
_OPEN_DAYS: Final = _SOME_DAYS[is_business_day(_SOME_DAYS)]


def office(instant: Ints, jitter: Floats) -> Ints:
    """The same instant if the office is open, else the next opening plus up to ninety minutes.

    Never earlier than `instant`, so a chain of acts stays in order. `jitter` is 0 to 1, one per instant; `NEVER` stays.
    """
    local = to_local(np.minimum(instant, _OPEN_DAYS[-2] * DAY))
    day, second = local // DAY, local % DAY
    late = second >= _CLOSES
    working = _OPEN_DAYS[np.searchsorted(_OPEN_DAYS, day + late)]
    morning = working * DAY + _OPENS + np.round(jitter * 90 * MINUTE).astype(np.int64)
    is_open = (working == day) & (second >= _OPENS)
    moved = np.maximum(to_utc(np.where(is_open, local, morning)), instant)
    return np.where(instant >= NEVER, NEVER, moved)


def month_of(day: Ints) -> Ints:
    """Months since January 1970."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def month_start(month: Ints) -> Ints:
    """The first day of a month that is counted since January 1970."""
    return month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
