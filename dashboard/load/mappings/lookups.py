"""A value that stands in another file of the same load, found by a key: the role of an author, the name of a status."""

from dataclasses import dataclass

from sqlglot import exp

from dashboard.load.mappings.source import Source, Value
from dashboard.load.mappings.values import Undated

KEY = "key of the row"


@dataclass(frozen=True)
class LookUp(Undated):
    """A column of another part of the mapping, in the row whose key is the same."""

    name: str
    part: str
    by: Value

    def sql(self, source: Source) -> exp.Expr | None:
        """The value as a column; None when no file of that part, or no such column, is in the load."""
        key = self.by.sql(source)
        if key is None or self.name not in source.others.get(self.part, frozenset()):
            return None
        name = f"{self.name} in {self.part} by {key.sql()}"
        if name not in source.looked:
            source.looked[name] = self._found(key)
        # One column: a select written out in every place that uses it would be run there again and again.
        return exp.column(name, quoted=True)

    def _found(self, key: exp.Expr) -> exp.Expr:
        looked = exp.table_(table_name(self.part), quoted=True).as_("looked", quoted=True)
        same = exp.EQ(this=exp.column(KEY, table="looked", quoted=True), expression=key)
        value = exp.AnyValue(this=exp.column(column_name(self.name), table="looked", quoted=True))
        return exp.paren(exp.select(value).from_(looked).where(same), copy=False)


def table_name(part: str) -> str:
    """The table that holds, while loading, what is looked up in a part."""
    return f"looked up in {part}"


def column_name(name: str) -> str:
    """The column of that table; no column of a file is called so."""
    return f"looked {name}"
