"""The one select that turns text rows into typed rows of a canonical table, with a bit for every broken rule."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlglot import exp

from dashboard.contracts import Table
from dashboard.load.cells import Limits, Rule, Typed, absent, trimmed, typed
from dashboard.load.dates import ISO, Order
from dashboard.load.statements import built, column, null, sql

PROBLEMS, SOURCE_ROW = "problems", "source_row"

REMARKS = 48
"""The bits of `problems` from here on are remarks; those below reject the row."""

REJECTING = (1 << REMARKS) - 1


@dataclass(frozen=True)
class TypingPass:
    """A select with every stored column, `problems` and `source_row`; `rules` by their bit in `problems`."""

    select: exp.Select
    rules: Mapping[int, Rule]


def typing_pass(
    target: Table,
    cells: Mapping[str, exp.Expr],
    rows: exp.Select | exp.Table,
    stored: Collection[str],
    orders: Mapping[str, Order],
    limits: Limits,
    source_row: exp.Expr | None = None,
    where: exp.Expr | None = None,
    *,
    has_odd_blanks: bool = True,
) -> TypingPass:
    """Cast and check the text `cells` (by canonical column) of the relation `rows`; select the columns in `stored`.

    `orders` gives the date format by column, ISO where it is silent. The order of the rows is kept.
    """
    columns = [typed(target.columns[name], orders.get(name, ISO), limits) for name in target.columns if name in cells]
    every = [rule for one in columns for rule in one.rules]
    rules = dict(enumerate(rule for rule in every if not rule.is_remark))
    rules |= dict(enumerate((rule for rule in every if rule.is_remark), start=REMARKS))
    clean = {one.column.name: trimmed(cells[one.column.name], has_odd_blanks=has_odd_blanks) for one in columns}
    texts = _texts(clean, rows, source_row, where)
    typed_rows = texts
    for step in zip_longest(*(one.steps for one in columns), fillvalue={}):
        typed_rows = _with(step, typed_rows)
    return TypingPass(_final(target, stored, columns, rules, typed_rows), rules)


def _texts(
    cells: Mapping[str, exp.Expr], rows: exp.Select | exp.Table, source_row: exp.Expr | None, where: exp.Expr | None
) -> exp.Select:
    number = source_row if source_row is not None else null("bigint")
    texts = [exp.alias_(cell, f"cell_{name}", quoted=True) for name, cell in cells.items()]
    relation = rows.subquery("text_rows") if isinstance(rows, exp.Select) else rows.copy()
    select = built(exp.alias_(number, SOURCE_ROW), *texts, source=relation)
    return select.where(where) if where is not None else select


def _with(made: Iterable[Mapping[str, exp.Expr]], rows: exp.Select) -> exp.Select:
    """The same rows with more columns."""
    more = [exp.alias_(value, name, quoted=True) for columns in made for name, value in columns.items()]
    return built(exp.Star(), *more, source=rows.subquery("known", copy=False))


def _final(
    target: Table, stored: Collection[str], columns: Sequence[Typed], rules: Mapping[int, Rule], rows: exp.Select
) -> exp.Select:
    by_name = {one.column.name: one for one in columns}
    values: list[exp.Expr] = []
    for spec in (one for name, one in target.columns.items() if name in stored):
        made = by_name.get(spec.name)
        values.append(exp.alias_(made.value if made else absent(spec), spec.name, quoted=True))
        if spec.type == "enum":
            raw = made.raw if made and made.raw is not None else null("varchar")
            values.append(exp.alias_(raw, spec.raw_name, quoted=True))
    return built(
        *values, exp.alias_(_bits(rules), PROBLEMS), column(SOURCE_ROW), source=rows.subquery("typed", copy=False)
    )


def _bits(rules: Mapping[int, Rule]) -> exp.Expr:
    """The sum of 2^n over the broken rules n; the sum is only worked out for rows that break any."""
    total = sql("cast(0 as ubigint)")
    for number, rule in rules.items():
        bit = exp.Literal.number(1 << number)
        is_broken = sql("cast(case when is_broken then bit else 0 end as ubigint)", is_broken=rule.is_broken, bit=bit)
        total = exp.Add(this=total, expression=is_broken)
    is_any = exp.or_(*(exp.paren(rule.is_broken.copy()) for rule in rules.values()))
    return exp.Case().when(is_any, total).else_(sql("cast(0 as ubigint)")) if rules else total
