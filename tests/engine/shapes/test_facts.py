"""What the reducers tell beside their value, on cases written down by hand."""

import pandas as pd
import pytest

from dashboard.engine.shapes import Fact, adjusted_effect, cost_per_retained, recovery_paradox_gap, whale_peak
from dashboard.engine.shapes import retention_after_incident as retention


def groups(treated: int, kept_of_treated: int, others: int, kept_of_others: int) -> pd.DataFrame:
    """Cases of one stratum; each treated one cost 5."""
    sizes = ((True, treated, kept_of_treated), (False, others, kept_of_others))
    return pd.DataFrame(
        [
            {
                "stratum": "all",
                "is_treated": is_treated,
                "numerator": int(number < kept),
                "is_randomised": is_treated,
                "cost": 5 if is_treated else 0,
            }
            for is_treated, size, kept in sizes
            for number in range(size)
        ]
    )


def told(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.label: fact for fact in facts}


def test_the_effect_tells_the_crude_difference_and_why_it_may_not_be_shown() -> None:
    facts = told(adjusted_effect.beside(groups(40, 36, 60, 42)))
    assert facts["Difference without strata"].value == pytest.approx(100 * (0.9 - 0.7))
    assert facts["Cases whose intervention was drawn by chance"].value == pytest.approx(0.4)
    assert facts["With the intervention"].note is None
    few = told(adjusted_effect.beside(groups(29, 20, 60, 42)))
    assert few["With the intervention"].note == "Not comparable: below 30 in a group."


def test_an_unsure_effect_has_no_price_and_says_so() -> None:
    effect, cost = cost_per_retained.beside(groups(40, 28, 60, 42))
    assert effect.note == "The effect is not shown, so it has no price."
    assert (cost.value, cost.n) == (200, 40)


def test_the_whale_tells_where_its_peak_lies_and_keeps_the_amounts_of_a_loss() -> None:
    share, peak, total = whale_peak.beside(pd.DataFrame({"numerator": [500.0, 200, 50, -50, -100, -120]}))
    assert (share.value, peak.value, total.value, total.note) == (0.5, 750, 480, None)
    (_, _, loss) = whale_peak.beside(pd.DataFrame({"numerator": [10.0, -40]}))
    assert (loss.value, loss.note) == (-30, "All customers together bring nothing, so there is no ratio.")


def test_the_paradox_tells_both_shares_and_that_the_groups_are_small() -> None:
    cases = pd.DataFrame(
        {
            "is_recovered": [True, True, False, False],
            "duration": [400.0, 100, 400, 400],
            "numerator": [0, 1, 0, 0],
            "customer_weight": [1.0, 1, 1, 1],
        }
    )
    recovered, matched = recovery_paradox_gap.beside(cases)
    assert (recovered.value, matched.value, recovered.n) == (0.5, 1, 2)
    assert recovered.note == matched.note == "Fewer than 50 customers in this group."


def test_captive_customers_stand_apart_from_those_who_can_leave() -> None:
    free, captive = retention.beside(
        pd.DataFrame(
            {
                "lock_in": [None, "none", "contract", "monopoly"],
                "duration": [10.0, 200, 200, 200],
                "is_event": [True, False, False, False],
            }
        )
    )
    assert (free.value, free.n, captive.value, captive.n) == (0.5, 2, 1, 2)
    nobody = pd.DataFrame({"lock_in": [None], "duration": [9.0], "is_event": [False]})
    assert retention.beside(nobody) == ()
