"""The page on effort and signs: whole, filtered, with nothing, with tickets only."""

import re
from pathlib import Path

import pytest

from dashboard.topics import signs
from tests.views.opening import opened, text


def test_the_page_of_a_whole_company(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "effort", weeks="All weeks")
    assert re.match(r"\*\*\d+%\*\* of customers put in more effort than we did", app.header[0].value)
    shown = text(app).replace("\\", "")
    assert "of complaints show bad service" in app.header[0].value
    assert re.search(r"\d+% the customer, \d+% we; the rest alike\.", shown)
    assert "talking down to them" in shown
    assert "Published, context only: 46%" in shown
    assert "Published, context only: 40%" in shown
    assert "Cost is never shown without whether the fix held." in shown
    assert re.search(r"Customers \*\*[\d,]+ h\*\*, we \*\*[\d,]+ h\*\*", shown)


def test_the_incidents_of_a_sign_from_a_link(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "effort", weeks="All weeks", show=signs.label("S02"))
    told = next(caption.value for caption in app.caption if "Pick one to open it" in caption.value)
    tables = [table.value for table in app.dataframe if "incident_id" in table.value]
    assert told.startswith(f"{len(tables[0])} incident")


def test_nothing_matches(complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "effort", product="nothing")
    assert "No case matches" in app.info[0].value
    assert app.header[0].value == "No effort and no sign of bad service can be told from these data."


def test_tickets_alone_name_what_each_block_needs(tickets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = text(opened(tickets, monkeypatch, "effort"))
    assert "Not measured. Needs `incident_events.question_id = effort_customer`" in shown
    assert "Not measured. Needs `incident_events.event_type = qa_reviewed`" in shown
