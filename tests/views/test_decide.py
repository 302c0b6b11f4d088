"""The sheet of the seven questions: begun with figures, answered by people, decided, approved, looked at again."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.state import decisions
from dashboard.state.database import State, open_state
from dashboard.state.decisions import Decision
from dashboard.topics.sheet_words import QUESTIONS
from tests.views.opening import opened, text

HTML = "<script>alert('x')</script> *bold*"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    link = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", link)
    return open_state(link)


def press(app: AppTest, form: str, label: str) -> AppTest:
    """Send a form."""
    (button,) = [one for one in app.button if one.form_id.startswith(form) and one.label == label]
    return button.click().run()


def stored(state: State) -> Decision:
    with state.read() as session:
        (sheet,) = session.all(Decision)
    return sheet


def begun(state: State, customer: str = "c5", author: str = "Ana", **fields: Any) -> Decision:
    figures = {"q1": [{"text": "9 complaints", "link": "incidents?customer=c5"}], "net_value": 10.0}
    sheet = Decision(customer_id=customer, as_of=datetime(2026, 5, 1), figures=figures)
    with state.write(author) as session:
        return session.save(replace(sheet, **fields))


def test_a_sheet_is_begun_answered_and_decided(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "decide", customer="c5")
    shown = text(app)
    assert [words for words in QUESTIONS.values() if words not in shown] == []
    assert "score" not in shown.lower()
    app.text_input(key="begin-author-c5").set_value("Ana")
    press(app, "begin-c5", "Begin the sheet")
    sheet = stored(state)
    kept = [fact["text"] for name in QUESTIONS for fact in sheet.figures[name]]
    assert len(kept) > 15
    assert "complaint" in kept[0]
    app.radio(key=f"sheet-{sheet.id}-q3-answer").set_value("yes")
    app.text_area(key=f"sheet-{sheet.id}-q3-note").set_value(HTML)
    app.radio(key=f"sheet-{sheet.id}-values_fit-answer").set_value(4)
    press(app, "sheet-", "Save the answers")
    assert stored(state).answers == {"q3": {"answer": "yes", "note": HTML}, "values_fit": 4}
    press(app, "sheet-", "Decide")
    assert "Choose an outcome" in app.error[0].value
    app.selectbox(key=f"decide-outcome-{sheet.id}").select("repair")
    app.text_area(key=f"decide-plan-{sheet.id}").set_value("Visit them")
    press(app, "sheet-", "Decide")
    assert "owner: must say who does it" in app.error[0].value.lower().replace("\\", "")
    app.text_input(key=f"decide-owner-{sheet.id}").set_value("Béla")
    press(app, "sheet-", "Decide")
    assert (stored(state).status, stored(state).outcome, stored(state).decided_by) == ("decided", "repair", "Ana")
    shown = text(app)
    assert "Decided: Make peace and mend the cause" in shown
    assert "**Yes.** \\<script\\>" in shown
    assert "nothing can be seen yet" in shown


def test_to_part_waits_for_another_person_and_a_week(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = begun(state)
    with state.write("Ana") as session:
        decisions.decide(
            session, sheet, "part", plan="End in peace", owner="Ana", review_on=datetime(2027, 1, 1).date()
        )
    app = opened(complete, monkeypatch, "decide", customer="c5")
    app.text_input(key=f"approve-author-{sheet.id}").set_value(" ANA ")
    press(app, "approve-", "Approve")
    assert "another person" in app.error[0].value
    app.text_input(key=f"approve-author-{sheet.id}").set_value("Béla")
    press(app, "approve-", "Approve")
    done = stored(state)
    assert (done.status, done.approver) == ("decided", "Béla")
    assert done.effective_at is not None
    assert done.created_at is not None
    assert done.effective_at - done.created_at >= timedelta(days=7)
    assert "9 complaints [Incidents](incidents?customer=c5)" in text(app)
    press(app, "reopen-", "Open the sheet again")
    assert (stored(state).status, stored(state).outcome) == ("open", None)


def test_two_people_fill_in_one_sheet(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = begun(state)
    ana, bela = (opened(complete, monkeypatch, "decide", customer="c5") for _ in "ab")
    for app, name, said in ((bela, "Béla", "We broke promises"), (ana, "Ana", "They are rude")):
        app.text_area(key=f"sheet-{sheet.id}-q3-note").set_value(said)
        app.text_input(key=f"sheet-author-{sheet.id}").set_value(name)
        press(app, "sheet-", "Save the answers")
    assert stored(state).answers["q3"]["note"] == "We broke promises"
    assert "Béla changed this decision sheet" in ana.error[0].value
    assert "q3 note: We broke promises" in ana.error[0].value.replace("\\", "")
    assert ana.text_area(key=f"sheet-{sheet.id}-q3-note").value == "They are rude"
    press(ana, "sheet-", "Save the answers")  # having read it
    assert stored(state).answers["q3"]["note"] == "They are rude"


def test_what_happened_since_stands_beside_the_answers(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime(2026, 8, 1).date()
    fields: dict[str, Any] = {"outcome": "keep", "plan": "Wait", "owner": "Ana", "review_on": day, "status": "decided"}
    sheet = begun(state, **fields, decided_by="Ana", answers={"q1": {"answer": "yes", "note": ""}})
    shown = text(opened(complete, monkeypatch, "decide", customer="c5"))
    assert "What has happened since?" in shown
    assert "of the 12 months after it are in the data" in shown
    assert "€10 at the decision" in shown
    assert "that day has come" in shown
    listed = opened(complete, monkeypatch, "decide")
    assert "1 decision to look at again" in listed.header[0].value
    assert (
        sheet.customer_id
        in next(table.value for table in listed.dataframe if "State" in table.value)["Customer"].tolist()
    )


def test_the_figures_stay_when_sheets_cannot_be_read(
    complete: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 100)
    monkeypatch.setenv("AMENDS_STATE_URL", f"sqlite:///{tmp_path / 'state.sqlite'}")
    app = opened(complete, monkeypatch, "decide", customer="c5")
    assert "is damaged" in app.warning[0].value
    assert "Begin the sheet" not in [button.label for button in app.button]
    assert "in the last 12 months" in text(app)
    assert "There is no customer" in text(opened(complete, monkeypatch, "decide", customer="<b>nobody"))


def test_figures_of_an_imported_sheet_lead_nowhere_else(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = {"q1": [{"text": HTML, "link": "https://evil.example"}, "x"], "q2": 7, "q3": [{"link": "a)](b"}]}
    begun(state, figures=json.loads(json.dumps(figures)))
    shown = text(opened(complete, monkeypatch, "decide", customer="c5"))
    assert "evil" not in shown
    assert "](b" not in shown
    assert "\\<script\\>" in shown
