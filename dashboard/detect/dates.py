"""When a promise is due: dates and periods in a sentence, resolved against the time of the message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.detect.date_words import Words, clock, words_of
from dashboard.detect.patterns import Patterns, alternatives

_ISO = re.compile(r"\b(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})[./] ?(\d{1,2})(?:[./] ?(\d{4}|\d{2}))?(?![\d%])")
_DIGITS = re.compile(r"\d+")
_UTC = ZoneInfo("UTC")
_LONGEST = 3_000
"""Days after which a calendar without working days is no longer searched."""
KEPT = 20_000
"""Sentences with dates that are remembered; some 5 MB."""

Workdays = Mapping[date, bool]
"""Day -> whether it is worked."""

WEEKDAYS: Workdays = {}
"""No calendar: Monday to Friday."""


@dataclass(frozen=True)
class Moment:
    """When a message was sent (naive UTC, if known), the IANA zone in which days are meant, and the days worked."""

    sent_at: datetime | None = None
    timezone: str = "UTC"
    workdays: Workdays = field(default_factory=dict)

    def local(self) -> datetime | None:
        """The moment by the clock of the zone."""
        return self.sent_at.replace(tzinfo=_UTC).astimezone(_zone(self.timezone)) if self.sent_at else None

    def is_worked(self, day: date) -> bool:
        """Whether people work on that day."""
        return self.workdays.get(day, day.weekday() < 5)


NOWHERE = Moment()
"""For asking whether a date is named at all."""


@dataclass(frozen=True)
class Due:
    """A due day, or a due moment when a time of day or hours were named; both empty when it cannot be told yet.

    `at` is naive UTC, `on` a local day.
    """

    at: datetime | None = None
    on: date | None = None


def due(known: Patterns, sentence: str, moment: Moment) -> Due | None:
    """The date or period named in a folded sentence; None when there is none, an empty one when it cannot be told."""
    named = _named(known.language, sentence)
    if named.period:
        return _after(words_of(known.language), named.period, moment)
    if not named.is_dated:
        return None
    sent = moment.local()
    day = _day(known.language, sentence, sent.date() if sent else None)
    if day is None:
        return Due()
    if named.clock is None:
        return Due(on=day)
    return Due(at=_utc(datetime.combine(day, named.clock, _zone(moment.timezone))))


class _Named(NamedTuple):
    """What a sentence names, whenever it was written: a period, or a day, perhaps with a time."""

    period: str | None
    is_dated: bool
    clock: time | None


@lru_cache(maxsize=KEPT)
def _named(language: str, sentence: str) -> _Named:
    words = words_of(language)
    period = words.period.search(sentence)
    if period:
        return _Named(period.group(), True, None)
    at = clock(words, sentence)
    return _Named(None, at is not None or _mentions(words, sentence), at)


def _mentions(words: Words, sentence: str) -> bool:
    """Whether a day is named at all."""
    forms = (words.named, words.day, words.weekday, words.end_of, words.nth, _ISO)
    return any(form.search(sentence) for form in forms) or any(map(_is_date, _NUMERIC.finditer(sentence)))


def _is_date(match: re.Match[str]) -> bool:
    return 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 31 and min(int(match[1]), int(match[2])) <= 12


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(_UTC).replace(tzinfo=None)


def _after(words: Words, text: str, moment: Moment) -> Due:
    """So many hours, days, weeks after the message; of a range the longer."""
    sent = moment.local()
    if sent is None:
        return Due()
    count, unit = _count(words, text), _unit(words, text)
    if unit in ("minute", "hour"):
        return Due(at=_utc(sent + timedelta(**{f"{unit}s": count})))
    if unit == "working_day":
        return Due(on=_working_day(sent.date(), count, moment))
    days = {"day": 1, "week": 7, "month": 30}[unit] * count
    return Due(on=sent.date() + timedelta(days=days))


def _count(words: Words, text: str) -> int:
    digits = _DIGITS.findall(text)
    if digits:
        return min(int(digits[-1]), 999)
    numbers = words.dates["number"]
    named = [numbers[name] for name in numbers if re.search(alternatives([str(name)]) + r"\b", text)]
    return int(max(named, default=1))


def _unit(words: Words, text: str) -> str:
    units: Mapping[str, str] = words.dates["unit"]
    return next(unit for pattern, unit in units.items() if re.search(alternatives([pattern]), text))


def _working_day(day: date, count: int, moment: Moment) -> date:
    for _ in range(_LONGEST):
        if count <= 0:
            break
        day += timedelta(days=1)
        count -= moment.is_worked(day)
    return day


@lru_cache(maxsize=KEPT)
def _day(language: str, sentence: str, sent: date | None) -> date | None:
    """The day named: in full, by day and month, by weekday, or by a word such as tomorrow."""
    words = words_of(language)
    return _full_date(words, sentence, sent) or (_relative(words, sentence, sent) if sent else None)


def _full_date(words: Words, sentence: str, sent: date | None) -> date | None:
    iso = _ISO.search(sentence)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    for match in _NUMERIC.finditer(sentence):
        if _is_date(match):
            first, second = int(match[1]), int(match[2])
            is_day_first = first > 12 or (second <= 12 and words.dates["order"] == "dmy")
            day, month = (first, second) if is_day_first else (second, first)
            return _in_year(month, day, match[3], sent)
    named = words.named.search(sentence)
    if named:
        month = next(at for at, name in enumerate(words.months, 1) if name.search(named.group()))
        numbers = [int(number) for number in _DIGITS.findall(named.group())]
        day = next((number for number in numbers if number <= 31), 0)
        year = next((str(number) for number in numbers if number > 1900), None)
        return _in_year(month, day, year, sent) if day else None
    return None


def _in_year(month: int, day: int, year: str | None, sent: date | None) -> date | None:
    """The date in the year written, else the next one that is not before the message."""
    if year:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    if sent is None:
        return None
    this = _date(sent.year, month, day)
    return this if this is None or this >= sent - timedelta(days=30) else _date(sent.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(words: Words, sentence: str, sent: date) -> date | None:
    """The day that a word names; "by Friday evening" is Friday, though the evening alone is today's."""
    found: Mapping[str, int] = words.dates["day"]
    is_named = words.day.search(sentence) is not None
    days = max(days for word, days in found.items() if re.search(alternatives([word]), sentence)) if is_named else 0
    weekday = words.weekday.search(sentence)
    if weekday and not days:
        number = next(at for at, name in enumerate(words.weekdays) if name.search(weekday.group()))
        ahead = (number - sent.weekday()) % 7
        return sent + timedelta(days=ahead if ahead or is_named else 7)
    if is_named:
        return sent + timedelta(days=days)
    nth = words.nth.search(sentence)
    if nth:
        return _nth(int(nth[1]), sent)
    end = words.end_of.search(sentence)
    if end is None:
        return None
    ends: Mapping[str, str] = words.dates["end_of"]
    name = next(name for pattern, name in ends.items() if re.search(alternatives([pattern]), end.group()))
    return _end(name, sent)


def _nth(number: int, sent: date) -> date | None:
    """The next day of a month with that number."""
    days = (sent + timedelta(days=ahead) for ahead in range(62))
    return next((day for day in days if day.day == number), None)


def _end(name: str, sent: date) -> date:
    friday = sent + timedelta(days=(4 - sent.weekday()) % 7)
    if name == "this_week":
        return friday
    if name == "next_week":
        return sent - timedelta(days=sent.weekday()) + timedelta(days=13)
    month = (sent.replace(day=28) + timedelta(days=4)).replace(day=1)
    if name == "next_month":
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return month - timedelta(days=1)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
