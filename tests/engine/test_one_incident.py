"""The cases of one incident: what is left out beforehand changes no answer, and each table is searched once."""

from dataclasses import replace

import pytest
from sqlglot import exp

from dashboard.engine import kpis, measures, one_incident, statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.warehouse.reader import Warehouse

_SHOWN = ("case_id", "state", "matures_at")


def available(warehouse: Warehouse) -> list[Kpi]:
    return [kpi for kpi in kpis.registry().values() if measures.availability(warehouse, kpi) is None]


def shown(kpi: Kpi, cases: exp.Select) -> exp.Select:
    numbers = ("duration", "is_event") if kpi.shape == "time_to_event" else ("numerator", "denominator")
    texts = [exp.cast(exp.column(name), "text").as_(name) for name in (*_SHOWN, *numbers)]
    named = [texts[0], exp.convert(kpi.id).as_("kpi"), *texts[1:-2]]
    return exp.select(*named, texts[-2].this.as_("above"), texts[-1].this.as_("below")).from_(cases.subquery("cases"))


def test_leaving_out_other_incidents_changes_no_case(complete_company: Warehouse) -> None:
    some = "select incident_id from incident_facts order by hash(incident_id || 'some') limit 12"
    known = available(complete_company)
    statement = one_incident.together([shown(kpi, one_incident.cases(kpi)) for kpi in known])
    whole = " union all ".join(
        shown(kpi, statements.cases(kpi, Filters()).where("incident_id = $incident_id")).sql("duckdb") for kpi in known
    )
    seen = set()
    for incident_id in complete_company.frame(some)["incident_id"]:
        bound = {one_incident.PARAMETER: incident_id}
        found, expected = (complete_company.frame(sql, bound).astype(str) for sql in (statement, whole))
        assert sorted(map(tuple, found.to_numpy())) == sorted(map(tuple, expected.to_numpy()))
        seen |= set(found["kpi"])
    assert len(seen) > 40, "the sample of incidents tells little"


def test_each_table_is_searched_once(complete_company: Warehouse) -> None:
    statement = one_incident.together([one_incident.cases(kpi) for kpi in available(complete_company)])
    for table in ("visible_incidents", "incident_facts", "value_snapshots", "survey_answers"):
        assert statement.count(f"FROM {table} WHERE incident_id = $incident_id") == 1, table
        assert statement.count(f"FROM one_incident_{table}") + statement.count(f"JOIN one_incident_{table}") >= 2, table


def reads(sql: str) -> set[str]:
    cases = one_incident.cases(replace(kpis.find("apology_rate"), sql=sql))
    return {table.name for table in cases.find_all(exp.Table)} - {"parameters"}


@pytest.mark.parametrize(
    "sql",
    [
        "select incident_id, row_number() over (order by opened_at) as place from incident_facts",
        "select distinct incident_id from incident_facts",
        "select incident_id from incident_facts limit 3",
        "select max(incident_id) as incident_id from incident_facts group by team_id",
        "select upper(incident_id) as incident_id from incident_facts",
        "select facts.incident_id from offers right join incident_facts as facts on true",
        "select incident_id from canonical.incident_facts",
    ],
)
def test_what_other_incidents_may_change_is_left_whole(sql: str) -> None:
    assert "incident_facts" in reads(sql)


def test_what_is_joined_by_the_incident_is_narrowed_and_the_rest_is_not() -> None:
    joined = "select facts.incident_id from incident_facts as facts"
    assert reads(f"{joined} left join offers on facts.incident_id = offers.incident_id and offers.amount > 0") == {
        "one_incident_incident_facts",
        "one_incident_offers",
    }
    assert reads(f"{joined} inner join offers on facts.customer_id = offers.customer_id") == {
        "one_incident_incident_facts",
        "offers",
    }


def test_a_named_part_is_narrowed_inside_unless_it_is_read_twice() -> None:
    once = """
        with part as (select incident_id, sum(amount) as total from offers group by incident_id)
        select incident_id from part
    """
    twice = """
        with part as (select incident_id, sum(amount) as total from offers group by incident_id)
        select part.incident_id from part cross join (select max(total) as most from part) as whole
    """
    assert "one_incident_offers" in reads(once)
    assert reads(twice) == {"offers", "part"}
