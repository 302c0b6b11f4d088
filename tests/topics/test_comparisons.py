"""Two interventions compared: groups, strata, what is left out, and the KPI that must say the same."""

from datetime import date

import pandas as pd
import pytest

from dashboard.engine import measures, panel_rows
from dashboard.engine.filters import Filters
from dashboard.topics import comparisons, retention, treatments
from dashboard.topics.comparisons import PREFERENCE, STRATA, compare
from dashboard.topics.treatments import Pair, Treatment
from dashboard.warehouse.reader import Warehouse, open_current
from tests import company

KPIS = ("adjusted_effect", "verified_resolved_14d", "handled_well", "retention_after_incident", "recovery_paradox_gap")
EVER = {"first_quarter": "1900-01-01", "last_quarter": "2200-01-01"}


def cells(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of (stratum, interventions, complaints, successes)."""
    columns = ["stratum", "treatments", "count_cases", "count_successes"]
    return pd.DataFrame(rows, columns=columns).assign(count_drawn=0)


GROUPS = {one.label: one for one in (Treatment("Gift", ("gift",)), Treatment("Refund", ("refund",)))}
PAIR = Pair("Gift", "Refund")
A, B = "a / b / severity 1 / 0 earlier / value 1", "a / b / severity 2 / 0 earlier / value 1"


def test_cases_in_both_groups_are_in_neither_and_are_counted() -> None:
    found = compare(cells((A, "gift", 40, 30), (A, "refund", 50, 30), (A, "refund,gift", 7, 7)), PAIR, GROUPS, STRATA)
    assert (found.first.cases, found.second.cases, found.both) == (40, 50, 7)
    assert found.effect.crude == pytest.approx(0.75 - 0.6)


def test_a_different_mix_of_strata_is_no_effect() -> None:
    rows = ((A, "gift", 90, 81), (A, "refund", 10, 9), (B, "gift", 10, 5), (B, "refund", 90, 45))
    found = compare(cells(*rows), PAIR, GROUPS, STRATA)
    assert found.effect.crude == pytest.approx(0.32)
    assert found.effect.value == pytest.approx(0)
    assert not found.is_clear
    assert compare(cells(*rows), PAIR, GROUPS, ("Segment",)).effect.value == pytest.approx(0.32)


def test_contact_preference_is_a_part_that_may_be_added() -> None:
    rows = ((A, "gift", 90, 81), (A, "refund", 10, 9), (A, "gift", 10, 5), (A, "refund", 90, 45))
    found = cells(*rows).assign(contact_preference=["personal", "personal", "self_serve", "self_serve"])
    assert compare(found, PAIR, GROUPS, STRATA).effect.value == pytest.approx(0.32)
    assert compare(found, PAIR, GROUPS, (*STRATA, PREFERENCE)).effect.value == pytest.approx(0)


def test_too_few_or_nobody_alike_is_not_comparable_and_says_why() -> None:
    few = compare(cells((A, "gift", 29, 20), (A, "refund", 50, 30)), PAIR, GROUPS, STRATA)
    assert "29 in a group, 30 needed" in comparisons.sentence(few)
    apart = compare(cells((A, "gift", 40, 20), (B, "refund", 50, 30)), PAIR, GROUPS, STRATA)
    assert apart.obstacle.startswith("only 0% have somebody like them")


def test_groups_that_no_case_has_are_empty() -> None:
    found = compare(cells((A, "gift", 40, 30)), Pair("Gift", "Unheard of"), GROUPS, STRATA)
    assert (found.second.cases, found.obstacle) == (0, "0 in a group, 30 needed")


def test_no_cells_at_all() -> None:
    assert compare(cells(), PAIR, GROUPS, STRATA).obstacle == "0 in a group, 30 needed"


@pytest.mark.parametrize(
    ("label", "types", "belongs"),
    [
        ("Any apology", {"apology_call", "gift"}, True),
        ("Compensation and an apology", {"gift", "apology_written"}, True),
        ("Compensation and an apology", {"gift"}, False),
        ("Compensation without an apology", {"gift"}, True),
        ("Compensation without an apology", {"apology_call"}, False),
        ("Nothing on record", set(), True),
        ("Nothing on record", {"gift"}, False),
    ],
)
def test_who_belongs_to_a_group(label: str, types: set[str], belongs: bool) -> None:
    every = treatments.options([frozenset(), frozenset({"gift"}), frozenset({"gift", "apology_call"})])
    assert every[label].holds(frozenset(types)) is belongs


def test_only_groups_with_cases_can_be_chosen() -> None:
    assert list(treatments.options([frozenset({"discount"})])) == [
        "Any compensation",
        "Compensation without an apology",
        "Discount without an apology",
        "Discount",
    ]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("treated")
    company.publish(folder, 2_400, weeks=80, kpi_ids=KPIS, is_complete=True)
    return open_current(folder)


@pytest.mark.parametrize("filters", [Filters(), Filters.of({"severity": ["2", "3", "4"]})])
def test_the_first_preset_is_the_kpi(warehouse: Warehouse, filters: Filters) -> None:
    found = panel_rows.panel(warehouse, "intervention_retention", filters, **EVER)
    groups = treatments.options(treatments.parsed(text) for text in found["treatments"])
    one = compare(found, treatments.presets()[0], groups, STRATA)
    kpi = measures.measure(warehouse, "adjusted_effect", filters, ("none",)).iloc[0]
    assert one.first.cases + one.second.cases == kpi["cases"] > 0
    assert [100 * one.effect.value, 100 * one.effect.low, 100 * one.effect.high] == pytest.approx(
        [kpi["value"], kpi["low"], kpi["high"]], abs=1e-9
    )


@pytest.mark.parametrize("outcome", ["verified", "satisfied"])
def test_other_outcomes_count_their_own_cases(warehouse: Warehouse, outcome: str) -> None:
    _, panel, kpi_id = comparisons.OUTCOMES[outcome]
    found = panel_rows.panel(warehouse, panel, Filters(), **EVER)
    counted = measures.rows(warehouse, kpi_id)
    assert 0 < found["count_cases"].sum() <= len(counted)
    assert 0 <= found["count_successes"].sum() <= counted["numerator"].sum()


def counted(warehouse: Warehouse, name: str, filters: Filters) -> tuple[retention.Group, ...]:
    split = retention.SPLITS[name]
    cases = panel_rows.panel(warehouse, split.panel, filters)
    columns = [split.column, "days", "has_left"]
    return retention.groups(cases.groupby(columns, dropna=False).size().reset_index(name="cases"), split)


@pytest.mark.parametrize("filters", [Filters(), Filters().between(date(2025, 9, 1), date(2026, 6, 1))])
def test_groups_of_retention_are_those_of_the_kpi(warehouse: Warehouse, filters: Filters) -> None:
    kpi = measures.measure(warehouse, "retention_after_incident", filters, ("handling",)).dropna(subset=["handling"])
    labels = retention.SPLITS["parts"].labels
    expected = {labels[f"{row['handling']:.0f}"]: (row["cases"], row["value"]) for row in kpi.to_dict("records")}
    found = {group.label: (group.cases, group.kept(90).value) for group in counted(warehouse, "parts", filters)}
    assert {label: cases for label, (cases, _) in found.items()} == {
        label: cases for label, (cases, _) in expected.items()
    }
    for label, (_, kept) in expected.items():
        assert found[label][1] == pytest.approx(kept, nan_ok=True)


def test_a_second_complaint_is_watched_from_its_own_landmark(warehouse: Warehouse) -> None:
    cases = panel_rows.panel(warehouse, "retention_second", Filters())
    firsts = panel_rows.panel(warehouse, "retention_cases", Filters())
    assert len(cases)
    assert set(cases["incident_id"]).isdisjoint(firsts["incident_id"])
    assert cases["customer_id"].is_unique
    assert cases["days"].between(0, 365).all()


def test_the_groups_of_the_paradox_weigh_as_in_the_kpi(warehouse: Warehouse) -> None:
    groups = retention.paradox(panel_rows.panel(warehouse, "paradox_curves", Filters()))
    kpi = measures.measure(warehouse, "recovery_paradox_gap", Filters(), ("none",)).iloc[0]
    assert sum(group.cases for group in groups) == kpi["cases"]
    gap = groups[0].kept(365).value - groups[1].kept(365).value if len(groups) == 2 else float("nan")
    assert 100 * gap == pytest.approx(kpi["value"], nan_ok=True)
