"""Notes that people write on pages: seen where they belong, changed by two at once, never obeyed as HTML."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.state.annotations import Annotation
from dashboard.state.database import State, open_state
from dashboard.state.queue_lines import QueueLine
from dashboard.state.targets import Target
from tests.views.opening import opened, text

HTML = "<script>alert('x')</script> new *script*"


@pytest.fixture
def link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", found)
    return found


@pytest.fixture
def state(link: str) -> State:
    return open_state(link)


def press(app: AppTest, form: str, label: str = "Save") -> AppTest:
    """Send a form."""
    (button,) = [one for one in app.button if one.form_id == form and one.label == label]
    return button.click().run()


def stored(state: State) -> list[Annotation]:
    with state.read() as session:
        return list(session.all(Annotation))


def test_a_note_on_a_week_of_a_measure(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "apology_rate")
    press(app, "note-apology_rate-0")
    assert "Say who you are" in app.error[0].value
    app.text_area(key="note-apology_rate-0-text").set_value(HTML)
    app.text_input(key="note-apology_rate-0-author").set_value("Ana")
    press(app, "note-apology_rate-0")
    assert not app.error
    (note,) = stored(state)
    assert (note.scope, note.ref, note.kind, note.author) == ("kpi", "apology_rate", "note", "Ana")
    (line,) = [one.value for one in app.caption if "new \\*script\\*" in one.value]
    assert "\\<script\\>" in line
    assert note.day is not None
    assert f"{note.day.day} {note.day:%b %Y}" in line
    assert app.text_area(key="note-apology_rate-1-text").value == ""
    assert app.text_input(key="note-apology_rate-1-author").value == "Ana"
    assert "script" not in text(opened(complete, monkeypatch, "promise_kept"))


def test_a_target_is_set_changed_and_taken_away(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(complete, monkeypatch, "promise_kept")
    assert "target" not in text(app)
    app.number_input(key="target-promise_kept-value").set_value(82.5)
    app.date_input(key="target-promise_kept-since").set_value(date(2026, 1, 1))
    app.text_input(key="target-promise_kept-author").set_value("Ana")
    press(app, "target-promise_kept")
    assert "target ≥ 82.5%" in text(app)
    with state.read() as session:
        (target,) = session.all(Target)
    assert (target.value, target.valid_from, target.author) == (0.825, date(2026, 1, 1), "Ana")
    app.selectbox(key="target-of-promise_kept").select(target.id).run()
    app.number_input(key=f"target-value-{target.id}").set_value(80)
    press(app, f"change-target-{target.id}")
    assert "target ≥ 80%" in text(app)
    press(app, f"change-target-{target.id}", "Remove")
    assert "target ≥" not in text(app)


def test_two_people_change_one_note(complete: Path, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    with state.write("Ana") as session:
        note = session.save(Annotation(scope="customer", ref="c5", text="Call first"))
    form, words = f"change-{note.id}", f"words-{note.id}"
    ana, bela = (opened(complete, monkeypatch, "customer", customer="c5") for _ in "ab")
    for app, name, said in ((bela, "Béla", "Write first"), (ana, "Ana", "Never call")):
        app.text_area(key=words).set_value(said)
        app.text_input(key=f"author-{note.id}").set_value(name)
        press(app, form)
    assert [one.text for one in stored(state)] == ["Write first"]
    assert "Béla changed this note" in ana.error[0].value
    assert "Write first" in ana.error[0].value
    assert ana.text_area(key=words).value == "Never call"
    press(ana, form)  # having read it
    assert [one.text for one in stored(state)] == ["Never call"]
    press(ana, form, "Remove")
    assert stored(state) == []
    assert "Never call" not in text(ana)


def test_an_incident_shows_the_notes_on_its_customer_and_takes_its_own(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with state.write("Ana") as session:
        session.save(Annotation(scope="customer", ref="c5", text="Call first"))
    customer = opened(complete, monkeypatch, "customer", customer="c5")
    listed = next(table.value for table in customer.dataframe if "Incident" in table.value.columns)
    incident = str(listed["Incident"].iloc[0])
    app = opened(complete, monkeypatch, "incidents", incident=incident)
    assert "about the customer: Call first" in text(app)
    app.text_area(key=f"note-incident-{incident}-0-text").set_value("Refund agreed")
    app.text_input(key=f"note-incident-{incident}-0-author").set_value("Béla")
    press(app, f"note-incident-{incident}-0")
    assert "Refund agreed" in text(app)
    assert ("incident", incident) in [(one.scope, one.ref) for one in stored(state)]
    with state.write("Ana") as session:
        session.save(Annotation(scope="incident", ref="somebody-else's", text="Not of this customer"))
    shown = text(opened(complete, monkeypatch, "customer", customer="c5"))
    assert f"{incident}: Refund agreed" in shown
    assert "Not of this customer" not in shown


def test_the_overview_tells_what_was_noted_of_its_weeks_and_measures(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with state.write("Ana") as session:
        session.save(Annotation(scope="week", ref="2026-W46", text=HTML))
        session.save(Annotation(scope="kpi", ref="reopen_rate", text="Not on this page", day=date(2026, 11, 10)))
        session.save(Annotation(scope="week", ref="2025-W46", text="A year ago"))
    (line,) = [one.value for one in opened(complete, monkeypatch).caption if ":material/flag:" in one.value]
    assert line.startswith(":material/flag: 9 Nov 2026, W46\\: \\<script\\>")
    assert line.endswith("\\(Ana\\)")


def test_a_complaint_is_taken_and_the_queue_says_by_whom(
    complete: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = opened(complete, monkeypatch, "incidents")
    rows = next(table.value for table in queue.dataframe if "Incident" in table.value.columns)
    incident = str(rows["Incident"].iloc[0])
    app = opened(complete, monkeypatch, "incidents", incident=incident)
    late = opened(complete, monkeypatch, "incidents", incident=incident)
    for one, name in ((app, "Ana"), (late, "Béla")):
        one.text_area(key=f"take-note-{incident}").set_value(f"{name} calls")
        one.text_input(key=f"take-author-{incident}").set_value(name)
    press(app, f"take-{incident}", "I take it")
    press(late, f"take-{incident}", "I take it")
    assert [one.value for one in app.warning] == []
    assert [one.value for one in late.warning] == ["Ana was quicker and has taken it."]
    with state.read() as session:
        assert [(line.id, line.taken_by) for line in session.all(QueueLine)] == [(incident, "Ana")]
    app = opened(complete, monkeypatch, "incidents", incident=incident)
    assert "Ana calls" in text(app)
    app.text_input(key=f"line-author-{incident}").set_value("Ana")
    press(app, f"line-{incident}", "Done")
    rows = next(table.value for table in app.dataframe if "Taken by" in table.value.columns)
    assert rows.set_index("Incident")["Taken by"][incident] == "Ana, done"


def test_the_numbers_stay_when_notes_cannot_be_read(
    complete: Path, link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 100)
    shown = text(opened(complete, monkeypatch, "apology_rate"))
    assert "Notes and targets of people are not shown" in shown
    assert "is damaged" in shown
    assert "**Counted" in shown
