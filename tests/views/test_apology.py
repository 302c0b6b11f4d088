"""The page on apologies and fixes: whole, filtered, from a link, with nothing, with tickets only."""

import re
from pathlib import Path

import pytest

from dashboard.engine import measures
from dashboard.engine.filters import Filters
from dashboard.warehouse.reader import open_current
from tests.views.opening import opened, text


def test_the_page_of_a_whole_company(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", weeks="All weeks")
    assert re.search(
        r"of them name no fault\. \*\*\d+%\*\* of complaints end in a fix that holds\.", app.header[0].value
    )
    shown = text(app).replace("\\", "")
    for question in (
        "Do we apologise more than before?",
        "Apology, redress, and who stays",
        "How honest are the words?",
        "How soon do we apologise?",
        "Do our fixes hold?",
        "How old is the backlog?",
        "What do customers say?",
    ):
        assert f"##### {question}" in shown
    assert len(app.get("plotly_chart")) == 6
    assert "Association, no proof." in shown
    assert "54.4%" in shown
    assert "have none after 28 days: no median." in shown
    assert "At most, if all who are silent said no" in shown
    assert "Not measured" not in shown


def test_the_number_above_a_list_is_that_of_its_part(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", team="t1", weeks="13 weeks", show="A fix that held")
    told = next(caption.value for caption in app.caption if "Pick one to open it" in caption.value)
    listed = next(table.value for table in app.dataframe if "opened_at" in table.value)
    assert told.startswith(f"{len(listed)} incidents, ")
    shown = open_current(complete)
    rows = measures.rows(shown, "verified_resolved_14d", Filters.of({"team_id": ["t1"]}, "2026-W35..2026-W42"))
    assert set(listed["incident_id"]) == set(rows.loc[rows["numerator"] == 1, "incident_id"])


def test_the_backlog_by_week_from_a_link(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", weeks="All weeks", backlog="Week")
    assert len(app.get("plotly_chart")) == 6
    assert "past 14 days" in text(app)
    assert "Time to apology" not in text(app)


def test_all_measures_come_when_they_are_asked_for(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", team="t1", **{"measures-shown": "true"})
    assert "Time to apology" in text(app)


def test_one_week_with_few_cases(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", week="2026-W30", weeks="1 week", severity="4", channel="chat")
    assert "Do our fixes hold?" in text(app)


def test_nothing_matches(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology", team="nobody")
    assert "No case matches" in app.info[0].value
    assert app.header[0].value == "No apology and no fix can be told from these data."
    assert not app.get("plotly_chart")


def test_tickets_alone_name_what_each_block_needs(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(tickets, monkeypatch, "apology"))
    assert "Not measured. Needs `incident_events.body`" in shown
    assert "Not measured. Needs `incidents.resolved_at`" in shown
    assert "invented" not in shown
