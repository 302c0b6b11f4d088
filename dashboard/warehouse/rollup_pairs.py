"""Which pairs of dimensions get a roll-up, and how roll-ups are added up without reading all cases for each of them."""

from collections.abc import Iterable, Iterator, Mapping
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
    """Read from the kept cases and the roll-up by period alone of this connection; no value is a value too."""
    of_overview = exp.select("kpi").distinct().from_(CASES)
    total = exp.select("count(*)").from_(rollup_statements.name(()))
    values = [exp.Count(this=exp.Distinct(expressions=[exp.column(name)])) for name in ROLLED_DIMENSIONS]
    [(cases, *counts)] = con.execute(exp.select("count(*)", *values).from_(CASES).sql("duckdb")).fetchall()
    [(periods,)] = con.execute(total.where(exp.column("kpi").isin(query=of_overview)).sql("duckdb")).fetchall()
    return Sizes({name: count + 1 for name, count in zip(ROLLED_DIMENSIONS, counts, strict=True)}, cases, periods)


def worth_it(known: Sizes, worth_a_pair: float) -> Iterator[Pair]:
    """The pairs of dimensions whose roll-up is small enough, whatever values meet."""
    for pair in combinations(ROLLED_DIMENSIONS, 2):
        if max(known.rows(frozenset(pair)), _FEW_ROWS) * worth_a_pair <= known.cases:
            yield pair


def together(pairs: Iterable[Pair], known: Sizes) -> Iterator[tuple[frozenset[str], list[tuple[str, ...]]]]:
    """Sets of dimensions that are worth adding up together, each with the roll-ups that are added up from it.

    Every dimension and every one of the pairs comes once; a set may be the one roll-up itself.
    """
    left: set[Pair] = set(pairs)
    singles = set(ROLLED_DIMENSIONS)
    while left:
        chosen = frozenset(min(left))
        while more := max(_more(chosen, left, known), default=None):
            chosen |= {more[-1]}
        within = sorted(pair for pair in left if chosen.issuperset(pair))
        yield chosen, [*within, *((name,) for name in sorted(chosen & singles))]
        left.difference_update(within)
        singles -= chosen
    for name in sorted(singles):
        yield frozenset({name}), [(name,)]


def _more(chosen: frozenset[str], left: set[Pair], known: Sizes) -> Iterator[tuple[int, int, str]]:
    """Dimensions that still fit: how many further pairs each brings, minus its number of values, its name."""
    for dimension in known.values.keys() - chosen:
        wider = chosen | {dimension}
        new = sum(dimension in pair and wider.issuperset(pair) for pair in left)
        if new and known.rows(wider) * _WORTH_A_STEP <= known.cases:
            yield new, -known.values[dimension], dimension
