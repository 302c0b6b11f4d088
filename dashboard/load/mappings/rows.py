"""One target of a mapping: the canonical table, the source rows that go there, and what its columns are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlglot import exp

from dashboard import contracts
from dashboard.load.mappings.aggregates import grouped, is_aggregate
from dashboard.load.mappings.conditions import Condition, read_conditions
from dashboard.load.mappings.document import Item
from dashboard.load.mappings.source import Source, Value
from dashboard.load.mappings.value_reader import Names, known, read_value
from dashboard.load.mappings.values import whole_number, written


@dataclass(frozen=True)
class Projection:
    """One source row -> at most one canonical row of one table.

    `columns` give VARCHAR over `source_rows`: the text columns of the file under `Mapping.column_names`, and
    `source_row`, the number of the record counted from 0. `where` says which source rows make a row (None = all).
    `prepare` selects from `source_rows` and adds columns (or repeats rows) that the expressions use; None = not needed.
    It keeps every column of the source but not the order of the rows: where the last row read counts, use `source_row`.
    `dates` names the order of day, month and year for canonical columns where the mapping states it; ISO dates are
    as good there.
    """

    table: str
    columns: Mapping[str, exp.Expr]
    where: exp.Expr | None
    prepare: exp.Select | None
    dates: Mapping[str, str]


@dataclass(frozen=True)
class Repeat:
    """One source row makes as many rows as a cell says, at most `at_most`; they carry a counter from 1."""

    counter: str
    times: str
    at_most: int

    def sql(self, source: Source) -> exp.Expr | None:
        """The counter as a column that repeats the row; no number or none above zero = no row."""
        text = source.text(self.times)
        if text is None:
            return None
        times = whole_number(text)
        # least() passes over NULL: text that is no number must make no rows, not the most.
        most = exp.func("least", exp.func("coalesce", times, exp.Literal.number(0)), exp.Literal.number(self.at_most))
        last = exp.Add(this=most, expression=exp.Literal.number(1))
        numbers = exp.Anonymous(this="range", expressions=[exp.Literal.number(1), last])
        return exp.alias_(exp.Anonymous(this="unnest", expressions=[numbers]), self.counter, quoted=True)


@dataclass(frozen=True)
class Row:
    """One target table of a mapping, as written in its file."""

    table: str
    columns: Mapping[str, Value]
    when: tuple[Condition, ...] = ()
    one_per: str | None = None
    repeat: Repeat | None = None
    for_each: str | None = None
    unless_beside: str | None = None

    def projection(self, source: Source) -> Projection | None:
        """The SQL for one file; None when the file lacks the columns for its key or its conditions."""
        if self.for_each is not None and self.for_each not in source.found:
            return None
        if self.unless_beside in source.others:
            return None
        source = replace(source, texts={}, looked={}, moments=({}, {}, {}, {}), windows={}, each=self.for_each)
        columns = {name: sql for name, value in self.columns.items() if (sql := value.sql(source)) is not None}
        conditions = [condition.sql(source) for condition in self.when]
        if self.for_each is not None:
            conditions.append(Condition(self.for_each, "is_present", ()).sql(source))
        if self.one_per is not None:
            conditions += _first_of_each(source, self.one_per)
        wheres = [condition for condition in conditions if condition is not None]
        counter = self.repeat.sql(source) if self.repeat else None
        if len(wheres) < len(conditions) or (self.repeat is not None and counter is None):
            return None
        if any(name not in columns for name in contracts.tables()[self.table].required):
            return None
        dates = {name: order for name in columns if (order := self.columns[name].date(source))}
        where = exp.and_(*wheres) if wheres else None
        prepared = source.prepare(counter)
        if not any(is_aggregate(self.columns[name]) for name in columns):
            return Projection(self.table, columns, where, prepared, dates)
        groups = grouped(self.columns, columns, prepared, where, source)
        return Projection(self.table, {name: exp.column(name, quoted=True) for name in columns}, None, groups, dates)


def read_row(item: Item, names: Names, has_history: bool) -> Row:
    """Read one target of a mapping file; AmendsError with file and line for what does not exist."""
    fields = item.fields(["table", "columns"], ["when", "one_per", "repeat", "for_each", "unless_beside"])
    table = contracts.tables()[known(fields["table"], "the table", contracts.tables())]
    repeat = _read_repeat(fields["repeat"], names) if "repeat" in fields else None
    for_each = known(fields["for_each"], "the column of several", names.many) if "for_each" in fields else None
    inside = replace(names, counter=repeat.counter if repeat else None, is_each=for_each is not None)
    columns = {name: _read_column(table, name, value, inside) for name, value in fields["columns"].pairs().items()}
    for key in table.required:
        if key not in columns:
            fields["columns"].fail(f'the table "{table.name}" needs the column "{key}".')
    when = read_conditions(fields["when"], names, has_history) if "when" in fields else ()
    one_per = known(fields["one_per"], "the source column", names.columns) if "one_per" in fields else None
    unless = known(fields["unless_beside"], "the part", names.siblings) if "unless_beside" in fields else None
    return Row(table.name, columns, when, one_per, repeat, for_each, unless)


def _read_column(table: contracts.Table, name: str, item: Item, names: Names) -> Value:
    if name not in table.columns:
        item.fail_unknown(f'in the table "{table.name}", the column', name, table.columns)
    value = read_value(item, names)
    column = table.columns[name]
    if column.list is not None:
        codes = [code.code for code in contracts.code_list(column.list)]
        for text in written(value):
            known(text, f'for "{table.name}.{name}", the code', codes)
    return value


def _read_repeat(item: Item, names: Names) -> Repeat:
    fields = item.fields(["counter", "times", "at_most"])
    times = known(fields["times"], "the source column", names.columns)
    return Repeat(fields["counter"].text(), times, fields["at_most"].number())


def _first_of_each(source: Source, name: str) -> list[exp.Expr | None]:
    """The first row of each value: in time where the history is that of this column, else in the file."""
    text = source.text(name)
    if text is None:
        return [None]
    nth = source.first_in_story if name == source.history_of else source.nth_of
    is_first = exp.EQ(this=nth(text, f"nth of {name}"), expression=exp.Literal.number(1))
    return [exp.Not(this=exp.Is(this=text.copy(), expression=exp.null())), is_first]
