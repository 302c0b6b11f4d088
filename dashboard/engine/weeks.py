"""ISO weeks as text and as their Mondays."""

import re
from datetime import date, timedelta

from dashboard.errors import AmendsError

_WEEK = re.compile(r"^(\d{4})-?W(\d{1,2})$", re.IGNORECASE)


def label(monday: date) -> str:
    """The ISO week of a day, like 2026-W08."""
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def parse(text: str) -> date:
    """The Monday of an ISO week like 2026-W08; AmendsError when there is no such week."""
    found = _WEEK.match(text.strip())
    if found:
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            pass
    raise AmendsError(f"“{text}” is no ISO week. Write a week like 2026-W08.")


def parse_range(text: str) -> tuple[date, date]:
    """First and last Monday of `2026-W01..2026-W09` or of one week; AmendsError when reversed or malformed."""
    first_text, dots, last_text = text.partition("..")
    first = parse(first_text)
    last = parse(last_text) if dots else first
    if last < first:
        raise AmendsError(f"The weeks {text} run backwards: write the earlier one first, {last_text}..{first_text}.")
    return first, last


def last_day(monday: date) -> date:
    """The Sunday of the week."""
    return monday + timedelta(days=6)
