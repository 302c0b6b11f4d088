from datetime import date, datetime

import pytest

from dashboard.engine.filters import Filters
from dashboard.presentation import notes
from dashboard.presentation.notes import Note
from dashboard.state.annotations import Annotation
from tests.golden import literal


def test_training_of_a_team_is_a_note_on_charts(tmp_path_factory: pytest.TempPathFactory) -> None:
    tables: dict[str, list[literal.Row]] = {
        "incidents": [literal.incident("i1", datetime(2026, 3, 2), team_id="t1")],
        "interventions": [
            {
                "intervention_id": "v1",
                "customer_id": "c-i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 3),
            },
            {
                "intervention_id": "v2",
                "customer_id": "c-i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 3),
            },
            {"intervention_id": "v3", "customer_id": "c-i1", "type": "gift", "started_at": datetime(2026, 3, 3)},
            {
                "intervention_id": "v4",
                "customer_id": "c-i1",
                "incident_id": "i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 5),
            },
        ],
    }
    warehouse = literal.publish(tmp_path_factory.mktemp("training"), tables, datetime(2026, 3, 20))
    days = {
        team: [note.day for note in notes.notes(warehouse, (), "recovery_triad_rate", Filters.of({"team_id": team}))]
        for team in ((), ("t1",), ("t2",))
    }
    assert days == {(): [date(2026, 3, 3), date(2026, 3, 5)], ("t1",): [date(2026, 3, 5)], ("t2",): []}


def entry(scope: str, ref: str | None, text: str, day: date | None = None) -> Annotation:
    return Annotation(scope=scope, ref=ref, text=text, day=day, author="Ana", created_at=datetime(2026, 11, 10, 9))


NOTED = (
    entry("week", "2026-W45", "Two people ill"),
    entry("week", "2026-W20", "Long ago"),
    entry("kpi", "apology_rate", "New templates", date(2026, 11, 12)),
    entry("kpi", "churn_rate", "Other measure", date(2026, 11, 12)),
    entry("team", "t2", "Course", date(2026, 11, 3)),
    entry("incident", "i1", "Refund", date(2026, 11, 3)),
    entry("kpi", None, "", date(2026, 11, 3)),
)
WEEKS = (date(2026, 10, 19), date(2026, 11, 9))


def test_notes_of_the_overview_are_those_of_its_weeks_and_measures() -> None:
    found = notes.recent(NOTED, ["apology_rate", "promise_kept"], Filters(), *WEEKS, "UTC")
    assert [note.text for note in found] == ["New templates", "Two people ill"]
    of_team = notes.recent(NOTED, ["apology_rate"], Filters.of({"team_id": ["t2"]}), *WEEKS, "UTC")
    assert [note.text for note in of_team] == ["New templates", "Course", "Two people ill"]


def test_a_note_in_a_line_says_when_about_what_and_by_whom() -> None:
    week, _, measure, *_ = (notes.of(one, "UTC") for one in NOTED)
    assert notes.line(week) == "2 Nov 2026, W45: Two people ill (Ana)"
    assert notes.line(measure) == "12 Nov 2026, Apology rate, 7 d: New templates (Ana)"
    assert notes.line(Note(date(2026, 11, 2), "x\nx" * 50), 10) == "2 Nov 2026: x xx xx x…"


def test_all_of_a_note_on_a_chart_is_safe_and_in_lines() -> None:
    told = notes.whole(Note(date(2026, 11, 2), "<script> " + "word " * 200, "A<b"))
    head, first, *rest = told.split("<br>")
    assert head == "<b>2 Nov 2026, A&lt;b</b>"
    assert first.startswith("&lt;script&gt; word")
    assert max(map(len, [first, *rest])) < 80
    assert told.endswith("…")
    assert notes.short(Note(date(2026, 11, 2), "<New reply templates of all")) == "&lt;New reply templates of…"
