"""Which pairs of dimensions are rolled up, and that each is added up once, from a table that holds it."""

from itertools import combinations
from math import prod

from dashboard.engine.rollup_statements import ROLLED_DIMENSIONS
from dashboard.warehouse.rollup_pairs import Sizes, together, worth_it

VALUES = dict(zip(ROLLED_DIMENSIONS, (8, 600, 9, 6, 4, 9, 4, 4, 4, 2, 5), strict=True))
LARGE = Sizes(VALUES, cases=8_000_000, periods=1_500)


def test_only_pairs_that_make_it_much_smaller() -> None:
    pairs = set(worth_it(LARGE, 20))
    assert ("team_id", "channel") in pairs
    assert not any("agent_id" in pair for pair in pairs)
    assert set(worth_it(Sizes(VALUES, cases=9_000, periods=1), 20)) == set()
    assert set(worth_it(LARGE, 0)) == set(combinations(ROLLED_DIMENSIONS, 2))


def test_every_roll_up_comes_once_from_few_tables() -> None:
    pairs = list(worth_it(LARGE, 20))
    sets = list(together(pairs, LARGE))
    singles = [(name,) for name in ROLLED_DIMENSIONS]
    assert sorted(wanted for _, within in sets for wanted in within) == sorted([*pairs, *singles])
    assert all(dimensions.issuperset(wanted) for dimensions, within in sets for wanted in within)
    assert len(sets) < len(pairs) / 2
    wide = [dimensions for dimensions, _ in sets if len(dimensions) > 2]
    assert all(prod(VALUES[name] for name in dimensions) * LARGE.periods * 8 <= LARGE.cases for dimensions in wide)


def test_without_room_every_pair_has_a_table_of_its_own() -> None:
    pairs = [("team_id", "channel"), ("team_id", "product")]
    sets = dict(together(pairs, Sizes(VALUES, 100, 1_500)))
    assert [pair for pair in pairs if pair in sets[frozenset(pair)]] == pairs
    assert len(sets) == len(ROLLED_DIMENSIONS) - 1
