"""Which source rows make a canonical row: what a cell says, and what has changed since the row before."""

from dataclasses import dataclass

from sqlglot import exp

from dashboard.load.mappings.document import Item
from dashboard.load.mappings.source import Source
from dashboard.load.mappings.value_reader import Names, known


@dataclass(frozen=True)
class Condition:
    """One test of one source column."""

    column: str
    test: str
    values: tuple[str, ...]

    def sql(self, source: Source) -> exp.Expr | None:
        """The condition, or None when the file lacks the columns for it."""
        text = source.text(self.column)
        if text is None:
            return exp.true() if self.test in ("is_not", "is_missing") else None
        if self.test == "is_not":
            return exp.or_(_is_null(text), exp.Not(this=_is_in(text, self.values)))
        if self.test in _OF_HISTORY:
            previous = source.previous(self.column)
            return None if previous is None else self._since(text, previous)
        if self.test == "is_missing":
            return _is_null(text)
        return exp.Not(this=_is_null(text)) if self.test == "is_present" else _is_in(text, self.values)

    def _since(self, text: exp.Expr, previous: exp.Expr) -> exp.Expr:
        if self.test == "becomes":
            was_other = exp.or_(_is_null(previous), exp.Not(this=_is_in(previous, self.values)))
            return exp.and_(_is_in(text, self.values), was_other)
        if self.test == "was_in":
            return _is_in(previous, self.values)
        if self.test == "increases":
            return exp.GT(this=_number(text), expression=_number(previous))
        if self.test == "changes":
            return exp.NEQ(this=text, expression=previous)
        return exp.and_(exp.Not(this=_is_null(text)), _is_null(previous))


def read_conditions(item: Item, names: Names, has_history: bool) -> tuple[Condition, ...]:
    """Read the conditions of a row, all of which must hold; AmendsError with file and line when they are none."""
    return tuple(_read(part, names, has_history) for part in item.list())


def _read(item: Item, names: Names, has_history: bool) -> Condition:
    fields = item.fields(["column"], list(_TESTS))
    column = known(fields["column"], "the source column", names.columns)
    tests = [key for key in fields if key != "column"]
    if len(tests) != 1:
        item.fail(f"a condition has one test, one of {', '.join(_TESTS)}.")
    if tests[0] in _OF_HISTORY and not has_history:
        item.fail(f'"{tests[0]}" looks at the row before; say at the top which rows belong together (history).')
    asked = fields[tests[0]]
    if tests[0] in _YES_ONLY and not asked.is_true():
        asked.fail(f'"{tests[0]}" can only be true.')
    return Condition(column, tests[0], tuple(value.text().strip().lower() for value in asked.list()))


def _is_in(text: exp.Expr, values: tuple[str, ...]) -> exp.Expr:
    options = [exp.Literal.string(value) for value in values]
    return exp.In(this=exp.func("lower", text.copy()), expressions=options)


def _is_null(text: exp.Expr) -> exp.Expr:
    return exp.Is(this=text.copy(), expression=exp.null())


def _number(text: exp.Expr) -> exp.Expr:
    return exp.TryCast(this=text.copy(), to=exp.DataType.build("double"))


_OF_HISTORY = ("becomes", "was_in", "increases", "changes", "first_seen")
_TESTS = ("equals", "is_in", "is_not", "is_present", "is_missing", *_OF_HISTORY)
_YES_ONLY = ("is_present", "is_missing", "increases", "changes", "first_seen")
