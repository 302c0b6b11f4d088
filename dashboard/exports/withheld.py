"""What of the cases leaves only when somebody asks for it, which is recorded: personal data, survey answers of few."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from dashboard.engine import statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.exports import meanings, small_cells
from dashboard.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Withheld:
    """Columns of the cases by what holds them back, and which of them were asked for all the same."""

    personal: tuple[str, ...]
    few: frozenset[str]
    with_personal: bool
    with_few: bool

    @property
    def has_personal(self) -> bool:
        """Whether personal data are in the rows."""
        return self.with_personal and bool(self.personal)

    @property
    def has_few(self) -> bool:
        """Whether survey answers of too few cases are in the rows."""
        return self.with_few and bool(self.few)

    @property
    def has_hidden(self) -> bool:
        """Whether survey answers are left out."""
        return bool(self.few) and not self.with_few

    def without(self, statement: exp.Select) -> exp.Select:
        """The select of the cases with personal columns gone and answers of few empty, as far as nobody asked."""
        gone = frozenset() if self.with_personal else frozenset(self.personal)
        empty = self.few if self.has_hidden else frozenset()
        if not gone and not empty:
            return statement
        shaped = statement.copy()
        kept = [_emptied(one, empty) for one in shaped.expressions if one.alias_or_name not in gone]
        shaped.set("expressions", kept)
        return shaped


def _emptied(column: exp.Expr, names: frozenset[str]) -> exp.Expr:
    name = column.alias_or_name
    return exp.alias_(exp.cast(exp.null(), "double"), name) if name in names else column


def withheld(
    known: Warehouse, kpi: Kpi, filters: Filters, columns: Sequence[str], *, personal: bool, few_answers: bool
) -> Withheld:
    """What of these columns of a KPI's cases is held back under these filters."""
    named = tuple(name for name in columns if name in meanings.personal_columns())
    few = _few(known, kpi, filters) & frozenset(columns)
    return Withheld(named, few, with_personal=personal, with_few=few_answers)


def _few(known: Warehouse, kpi: Kpi, filters: Filters) -> frozenset[str]:
    """Columns with too few answers; only counted cases are asked, because the others hide nobody among them."""
    if not small_cells.is_survey(kpi):
        return frozenset()
    counted = known.count(statements.rows(kpi, filters, ("counted",), None))
    return small_cells.hidden_columns(kpi, counted) if counted else frozenset()
