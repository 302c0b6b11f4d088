"""What a mapping can write into a canonical column: copies, constants, codes, joined ids, months counted back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from dashboard.load.mappings.document import Item
from dashboard.load.mappings.source import Source, Value

MOST_MONTHS = 1200
"""More months than this are no length of a customer's stay but a slip; such a row is left to the loader to refuse."""


class Undated:
    """A value that is no date of the source."""

    def date(self, _source: Source) -> str | None:
        """No order of day, month and year: nothing here is a date as the source wrote it."""


@dataclass(frozen=True)
class Copy:
    """The text of a source column or of a computed value."""

    name: str

    def sql(self, source: Source) -> exp.Expr | None:
        """The text without blanks around it, NULL for the mapping's null words."""
        return source.text(self.name)

    def date(self, source: Source) -> str | None:
        """The order stated for the source column."""
        return source.date_of(self.name)


@dataclass(frozen=True)
class Constant(Undated):
    """The same text in every row."""

    item: Item

    def sql(self, _source: Source) -> exp.Expr:
        """The text."""
        return exp.Literal.string(self.item.text())


@dataclass(frozen=True)
class Translated(Undated):
    """Values of the source in the product's codes; what is not listed becomes `default`, else stays as written."""

    of: Value
    codes: Mapping[str, Item]
    default: Item | None

    def sql(self, source: Source) -> exp.Expr | None:
        """A case over the listed values, compared without case."""
        text = self.of.sql(source)
        if text is None:
            return None
        case = exp.Case().when(exp.Is(this=text.copy(), expression=exp.null()), exp.null())
        for written, code in self.codes.items():
            same = exp.EQ(this=exp.func("lower", text.copy()), expression=exp.Literal.string(written.strip().lower()))
            case = case.when(same, literal(code.text_or_none()))
        return case.else_(text if self.default is None else literal(self.default.text_or_none()))


@dataclass(frozen=True)
class Joined(Undated):
    """Several texts in one, the empty ones left out."""

    parts: tuple[Value, ...]
    sign: str

    def sql(self, source: Source) -> exp.Expr | None:
        """The texts with the sign between them; NULL when the first one is."""
        parts = [part.sql(source) for part in self.parts]
        if parts[0] is None:
            return None
        known = [part for part in parts if part is not None]
        joined = concat(self.sign, *known)
        return exp.Case().when(exp.Is(this=parts[0].copy(), expression=exp.null()), exp.null()).else_(joined)


@dataclass(frozen=True)
class FirstOf:
    """The first of several values that is not empty."""

    parts: tuple[Value, ...]

    def sql(self, source: Source) -> exp.Expr | None:
        """A coalesce over the values that the file has columns for."""
        known = [sql for sql in (part.sql(source) for part in self.parts) if sql is not None]
        return exp.func("coalesce", *known) if known else None

    def date(self, source: Source) -> str | None:
        """The order of the first value that states one."""
        return next((order for order in (part.date(source) for part in self.parts) if order), None)


@dataclass(frozen=True)
class IfSame(Undated):
    """One of two texts: whether two others are equal decides; unknown when one of these is."""

    left: Value
    right: Value
    then: Value
    otherwise: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """A case over the two; None when the file lacks what is compared."""
        left, right = self.left.sql(source), self.right.sql(source)
        then, otherwise = self.then.sql(source), self.otherwise.sql(source)
        if left is None or right is None or then is None or otherwise is None:
            return None
        is_other = exp.NEQ(this=left.copy(), expression=right.copy())
        return exp.Case().when(exp.EQ(this=left, expression=right), then).when(is_other, otherwise)


@dataclass(frozen=True)
class ContentId(Undated):
    """An id for rows without one: a fingerprint of the row, and a number among rows of equal content.

    The same file read again gives the same ids, and so does a file that holds the row at another place. Only columns
    that the mapping knows are looked at, so a column of row numbers changes nothing.
    """

    prefix: str

    def sql(self, source: Source) -> exp.Expr:
        """`<prefix>-<16 hex digits>-<n>`."""
        columns = [exp.column(column, quoted=True) for column in sorted(source.content)]
        # A sign between the cells and a word for empty ones: ('ab', '') and ('a', 'b') are different rows.
        cells = [exp.func("coalesce", exp.func("trim", column), exp.Literal.string("")) for column in columns]
        content = source.derived("content", exp.func("md5", concat("\x1f", *cells)))
        nth = source.nth_of(content, "nth of content")
        short = exp.func("left", content.copy(), exp.Literal.number(16))
        return concat("-", exp.Literal.string(self.prefix), short, nth)


@dataclass(frozen=True)
class Answer(Undated):
    """What the user answered to a question of the mapping."""

    name: str

    def sql(self, source: Source) -> exp.Expr:
        """The answer as text."""
        return exp.Literal.string(source.answers[self.name])


@dataclass(frozen=True)
class MonthsBefore(Undated):
    """The day that lies a number of months before an answered day, or the first day of that month."""

    end: Answer
    months: Value
    is_first_day: bool

    def sql(self, source: Source) -> exp.Expr | None:
        """An ISO date; text that is no sensible number of months stays, so that the loader refuses it by its value."""
        text = self.months.sql(source)
        if text is None:
            return None
        months = whole_number(text)
        end = exp.cast(self.end.sql(source), "date")
        day = exp.cast(exp.Sub(this=end, expression=exp.Anonymous(this="to_months", expressions=[months])), "date")
        if self.is_first_day:
            day = exp.cast(exp.Anonymous(this="date_trunc", expressions=[exp.Literal.string("month"), day]), "date")
        limits = {"low": exp.Literal.number(0), "high": exp.Literal.number(MOST_MONTHS)}
        return exp.Case().when(exp.Between(this=months.copy(), **limits), as_text(day)).else_(text.copy())


@dataclass(frozen=True)
class Counter(Undated):
    """The number that a repeated row carries: 1, 2, 3..."""

    name: str

    def sql(self, _source: Source) -> exp.Expr:
        """The helper column of the repetition."""
        return as_text(exp.column(self.name, quoted=True))


def literal(text: str | None) -> exp.Expr:
    """A text as an SQL literal, None as NULL."""
    return exp.null() if text is None else exp.Literal.string(text)


def concat(sign: str, *parts: exp.Expr) -> exp.Expr:
    """The texts with the sign between them, NULLs left out (sqlglot's own concat_ws would make the whole NULL)."""
    return exp.Anonymous(this="concat_ws", expressions=[exp.Literal.string(sign), *parts])


def as_text(expression: exp.Expr) -> exp.Expr:
    """The expression as VARCHAR."""
    return exp.cast(expression, "varchar")


def whole_number(text: exp.Expr) -> exp.Expr:
    """The text as a whole number, NULL where it is none."""
    return exp.TryCast(this=text.copy(), to=exp.DataType.build("int"))


def written(value: Value) -> Iterator[Item]:
    """The texts that a value can write of its own: constants and codes."""
    if isinstance(value, Constant):
        yield value.item
    elif isinstance(value, Translated):
        codes = (*value.codes.values(), *([value.default] if value.default else []))
        yield from (code for code in codes if code.text_or_none() is not None)
    elif isinstance(value, FirstOf):
        for part in value.parts:
            yield from written(part)
    elif isinstance(value, IfSame):
        yield from (*written(value.then), *written(value.otherwise))
