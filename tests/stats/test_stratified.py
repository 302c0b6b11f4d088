import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from dashboard.stats.stratified import mantel_haenszel_risk_difference


def test_differences_are_pooled_with_mantel_haenszel_weights() -> None:
    treated, successes = np.array([50.0, 20, 80]), np.array([30.0, 15, 70])
    control, kept = np.array([40.0, 60, 30]), np.array([20.0, 40, 25])
    result = mantel_haenszel_risk_difference(treated, successes, control, kept)
    weight = treated * control / (treated + control)
    gaps = successes / treated - kept / control
    assert result.value == pytest.approx((weight * gaps).sum() / weight.sum())
    tables = [[[x1, n1 - x1], [x0, n0 - x0]] for n1, x1, n0, x0 in zip(treated, successes, control, kept, strict=True)]
    assert np.sign(result.value) == np.sign(StratifiedTable(tables).logodds_pooled)
    assert result.low < result.value < result.high
    assert result.is_comparable


def test_one_stratum_is_the_plain_difference() -> None:
    result = mantel_haenszel_risk_difference([100], [60], [50], [20])
    error = np.sqrt(0.6 * 0.4 / 100 + 0.4 * 0.6 / 50)
    assert (result.value, result.crude, result.standardised) == pytest.approx((0.2, 0.2, 0.2))
    assert (result.low, result.high) == pytest.approx((0.2 - 1.959964 * error, 0.2 + 1.959964 * error))


def test_simpsons_paradox_is_undone() -> None:
    result = mantel_haenszel_risk_difference([300, 100], [270, 20], [100, 300], [92, 66])
    assert result.crude > 0.3
    assert result.value == pytest.approx(-0.02)
    assert result.standardised == pytest.approx(-0.02)


def test_strata_with_one_group_only_do_not_count_and_too_many_forbid_the_comparison() -> None:
    result = mantel_haenszel_risk_difference([60, 40], [30, 40], [60, 0], [15, 0])
    assert result.value == pytest.approx(0.25)
    assert result.overlap == pytest.approx(0.6)
    assert not result.is_comparable


def test_small_groups_are_not_comparable() -> None:
    assert not mantel_haenszel_risk_difference([29], [10], [500], [100]).is_comparable


@pytest.mark.parametrize("control", [[], [0.0]])
def test_without_a_shared_stratum_there_is_no_difference(control: list[float]) -> None:
    treated = [10.0] * len(control)
    result = mantel_haenszel_risk_difference(treated, treated, control, control)
    assert np.isnan([result.value, result.low, result.high, result.standardised]).all()
    assert not result.is_comparable
