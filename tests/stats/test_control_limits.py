from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.control_limits import ControlLimits, Family, control_limits
from dashboard.stats.intervals import FloatArray

G15 = [10.0, 12, 11, 13, 9, 12]
ZIGZAG = [10.0, 12.0] * 13
"""26 ordinary periods: centre 11, every moving range 2, limits 5.68 and 16.32."""


def _limits(values: list[float], **options: Any) -> ControlLimits:
    return control_limits(values, [True] * len(values), **options)


def test_golden_limits_are_frozen_at_their_baseline() -> None:
    limits = _limits([*G15, 18], baseline=6)
    assert limits.centre == pytest.approx(11.1667, abs=5e-5)
    assert (limits.low[6], limits.high[6]) == pytest.approx((4.7827, 17.5507), abs=5e-5)


@pytest.mark.parametrize(("value", "rules"), [(17.0, []), (18.0, ["outside"])])
def test_golden_value_outside_the_limits_is_a_signal(value: float, rules: list[str]) -> None:
    """The golden week follows enough weeks to be judged: the six of the baseline, then six on its centre."""
    limits = _limits([*G15, *[G15[0], 12.0] * 3, value], baseline=6)
    assert [signal.rule for signal in limits.signals] == rules
    assert [signal.periods for signal in limits.running] == [(12,)] * len(rules)


@pytest.mark.parametrize(
    ("count", "state", "has_limits"),
    [(0, "none", False), (5, "none", False), (6, "short", True), (11, "short", True), (12, "judged", True)],
)
def test_limits_need_6_periods_and_alarms_12(count: int, state: str, has_limits: bool) -> None:
    values = ([10.0, 12.0] * 6)[: max(count - 1, 0)] + [99.0] * min(count, 1)
    limits = _limits(values)
    assert (limits.state, limits.count_final) == (state, count)
    assert np.isfinite(limits.low).all() == (has_limits or count == 0)
    assert bool(limits.signals) == (state == "judged")


def test_periods_without_cases_are_not_bridged() -> None:
    values = [10.0, 12, np.nan, 99, 97, np.nan, np.nan, 10, 12, 10, 12, 10]
    limits = _limits(values)
    assert limits.centre == pytest.approx(np.nanmean(values))
    assert limits.high[2] - limits.centre == pytest.approx(2.66 * 2)
    assert limits.count_final == 9


def test_without_two_neighbouring_periods_there_are_no_limits() -> None:
    limits = _limits([10.0, np.nan] * 20)
    assert (limits.state, limits.method, limits.count_final) == ("none", "none", 20)
    assert np.isnan(limits.centre)


def test_provisional_periods_neither_set_limits_nor_alarm() -> None:
    limits = control_limits([*ZIGZAG, 99, 98], [True] * 26 + [False, False])
    assert (limits.centre, limits.signals, limits.last_final) == (11, (), 25)
    assert limits.high[27] == pytest.approx(16.32)


def test_limits_stay_where_the_first_26_periods_put_them() -> None:
    limits = _limits([*ZIGZAG, 11.0, *[16.0] * 30])
    assert limits.centre == 11
    assert limits.since == 27
    assert {signal.rule for signal in limits.running} == {"run", "near_limit"}


def test_a_reset_starts_new_limits_and_hides_the_old_signals() -> None:
    limits = _limits([*ZIGZAG, *[20.0, 22.0] * 8], start=26)
    assert (limits.centre, limits.signals, limits.count_final) == (21, (), 16)
    assert np.isnan(limits.low[:26]).all()
    assert np.isfinite(limits.low[26:]).all()


def test_a_range_that_ends_early_moves_no_limit() -> None:
    values = [*ZIGZAG, 99.0, 11.0]
    early, late = _limits(values, until=26), _limits(values)
    assert (early.low == late.low).all()
    assert (early.since, late.since) == (26, None)
    assert (early.last_final, early.count_final) == (26, 28)


