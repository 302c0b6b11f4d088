"""The periods that KPIs are laid out on: ISO weeks, months and quarters, each named by its first day."""

from datetime import date, timedelta


def period_of(day: date, axis: str) -> date:
    """The first day of the period a day lies in: a Monday, or the first of a month or quarter."""
    if axis == "week":
        return day - timedelta(days=day.weekday())
    month = day.month if axis == "month" else day.month - (day.month - 1) % 3
    return day.replace(month=month, day=1)


def following(first_day: date, axis: str) -> date:
    """The first day of the next period."""
    if axis == "week":
        return first_day + timedelta(weeks=1)
    return period_of(first_day + timedelta(days=31 if axis == "month" else 93), axis)


def before(first_day: date, axis: str) -> date:
    """The first day of the period before."""
    return period_of(first_day - timedelta(days=1), axis)
