"""From the text of a cell to a typed value: per column the SQL that casts it and the rules that it may break.

A row keeps one bit for each broken rule in its `problems`. Bits of rules that reject come first, those of mere remarks
(a local time that exists twice) last, so that one pass over a file casts and checks everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlglot import exp

from dashboard import contracts
from dashboard.contracts import Column
from dashboard.load.dates import FIRST_DAY, LAST_DAY, Order, day_of, local_time_of
from dashboard.load.local_time import is_unclear, moment_of
from dashboard.load.statements import column, null, sql, text

NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
WHOLE_NUMBER = r"[+-]?\d+(\.0*)?"
UNCLEAR = "unclear local time"


@dataclass(frozen=True)
class Rule:
    """One rule of one column: `words` continue "the value ..." and `is_broken` is its SQL.

    A remark rejects nothing; a format rule says that the text is no date at all.
    """

    column: str
    words: str
    is_broken: exp.Expr
    is_remark: bool = False
    is_format: bool = False


@dataclass(frozen=True)
class Typed:
    """One column in SQL.

    Each of `steps` is computed from the cells and the steps before it, `value` and the rules from all of them; `raw` is
    the unmapped text of an enum.
    """

    column: Column
    value: exp.Expr
    rules: tuple[Rule, ...] = ()
    steps: Sequence[Mapping[str, exp.Expr]] = ()
    raw: exp.Expr | None = None


@dataclass(frozen=True)
class Limits:
    """The latest moment that a value may have (naive UTC), and the rule in words."""

    latest: datetime
    words: str


def trimmed(cell: exp.Expr, *, has_odd_blanks: bool = True) -> exp.Expr:
    """The text of a cell without outer white space, NULL when nothing is left.

    `has_odd_blanks` is false when the file is known to hold no blank beside the plain one and line ends.
    """
    return sql(_TRIMMED if has_odd_blanks else _TRIMMED_PLAIN, cell=cell)


# Looking at the ends costs nothing, trimming every cell would take as long as all casts together. What sorts before
# "!" begins with a control sign or a blank, or is empty; U+00A0 is the blank that spreadsheets and web pages leave.
_TRIMMED = """
case when cell < '!' or suffix(cell, ' ') or suffix(cell, '\u00a0') or prefix(cell, '\u00a0') or suffix(cell, '\t')
or suffix(cell, '\n') or suffix(cell, '\r')
then nullif(regexp_replace(cell, '^[\\s\\x{A0}]+|[\\s\\x{A0}]+$', '', 'g'), '') else cell end
"""

_TRIMMED_PLAIN = """
case when cell < '!' or suffix(cell, ' ') or suffix(cell, '\n')
then nullif(regexp_replace(cell, '^\\s+|\\s+$', '', 'g'), '') else cell end
"""


def typed(spec: Column, order: Order, limits: Limits) -> Typed:
    """How the column is cast from its trimmed text `cell_<name>`; `order` is that of day, month and year."""
    cell = column(f"cell_{spec.name}")
    if spec.type in ("id", "text"):
        return _required(Typed(spec, cell), cell)
    if spec.type == "enum":
        return _required(_enum(spec, cell), cell)
    if spec.type == "timestamp":
        return _required(_timestamp(spec, cell, order, limits), cell)
    if spec.type in ("date", "month"):
        return _required(_date(spec, cell, order, limits), cell)
    return _required(_plain(spec, cell), cell)


def absent(spec: Column) -> exp.Expr:
    """The value of a column that the file does not have."""
    if spec.default is not None:
        return exp.cast(text(spec.default), contracts.duckdb_type(spec))
    return null(contracts.duckdb_type(spec))


def _required(made: Typed, cell: exp.Expr) -> Typed:
    if not made.column.required:
        return made
    rule = Rule(made.column.name, "is empty, and every row needs it", sql("cell is null", cell=cell))
    return replace(made, rules=(*made.rules, rule))


def _enum(spec: Column, cell: exp.Expr) -> Typed:
    codes = [code.code for code in contracts.code_list(spec.list or "")]
    matched = column(f"typed_{spec.name}")
    unmapped = text("other") if "other" in codes else null("varchar")
    value = exp.Case().when(sql("matched is not null", matched=matched), matched)
    value = value.when(sql("cell is not null", cell=cell), unmapped)
    if spec.default is not None:
        value = value.else_(text(spec.default))
    raw = exp.Case().when(_is_unread(cell, matched), cell)
    return Typed(spec, value, steps=[{matched.name: _matched(codes, cell)}], raw=raw)


def _matched(codes: list[str], cell: exp.Expr) -> exp.Expr:
    """The code as the list writes it, NULL when the word is none of them.

    A chain of WHEN on purpose: DuckDB turns IN with a list into a join, and a join gives up the order of the rows, with
    which their places in the file would be lost.
    """
    case = exp.Case(this=sql("lower(cell)", cell=cell))
    for code in codes:
        case = case.when(text(code.lower()), text(code), copy=False)
    return case


def _plain(spec: Column, cell: exp.Expr) -> Typed:
    template, words = _PLAIN[spec.type]
    helper = column(f"typed_{spec.name}")
    rules = [Rule(spec.name, words, _is_unread(cell, helper))]
    for limit, comparison in ((spec.minimum, "typed < limit_value"), (spec.maximum, "typed > limit_value")):
        if limit is not None:
            number = exp.Literal.number(limit)
            rules.append(Rule(spec.name, _limits_in_words(spec), sql(comparison, typed=helper, limit_value=number)))
    return Typed(spec, _or_default(helper, spec), tuple(rules), [{helper.name: sql(template, cell=cell)}])


_PLAIN: Mapping[str, tuple[str, str]] = {
    "bool": (
        "case lower(cell) when 'true' then true when '1' then true when 'yes' then true "
        "when 'false' then false when '0' then false when 'no' then false end",
        "is none of true, false, yes, no, 1 and 0",
    ),
    "int": (
        f"case when regexp_full_match(cell, '{WHOLE_NUMBER}') then try_cast(cell as bigint) end",
        "is no whole number",
    ),
    "float": (
        f"case when regexp_full_match(cell, '{NUMBER}') and isfinite(try_cast(cell as double)) "
        "then try_cast(cell as double) end",
        "is no number like 1234.56 (decimal point, no thousands separator)",
    ),
    "decimal": (
        f"case when regexp_full_match(cell, '{NUMBER}') then try_cast(cell as decimal(18,2)) end",
        "is no amount like 1234.56 (decimal point, no thousands separator, no currency sign)",
    ),
}


def _or_default(value: exp.Expr, spec: Column) -> exp.Expr:
    if spec.default is None:
        return value
    return sql("coalesce(value, fallback)", value=value, fallback=absent(spec))


def _limits_in_words(spec: Column) -> str:
    if spec.minimum is not None and spec.maximum is not None:
        return f"must be from {spec.minimum:g} to {spec.maximum:g}"
    return f"must not be below {spec.minimum:g}" if spec.minimum is not None else f"must not exceed {spec.maximum:g}"


def _timestamp(spec: Column, cell: exp.Expr, order: Order, limits: Limits) -> Typed:
    name = spec.name
    moment, local = column(f"moment_{name}"), column(f"local_{name}")
    on_clock, value = column(f"clock_{name}"), column(f"typed_{name}")
    steps = [
        {moment.name: sql(_MOMENT, cell=cell), local.name: local_time_of(cell, order)},
        {on_clock.name: sql("local_clock(local_time)", local_time=local)},
        {value.name: sql("coalesce(moment, shifted)", moment=moment, shifted=moment_of(local, on_clock))},
    ]
    rules = (
        Rule(name, order.words_of_time, _is_unread(cell, value), is_format=True),
        *_range_rules(spec, value, limits),
        Rule(
            name,
            UNCLEAR,
            sql("local_time is not null and is_unclear", local_time=local, is_unclear=is_unclear(on_clock)),
            is_remark=True,
        ),
    )
    return Typed(spec, value, rules, steps)


# The common lengths are told apart by their length alone, which spares most rows the regular expressions.
_MOMENT = r"""
case when strlen(cell) = 20 and suffix(cell, 'Z') then try_cast(cell as timestamp)
when strlen(cell) = 19 and substring(cell, 17, 1) = ':' then null
when regexp_full_match(cell, '\d{4}[-/]\d\d?[-/]\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC)')
then try_cast(cell as timestamp)
when regexp_full_match(cell, '\d{4}[-/]\d\d?[-/]\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)? ?[+-]\d\d(:?\d\d)?')
then make_timestamp(epoch_us(try_cast(cell as timestamptz))) end
"""


def _date(spec: Column, cell: exp.Expr, order: Order, limits: Limits) -> Typed:
    value = column(f"typed_{spec.name}")
    words = order.words_of_day
    day = day_of(cell, order)
    if spec.type == "month":
        words = "is no month like 2026-02, or not the first day of a month"
        day = sql(_MONTH, cell=cell, day_value=day)
    rules = (
        Rule(spec.name, words, _is_unread(cell, value), is_format=True),
        *_range_rules(spec, value, limits),
    )
    return Typed(spec, value, rules, [{value.name: day}])


_MONTH = r"""
case when regexp_full_match(cell, '\d{4}-\d\d') then try_cast(cell || '-01' as date)
when extract(day from day_value) = 1 then day_value end
"""


def _range_rules(spec: Column, value: exp.Expr, limits: Limits) -> tuple[Rule, Rule]:
    last, words = (LAST_DAY, "is later than 2200-12-31") if spec.may_be_future else (limits.latest, limits.words)
    early = sql("typed < limit_value", typed=value, limit_value=_moment(FIRST_DAY))
    late = sql("typed > limit_value", typed=value, limit_value=_moment(last))
    return Rule(spec.name, "is earlier than 1900-01-01", early), Rule(spec.name, words, late)


def _is_unread(cell: exp.Expr, value: exp.Expr) -> exp.Expr:
    return sql("cell is not null and typed is null", cell=cell, typed=value)


def _moment(at: datetime) -> exp.Expr:
    return exp.cast(text(at.isoformat(sep=" ")), "timestamp")
