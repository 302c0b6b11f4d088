import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times

from dashboard.stats.survival import Curve, difference_at, kaplan_meier

DAYS_G05 = [1, 3, 20, 20.58, 1, 6.58, 6.58]
EVENTS_G05 = [True, True, True, False, True, False, False]

watches = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def test_curve_of_the_censoring_case() -> None:
    curve = kaplan_meier(DAYS_G05, EVENTS_G05)
    assert curve.t.tolist() == [0, 1, 3, 20, 20.58]
    assert curve.survival == pytest.approx([1, 5 / 7, 4 / 7, 2 / 7, 2 / 7])
    assert curve.at_risk.tolist() == [7, 7, 5, 2, 1]
    assert curve.events.tolist() == [0, 2, 1, 1, 0]
    assert 1 - curve.survival_at(14).value == pytest.approx(3 / 7)
    assert curve.median.value == 20


def test_median_when_exactly_half_got_there() -> None:
    hours = [11, 72, 168, 168 + 1 / 3600, 1339, 1339, 1339, 1339]
    assert kaplan_meier(hours, [True] * 4 + [False] * 4).median.value == pytest.approx(168.0003, abs=5e-5)


def test_quantiles_that_are_not_reached_say_so() -> None:
    curve = kaplan_meier([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [True] * 4 + [False] * 6)
    assert np.isnan(curve.median.value)
    assert curve.quantile(0.4).value == 4
    assert np.isnan(curve.quantile(0.4).high)


@pytest.mark.parametrize("share", [0, 1, 1.2])
def test_a_quantile_needs_a_share(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        kaplan_meier([1], [True]).quantile(share)


def test_nothing_is_known_after_the_end_of_the_watch() -> None:
    curve = kaplan_meier([5, 30], [True, False])
    assert curve.survival_at(30).value == 0.5
    assert np.isnan(curve.survival_at(90).value)
    assert np.isnan(curve.survival_at(-1).value)
    assert kaplan_meier([5, 30], [True, True]).survival_at(90) == (0, 0, curve.survival_at(30).high)


def test_without_cases_nothing_is_known() -> None:
    curve = kaplan_meier([], [])
    assert len(curve.t) == 0
    assert np.isnan([*curve.median, *curve.survival_at(7), curve.standard_error_at(7)]).all()


def test_events_at_once_count() -> None:
    curve = kaplan_meier([0, 0, 5], [True, False, False])
    assert (curve.t.tolist(), curve.survival.tolist()) == ([0, 5], [pytest.approx(2 / 3)] * 2)


@pytest.mark.parametrize("duration", [-1, float("nan")])
def test_impossible_durations_are_refused(duration: float) -> None:
    with pytest.raises(ValueError, match="negative or missing"):
        kaplan_meier([1, duration], [True, True])


def test_like_cases_can_be_counted_instead_of_repeated() -> None:
    counted = kaplan_meier([2, 5, 5], [True, True, False], count=[3, 1, 2])
    repeated = kaplan_meier([2, 2, 2, 5, 5, 5], [True, True, True, True, False, False])
    for name in Curve.__dataclass_fields__:
        assert getattr(counted, name) == pytest.approx(getattr(repeated, name))


@given(watches)
def test_curve_agrees_with_lifelines(cases: list[tuple[int, bool]]) -> None:
    duration, is_event = (np.array(part) for part in zip(*cases, strict=True))
    curve, other = kaplan_meier(duration, is_event), KaplanMeierFitter().fit(duration, is_event)
    assert curve.survival == pytest.approx(other.survival_function_.loc[curve.t, "KM_estimate"].to_numpy())
    limits = other.confidence_interval_survival_function_.loc[curve.t].to_numpy()
    left = curve.survival > 1e-12
    assert curve.low[left] == pytest.approx(limits[left, 0])
    assert curve.high[left] == pytest.approx(limits[left, 1])
    assert (curve.low <= curve.survival + 1e-12).all()
    assert (curve.survival <= curve.high + 1e-12).all()


@pytest.mark.parametrize("seed", range(20))
def test_medians_agree_with_lifelines(seed: int) -> None:
    random = np.random.default_rng(seed)
    duration, is_event = random.exponential(10, 80).round(1), random.random(80) < 0.7
    other = KaplanMeierFitter().fit(duration, is_event)
    limits = median_survival_times(other.confidence_interval_survival_function_).to_numpy()[0]
    expected = [value if np.isfinite(value) else np.nan for value in (other.median_survival_time_, *limits)]
    assert kaplan_meier(duration, is_event).median == pytest.approx(expected, nan_ok=True)


def test_difference_of_two_curves_has_greenwoods_error() -> None:
    first, second = (
        kaplan_meier([1, 2, 3, 9], [True, False, False, False]),
        kaplan_meier([1, 2, 9], [True, True, False]),
    )
    difference = difference_at(first, second, 5)
    error = np.sqrt(0.75 * 0.25 / 4 + (1 / 3) * (2 / 3) / 3)
    assert difference.value == pytest.approx(0.75 - 1 / 3)
    assert difference.high - difference.value == pytest.approx(1.959964 * error)
    assert np.isnan(difference_at(first, second, 10)).all()
    assert kaplan_meier([1], [True]).standard_error_at(1) == 0
