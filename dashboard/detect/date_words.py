"""How each language writes dates and periods, compiled from its patterns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any

from dashboard.detect.clean import unaccented
from dashboard.detect.patterns import alternatives, patterns

_DAY_AND_MONTH = re.compile(r"\b(?:[12]?\d|3[01])\. ?(?:0?[1-9]|1[0-2])(?:\.|\b)(?! ?(?:am|pm|h\b))")


@dataclass(frozen=True)
class Words:
    """How one language writes dates: one pattern a form, and the lists as they stand in the file."""

    period: re.Pattern[str]
    day: re.Pattern[str]
    weekday: re.Pattern[str]
    named: re.Pattern[str]
    end_of: re.Pattern[str]
    nth: re.Pattern[str]
    time: re.Pattern[str]
    dates: Mapping[str, Any]
    months: Sequence[re.Pattern[str]]
    weekdays: Sequence[re.Pattern[str]]


@cache
def words_of(language: str) -> Words:
    """The date words of one of `LANGUAGES`."""
    dates = patterns(language).dates
    months = [re.compile(rf"(?<![^\W\d]){alternatives([name])}") for name in dates["month"]]
    month = alternatives(dates["month"])
    numbers = alternatives([r"\d{1,3}(?: ?(?:-|to) ?\d{1,3})?", *map(str, dates["number"])])
    unit = alternatives(list(dates["unit"]))
    period = alternatives(dates["period"]).replace("{count}", numbers).replace("{unit}", unit)
    day_first = rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? (?:{month})\b(?:,? \d{{4}})?"
    month_first = rf"\b(?:{month})\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    named = dates.get("named", f"{day_first}|{month_first}").replace("{month}", month)
    return Words(
        period=re.compile(period),
        day=re.compile(rf"\b{alternatives(list(dates['day']))}\b"),
        weekday=re.compile(rf"\b{alternatives(list(dates['weekday']))}\b"),
        named=re.compile(unaccented(named)),
        end_of=re.compile(rf"\b{alternatives(list(dates['end_of']))}"),
        nth=re.compile(dates.get("nth", r"(?!)")),
        time=re.compile(dates["time"]),
        dates=dates,
        months=months,
        weekdays=[re.compile(rf"\b(?:{alternatives([name])})") for name in dates["weekday"]],
    )


def clock(words: Words, sentence: str) -> time | None:
    """The time of day named; `15.12` is a day in December and no time."""
    match = words.time.search(_DAY_AND_MONTH.sub(" ", sentence))
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("noon"):
        return time(12)
    if groups.get("midnight"):
        return time(23, 59)
    hour, minute = int(groups["hour"] or groups["hour2"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").strip()
    if groups["hour"] and not half and groups.get("minute") is None:
        return None
    hour += 12 if half.startswith("p") and hour < 12 else 0
    hour = 0 if half.startswith("a") and hour == 12 else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
