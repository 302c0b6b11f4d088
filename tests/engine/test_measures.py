"""The engine's promises, on random filters: roll-up = cases, slices add up, tile n = rows, final weeks stay."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.engine import kpis, measures, periods, rolled_up, statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.errors import AmendsError
from dashboard.settings import QUERIES
from dashboard.warehouse import rollup_steps
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

VALUES = {
    "team_id": ["t1", "t2", "t5", "", "no such team"],
    "channel": ["email", "chat", "web", ""],
    "product": ["Router", "TV"],
    "segment": ["Business", "Consumer", ""],
    "cause_code": ["mis_sold", "other", ""],
    "severity": ["1", "4"],
    "justified": ["justified", ""],
    "language": ["hu", "en"],
    "internal": ["no", "yes"],
    "kind": ["complaint", "critical_incident"],
}
FIRST = date(2024, 11, 25)
WEEKS = st.integers(0, 103).map(lambda number: FIRST + timedelta(weeks=number))


@st.composite
def filter_sets(draw: st.DrawFn) -> Filters:
    columns = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True))
    conditions = {
        column: draw(st.lists(st.sampled_from(VALUES[column]), min_size=1, max_size=2, unique=True))
        for column in columns
    }
    first, last = sorted((draw(WEEKS), draw(WEEKS)))
    weeks = draw(st.sampled_from([(None, None), (first, last), (first, first)]))
    return Filters.of(conditions).between(*weeks)


KPIS = st.sampled_from(sorted(kpis.registry()))


@pytest.fixture(scope="module")
def warehouse(complete_company: Warehouse) -> Warehouse:
    return complete_company


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("small")
    company.publish(folder, 500, is_complete=True)
    return open_current(folder)


def _available(warehouse: Warehouse, kpi_id: str) -> bool:
    return measures.availability(warehouse, kpis.find(kpi_id)) is None


def _compared(kpi: kpis.Kpi, keys: list[str]) -> list[str]:
    """What a roll-up and the cases must agree on; changes carry no squares, which only limits of money need."""
    left_out = ("numerator_squared", "sum_of_products") if rollup_steps.has_steps(kpi) else ()
    return [*keys, *(name for name in statements.SUMS if name not in left_out)]


@settings(max_examples=35, deadline=None)
@given(KPIS, filter_sets())
def test_the_rows_are_the_cases_of_the_number(warehouse: Warehouse, kpi_id: str, filters: Filters) -> None:
    if not _available(warehouse, kpi_id):
        return
    kpi = kpis.find(kpi_id)
    asked = periods.last_only(warehouse, kpi, filters) if kpi.is_snapshot else filters
    total = measures.measure(warehouse, kpi_id, filters, ("none",), intervals=False)
    rows = measures.rows(warehouse, kpi_id, asked)
    everything = measures.rows(warehouse, kpi_id, asked, ("counted", "unknown", "immature"))
    assert total["cases"].iloc[0] == len(rows)
    assert measures.stream_rows(warehouse, kpi_id, asked).read_all().num_rows == len(rows)
    counts = everything["state"].value_counts()
    assert total["unknown"].iloc[0] == counts.get("unknown", 0)
    assert total["immature"].iloc[0] == counts.get("immature", 0)
    assert rows["case_id"].is_unique
    if kpi.shape in ("ratio", "distribution", "sum"):
        assert total["numerator"].sum() == pytest.approx(rows["numerator"].sum())


@settings(max_examples=35, deadline=None)
@given(KPIS, filter_sets(), st.sampled_from([None, *DIMENSIONS]))
def test_roll_up_and_cases_agree(warehouse: Warehouse, kpi_id: str, filters: Filters, dimension: str | None) -> None:
    kpi = kpis.find(kpi_id)
    by = (dimension,) if dimension else ()
    short = rolled_up.sums(warehouse, kpi, filters, by)
    if short is None or not _available(warehouse, kpi_id):
        return
    keys = [kpi.axis, *by, *([kpi.category] if kpi.category else [])]
    found = short.sort_values(keys, ignore_index=True)
    expected = warehouse.frame(statements.sums(kpi, filters, by)).sort_values(keys, ignore_index=True)
    compared = _compared(kpi, keys)
    pd.testing.assert_frame_equal(found[compared], expected[compared], check_dtype=False)


@pytest.mark.parametrize("path", sorted((QUERIES / "steps").glob("*.sql")), ids=lambda path: path.stem)
@pytest.mark.parametrize("dimension", [None, "team_id", "segment", "severity"])
def test_what_is_rolled_up_from_changes_is_what_the_cases_say(
    warehouse: Warehouse, path: Path, dimension: str | None
) -> None:
    kpi = kpis.find(path.stem.removesuffix("_steps"))
    by = (dimension,) if dimension and kpi.has_dimension_rollups else ()
    found = rolled_up.sums(warehouse, kpi, Filters(), by)
    assert found is not None
    keys = [kpi.axis, *by]
    expected = warehouse.frame(statements.sums(kpi, Filters(), by)).sort_values(keys, ignore_index=True)
    found, compared = found.sort_values(keys, ignore_index=True), _compared(kpi, keys)
    pd.testing.assert_frame_equal(found[compared], expected[compared], check_dtype=False)


@settings(max_examples=25, deadline=None)
@given(KPIS, filter_sets(), st.sampled_from(DIMENSIONS))
def test_slices_add_up_to_the_whole(warehouse: Warehouse, kpi_id: str, filters: Filters, dimension: str) -> None:
    kpi = kpis.find(kpi_id)
    if not kpi.has_rollup or not _available(warehouse, kpi_id):
        return
    whole = measures.measure(warehouse, kpi_id, filters, ("none",), intervals=False)
    sliced = measures.measure(warehouse, kpi_id, filters, (dimension,), intervals=False)
    assert sliced["numerator"].sum() == pytest.approx(whole["numerator"].sum())
    first = sliced.drop_duplicates(dimension)
    assert first["cases"].sum() == whole["cases"].iloc[0]
    assert first["denominator"].sum() == pytest.approx(whole["denominator"].fillna(0).iloc[0])
    if not kpi.is_snapshot:
        weekly = measures.measure(warehouse, kpi_id, filters, ("week",), intervals=False)
        assert weekly["numerator"].sum() == pytest.approx(whole["numerator"].sum())


@settings(max_examples=30, deadline=None)
@given(KPIS, filter_sets())
def test_the_value_lies_within_its_limits(warehouse: Warehouse, kpi_id: str, filters: Filters) -> None:
    if not _available(warehouse, kpi_id):
        return
    frame = measures.measure(warehouse, kpi_id, filters, ("none",)).dropna(subset=["value", "low", "high"])
    slack = 1e-9 * np.maximum(1, frame["value"].abs())
    assert (frame["low"] <= frame["value"] + slack).all()
    assert (frame["value"] <= frame["high"] + slack).all()


@pytest.mark.parametrize("kpi_id", sorted(kpis.registry()))
@pytest.mark.parametrize("days", [3, 40])
def test_a_final_week_never_changes_when_as_of_moves_forward(warehouse: Warehouse, kpi_id: str, days: int) -> None:
    assert _available(warehouse, kpi_id)
    earlier = warehouse.at(warehouse.version.as_of - timedelta(days=days))
    kpi = kpis.find(kpi_id)
    then = measures.measure(earlier, kpi_id, intervals=False)
    now = measures.measure(warehouse, kpi_id, intervals=False)
    keys = [kpi.axis, *([kpi.category] if kpi.category else [])]
    both = then[then["status"] == "final"].merge(now, on=keys, suffixes=("_then", "_now"))
    assert (both["status_now"] == "final").all()
    for column in ("numerator", "denominator", "cases", "value"):
        np.testing.assert_allclose(both[f"{column}_then"], both[f"{column}_now"], rtol=1e-9, err_msg=column)


@pytest.mark.parametrize(
    ("table", "kpi_id", "needs"),
    [
        ("incident_events", "apology_rate", "needs incident_events.body"),
        ("loss_reasons", "loss_reason_known", "needs loss_reasons.reason_code"),
        ("account_month", "cost_ratio", "needs account_month.revenue"),
    ],
)
def test_without_its_input_a_kpi_says_what_it_needs(
    tmp_path: Path, small: Warehouse, table: str, kpi_id: str, needs: str
) -> None:
    company.publish(tmp_path, 500, is_complete=True, leave_out=(table,))
    opened = open_current(tmp_path)
    assert measures.availability(opened, kpis.find(kpi_id)) == needs
    with pytest.raises(AmendsError, match=needs):
        measures.measure(opened, kpi_id)
    fallen = [each for each in kpis.registry() if _value(opened, each) == 0 and _value(small, each) != 0]
    assert fallen == [], "without its input a KPI says what it needs, and is never 0"


def _value(warehouse: Warehouse, kpi_id: str) -> float | None:
    if not _available(warehouse, kpi_id):
        return None
    return float(measures.measure(warehouse, kpi_id, by=("none",), intervals=False)["value"].iloc[0])


def test_every_week_of_the_range_is_there_and_a_weeks_without_cases_has_no_value(warehouse: Warehouse) -> None:
    filters = Filters.of({"team_id": ["no such team"]}, "2026-W01..2026-W04")
    frame = measures.measure(warehouse, "apology_rate", filters)
    assert list(frame["week"].dt.strftime("%G-W%V")) == ["2026-W01", "2026-W02", "2026-W03", "2026-W04"]
    assert frame["value"].isna().all()
    assert (frame[["numerator", "denominator", "cases"]] == 0).all(axis=None)


def test_the_range_ends_with_the_week_of_as_of(warehouse: Warehouse) -> None:
    frame = measures.measure(warehouse, "apology_rate", intervals=False)
    assert frame["week"].max() == pd.Timestamp("2026-11-16")
    assert frame["status"].iloc[-1] == "provisional"
    assert frame["immature"].iloc[-1] > 0


def test_nothing_is_known_after_the_cut_off(warehouse: Warehouse) -> None:
    with pytest.raises(AmendsError, match="nothing is known at the later"):
        warehouse.at(warehouse.version.as_of + timedelta(days=1))


def test_an_unknown_breakdown_or_weight_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(AmendsError, match="no breakdown of Apology rate"):
        measures.measure(warehouse, "apology_rate", by=("colour",))
    with pytest.raises(AmendsError, match="cannot be weighted"):
        measures.measure(warehouse, "apology_rate", weight="revenue")
