"""Teams on a funnel: what a page draws is what the funnel says of the engine's own sums."""

import numpy as np
import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.errors import AmendsError
from dashboard.stats.funnel import funnel_limits
from dashboard.topics import unit_comparison
from dashboard.warehouse.reader import Warehouse


def test_units_hold_all_cases_and_the_mix_adds_up(complete_company: Warehouse) -> None:
    table = unit_comparison.compare(complete_company, "apology_rate")
    total = measures.measure(complete_company, "apology_rate", by=("none",), intervals=False).iloc[0]
    assert set(table["unit"]) == {"t1", "t2", "t3", "t4", "t5", None}
    assert table["cases"].sum() == total["cases"]
    assert table["cases"].is_monotonic_decreasing
    assert table["numerator"].sum() == pytest.approx(total["numerator"])
    assert (table["expected"] * table["denominator"]).sum() == pytest.approx(total["numerator"])
    assert table["overall"].iloc[0] == pytest.approx(total["value"])


def test_a_unit_lies_outside_where_its_standardised_share_does(complete_company: Warehouse) -> None:
    since = Filters.of({}, "2026-W40..2026-W45")
    table = unit_comparison.compare(complete_company, "apology_rate", since).set_index("unit")
    assert table["standardised"].idxmin() == "t2", "the team that is planted to apologise less"
    is_outside = ~table["standardised"].between(table["low_95"], table["high_95"])
    assert (is_outside == (table["place"] != "inside")).all()


def test_a_unit_of_few_cases_is_not_judged(complete_company: Warehouse) -> None:
    table = unit_comparison.compare(complete_company, "apology_rate", Filters.of({}, "2026-W41"), "agent_id")
    assert (table["is_judged"] == (table["cases"] >= 20)).all()
    assert not table["is_judged"].all()


def test_the_lines_are_the_limits_and_reach_the_largest_unit(complete_company: Warehouse) -> None:
    table = unit_comparison.compare(complete_company, "apology_rate")
    lines = unit_comparison.lines(table)
    low, high = funnel_limits(table["overall"].iloc[0], lines["cases"])
    np.testing.assert_allclose(lines[["low_95", "high_95"]].to_numpy(), np.column_stack([low, high]))
    assert lines["cases"].max() > table["effective_cases"].max()
    assert (lines["low_998"] <= lines["low_95"]).all()


def test_without_cases_there_is_nothing_to_draw(complete_company: Warehouse) -> None:
    table = unit_comparison.compare(complete_company, "apology_rate", Filters.of({"team_id": ["no such team"]}))
    assert table.empty
    assert unit_comparison.lines(table).empty


def test_only_shares_of_teams_and_agents_are_compared(complete_company: Warehouse) -> None:
    with pytest.raises(AmendsError, match="is no share"):
        unit_comparison.compare(complete_company, "backlog")
    with pytest.raises(AmendsError, match="neither a team nor an agent"):
        unit_comparison.compare(complete_company, "apology_rate", column="product")
