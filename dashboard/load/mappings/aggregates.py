"""Values made of several source rows: an entry that has one becomes a row for each group of equal other columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from sqlglot import exp

from dashboard.load.dates import Order, local_time_of
from dashboard.load.mappings.source import SOURCE_ROW, Source, Value
from dashboard.load.mappings.texts import plain_number
from dashboard.load.mappings.values import Undated, as_text, concat
from dashboard.load.statements import sql


class Aggregate(Value, Protocol):
    """A value of a group of rows."""

    def apart(self, source: Source) -> exp.Expr | None:
        """Text of a row that cannot join its group, None when all can; such rows are left to the loader to refuse."""


@dataclass(frozen=True)
class Sum(Undated):
    """The sum of the product of some numbers, with two decimals."""

    factors: tuple[Value, ...]

    def sql(self, source: Source) -> exp.Expr | None:
        """The sum as text, or the text that is no number."""
        factors = self._factors(source)
        apart = self.apart(source)
        if factors is None or apart is None:
            return None
        product = _decimal(factors[0])
        for factor in factors[1:]:
            product = exp.Mul(this=product, expression=_decimal(factor))
        total = sql("cast(cast(sum(product) as decimal(18, 2)) as varchar)", product=product)
        return sql("coalesce(any_value(unread), total)", unread=apart, total=total)

    def apart(self, source: Source) -> exp.Expr | None:
        """The first factor that is no number."""
        factors = self._factors(source)
        if factors is None:
            return None
        unread = [
            sql(
                "case when cell is not null and number_read is null then cell end",
                cell=cell,
                number_read=_decimal(cell),
            )
            for cell in factors
        ]
        return exp.func("coalesce", *unread)

    def _factors(self, source: Source) -> list[exp.Expr] | None:
        factors = [factor.sql(source) for factor in self.factors]
        known = [factor for factor in factors if factor is not None]
        return known if len(known) == len(factors) else None


@dataclass(frozen=True)
class CountDifferent(Undated):
    """How many different texts there are."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The count as text."""
        text = self.of.sql(source)
        return None if text is None else as_text(sql("count(distinct cell)", cell=text))

    def apart(self, _source: Source) -> None:
        """Every text can be counted."""


@dataclass(frozen=True)
class Least(Undated):
    """The first of the texts in their order: of ISO moments the earliest."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The least text."""
        text = self.of.sql(source)
        return None if text is None else exp.Min(this=text)

    def apart(self, _source: Source) -> None:
        """Every text can be compared."""


@dataclass(frozen=True)
class TextOf(Undated):
    """The texts of the group in the order of the file, each once."""

    of: Value
    with_: tuple[Value, ...]

    def sql(self, source: Source) -> exp.Expr | None:
        """The texts with a blank between them."""
        text = self.of.sql(source)
        if text is None:
            return None
        together = [made for made in (one.sql(source) for one in self.with_) if made is not None]
        nth = source.nth_of(exp.func("md5", concat("\x1f", *together, text.copy())), "nth of text")
        parts = sql("case when nth = 1 then cell end", nth=nth, cell=text)
        return sql("string_agg(parts, ' ' order by source_row)", parts=parts)

    def apart(self, _source: Source) -> None:
        """Every text can be joined."""


@dataclass(frozen=True)
class MonthOf(Undated):
    """The month of a day; the order of day and month is the stated one unless the column itself disproves it."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """`yyyy-mm`; text that is no day stays, so that the loader refuses it by its value."""
        text = self.of.sql(source)
        if text is None:
            return None
        stated = self.of.date(source) or "iso"
        first = sql(r"regexp_extract(cell, '^(\d{1,2})[/.-]', 1)", cell=text)
        second = sql(r"try_cast(regexp_extract(cell, '^\d{1,2}[/.-](\d{1,2})[/.-]', 1) as integer)", cell=text)
        is_day_first = source.window("is day first", sql(_IS_DAY_FIRST, first_number=first, second_number=second))
        read = local_time_of(text, Order(stated, and_iso=True))
        day_first = local_time_of(text, Order("dmy", and_iso=True))
        return sql(
            "coalesce(strftime(case when is_day_first then day_first else day_read end, '%Y-%m'), cell)",
            is_day_first=is_day_first,
            day_first=day_first,
            day_read=read,
            cell=text,
        )


# Two digits for the days below ten are the custom where the day stands first; where the month does, one digit is.
_IS_DAY_FIRST = """
coalesce(max(try_cast(first_number as integer)) over () > 12
or (max(case when starts_with(first_number, '0') then 1 else 0 end) over () = 1
and max(second_number) over () <= 12), false)
"""


def is_aggregate(value: Value) -> TypeGuard[Aggregate]:
    """Whether a value is one of a group of rows."""
    return isinstance(value, Sum | CountDifferent | Least | TextOf)


def grouped(
    values: Mapping[str, Value],
    columns: Mapping[str, exp.Expr],
    rows: exp.Select | None,
    where: exp.Expr | None,
    source: Source,
) -> exp.Select:
    """One row for each group: `columns` by name, and the number of its first source row."""
    keys = [expression for name, expression in columns.items() if not is_aggregate(values[name])]
    apart = [
        text
        for name, value in values.items()
        if name in columns and is_aggregate(value) and (text := value.apart(source))
    ]
    made = [exp.alias_(expression.copy(), name, quoted=True) for name, expression in columns.items()]
    first = exp.alias_(exp.Min(this=exp.column(SOURCE_ROW)), SOURCE_ROW)
    relation = rows.subquery("before") if rows is not None else exp.to_table("source_rows")
    select = exp.select(*made, first).from_(relation)
    if where is not None:
        select = select.where(where)
    # Constants cannot be grouped by; they are the same in every row.
    return select.group_by(*(key.copy() for key in [*keys, *apart] if key.find(exp.Column)))


def _decimal(text: exp.Expr) -> exp.Expr:
    return sql("try_cast(plain_text as decimal(18, 6))", plain_text=plain_number(text))
