import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.stats.funnel import compare, funnel_limits


@pytest.mark.parametrize("coverage", [0.95, 0.998])
@pytest.mark.parametrize("overall", [0.0013, 0.05, 0.3, 0.5, 0.75, 0.97])
@pytest.mark.parametrize("cases", [1, 2, 3, 10, 37, 200])
def test_outside_means_that_the_exact_binomial_tail_is_too_small(cases: int, overall: float, coverage: float) -> None:
    low, high = funnel_limits(overall, cases, coverage)
    count, tail = np.arange(cases + 1), (1 - coverage) / 2
    assert ((count / cases < low - 1e-9) == (stats.binom.cdf(count, cases, overall) < tail)).all()
    assert ((count / cases > high + 1e-9) == (stats.binom.sf(count - 1, cases, overall) < tail)).all()


def test_limits_come_near_the_normal_ones_for_many_cases() -> None:
    half = 1.959964 * np.sqrt(0.3 * 0.7 / 1e5)
    assert funnel_limits(0.3, 1e5) == pytest.approx((0.3 - half, 0.3 + half), abs=2e-5)


def test_limits_narrow_smoothly_with_cases_that_need_not_be_whole() -> None:
    low, high = funnel_limits(0.3, np.linspace(20, 400, 800))
    assert np.abs(np.diff(high)).max() < 0.01
    assert high[0] > high[-1] > 0.3 > low[-1] > low[0]


def test_limits_without_cases_or_without_variation() -> None:
    assert np.isnan(funnel_limits(0.3, [0, np.nan])).all()
    assert np.isnan(funnel_limits(np.nan, 5)).all()
    assert funnel_limits([0, 1], [5, 5]).low.tolist() == [0, 1]


def test_an_agent_with_none_of_two_is_inside_the_funnel() -> None:
    comparison = compare(["a1", "others"], ["x", "x"], [0, 150], [2, 200])
    assert comparison.place == ("inside", "inside")
    assert comparison.standardised[0] == 0


def test_hard_cases_are_no_fault() -> None:
    """Team a does as well as team b in each stratum, but has most of the hard cases."""
    units, strata = ["a", "a", "b", "b"], ["hard", "easy"] * 2
    comparison = compare(units, strata, [180, 90, 20, 810], [900, 100, 100, 900])
    crude = comparison.observed / comparison.cases
    assert crude == pytest.approx([0.27, 0.83])
    assert comparison.standardised == pytest.approx([0.55, 0.55])
    assert comparison.place == ("inside", "inside")


def test_a_team_that_differs_is_found_and_a_cell_without_a_team_is_a_unit() -> None:
    comparison = compare(["a", "b", None, "a"], [1, 1, 1, 2], [50, 420, 15, 0], [200, 600, 30, 0])
    assert comparison.units == ("a", "b", None)
    assert comparison.place == ("beyond_998", "beyond_998", "inside")
    assert comparison.expected.sum() == pytest.approx(comparison.observed.sum())


def test_one_stratum_leaves_rates_and_cases_as_they_are() -> None:
    comparison = compare(["a", "b"], ["x", "x"], [30, 70], [100, 150])
    assert comparison.standardised == pytest.approx([0.3, 70 / 150])
    assert comparison.effective_cases == pytest.approx([100, 150])


def test_nothing_to_compare() -> None:
    comparison = compare([], [], [], [])
    assert (comparison.units, comparison.place) == ((), ())
    assert np.isnan(comparison.overall)


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        compare(["a"], ["x"], [3], [2])


def test_teams_that_do_not_differ_stay_inside() -> None:
    """2,000 teams of the same quality but a very different mix: about 5 % beyond 95, hardly any beyond 99.8."""
    random = np.random.default_rng(3)
    units = np.repeat(np.arange(2000), 2)
    sizes = random.integers(1, 120, 4000)
    successes = random.binomial(sizes, np.tile([0.2, 0.7], 2000))
    place = np.array(compare([str(unit) for unit in units], ["hard", "easy"] * 2000, successes, sizes).place)
    assert 0.03 < np.mean(place != "inside") < 0.06
    assert np.mean(place == "beyond_998") < 0.005


cells = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(0, 50), st.integers(0, 50)), max_size=20
)


@given(cells)
def test_expected_and_observed_have_the_same_sum(cells: list[tuple[str, str, int, int]]) -> None:
    units, strata = [cell[0] for cell in cells], [cell[1] for cell in cells]
    comparison = compare(units, strata, [cell[2] for cell in cells], [cell[2] + cell[3] for cell in cells])
    assert comparison.expected.sum() == pytest.approx(comparison.observed.sum())
    assert len(comparison.place) == len(set(units))
    known = comparison.standardised[np.isfinite(comparison.standardised)]
    assert ((known >= 0) & (known <= 1)).all()
