"""Numbers, weeks and moments as a reader sees them: the one place where a value becomes text.

Missing is a dash, minus is U+2212, ranges use an en dash, money has three significant digits and no cents.
Values come as the engine gives them: shares are 0-1, per_100 and per_1000 are scaled, money is in the base currency.
"""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MISSING = "—"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "GEL": "₾", "PLN": "zł", "HUF": "Ft"}
_AFTER = {"PLN", "HUF"}
_STEPS = ((1e9, "B"), (1e6, "M"), (1e3, "k"))
_SUFFIX = {"points": " points", "hours": " h", "days": " d", "per_100": " per 100", "per_1000": " per 1,000"}


def is_missing(value: float | None) -> bool:
    """Whether there is no number to show: None, NaN or infinite."""
    return value is None or not math.isfinite(value)


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _percent_digits(low: float | None, high: float | None) -> int:
    """Decimals that the interval supports: half-width of one point and more none, of 0.1 point one, else two."""
    if low is None or high is None or is_missing(low) or is_missing(high):
        return 0
    half = (high - low) * 50
    return 0 if half >= 0.95 or half == 0 else 1 if half >= 0.25 else 2


def percent(value: float | None, digits: int = 0) -> str:
    """A share 0-1 as a percentage: `0.381 -> 38%`."""
    if value is None or is_missing(value):
        return MISSING
    return _minus(f"{value * 100:.{digits}f}%")


def count(value: float | None) -> str:
    """A whole number with thousands separators; the sums of weights keep one decimal when they need it."""
    if value is None or is_missing(value):
        return MISSING
    whole = abs(value - round(value)) < 0.05 or abs(value) >= 1000
    return _minus(f"{value:,.0f}" if whole else f"{value:,.1f}")


def money(value: float | None, currency: str = "EUR") -> str:
    """Three significant digits with k, M or B: `431215 -> €431k`; the minus stands before the sign."""
    if value is None or is_missing(value):
        return MISSING
    size, step, letter = abs(value), 1.0, ""
    for limit, name in _STEPS:
        if size >= limit * 0.9995:
            step, letter = limit, name
            break
    scaled = size / step
    digits = f"{scaled:#.3g}".rstrip(".") if letter else f"{scaled:.0f}"
    return _with_symbol(digits + letter, value < 0, currency)


def money_exact(value: float | None, currency: str = "EUR") -> str:
    """Whole units with thousands separators, for tables: `64200 -> €64,200`."""
    if value is None or is_missing(value):
        return MISSING
    return _with_symbol(f"{abs(value):,.0f}", round(value) < 0, currency)


def _with_symbol(text: str, is_negative: bool, currency: str) -> str:
    sign = "−" if is_negative else ""
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"{sign}{text} {symbol.strip()}" if currency in _AFTER else f"{sign}{symbol}{text}"


def money_form(currency: str) -> str:
    """How a table column in the browser writes whole amounts of money: `€%,d`."""
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"%,d {symbol.strip()}" if currency in _AFTER else f"{symbol}%,d"


def number(value: float | None) -> str:
    """A plain number with as many decimals as it deserves: `1.38`, `26.4`, `1,204`."""
    if value is None or is_missing(value):
        return MISSING
    size = abs(value)
    digits = 2 if size < 10 else 1 if size < 100 else 0
    return _minus(f"{value:,.{digits}f}")


def duration(hours: float | None) -> str:
    """Hours below 72, days from there: `26 h`, `9 d`."""
    if hours is None or is_missing(hours):
        return MISSING
    return _minus(f"{hours:.0f} h") if abs(hours) < 72 else _minus(f"{hours / 24:.0f} d")


def value(
    number_: float | None, unit: str, low: float | None = None, high: float | None = None, currency: str = "EUR"
) -> str:
    """A KPI's value in its unit (the `unit` of the KPI header); the interval decides the decimals of a share."""
    if is_missing(number_):
        return MISSING
    if unit in ("percent", "distribution", "survival"):
        return percent(number_, _percent_digits(low, high))
    if unit == "money":
        return money(number_, currency)
    if unit == "hours":
        return duration(number_)
    if unit in ("count", "people"):
        return count(number_)
    if unit == "points":
        return f"{_minus(f'{number_:,.1f}')} points"
    return number(number_) + _SUFFIX.get(unit, "")


