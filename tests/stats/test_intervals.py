import time
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from dashboard.stats import intervals
from dashboard.stats.intervals import (
    FloatArray,
    Interval,
    RatioSums,
    bootstrap_ratio,
    delta_ratio,
    effective_n,
    poisson_exact,
    wilson,
)


def _cases(seed: int, customers: int, cases: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    random = np.random.default_rng(seed)
    denominator = random.gamma(2, 1, cases)
    return (
        random.integers(0, customers, cases).astype(np.float64),
        denominator * random.random(cases),
        denominator,
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(0, 5, 0, 0.4345), (5, 20, 0.1119, 0.4687), (20, 20, 0.8389, 1), (3, 8, 0.1368, 0.6943)],
)
def test_wilson_gives_the_golden_limits(numerator: int, denominator: int, low: float, high: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=5e-5)


def test_wilson_without_cases_has_no_limits() -> None:
    low, high = wilson([0, 0, 1, np.nan], [0, np.nan, 2, 3])
    assert np.isnan(low).tolist() == [True, True, False, True]
    assert np.isnan(high).tolist() == [True, True, False, True]


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 2), (-1, 2)])
def test_wilson_refuses_what_is_no_share(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(numerator, denominator)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_wilson_agrees_with_statsmodels_and_holds_the_share(numerator: int, rest: int) -> None:
    low, high = wilson(numerator, numerator + rest)
    assert (low, high) == pytest.approx(proportion_confint(numerator, numerator + rest, method="wilson"), abs=1e-12)
    assert 0 <= low <= numerator / (numerator + rest) <= high <= 1


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=20), st.data())
def test_fractional_weights_keep_the_share_inside(weights: list[float], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(weights), max_size=len(weights)))
    numerator = sum(weight for weight, is_in in zip(weights, chosen, strict=True) if is_in)
    low, high = wilson(numerator, sum(weights), effective_n(sum(weights), sum(weight**2 for weight in weights)))
    assert 0 <= low <= min(numerator / sum(weights), 1) <= high <= 1


def test_weights_that_differ_are_worth_fewer_cases() -> None:
    assert effective_n(4, 4) == 4
    assert effective_n(2, 1.5) == pytest.approx(8 / 3)
    assert np.isnan(effective_n(0, 0))
    assert np.subtract(*wilson(1, 2, effective_n(2, 1.5))) < np.subtract(*wilson(1, 2, 5))


@pytest.mark.parametrize("count", [0, 1, 3, 40, 2500])
def test_poisson_agrees_with_the_exact_limits(count: int) -> None:
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
    assert poisson_exact(count, 4) == pytest.approx((low / 4, stats.chi2.ppf(0.975, 2 * count + 2) / 8))


def test_poisson_without_exposure_has_no_limits_and_negative_counts_are_refused() -> None:
    assert np.isnan(poisson_exact([0, 2], [0, np.nan])).all()
    with pytest.raises(ValueError, match="negative"):
        poisson_exact(-1)


def test_bootstrap_covers_the_truth_about_95_times_in_100() -> None:
    random = np.random.default_rng(11)
    hits = 0
    for _ in range(200):
        customer = np.repeat(np.arange(60), 3)
        level = np.repeat(random.normal(0.5, 0.15, 60), 3)
        low, high = bootstrap_ratio(customer, level + random.normal(0, 0.05, 180), np.ones(180))
        hits += int(low <= 0.5 <= high)
    assert 178 <= hits <= 200


def test_bootstrap_agrees_with_scipy() -> None:
    random = np.random.default_rng(4)
    denominator = random.integers(1, 9, 80).astype(float)
    numerator = random.binomial(denominator.astype(int), 0.4).astype(float)
    expected = stats.bootstrap(
        (numerator, denominator),
        lambda top, bottom, axis: top.sum(axis=axis) / bottom.sum(axis=axis),
        paired=True,
        n_resamples=4000,
        method="percentile",
        rng=7,
    ).confidence_interval
    found = bootstrap_ratio(np.arange(80), numerator, denominator)
    assert found == pytest.approx((expected.low, expected.high), abs=0.01)


