"""The facts beside the numbers: there for every KPI that promises them, under the filters, and never without a base."""

from datetime import timedelta

import pytest

from dashboard.engine import beside, kpis, measures
from dashboard.engine.filters import Filters
from dashboard.engine.kpi_headers import UNITS
from dashboard.settings import QUERIES
from dashboard.warehouse.reader import Warehouse

PROMISED = sorted(path.stem.removesuffix("_facts") for path in (QUERIES / "beside").glob("*.sql"))


def test_every_file_of_facts_belongs_to_a_kpi() -> None:
    assert set(PROMISED) <= set(kpis.registry())
    assert {path for kpi in kpis.registry().values() for path in kpi.beside} == set((QUERIES / "beside").glob("*.sql"))


@pytest.mark.parametrize("kpi_id", sorted(kpis.registry()))
def test_facts_have_a_unit_and_a_base(complete_company: Warehouse, kpi_id: str) -> None:
    found = beside.facts(complete_company, kpi_id)
    assert tuple(found.columns) == beside.COLUMNS
    assert set(found["unit"]) <= set(UNITS)
    assert (found["n"] > 0).all()
    assert found["label"].is_unique
    shares = found[found["unit"] == "percent"]["value"].dropna()
    assert shares.between(0, 1).all()
    if kpis.find(kpi_id).beside:
        assert len(found) > 0


def test_facts_follow_the_filters_and_the_weeks(complete_company: Warehouse) -> None:
    filters = Filters.of({"team_id": ["t2"], "severity": ["1", "2"]}, "2026-W10..2026-W30")
    number = measures.measure(complete_company, "apology_with_redress", filters, ("none",)).iloc[0]
    facts = beside.facts(complete_company, "apology_with_redress", filters).set_index("label")
    assert (facts["n"] == number["cases"]).all()
    assert facts.loc["Apology and redress", "value"] == pytest.approx(number["value"])
    assert facts["value"].sum() == pytest.approx(1)
    nothing = Filters.of({"team_id": ["no such team"]})
    assert beside.facts(complete_company, "apology_with_redress", nothing).empty


def test_facts_are_known_as_of_an_earlier_moment(complete_company: Warehouse) -> None:
    earlier = complete_company.at(complete_company.version.as_of - timedelta(days=200))
    then, now = (
        beside.facts(warehouse, "handled_well").set_index("label") for warehouse in (earlier, complete_company)
    )
    assert 0 < then.loc["Answered, of those asked", "n"] < now.loc["Answered, of those asked", "n"]
