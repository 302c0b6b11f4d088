"""Contradictions in the data are reported, not hidden and not repaired."""

from pathlib import Path

import pytest

from tests.load.loading import Files, loaded_files

INCIDENTS = "incident_id,opened_at,resolved_at,closed_at,team_id\n"

FOUND: dict[str, tuple[Files, str]] = {
    "closed before opened": (
        {"incidents.csv": INCIDENTS + "1,2026-01-05,,2026-01-04,\n"},
        "incidents: 1 rows were closed before they were opened, for example 1.",
    ),
    "resolved before opened": (
        {"incidents.csv": INCIDENTS + "1,2026-01-05,2026-01-04,,\n"},
        "were resolved before they were opened",
    ),
    "orphan of a team": (
        {"incidents.csv": INCIDENTS + "1,2026-01-05,,,t9\n", "teams.csv": "team_id\nt1\n"},
        "name a team_id that is not in teams",
    ),
    "orphan of an incident": (
        {
            "incidents.csv": INCIDENTS + "1,2026-01-05,,,\n",
            "incident_events.csv": "event_id,incident_id,event_at\ne1,2,2026-01-06\n",
        },
        "name an incident_id that is not in incidents",
    ),
    "event before its incident": (
        {
            "incidents.csv": INCIDENTS + "1,2026-01-05,,,\n",
            "incident_events.csv": "event_id,incident_id,event_at,event_type\ne1,1,2026-01-04,message\n",
        },
        "happened before their incident was opened",
    ),
    "negative money": (
        {"account_cost.csv": "customer_id,month,cost_type,amount\nc1,2026-01,legal,-5\n"},
        "have an amount below zero",
    ),
    "lost before acquired": (
        {
            "customers.csv": "customer_id,acquired_at\nc1,2026-01-05\n",
            "losses.csv": "loss_id,customer_id,lost_at\nl1,c1,2026-01-04\n",
        },
        "lost before being acquired",
    ),
    "score outside its scale": (
        {
            "incident_events.csv": "event_id,event_at,event_type,question_id,score\n"
            "e1,2026-01-05,survey_answer,satisfaction,9\n"
        },
        "outside the scale of satisfaction",
    ),
    "code of another event": (
        {"incident_events.csv": "event_id,event_at,event_type,code\ne1,2026-01-05,apology,warm\n"},
        "does not belong to apology",
    ),
    "overlapping spells": (
        {"customer_spells.csv": "customer_id,start_at,end_at\nc1,2026-01-01,2026-03-01\nc1,2026-02-01,\n"},
        "begin before the stretch before them has ended",
    ),
}


@pytest.mark.parametrize(("files", "words"), FOUND.values(), ids=list(FOUND))
def test_found(tmp_path: Path, files: Files, words: str) -> None:
    with loaded_files(tmp_path, files) as made:
        assert any(words in warning for warning in made.built.warnings)
        assert sum(report.rejected for report in made.built.tables.values()) == 0
        rules = made.rows("select rule from meta.warnings where starts_with(rule, 'check: ')")
        assert len(rules) == 1


def test_a_table_that_is_absent_makes_no_orphans(tmp_path: Path) -> None:
    with loaded_files(tmp_path, {"incidents.csv": INCIDENTS + "1,2026-01-05,,,t9\n"}) as made:
        assert made.built.warnings == ()