def test_eight_in_a_row_on_one_side() -> None:
    assert _limits([*ZIGZAG, *[11.5] * 6]).signals == ()
    (signal,) = _limits([*ZIGZAG, *[11.5] * 8]).signals
    assert (signal.rule, signal.direction, signal.periods) == ("run", 1, tuple(range(25, 34)))


def test_a_value_on_the_centre_ends_a_run() -> None:
    assert _limits([*ZIGZAG, *[10.5] * 7, 11.0, *[10.5] * 7]).signals == ()


def test_a_period_without_cases_does_not_end_a_run() -> None:
    (signal,) = _limits([*ZIGZAG, 10.5, 10.5, 10.5, 10.5, np.nan, 10.5, 10.5, 10.5, 10.5]).signals
    assert (signal.direction, signal.periods) == (-1, (26, 27, 28, 29, 31, 32, 33, 34))


@pytest.mark.parametrize(
    ("tail", "members"),
    [
        ([14.0, 14.0, 11.0, 14.0], (26, 27, 29)),
        ([14.0, 11.0, 14.0, 14.0, 11.0], (26, 28, 29)),
        ([14.0, 14.0, 14.0, 11.0, 14.0], (26, 27, 28, 30)),
        ([14.0, 8.0, 14.0, 8.0], None),
        ([14.0, 11.0, 11.0, 14.0, 14.0], None),
        ([13.6, 13.6, 13.6], None),
    ],
)
def test_three_of_four_nearer_a_limit_than_the_centre(tail: list[float], members: tuple[int, ...] | None) -> None:
    signals = [signal.periods for signal in _limits([*ZIGZAG, *tail]).signals if signal.rule == "near_limit"]
    assert signals == ([members] if members else [])


def test_the_running_signal_starts_where_its_first_rule_fired() -> None:
    limits = _limits([*ZIGZAG, 11.0, *[9.0] * 9, 3.0, 2.0])
    assert (limits.since, limits.direction) == (27, -1)
    assert [signal.rule for signal in limits.running] == ["run", "outside"]


def test_an_old_signal_does_not_run() -> None:
    limits = _limits([*ZIGZAG, 99.0, 11.0])
    assert [signal.periods for signal in limits.signals] == [(26,)]
    assert (limits.since, limits.direction) == (None, 0)


def test_signals_on_opposite_sides_are_not_one() -> None:
    assert _limits([*ZIGZAG, -50.0, 99.0]).since == 27


def test_neighbouring_periods_outside_are_one_signal() -> None:
    limits = _limits([*ZIGZAG, 99.0, np.nan, 98.0])
    assert [signal.periods for signal in limits.signals if signal.rule == "outside"] == [(26, 28)]
    assert limits.since == 26


def test_shares_of_even_weeks_get_xmr_limits_cut_to_what_a_share_can_be() -> None:
    limits = _limits([0.05, 0.9] * 8, sizes=[100, 149] * 8, family="share")
    assert (limits.method, limits.low[0], limits.high[0]) == ("xmr", 0, 1)


def test_shares_of_uneven_weeks_get_laney_limits() -> None:
    random = np.random.default_rng(4)
    sizes = random.integers(20, 200, 40).astype(np.float64)
    shares = random.binomial(sizes.astype(int), 0.3) / sizes
    limits = control_limits(shares, [True] * 40, sizes=sizes, family="share")
    centre = (shares * sizes)[:26].sum() / sizes[:26].sum()
    deviation = np.sqrt(centre * (1 - centre) / sizes)
    sigma = np.abs(np.diff(((shares - centre) / deviation)[:26])).mean() / 1.128
    assert limits.method == "laney"
    assert limits.centre == pytest.approx(centre)
    assert limits.high == pytest.approx(centre + 3 * deviation * sigma)


def test_rates_are_scaled_and_never_below_zero() -> None:
    sizes = np.array([0.5, 4] * 10)
    per_one = control_limits([0.2, 0.4] * 10, [True] * 20, sizes=sizes, family="rate")
    per_hundred = control_limits([20, 40] * 10, [True] * 20, sizes=sizes, family="rate", scale=100)
    assert per_one.method == "laney"
    assert per_hundred.high == pytest.approx(100 * per_one.high)
    assert per_one.low.min() == 0