def test_bootstrap_resamples_customers_and_not_cases() -> None:
    customer = np.repeat(np.arange(50), 20)
    answer = np.repeat(np.arange(50) % 2, 20)
    by_customer = bootstrap_ratio(customer, answer, np.ones(1000))
    by_case = bootstrap_ratio(np.arange(1000), answer, np.ones(1000))
    assert by_customer.high - by_customer.low == pytest.approx(np.sqrt(20) * (by_case.high - by_case.low), rel=0.1)


def test_bootstrap_does_not_depend_on_row_order_or_on_the_session() -> None:
    customer, numerator, denominator = _cases(3, 40, 200)
    names = np.array([f"C-{number:.0f}" for number in customer], dtype=object)
    order = np.random.default_rng(5).permutation(200)
    first = bootstrap_ratio(names, numerator, denominator)
    assert bootstrap_ratio(names[order], numerator[order], denominator[order]) == pytest.approx(first)


def test_bootstrap_and_linearised_limits_agree_where_one_takes_over() -> None:
    customer, numerator, denominator = _cases(1, intervals.MOST_RESAMPLED_CUSTOMERS, 9000)
    resampled = bootstrap_ratio(customer, numerator, denominator)
    codes = customer.astype(int)
    sums = RatioSums.of(
        np.bincount(codes, numerator).astype(np.float64), np.bincount(codes, denominator).astype(np.float64)
    )
    width = float(resampled.high - resampled.low)
    assert delta_ratio(sums) == pytest.approx(resampled, abs=0.1 * width)


def test_many_customers_take_the_linearised_way() -> None:
    customer, numerator, denominator = _cases(2, 10**9, 5000)
    expected = delta_ratio(RatioSums.of(numerator, denominator))
    assert bootstrap_ratio(customer, numerator, denominator) == pytest.approx(expected, rel=1e-9)


def test_cases_without_a_customer_stand_for_themselves() -> None:
    missing = bootstrap_ratio(["a", None, None, float("nan")], [1, 0, 1, 1], [1, 1, 1, 1])
    assert missing == bootstrap_ratio(["a", "b", "c", "d"], [1, 0, 1, 1], [1, 1, 1, 1])


@pytest.mark.parametrize(("numerator", "denominator"), [([], []), ([1.0, 0.0], [0.0, 0.0])])
def test_bootstrap_without_a_denominator_has_no_limits(numerator: list[float], denominator: list[float]) -> None:
    assert np.isnan(bootstrap_ratio(np.arange(len(numerator)), numerator, denominator)).all()


def test_bootstrap_holds_the_ratio_when_all_customers_are_alike() -> None:
    low, high = bootstrap_ratio(np.arange(30), np.full(30, 0.1), np.full(30, 0.3))
    assert low <= np.full(30, 0.1).sum() / np.full(30, 0.3).sum() <= high
    assert high - low < 1e-12


@given(
    st.lists(st.tuples(st.integers(0, 8), st.floats(-50, 50), st.floats(0.5, 50)), min_size=1, max_size=40),
)
def test_bootstrap_limits_contain_the_ratio(cases: list[tuple[int, float, float]]) -> None:
    customer, numerator, denominator = (np.array(part) for part in zip(*cases, strict=True))
    low, high = bootstrap_ratio(customer, numerator, denominator)
    assert low - 1e-9 <= numerator.sum() / denominator.sum() <= high + 1e-9


def test_linearised_limits_work_on_many_cells_and_need_two_customers() -> None:
    low, high = delta_ratio(RatioSums([1, 4, 4], [2, 4, 0], [4, 8, 0], [4, 6, 0], [8, 9, 0], [16, 18, 0]))
    assert np.isnan(low).tolist() == [True, False, True]
    assert low[1] < 0.5 < high[1]


def test_shares_keep_their_limits_within_0_and_1() -> None:
    numerator, denominator = np.zeros(3000), np.ones(3000)
    numerator[0] = 1
    sums = RatioSums.of(numerator, denominator)
    assert delta_ratio(sums).low < 0
    assert delta_ratio(sums, is_share=True).low == 0
    assert bootstrap_ratio(np.arange(3000), numerator, denominator, is_share=True).low == 0


def test_limits_of_many_cells_are_quick_and_silent() -> None:
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result: Interval = wilson(np.arange(200_000) % 7, np.full(200_000, 7))
    assert np.isfinite(result).all()
    assert time.perf_counter() - started < 2
