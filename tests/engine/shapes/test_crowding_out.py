"""The limits of the top share: resampled for few customers, linearised for many, and alike where both could serve."""

import numpy as np
import pandas as pd
import pytest

from dashboard.engine.shapes import crowding_out


def cases(count: int) -> pd.DataFrame:
    minutes = np.random.default_rng(1).lognormal(2, 1, count)
    return pd.DataFrame({"customer_id": [f"c{number}" for number in range(count)], "numerator": minutes})


@pytest.mark.parametrize(("customers", "top"), [(1, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
def test_the_top_is_rounded_up(customers: int, top: int) -> None:
    assert crowding_out.top_count(customers) == top


def test_both_kinds_of_limits_agree() -> None:
    resampled, linearised = crowding_out.reduce(cases(2000)), crowding_out.reduce(cases(2001))
    assert resampled.low == pytest.approx(linearised.low, abs=0.012)
    assert resampled.high == pytest.approx(linearised.high, abs=0.012)


def test_no_minutes_no_share() -> None:
    assert crowding_out.reduce(cases(3).assign(numerator=0.0)).value is None


def test_order_of_rows_does_not_matter() -> None:
    table = cases(50)
    assert crowding_out.reduce(table) == crowding_out.reduce(table.iloc[::-1])
