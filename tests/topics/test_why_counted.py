"""Why an incident counts: the same cases as behind each number, and the right words for each state."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from dashboard.engine import kpis, measures
from dashboard.engine.filters import Filters
from dashboard.presentation.breakdowns import STATES
from dashboard.topics import case_words, why_counted
from dashboard.warehouse.reader import Warehouse

OPENED = datetime(2026, 3, 2, 9)


def incidents(warehouse: Warehouse) -> list[str]:
    """A few complaints, one with a promise, one without anything, one that is very new, and one question."""
    sql = "select incident_id, is_complaint, opened_at from incident_facts order by hash(incident_id)"
    found = warehouse.frame(sql)
    complaints = found[found["is_complaint"]]
    newest = complaints.sort_values("opened_at")["incident_id"].iloc[-1]
    question = found[~found["is_complaint"]]["incident_id"].iloc[0]
    return [*complaints["incident_id"].head(3), newest, question]


def available(warehouse: Warehouse) -> list[str]:
    return [kpi.id for kpi in kpis.registry().values() if measures.availability(warehouse, kpi) is None]


def test_the_cases_are_those_behind_each_number(complete_company: Warehouse) -> None:
    for incident_id in incidents(complete_company):
        found = why_counted.cases(complete_company, incident_id, available(complete_company))
        told = found.groupby(["kpi", "state"]).size()
        for kpi_id in ("apology_rate", "promise_kept", "verified_resolved_14d", "backlog", "churn_rate", "cause_share"):
            rows = measures.rows(complete_company, kpi_id, Filters.of({"incident_id": [incident_id]}), STATES)
            for state in STATES:
                assert told.get((kpi_id, state), 0) == (rows["state"] == state).sum(), (incident_id, kpi_id, state)


def test_every_kpi_of_the_dictionary_has_one_line(complete_company: Warehouse) -> None:
    incident_id = incidents(complete_company)[0]
    found = why_counted.explain(complete_company, incident_id, OPENED, "Europe/Budapest", "EUR")
    assert sorted(found["kpi_id"]) == sorted(kpis.registry())
    assert found["part"].str.len().min() > 0
    assert found.set_index("kpi_id")["part"]["incidents_opened"] == "adds 1"


def test_a_question_counts_as_volume_only(complete_company: Warehouse) -> None:
    question = incidents(complete_company)[-1]
    found = why_counted.cases(complete_company, question, available(complete_company))
    of_incident = found[~found["case_id"].str.startswith(tuple(found["customer_id"].dropna().unique()))]
    assert "incidents_opened" in set(of_incident["kpi"])
    assert not {"apology_rate", "verified_resolved_14d", "promise_kept"} & set(of_incident["kpi"])


def case(state: str = "counted", numerator: float = 1, denominator: float = 1, **more: object) -> pd.DataFrame:
    row = {
        "kpi": "any",
        "case_id": "i1",
        "customer_id": "c1",
        "state": state,
        "numerator": numerator,
        "denominator": denominator,
        "matures_at": pd.Timestamp(OPENED + timedelta(days=7)),
        "facts": "{}",
    }
    return pd.DataFrame([row | more])


def said(kpi_id: str, cases: pd.DataFrame | None, needs: str | None = None) -> case_words.Said:
    return case_words.of(kpis.find(kpi_id), cases, needs, OPENED, "Europe/Budapest", "EUR")


@pytest.mark.parametrize(
    ("kpi_id", "numerator", "part", "place"),
    [
        ("apology_rate", 1, "✓ counts for", "numerator"),
        ("apology_rate", 0, "✕ counts against", "denominator only"),
        ("silent_wait_rate", 1, "✕ counts against", "numerator"),
        ("silent_wait_rate", 0, "✓ counts for", "denominator only"),
        ("justified_share", 1, "counts", "numerator"),
    ],
)
def test_better_up_or_down_decides_for_or_against(kpi_id: str, numerator: int, part: str, place: str) -> None:
    found = said(kpi_id, case(numerator=numerator))
    assert (found.part, found.place) == (part, place)


def test_every_state_has_its_words() -> None:
    assert said("apology_rate", None).part == "– not in it"
    assert "Questions and requests".lower() in said("apology_rate", None).rule.lower()
    assert said("apology_rate", case("immature")).because == "counts from Mon 9 Mar 2026, 10:00"
    assert said("apology_rate", case("unknown")).because == "perhaps: Incidents on channels without captured text"
    assert said("apology_rate", None, "needs incidents.kind").part == "not measured"
    assert said("churn_rate", case(case_id="c1:2026-03-02")).part == "counts the customer"
    assert said("backlog", case()).part == "adds 1"
    assert said("time_to_apology", case(numerator=0, denominator=30)).part == "not yet after 30 h"
    assert said("promise_kept", pd.concat([case(), case(numerator=0)])).place == "numerator, 1 of 2"


def test_the_facts_of_a_case_are_told_by_their_day() -> None:
    facts = '{"opened_at": "2026-03-02 09:00:00", "first_apology_at": "2026-03-04 09:00:00", "is_late": true}'
    assert said("apology_rate", case(facts=facts)).because == "apology after 48 h, late"
    assert said("apology_rate", case(facts='{"first_apology_at": null}')).because == "no apology"
    weeks = pd.concat([case(facts='{"open_from": "2026-03-02 09:00:00"}')] * 3)
    assert said("backlog", weeks).part == "counts in 3 weeks"
    assert said("backlog", weeks).because == "open at once"


def test_codes_and_steps_are_told_in_words() -> None:
    assert said("proactive_share", case(facts='{"detected_by": "company"}')).because == "found by the company"
    assert said("recovery_triad_rate", case(facts='{"has_fix": true, "count_parts": 1}')).because == "fix, 1 of 3 parts"
    assert said("root_cause_known", case(facts='{"cause_verified": false}')).because == "cause not verified"
    steps = '{{"is_verified": {}, "has_broken_promise": {}, "is_apology_settled": true, '
    steps += '"has_silent_wait": false, "has_blind_transfer": false}}'
    well = said("handled_well_process", case(facts=steps.format("true", "false"))).because
    assert well == "every step that can be seen went right"
    badly = said("handled_well_process", case(facts=steps.format("false", "true"))).because
    assert badly == "no solution that held, a broken promise"