def test_other_numbers_ignore_sizes() -> None:
    assert _limits(ZIGZAG, sizes=[1, 900] * 13).method == "xmr"


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_share_that_never_varied_alarms_at_the_first_exception(share: float) -> None:
    sizes = [10, 100] * 8
    assert _limits([share] * 16, sizes=sizes, family="share").signals == ()
    assert _limits([share] * 15 + [0.5], sizes=sizes, family="share", baseline=12).since == 15


def test_equal_values_with_rounding_noise_are_ordinary() -> None:
    assert _limits([0.1 + 0.2, 0.3] * 20).signals == ()
    assert _limits([1e9 / 3] * 40).signals == ()


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="one value and one mark"):
        control_limits([1, 2], [True])


def _normal(random: np.random.Generator) -> tuple[FloatArray, FloatArray | None, Family]:
    return random.normal(50, 5, 52), None, "value"


def _uneven_share(random: np.random.Generator) -> tuple[FloatArray, FloatArray | None, Family]:
    sizes = random.integers(20, 160, 52).astype(np.float64)
    return random.binomial(sizes.astype(int), 0.35) / sizes, sizes, "share"


def _episodes(limits: ControlLimits) -> int:
    """Signals that a reader sees as one: those of one side that touch are counted once."""
    flagged = np.zeros(len(limits.low), dtype=int)
    for signal in limits.signals:
        flagged[signal.first : signal.last + 1] = signal.direction
    return int(np.count_nonzero((flagged != 0) & (np.diff(flagged, prepend=0) != 0)))


@pytest.mark.parametrize("draw", [_normal, _uneven_share])
def test_52_stable_weeks_raise_few_false_alarms(
    draw: Callable[[np.random.Generator], tuple[FloatArray, FloatArray | None, Family]],
) -> None:
    """In theory 0.27 % of weeks fall outside; the limits are themselves estimated from 26 weeks, which adds some."""
    episodes, outside = [], 0
    for seed in range(400):
        values, sizes, family = draw(np.random.default_rng(seed))
        limits = control_limits(values, [True] * 52, sizes=sizes, family=family)
        episodes.append(_episodes(limits))
        outside += sum(len(signal.periods) for signal in limits.signals if signal.rule == "outside")
    assert outside / (400 * 52) < 0.01
    assert np.mean(np.array(episodes) <= 2) > 0.95
    assert np.mean(np.array(episodes) == 0) > 0.55


@pytest.mark.parametrize("direction", [1, -1])
def test_a_week_of_4_sigma_and_a_lasting_shift_are_found(direction: int) -> None:
    found_week = found_shift = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        stable = random.normal(50, 5, 52)
        single, shifted = stable.copy(), stable.copy()
        single[-1] = 50 + direction * 4 * 5
        shifted[40:] += direction * 1.5 * 5
        found_week += control_limits(single, [True] * 52).direction == direction
        found_shift += any(
            signal.direction == direction and signal.last >= 40
            for signal in control_limits(shifted, [True] * 52).signals
        )
    assert found_week > 0.85 * 200
    assert found_shift > 0.9 * 200


@given(st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), max_size=60), st.data())
def test_limits_keep_their_promises_whatever_the_series(values: list[float], data: st.DataObject) -> None:
    size = len(values)
    sizes = data.draw(st.lists(st.integers(1, 500), min_size=size, max_size=size))
    count_final = data.draw(st.integers(0, size))
    limits = control_limits(values, np.arange(size) < count_final, sizes=sizes, family="share")
    assert len(limits.low) == len(limits.high) == size
    drawn = np.isfinite(limits.low)
    assert ((limits.low[drawn] >= 0) & (limits.low[drawn] <= limits.centre + 1e-12)).all()
    assert ((limits.high[drawn] <= 1) & (limits.high[drawn] >= limits.centre - 1e-12)).all()
    assert {position for signal in limits.signals for position in signal.periods} <= set(limits.judged)
    assert set(limits.running) <= set(limits.signals)
    assert all(position < count_final for position in limits.judged)
