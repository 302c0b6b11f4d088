"""The file as a mapping sees it while its SQL is made: its columns, what counts as empty, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from dashboard.load.mappings.headers import Header

SOURCE_ROWS = "source_rows"
SOURCE_ROW = "source_row"
DATE_PARTS = {"dmy": ("%d", "%m", "%Y"), "mdy": ("%m", "%d", "%Y"), "ymd": ("%Y", "%m", "%d")}


class Value(Protocol):
    """A text that a mapping makes of one source row."""

    def sql(self, source: "Source", /) -> exp.Expr | None:
        """The expression, or None when the file lacks the columns for it."""

    def date(self, source: "Source", /) -> str | None:
        """Order of day, month and year in the text, where the mapping states it."""


@dataclass
class Source:
    """One file under one mapping, while the expressions of one target table are made.

    `found` are the file's names of the declared columns, `content` those of all columns that the mapping knows.
    Expressions ask for extra columns: `texts` are made from one source row, `windows` look at other rows too.
    """

    headers: Mapping[str, Header]
    found: Mapping[str, str]
    content: tuple[str, ...]
    computed: Mapping[str, Value]
    null_words: frozenset[str]
    answers: Mapping[str, str]
    history_of: str | None = None
    history_by: tuple[str, ...] = ()
    texts: dict[str, exp.Expr] = field(default_factory=dict)
    windows: dict[str, exp.Expr] = field(default_factory=dict)

    def text(self, name: str) -> exp.Expr | None:
        """Text of a source column or a computed value; blanks around it and the mapping's null words are gone."""
        if name in self.computed:
            return self.computed[name].sql(self)
        if name not in self.found:
            return None
        trimmed = exp.func("trim", exp.column(self.found[name], quoted=True))
        words = [exp.Literal.string(word) for word in sorted(self.null_words | {""})]
        is_known = exp.Not(this=exp.In(this=exp.func("lower", trimmed.copy()), expressions=words))
        return self.derived(f"text of {name}", exp.Case().when(is_known, trimmed))

    def date_of(self, name: str) -> str | None:
        """Order of day, month and year of a source column."""
        if name in self.computed:
            return self.computed[name].date(self)
        return self.headers[name].date

    def derived(self, name: str, expression: exp.Expr) -> exp.Expr:
        """Ask for a column that is made from one source row; the answer refers to it."""
        self.texts[name] = expression
        return exp.column(name, quoted=True)

    def previous(self, name: str) -> exp.Expr | None:
        """The last known text of the column before this row, in the history of the same thing."""
        text = self.text(name)
        of = self.text(self.history_of) if self.history_of else None
        if text is None or of is None:
            return None
        earlier = exp.IgnoreNulls(this=exp.Lag(this=text))
        window = exp.Window(this=earlier, partition_by=[of], order=exp.Order(expressions=self._history_order()))
        return self._window(f"previous {name}", window)

    def nth_of(self, key: exp.Expr, name: str) -> exp.Expr:
        """1, 2, 3... for the source rows that share a key, in the order of the file."""
        order = exp.Order(expressions=[exp.Ordered(this=exp.column(SOURCE_ROW))])
        return self._window(name, exp.Window(this=exp.RowNumber(), partition_by=[key], order=order))

    def prepare(self, counter: exp.Expr | None) -> exp.Select | None:
        """A select over the source rows with all extra columns, and the rows repeated when there is a counter."""
        stages = [_aliased(self.texts), _aliased(self.windows), [counter] if counter is not None else []]
        rows: exp.Select | None = None
        for columns in filter(None, stages):
            if rows is None:
                rows = exp.select("*", *columns).from_(SOURCE_ROWS)
            else:
                rows = exp.select("*", *columns).from_(rows.subquery("before"))
        return rows

    def _window(self, name: str, expression: exp.Expr) -> exp.Expr:
        self.windows[name] = expression
        return exp.column(name, quoted=True)

    def _history_order(self) -> list[exp.Expr]:
        terms = [self._sortable(name) for name in self.history_by]
        known = [term for term in terms if term is not None]
        return [exp.Ordered(this=term, nulls_first=True) for term in [*known, exp.column(SOURCE_ROW)]]

    def _sortable(self, name: str) -> exp.Expr | None:
        """The column as a moment where its date order is stated, else as a number."""
        text = self.text(name)
        order = self.date_of(name)
        if text is None:
            return None
        if order is None:
            return exp.TryCast(this=text, to=exp.DataType.build("double"))
        formats = exp.Array(expressions=[exp.Literal.string(form) for form in _formats(order)])
        moment = exp.Anonymous(this="try_strptime", expressions=[text, formats])
        return exp.func("coalesce", moment, exp.TryCast(this=text.copy(), to=exp.DataType.build("timestamp")))


def _aliased(columns: Mapping[str, exp.Expr]) -> list[exp.Expr]:
    return [exp.alias_(expression, name, quoted=True) for name, expression in columns.items()]


def _formats(order: str) -> list[str]:
    days = [sign.join(DATE_PARTS[order]) for sign in "-/."]
    return [day + time for day in days for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")]
