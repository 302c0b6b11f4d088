"""Date formats: ISO 8601, or one order of day, month and year for a whole column, proven and never guessed by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlglot import exp

from dashboard.load.statements import sql

FIRST_DAY = datetime(1900, 1, 1)
LAST_DAY = datetime(2200, 12, 31, 23, 59, 59)

ORDERS: Mapping[str, str] = MappingProxyType(
    {"dmy": "day first", "mdy": "month first", "ymd": "year first", "ydm": "year, day, month", "iso": "ISO 8601"}
)
"""The readings of a date and what they are called in words."""


@dataclass(frozen=True)
class Order:
    """How the dates of a column are read: `name` is a key of ORDERS; with `and_iso` ISO dates are read as well."""

    name: str = "iso"
    and_iso: bool = False

    @property
    def words_of_time(self) -> str:
        """What is wrong with a value that is no date and time."""
        if self.name == "iso":
            return "is no date and time like 2026-03-31T14:05:00Z, 2026-03-31 14:05 or 2026-03-31"
        return f"is no date in the order of this column ({ORDERS[self.name]})"

    @property
    def words_of_day(self) -> str:
        """What is wrong with a value that is no day."""
        if self.name == "iso":
            return "is no day like 2026-03-31"
        return f"is no date in the order of this column ({ORDERS[self.name]})"


ISO = Order()


def local_time_of(cell: exp.Expr, order: Order) -> exp.Expr:
    """TIMESTAMP of a text without an offset, NULL when the text is none in this order."""
    if order.name == "iso":
        return sql(_ISO_LOCAL, cell=cell)
    ordered = sql(_TEMPLATES[order.name], cell=cell, plain_text=sql(_PLAIN_TEXT, cell=cell))
    return sql("coalesce(iso, ordered)", iso=sql(_ISO_LOCAL, cell=cell), ordered=ordered) if order.and_iso else ordered


def day_of(cell: exp.Expr, order: Order) -> exp.Expr:
    """DATE of a text; a time of day is cut off, but a moment with an offset is a day only at midnight."""
    day = sql("cast(local_time as date)", local_time=local_time_of(cell, order))
    if order.name != "iso" and not order.and_iso:
        return day
    return sql(_ISO_DAY, cell=cell, day_value=day)


def is_iso(cell: exp.Expr) -> exp.Expr:
    """Whether the text looks like an ISO date with or without time and offset."""
    return sql(r"regexp_matches(cell, '^\d{4}[-/]\d\d?([-/]\d\d?([T ]\d\d?:\d\d.*)?)?$')", cell=cell)


_ISO_LOCAL = r"""
case when strlen(cell) = 19 and substring(cell, 17, 1) = ':' then try_cast(cell as timestamp)
when strlen(cell) = 20 and suffix(cell, 'Z') then null
when regexp_full_match(cell, '\d{4}[-/]\d\d?[-/]\d\d?([T ]\d\d?:\d\d(:\d\d(\.\d+)?)?)?')
then try_cast(cell as timestamp) end
"""

_ISO_DAY = r"""
case when regexp_full_match(cell, '\d{4}[-/]\d\d?[-/]\d\d?') then try_cast(cell as date)
when regexp_full_match(cell, '\d{4}-\d\d-\d\d[T ]00:00(:00(\.0+)?)? ?(Z|UTC|[+-]\d\d(:?\d\d)?)')
then try_cast(left(cell, 10) as date) else day_value end
"""

_PLAIN_TEXT = r"rtrim(regexp_replace(cell, '^(\d+)[./-] ?(\d+)[./-] ?(\d+)\.?[T ]*', '\1-\2-\3 '))"
"""The same date with hyphens and one blank before the time."""

_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", " %I:%M%p", " %I:%M:%S%p")


def _template(long_pattern: str, long_format: str, short_pattern: str, short_format: str, more: str = "") -> str:
    long_formats, short_formats = (
        ", ".join(f"'{date}{time}'" for time in _TIMES) for date in (long_format, short_format)
    )
    return (
        f"case when regexp_matches(plain_text, '{long_pattern}') then try_strptime(plain_text, [{long_formats}]) "
        f"when regexp_matches(plain_text, '{short_pattern}') then try_strptime(plain_text, [{short_formats}]) "
        f"{more} end"
    )


_YEAR_LAST, _SHORT_YEAR_LAST = r"^\d\d?-\d\d?-\d{4}( |$)", r"^\d\d?-\d\d?-\d\d( |$)"
_TEMPLATES: Mapping[str, str] = {
    "dmy": _template(_YEAR_LAST, "%d-%m-%Y", _SHORT_YEAR_LAST, "%d-%m-%y"),
    "mdy": _template(_YEAR_LAST, "%m-%d-%Y", _SHORT_YEAR_LAST, "%m-%d-%y"),
    "ymd": _template(
        r"^\d{4}-\d\d?-\d\d?( |$)",
        "%Y-%m-%d",
        r"^\d\d-\d\d?-\d\d?( |$)",
        "%y-%m-%d",
        r"when regexp_full_match(cell, '\d{8}') then try_strptime(cell, ['%Y%m%d'])",
    ),
    "ydm": _template(r"^\d{4}-\d\d?-\d\d?( |$)", "%Y-%d-%m", r"^\d\d-\d\d?-\d\d?( |$)", "%y-%d-%m"),
}