def fact(number_: float | None, unit: str, currency: str = "EUR") -> str:
    """A value that stands alone, without an interval: small shares get the decimals that keep them from being 0%."""
    if unit in ("percent", "distribution", "survival") and number_ is not None and not is_missing(number_):
        return percent(number_, 0 if abs(number_) >= 0.1 or not number_ else 1 if abs(number_) >= 0.01 else 2)
    return value(number_, unit, currency=currency)


def exact(number_: float, unit: str, currency: str = "EUR") -> str:
    """A value that somebody set, a target: shares keep the decimals they were given, at most two."""
    if unit in ("percent", "distribution", "survival"):
        return f"{round(number_ * 100, 2):g}%"
    return value(number_, unit, currency=currency)


def values(numbers: Sequence[float], unit: str, currency: str = "EUR") -> list[str]:
    """Several values of one unit, for axes and lists: shares and ratios get the decimals that tell them apart."""
    if unit in ("percent", "distribution", "survival"):
        attempts = [[percent(number_, digits) for number_ in numbers] for digits in (0, 1, 2)]
    elif unit == "ratio":
        attempts = [[_minus(f"{number_:,.{digits}f}") for number_ in numbers] for digits in (1, 2, 3, 4)]
    else:
        return [value(number_, unit, currency=currency) for number_ in numbers]
    return next((texts for texts in attempts if len(set(texts)) == len(set(numbers))), attempts[-1])


def interval(low: float | None, high: float | None, unit: str, currency: str = "EUR") -> str:
    """The 95 % interval: `95% 32–45%`; an empty text when there is none."""
    if is_missing(low) or is_missing(high):
        return ""
    if unit in ("percent", "distribution", "survival"):
        digits = _percent_digits(low, high)
        return f"95% {percent(low, digits).removesuffix('%')}–{percent(high, digits)}"
    first = value(low, unit, currency=currency).removesuffix(_SUFFIX.get(unit, ""))
    dash = " to " if low is not None and low < 0 else "–"  # a minus beside a dash cannot be read
    return f"95% {first}{dash}{value(high, unit, currency=currency)}"


def week(monday: date) -> str:
    """The short name of an ISO week: `W46`."""
    return f"W{monday.isocalendar().week:02d}"


def weeks(first: date, last: date) -> str:
    """A stretch of weeks, Monday to Monday: `W46`, `W22–W46`; from a year on with the years, `W47 ’24–W46 ’26`."""
    if first == last:
        return week(first)
    if last - first < timedelta(weeks=52):
        return f"{week(first)}–{week(last)}"
    return "–".join(f"{week(monday)} ’{monday.isocalendar().year % 100:02d}" for monday in (first, last))


def month(first: date) -> str:
    """The name of a month: `Feb 2026`."""
    return f"{first:%b %Y}"


def period(first_day: date, axis: str) -> str:
    """The short name of a period; `axis` is "week", "month" or "quarter": `W46`, `Feb 2026`, `Q1 2026`."""
    if axis == "quarter":
        return f"Q{(first_day.month + 2) // 3} {first_day.year}"
    return month(first_day) if axis == "month" else week(first_day)


def moment(utc: datetime, timezone: str) -> str:
    """A naive UTC time as local text: `Fri 20 Nov 2026, 18:00`."""
    local = utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(timezone))
    return f"{day(local)}, {local:%H:%M}"


def day(local: date) -> str:
    """A day as text: `Fri 20 Nov 2026`."""
    return f"{local:%a} {local.day} {local:%b %Y}"


def days_old(as_of: datetime, now: datetime) -> int:
    """Whole days from the end of the data to now, both naive UTC; never below 0."""
    return max(0, (now - as_of).days)


def plural(n: int, one: str, many: str | None = None) -> str:
    """`1 case`, `2 cases`: the number with the fitting word."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
