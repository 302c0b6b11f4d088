"""Parts of a text, and numbers as other systems write them."""

from dataclasses import dataclass

from sqlglot import exp

from dashboard.load.mappings.document import Item
from dashboard.load.mappings.source import EACH_NUMBER, Source, Value
from dashboard.load.mappings.values import Undated
from dashboard.load.statements import sql


@dataclass(frozen=True)
class Extract(Undated):
    """What the first group of a regular expression finds in a text; unknown when it finds nothing."""

    pattern: Item
    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The group, NULL when there is none."""
        text = self.of.sql(source)
        if text is None:
            return None
        pattern = exp.Literal.string(self.pattern.text())
        found = exp.Anonymous(this="regexp_extract", expressions=[text, pattern, exp.Literal.number(1)])
        return exp.Anonymous(this="nullif", expressions=[found, exp.Literal.string("")])


@dataclass(frozen=True)
class Whole(Undated):
    """A number that a spreadsheet wrote with .0 at its end, without it."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The text without a trailing .0; other texts stay."""
        text = self.of.sql(source)
        return None if text is None else sql(r"regexp_replace(cell, '^(\d+)\.0+$', '\1')", cell=text)


@dataclass(frozen=True)
class Number(Undated):
    """A number with a decimal comma, thousands separators, a currency or a percent sign, with a plain point."""

    of: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The plain number as text; a text that is none stays, so that the loader refuses it by its value."""
        text = self.of.sql(source)
        return None if text is None else plain_number(text)


@dataclass(frozen=True)
class EachNumber(Undated):
    """Which of several columns of the same name is told: 1, 2, 3..."""

    def sql(self, _source: Source) -> exp.Expr:
        """The number as text."""
        return exp.cast(exp.column(EACH_NUMBER, quoted=True), "varchar")


def plain_number(text: exp.Expr) -> exp.Expr:
    """A number as text with a decimal point and nothing else; a text that is none stays."""
    bare = sql(r"regexp_replace(cell, '[\s\x{A0}\x{202F}$€£%]', '', 'g')", cell=text)
    return sql(_PLAIN_NUMBER, cell=text, bare=bare)


_PLAIN_NUMBER = r"""
case
when regexp_full_match(cell, '[+-]?\d+(\.\d+)?') then cell
when regexp_full_match(bare, '[+-]?\d{1,3}(,\d{3})+\.\d+') then replace(bare, ',', '')
when regexp_full_match(bare, '[+-]?\d{1,3}(\.\d{3})+,\d+') then replace(replace(bare, '.', ''), ',', '.')
when regexp_full_match(bare, '[+-]?\d+,\d+') then replace(bare, ',', '.')
when regexp_full_match(bare, '[+-]?\d+(\.\d+)?') then bare
else cell end
"""
