"""The file as a mapping sees it while its SQL is made: its columns, what counts as empty, what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from dashboard.load.mappings.headers import Header

SOURCE_ROWS = "source_rows"
SOURCE_ROW = "source_row"
EACH_CELL, EACH_NUMBER = "each cell", "each number"
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

    `found` are the file's names of the declared columns, `content` those of all columns that the mapping knows. `many`
    are the names of columns that occur several times; `each` is the one of them that is told row by row. `others` are
    the parts of the mapping in other files of the load, with the columns found there. `is_utc`: moments without an
    offset are UTC.

    Expressions ask for extra columns: `texts` are made from one source row, `looked` is found with them in other files,
    `moments` are made from both in a few steps, `windows` look at other rows too.
    """

    headers: Mapping[str, Header]
    found: Mapping[str, str]
    content: tuple[str, ...]
    computed: Mapping[str, Value]
    null_words: frozenset[str]
    answers: Mapping[str, str]
    history_of: str | None = None
    history_by: tuple[str, ...] = ()
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    each: str | None = None
    is_utc: bool = False
    texts: dict[str, exp.Expr] = field(default_factory=dict)
    looked: dict[str, exp.Expr] = field(default_factory=dict)
    moments: tuple[dict[str, exp.Expr], ...] = field(default_factory=lambda: ({}, {}, {}, {}))
    windows: dict[str, exp.Expr] = field(default_factory=dict)

    def text(self, name: str) -> exp.Expr | None:
        """Text of a source column or a computed value; blanks around it and the mapping's null words are gone."""
        if name in self.computed:
            return self.computed[name].sql(self)
        if name not in self.found:
            return None
        trimmed = exp.func("trim", self._cell(name))
        words = [exp.Literal.string(word) for word in sorted(self.null_words | {""})]
        is_known = exp.Not(this=exp.In(this=exp.func("lower", trimmed.copy()), expressions=words))
        return self.derived(f"text of {name}", exp.Case().when(is_known, trimmed))

    def date_of(self, name: str) -> str | None:
        """Order of day, month and year of a source column."""
        if name in self.computed:
            return self.computed[name].date(self)
        return self.headers[name].date

    def _cell(self, name: str) -> exp.Expr:
        """The cell of a column; of several the one that is told now, else the first that is not empty."""
        if name == self.each:
            return exp.column(EACH_CELL, quoted=True)
        cells = [exp.column(column, quoted=True) for column in self.many.get(name, (self.found[name],))]
        if len(cells) == 1:
            return cells[0]
        empty = exp.Literal.string("")
        return exp.func("coalesce", *(exp.Anonymous(this="nullif", expressions=[cell, empty.copy()]) for cell in cells))

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
        return self.window(f"previous {name}", window)

    def nth_of(self, key: exp.Expr, name: str) -> exp.Expr:
        """1, 2, 3... for the source rows that share a key, in the order of the file."""
        order = exp.Order(expressions=[exp.Ordered(this=exp.column(SOURCE_ROW))])
        return self.window(name, exp.Window(this=exp.RowNumber(), partition_by=[key], order=order))

    def first_in_story(self, key: exp.Expr, name: str) -> exp.Expr:
        """1, 2, 3... for the source rows that share a key, in the order of their history."""
        order = exp.Order(expressions=self._history_order())
        return self.window(name, exp.Window(this=exp.RowNumber(), partition_by=[key], order=order))

    def prepare(self, counter: exp.Expr | None) -> exp.Select | None:
        """A select over the source rows with all extra columns, and the rows repeated when there is a counter."""
        # A look-up in a stage of its own: what is found may be the key of the next one.
        looked = [[column] for column in _aliased(self.looked)]
        stages = [self._each(), _aliased(self.texts), *looked, *map(_aliased, self.moments), _aliased(self.windows)]
        rows: exp.Select | None = None
        for columns in filter(None, [*stages, [counter] if counter is not None else []]):
            before = exp.to_table(SOURCE_ROWS) if rows is None else rows.subquery("before", copy=False)
            # Not copied: the formulas are long, and each stands in one place only.
            rows = exp.Select(expressions=[exp.Star(), *columns]).from_(before, copy=False)
        return rows

    def window(self, name: str, expression: exp.Expr) -> exp.Expr:
        """Ask for a column that looks at other rows too; the answer refers to it."""
        self.windows[name] = expression
        return exp.column(name, quoted=True)

    def _each(self) -> list[exp.Expr]:
        """The row once for every column of the same name, with the cell and its number."""
        if self.each is None:
            return []
        columns = self.many.get(self.each, (self.found[self.each],))
        cells = exp.Array(expressions=[exp.column(name, quoted=True) for name in columns])
        numbers = exp.Array(expressions=[exp.Literal.number(place) for place in range(1, len(columns) + 1)])
        made = ((cells, EACH_CELL), (numbers, EACH_NUMBER))
        return [exp.alias_(exp.Anonymous(this="unnest", expressions=[of]), name, quoted=True) for of, name in made]

    def _history_order(self) -> list[exp.Expr]:
        known = [term for name in self.history_by for term in self._sortable(name)]
        return [exp.Ordered(this=term, nulls_first=True) for term in [*known, exp.column(SOURCE_ROW)]]

    def _sortable(self, name: str) -> list[exp.Expr]:
        """The column as a moment where its date order is stated, else as a number and as an ISO moment."""
        text = self.text(name)
        order = self.date_of(name)
        if text is None:
            return []
        iso = exp.TryCast(this=text.copy(), to=exp.DataType.build("timestamp"))
        if order is None:
            return [exp.TryCast(this=text, to=exp.DataType.build("double")), iso]
        formats = exp.Array(expressions=[exp.Literal.string(form) for form in _formats(order)])
        moment = exp.Anonymous(this="try_strptime", expressions=[text, formats])
        return [exp.func("coalesce", moment, iso)]


def _aliased(columns: Mapping[str, exp.Expr]) -> list[exp.Expr]:
    return [exp.alias_(expression, name, quoted=True) for name, expression in columns.items()]


def _formats(order: str) -> list[str]:
    days = [sign.join(DATE_PARTS[order]) for sign in "-/."]
    return [day + time for day in days for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")]
