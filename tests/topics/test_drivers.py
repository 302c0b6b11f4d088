"""Parts of a change, by hand: they must add up to it exactly."""

import numpy as np
import pytest

from dashboard.topics import drivers


def arrays(*columns: list[float]) -> list[np.ndarray]:
    return [np.array(column, dtype=np.float64) for column in columns]


def test_a_change_of_rate_at_the_same_mix_is_all_rate() -> None:
    # North 50 of 100 -> 30 of 100, South 20 of 100 -> 20 of 100: 35 % -> 25 %.
    mix, rate = drivers.split_ratio(*arrays([50, 20], [100, 100], [30, 20], [100, 100]))
    assert list(mix) == [0, 0]
    assert list(rate) == pytest.approx([-0.10, 0.0])


def test_a_change_of_mix_at_the_same_rates_is_all_mix() -> None:
    # North always 50 %, South always 10 %; the halves become one quarter and three quarters: 30 % -> 20 %.
    mix, rate = drivers.split_ratio(*arrays([50, 10], [100, 100], [25, 15], [50, 150]))
    assert list(rate) == pytest.approx([0, 0])
    assert list(mix) == pytest.approx([-0.25 * (0.5 - 0.25), 0.25 * (0.1 - 0.25)])
    assert mix.sum() == pytest.approx(-0.10)


def test_a_slice_that_is_new_or_gone_is_all_mix() -> None:
    mix, rate = drivers.split_ratio(*arrays([50, 0, 8], [100, 0, 20], [50, 9, 0], [100, 10, 0]))
    assert list(rate[1:]) == [0, 0]
    assert mix.sum() + rate.sum() == pytest.approx(59 / 110 - 58 / 120)


def test_a_sum_splits_into_the_number_and_the_size_of_its_cases() -> None:
    # 10 customers of 100 -> 15 customers of 120: +800 = 5 more at 110, and 20 more each for 12.5.
    count, size = drivers.split_sum(*arrays([1000], [10], [1800], [15]))
    assert (count[0], size[0]) == (pytest.approx(550), pytest.approx(250))


def test_the_parts_of_random_slices_add_up() -> None:
    chance = np.random.default_rng(3)
    for _ in range(50):
        base_old, base_new = chance.integers(0, 50, (2, 6)) + np.eye(1, 6, dtype=np.int64)
        counts = (chance.binomial(base_old, 0.4), base_old, chance.binomial(base_new, 0.6), base_new)
        sums = [np.asarray(part, dtype=np.float64) for part in counts]
        change = sums[2].sum() / sums[3].sum() - sums[0].sum() / sums[1].sum()
        mix, rate = drivers.split_ratio(*sums)
        assert mix.sum() + rate.sum() == pytest.approx(change)
        count, size = drivers.split_sum(*sums)
        assert count.sum() + size.sum() == pytest.approx(sums[2].sum() - sums[0].sum())


def test_changes_are_written_with_their_sign() -> None:
    assert drivers.signed(-0.131, "percent", "EUR") == "−\u206013.1"
    assert drivers.signed(120_400, "money", "EUR") == "+\u2060€120k"
