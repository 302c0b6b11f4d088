"""The share behind an imperfect detector: by hand, and by drawing what it would have found."""

import numpy as np
import pytest

from dashboard.stats.misclassification import Checks, corrected_limits, corrected_share


def test_the_share_by_hand() -> None:
    # Of 1,000 messages 300 apologise; 90 % of them and 5 % of the others are found: 270 + 35.
    assert corrected_share(0.305, 0.90, 0.95) == pytest.approx(0.3)


def test_a_perfect_detector_is_believed() -> None:
    assert corrected_share([0.0, 0.37, 1.0], 1, 1) == pytest.approx([0.0, 0.37, 1.0])


def test_fewer_than_chance_would_find_is_none_and_more_than_possible_is_all() -> None:
    assert corrected_share([0.02, 0.99], 0.9, 0.95) == pytest.approx([0, 1])


@pytest.mark.parametrize(("sensitivity", "specificity"), [(0.5, 0.5), (0.3, 0.6), (float("nan"), 0.9)])
def test_a_detector_no_better_than_chance_tells_nothing(sensitivity: float, specificity: float) -> None:
    assert np.isnan(corrected_share(0.4, sensitivity, specificity))


def test_the_limits_hold_the_true_share_about_95_times_in_100() -> None:
    draw, runs, true, messages, with_label, without = np.random.default_rng(7), 2_000, 0.25, 400, 60, 90
    found, left = draw.binomial(with_label, 0.9, runs), draw.binomial(without, 0.95, runs)
    observed = draw.binomial(messages, true * 0.9 + (1 - true) * 0.05, runs) / messages
    held = 0
    for share, one, other in zip(observed, found, left, strict=True):
        limits = corrected_limits(share, messages, Checks(with_label, int(one), without, int(other)))
        held += bool(limits.low <= true <= limits.high)
    assert 0.93 < held / runs < 0.98


def test_limits_are_wider_than_those_of_the_observed_share_and_within_0_and_1() -> None:
    limits = corrected_limits([0.0, 0.3, 1.0], 200, Checks(50, 45, 50, 48))
    assert np.all((limits.low >= 0) & (limits.high <= 1) & (limits.low <= limits.high))
    assert limits.high[1] - limits.low[1] > 0.13


@pytest.mark.parametrize("checks", [Checks(0, 0, 50, 48), Checks(50, 10, 50, 10)])
def test_without_checks_or_skill_there_are_no_limits(checks: Checks) -> None:
    assert np.isnan(corrected_limits(0.3, 200, checks).low)


def test_without_messages_there_are_no_limits() -> None:
    assert np.isnan(corrected_limits(0.3, 0, Checks(50, 45, 50, 48)).high)


def test_how_often_the_detector_is_right() -> None:
    checks = Checks(50, 45, 100, 98)
    assert (checks.sensitivity, checks.specificity) == (0.9, 0.98)
    assert np.isnan(Checks(0, 0, 1, 1).sensitivity)
