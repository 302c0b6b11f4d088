"""Moments as other systems write them: named months, seconds since 1970, day first with dots, counted from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlglot import exp

from dashboard.load.dates import Order, local_time_of
from dashboard.load.mappings.source import Source, Value
from dashboard.load.statements import sql

# The first letters of the months in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Hungarian and
# Georgian.
_MONTHS: Mapping[str, str] = {
    "01": "jan jän ene gen sty იან",
    "02": "feb fev fév lut თებ",
    "03": "mar mär maa mrz már მარ",
    "04": "apr avr abr ápr kwi აპრ",
    "05": "may mai maj máj mag mei მაი",
    "06": "jun juin giu jún cze ივნ",
    "07": "jul juil lug júl lip ივლ",
    "08": "aug aou aoû ago sie აგვ",
    "09": "sep szep set wrz სექ",
    "10": "oct okt out ott paź paz ოქტ",
    "11": "nov lis ნოე",
    "12": "dec dez dic dic déc gru დეკ",
}

# The spellings, and how their parts are brought into the order year|month|day|rest.
_SPELLINGS = (
    (r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)\b\.?(.*)$", r"\3|\2|\1|\4"),
    (r"^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\b\.?(.*)$", r"\1|\2|\3|\4"),
    (
        r"^(?:[^\d,|]+,? )?(\d{1,2})(?:st|nd|rd|th)?\.?[ /-](?:de )?(\p{L}{3,})\.?,?[ /-](?:de )?"
        r"(\d{4}|\d\d)\b\.?(.*)$",
        r"\3|\2|\1|\4",
    ),
    (r"^(?:[^\d,|]+, )?(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b(.*)$", r"\3|\1|\2|\4"),
    (r"^(\d{4})\.? (\p{L}{3,})\.? (\d{1,2})\b\.?(.*)$", r"\1|\2|\3|\4"),
)
_TIME = (
    r"^(?:[, t]|at )*(\d{1,2}):(\d{2}(?::\d{2})?(?:\.\d+)?) ?([ap])?\.?(?:m\.?)? ?(utc|gmt|z|[+-]\d{2}:?\d{2})?\b.*$"
)

# What names no month and no known time of day stays as it is, and is refused or proven by the loader like other texts.
_READ = r"""
case
when regexp_full_match(cell, '1\d{9}') then strftime(epoch_ms(1000 * try_cast(cell as bigint)), '%Y-%m-%d %H:%M:%SZ')
when regexp_full_match(cell, '1\d{12}') then strftime(epoch_ms(try_cast(cell as bigint)), '%Y-%m-%d %H:%M:%S.%gZ')
when not contains(parts, '|') then cell
else coalesce(
  case length(split_part(parts, '|', 1)) when 2 then '20' else '' end || split_part(parts, '|', 1) || '-' || month_text
  || '-' || lpad(split_part(parts, '|', 3), 2, '0')
  || case when trim(split_part(parts, '|', 4)) = '' then ''
    else ' ' || lpad(cast(hour_of_day as varchar), 2, '0') || ':' || clock_minutes
    || case when clock_zone in ('utc', 'gmt', 'z') then 'Z' else clock_zone end end, cell)
end
"""
_CLOCK = ("hours", "minutes", "half", "zone")
_HOUR = """
case clock_half when 'p' then try_cast(clock_hours as integer) % 12 + 12
when 'a' then try_cast(clock_hours as integer) % 12 else try_cast(clock_hours as integer) end
"""
_IN_UTC = r"""
case when regexp_full_match(cell, '\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?') then cell || 'Z' else cell end
"""


@dataclass(frozen=True)
class Moment:
    """A day or time in any spelling that leaves no doubt, as ISO text; another text stays as it is."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The ISO text."""
        text = self.of.sql(source)
        return None if text is None else read_moment(source, text)

    def date(self, source: Source) -> str | None:
        """The order stated for the source column, for texts that stayed as they are."""
        return self.of.date(source)


