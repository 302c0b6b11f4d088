"""Which pairs of dimensions are rolled up, and in which few passes over the cases."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import prod

Pair = tuple[str, str]


def blocks(values: Mapping[str, int], most: float, most_of_block: float) -> Iterator[tuple[list[str], set[Pair]]]:
    """Few sets of dimensions that together hold every pair with at most `most` combinations of its values.

    `values` counts the values of each dimension. Each set comes with the pairs that it is the first to hold, and has at
    most `most_of_block` combinations of values unless it is one pair.
    """
    waiting = {pair for pair in combinations(sorted(values), 2) if _size(values, pair) <= most}
    while waiting:
        block = [*min(waiting, key=lambda pair: (-_size(values, pair), pair))]
        while fitting := _fitting(values, block, waiting, most_of_block):
            block.append(fitting[-1])
        held = waiting & set(combinations(sorted(block), 2))
        waiting -= held
        yield block, held


def _size(values: Mapping[str, int], dimensions: tuple[str, ...]) -> int:
    return prod(values[dimension] for dimension in dimensions)


def _fitting(values: Mapping[str, int], block: list[str], waiting: set[Pair], most: float) -> list[str]:
    """The dimensions that may join a block and bring a waiting pair; last the one that brings most."""
    gains = {
        dimension: sum(1 for member in block if {(dimension, member), (member, dimension)} & waiting)
        for dimension in values.keys() - set(block)
        if _size(values, (*block, dimension)) <= most
    }
    return sorted((name for name, gain in gains.items() if gain), key=lambda name: (gains[name], values[name], name))
