"""Moments as other systems write them: named months, seconds since 1970, day first with dots, counted from others."""

from collections.abc import Mapping
from dataclasses import dataclass

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

# What names no month stays as it is and is refused or proven by the loader like any other text.
_READ = r"""
case
when regexp_full_match(cell, '1\d{9}') then strftime(to_timestamp_utc, '%Y-%m-%d %H:%M:%SZ')
when regexp_full_match(cell, '1\d{12}') then strftime(from_millis, '%Y-%m-%d %H:%M:%S.%fZ')
when regexp_matches(cell, '^\d{1,2}\. ?\d{1,2}\. ?\d{4}') then day_first_text
when regexp_matches(cell, '^\d{4}\. ?\d{1,2}\. ?\d{1,2}\b') then year_first_text
when regexp_matches(lower_cell, '^([^\d,]+,? )?\d{1,2}(st|nd|rd|th)?\.?[ /-](de )?\p{L}{3,}\.?,?[ /-](de )?\d{2,4}')
then named_day_first
when regexp_matches(lower_cell, '^([^\d,]+, )?\p{L}{3,}\.? \d{1,2}(st|nd|rd|th)?,? \d{4}') then named_month_first
when regexp_matches(lower_cell, '^\d{4}\.? \p{L}{3,}\.? \d{1,2}') then named_year_first
else cell end
"""

_DOTS_DAY = r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?[, T]*(.*)$"
_DOTS_YEAR = r"^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?[, T]*(.*)$"
_NAMED_DAY = (
    r"^(?:[^\d,]+,? )?(\d{1,2})(?:st|nd|rd|th)?\.?[ /-](?:de )?(\p{L}{3,})\.?,?[ /-](?:de )?(\d{2,4})\.?,?(.*)$"
)
_NAMED_MONTH = r"^(?:[^\d,]+, )?(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}),?(.*)$"
_NAMED_YEAR = r"^(\d{4})\.? (\p{L}{3,})\.? (\d{1,2})\.?,?(.*)$"
_TIME = r"^(?:[, T]|at )*(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?) ?([ap])?\.?(?:m\.?)? ?(utc|gmt|z|[+-]\d{2}:?\d{2})?.*$"


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
    """The ISO text of a moment, made once for each text since it is long."""
    name = f"moment of {text.sql()}"
    if name not in source.moments:
        source.moments[name] = _moment_sql(text)
    return exp.column(name, quoted=True)


def _moment_sql(text: exp.Expr) -> exp.Expr:
    """The expression that reads a moment."""
    lower = sql("lower(cell)", cell=text)
    return sql(
        _READ,
        cell=text,
        lower_cell=lower,
        to_timestamp_utc=sql("epoch_ms(1000 * try_cast(cell as bigint))", cell=text),
        from_millis=sql("epoch_ms(try_cast(cell as bigint))", cell=text),
        day_first_text=_iso(lower, _DOTS_DAY, "dmy"),
        year_first_text=_iso(lower, _DOTS_YEAR, "ymd"),
        named_day_first=_iso(lower, _NAMED_DAY, "dny"),
        named_month_first=_iso(lower, _NAMED_MONTH, "ndy"),
        named_year_first=_iso(lower, _NAMED_YEAR, "ynd"),
    )


def _iso(cell: exp.Expr, pattern: str, parts: str) -> exp.Expr:
    """`yyyy-mm-dd hh:mm:ss` of a text in lower case; the cell as it is when a part of it cannot be read."""
    found = {part: _group(cell, pattern, number) for number, part in enumerate(parts, start=1)}
    year = sql("case when length(part) = 2 then '20' || part else part end", part=found["y"])
    month = _month_number(found["n"]) if "n" in found else sql("lpad(part, 2, '0')", part=found["m"])
    day = sql("lpad(part, 2, '0')", part=found["d"])
    rest = _group(cell, pattern, 4)
    return sql(
        "coalesce(year_text || '-' || month_text || '-' || day_text || time_text, cell)",
        year_text=year,
        month_text=month,
        day_text=day,
        time_text=_time(rest),
        cell=cell,
    )


def _time(rest: exp.Expr) -> exp.Expr:
    clock, half, zone = (_group(rest, _TIME, number) for number in (1, 2, 3))
    hours = sql(r"try_cast(regexp_extract(clock, '^\d+') as integer)", clock=clock)
    hour = sql(
        "case half when 'p' then hours % 12 + 12 when 'a' then hours % 12 else hours end", half=half, hours=hours
    )
    return sql(
        r"""case when trim(rest) = '' then '' when clock = '' then null
        else ' ' || lpad(cast(hour_number as varchar), 2, '0') || regexp_extract(clock, ':.*$')
        || case when zone in ('utc', 'gmt', 'z') then 'Z' else zone end end""",
        rest=rest,
        clock=clock,
        hour_number=hour,
        zone=zone,
    )


def _month_number(name: exp.Expr) -> exp.Expr:
    case = exp.Case()
    for number, beginnings in _MONTHS.items():
        for beginning in beginnings.split():
            starts = sql("starts_with(name, beginning)", name=name, beginning=exp.Literal.string(beginning))
            case = case.when(starts, exp.Literal.string(number))
    return case


def _group(cell: exp.Expr, pattern: str, number: int) -> exp.Expr:
    return exp.Anonymous(
        this="regexp_extract", expressions=[cell.copy(), exp.Literal.string(pattern), exp.Literal.number(number)]
    )


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
