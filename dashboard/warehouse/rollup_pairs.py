"""Which pairs of dimensions get a roll-up, and how they are added up without reading all cases for each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod

import duckdb
from sqlglot import exp

from dashboard.engine import rollup_statements
from dashboard.engine.rollup_statements import CASES, ROLLED_DIMENSIONS

WORTH_A_PAIR = 20
"""A pair of dimensions is rolled up where that is so many times smaller than the cases."""

_WORTH_A_STEP = 8
"""Several dimensions are added up together, for the pairs among them, where that is so many times smaller."""

_FEW_ROWS = 500
"""As many rows as this a table reads at no cost: cases of which there are few need no pairs."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Sizes:
    """How many values each dimension has, the cases that are kept, and the periods of their KPIs."""

    values: Mapping[str, int]
    cases: int
    periods: int

    def rows(self, dimensions: frozenset[str]) -> int:
        """The most rows that a roll-up by these dimensions can have."""
        return prod(self.values[dimension] for dimension in dimensions) * self.periods


def sizes(con: duckdb.DuckDBPyConnection) -> Sizes:
    """Read from the roll-ups by single dimensions and the kept cases of this connection."""
    of_overview = exp.select("kpi").distinct().from_(CASES)
    total = exp.select("count(*)").from_(rollup_statements.name(()))
    return Sizes(
        {dimension: _count_values(con, dimension) for dimension in ROLLED_DIMENSIONS},
        _number(con, exp.select("count(*)").from_(CASES)),
        _number(con, total.where(exp.column("kpi").isin(query=of_overview))),
    )


def worth_it(known: Sizes, worth_a_pair: float) -> Iterator[Pair]:
    """The pairs of dimensions whose roll-up is small enough, whatever values meet."""
    for pair in combinations(ROLLED_DIMENSIONS, 2):
        if max(known.rows(frozenset(pair)), _FEW_ROWS) * worth_a_pair <= known.cases:
            yield pair


def together(pairs: Iterator[Pair], known: Sizes) -> Iterator[tuple[frozenset[str], list[Pair]]]:
    """Sets of dimensions that are worth adding up together, each with those pairs within it that no earlier one holds.

    Every pair comes once; a set of two dimensions is the pair itself.
    """
    left = set(pairs)
    while left:
        chosen = frozenset(min(left))
        while more := max(_more(chosen, left, known), default=None):
            chosen |= {more[-1]}
        within = sorted(pair for pair in left if chosen.issuperset(pair))
        yield chosen, within
        left.difference_update(within)


def _more(chosen: frozenset[str], left: set[Pair], known: Sizes) -> Iterator[tuple[int, int, str]]:
    """Dimensions that still fit: how many further pairs each brings, minus its number of values, its name."""
    for dimension in known.values.keys() - chosen:
        wider = chosen | {dimension}
        new = sum(dimension in pair and wider.issuperset(pair) for pair in left)
        if new and known.rows(wider) * _WORTH_A_STEP <= known.cases:
            yield new, -known.values[dimension], dimension


def _count_values(con: duckdb.DuckDBPyConnection, dimension: str) -> int:
    values = exp.select(dimension).distinct().from_(rollup_statements.name((dimension,)))
    return _number(con, exp.select("count(*)").from_(values.subquery("known")))


def _number(con: duckdb.DuckDBPyConnection, statement: exp.Query) -> int:
    return int(con.execute(statement.sql("duckdb")).fetchall()[0][0])
