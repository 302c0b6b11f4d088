"""What answers any filters at once, roll-ups by pairs of dimensions and the kept cases, says what the cases say."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import versions
from dashboard.engine import kpis, rolled_up, rollup_statements, statements
from dashboard.engine.filters import Filters
from dashboard.engine.rollup_statements import ROLLED_DIMENSIONS
from dashboard.warehouse import rollups
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

VALUES = {
    "team_id": ("t1", "t2", ""),
    "channel": ("email", "chat", ""),
    "segment": ("Business", ""),
    "severity": ("1", "4"),
    "internal": ("no", "yes"),
    "kind": ("complaint", "critical_incident"),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A company with a roll-up by every pair of dimensions, which so small a one would not get."""
    folder = tmp_path_factory.mktemp("warehouse")
    company.publish(folder, 1500, kpi_ids=kpis.on_overview())
    published = versions.published(folder)
    assert published
    with duckdb.connect(str(published.path)) as con:
        rollups.build(con, only=kpis.on_overview(), worth_a_pair=0)
    return open_current(folder)


def _many(sizes: st.SearchStrategy[int]) -> st.SearchStrategy[Filters]:
    columns = sizes.flatmap(
        lambda size: st.lists(st.sampled_from(sorted(VALUES)), min_size=size, max_size=size, unique=True)
    )
    return columns.flatmap(
        lambda names: st.fixed_dictionaries(
            {name: st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True) for name in names}
        )
    ).map(Filters.of)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(kpis.on_overview()), _many(st.integers(1, 3)), st.sampled_from([(), ("product",), ("team_id",)]))
def test_any_filters_are_answered_as_the_cases_answer(
    warehouse: Warehouse, kpi_id: str, filters: Filters, by: tuple[str, ...]
) -> None:
    kpi = kpis.find(kpi_id)
    found = rolled_up.sums(warehouse, kpi, filters, by)
    assert found is not None
    expected = warehouse.frame(statements.sums(kpi, filters, by))
    keys = [kpi.axis, *by]
    compared = [name for name in found if name not in ("numerator_squared", "sum_of_products")]
    pd.testing.assert_frame_equal(
        found[compared].sort_values(keys, ignore_index=True),
        expected[compared].sort_values(keys, ignore_index=True),
        check_dtype=False,
    )


@pytest.mark.parametrize(
    "filters", [Filters(), Filters.of({"severity": ["1"]}), Filters.of({"channel": ["email", ""]})]
)
def test_a_pair_says_what_the_kept_cases_say(warehouse: Warehouse, filters: Filters) -> None:
    by = ("kind", "team_id")[: 2 - len(filters.conditions)]
    assert rollup_statements.name(rollup_statements.used(filters, by)) in warehouse.tables
    keys = ["kpi", "period", "category", *by]
    pair, cases = (
        warehouse.frame(make(filters, by)).sort_values(keys, ignore_index=True)
        for make in (rollup_statements.from_rollup, rollup_statements.from_cases)
    )
    pd.testing.assert_frame_equal(pair, cases, check_dtype=False)


def test_a_small_company_has_no_roll_ups_by_pairs(tmp_path: Path) -> None:
    company.publish(tmp_path, 300, kpi_ids=["apology_rate"])
    opened = open_current(tmp_path)
    assert not [name for name in opened.tables if "_and_" in name]
    assert {rollup_statements.name((dimension,)) for dimension in ROLLED_DIMENSIONS} <= opened.tables


def test_only_what_has_no_column_in_the_roll_ups_waits_for_the_cases(warehouse: Warehouse) -> None:
    headline, other = kpis.find(kpis.on_overview()[0]), kpis.find("time_to_apology")
    assert rolled_up.sums(warehouse, headline, Filters.of({"customer_id": ["c1"]}), ()) is None
    assert rolled_up.sums(warehouse, other, Filters(), ()) is None
    assert rolled_up.is_quick(warehouse, headline, Filters.of({"team_id": ["t1"], "kind": ["complaint"]}), ("product",))