@dataclass(frozen=True)
class After:
    """A moment counted from another one: so many minutes later, or by a text of [-]hours:minutes."""

    start: Value
    length: Value
    unit: str

    def sql(self, source: Source) -> exp.Expr | None:
        """ISO text; NULL where one of the two cannot be read."""
        start, length = self.start.sql(source), self.length.sql(source)
        if start is None or length is None:
            return None
        moment = read_moment(source, start)
        stripped = sql(r"regexp_replace(cell, ' ?(Z|UTC)$', '')", cell=moment)
        local = local_time_of(stripped, Order(self.start.date(source) or "iso", and_iso=True))
        seconds = sql(_SECONDS[self.unit], cell=length)
        zone = sql(r"case when regexp_matches(cell, '(Z|UTC)$') then 'Z' else '' end", cell=moment)
        return sql(
            "strftime(local_time + to_seconds(seconds_later), '%Y-%m-%d %H:%M:%S') || zone_text",
            local_time=local,
            seconds_later=seconds,
            zone_text=zone,
        )

    def date(self, _source: Source) -> None:
        """What is counted is ISO."""


def read_moment(source: Source, text: exp.Expr) -> exp.Expr:
    """The ISO text of a moment, made once for each text.

    In three or four steps, each a column: a formula that repeats its parts takes the database seconds to plan.
    """
    if isinstance(text, exp.Column) and any(text.name in step for step in source.moments):
        return text
    name = f"moment of {text.sql()}"
    if name not in source.moments[2] | source.moments[3]:
        parts, clock = (exp.column(f"{part} of {name}", quoted=True) for part in ("parts", "clock"))
        read = _final(text, parts, clock)
        source.moments[0][parts.name] = _parts(text)
        source.moments[1][clock.name] = _clock(sql("split_part(parts, '|', 4)", parts=parts))
        if source.is_utc:
            source.moments[2][f"read {name}"] = read
            source.moments[3][name] = sql(_IN_UTC, cell=exp.column(f"read {name}", quoted=True))
        else:
            source.moments[2][name] = read
    return exp.column(name, quoted=True)


def _parts(text: exp.Expr) -> exp.Expr:
    parts = exp.func("lower", text.copy())
    for pattern, order in _SPELLINGS:
        words = [exp.Literal.string(pattern), exp.Literal.string(order)]
        parts = exp.Anonymous(this="regexp_replace", expressions=[parts, *words])
    return parts


def _clock(rest: exp.Expr) -> exp.Expr:
    names = exp.Array(expressions=[exp.Literal.string(name) for name in _CLOCK])
    return exp.Anonymous(this="regexp_extract", expressions=[rest, exp.Literal.string(_TIME), names])


def _final(text: exp.Expr, parts: exp.Expr, clock: exp.Expr) -> exp.Expr:
    fields = {f"clock_{name}": exp.Dot(this=clock, expression=exp.to_identifier(name)) for name in _CLOCK}
    month = _month_number(sql("split_part(parts, '|', 2)", parts=parts))
    return sql(_READ, cell=text, parts=parts, month_text=month, hour_of_day=sql(_HOUR, **fields), **fields)


def _month_number(name: exp.Expr) -> exp.Expr:
    """Two digits for a number or a name of a month; names are told by their first letters."""
    start = exp.func("left", name.copy(), exp.Literal.number(4))
    return sql(_months_in_sql(), name=name, start=start)


@cache
def _months_in_sql() -> str:
    cases = [
        f"when starts_with(start, '{beginning}') then '{number}'"
        for number, beginnings in _MONTHS.items()
        for beginning in beginnings.split()
    ]
    return " ".join([r"case when regexp_full_match(name, '\d+') then lpad(name, 2, '0')", *cases, "end"])


_HOURS = r"""
case when regexp_full_match(cell, '-?\d+:\d\d(:\d\d)?')
then (case when starts_with(cell, '-') then -1 else 1 end)
* (3600 * try_cast(regexp_extract(cell, '^-?(\d+):', 1) as bigint)
+ 60 * try_cast(regexp_extract(cell, ':(\d\d)', 1) as bigint)) end
"""
_SECONDS: Mapping[str, str] = {
    "minutes": "cast(round(60 * try_cast(cell as double)) as bigint)",
    "hours": "cast(round(3600 * try_cast(cell as double)) as bigint)",
    "hours_minutes": _HOURS,
}
