"""Blocks of dimensions: every pair that is small enough is held once, and no block is too large."""

from math import prod

from hypothesis import given
from hypothesis import strategies as st

from dashboard.warehouse.blocks import blocks

COUNTS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 40), max_size=8)


@given(COUNTS, st.integers(1, 500), st.integers(1, 3000))
def test_every_pair_that_is_worth_it_is_held_once(values: dict[str, int], most: int, most_of_block: int) -> None:
    found = list(blocks(values, most, most_of_block))
    held = [pair for _, pairs in found for pair in pairs]
    worth_it = {(one, two) for one in values for two in values if one < two and values[one] * values[two] <= most}
    assert sorted(held) == sorted(worth_it)
    for block, pairs in found:
        assert len(set(block)) == len(block)
        assert pairs
        assert {dimension for pair in pairs for dimension in pair} <= set(block)
        assert len(block) == 2 or prod(values[dimension] for dimension in block) <= most_of_block


def test_a_few_passes_hold_all_pairs() -> None:
    values = {
        "team": 9,
        "channel": 10,
        "product": 7,
        "segment": 5,
        "cause": 10,
        "severity": 5,
        "justified": 5,
        "kind": 5,
    }
    found = list(blocks(values, 300, 1500))
    assert sum(len(pairs) for _, pairs in found) == 28
    assert len(found) <= 8
