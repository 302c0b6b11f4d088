"""How sure we are of what was read in messages: figures per language, examples to judge, what a verdict changes."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.commands.cli import main
from dashboard.detect.measured import evaluation
from dashboard.state.database import State, open_state
from dashboard.state.label_flips import LabelFlip
from dashboard.topics import label_verdicts, sure_file
from dashboard.versions import published
from dashboard.warehouse.reader import Warehouse, open_current
from tests.views.opening import opened, text

SORRY = (
    "Dear Mr Nagy, we are sorry for the late delivery of your order {}. Write to help@example.com or 06 30 123 4567."
)
OTHERS = (
    ("hu", "Elnézését kérjük a {}. csomag késedelméért."),
    ("pl", "Przepraszamy za opóźnienie paczki {}."),
    ("en", "We have passed order {} on to the warehouse."),
    ("uk", "Ми отримали ваше повідомлення {} і скоро відповімо на нього."),
)
PART = "Messages"


def _load(folder: Path, warehouse: Path) -> None:
    """Load as the command does; whether English is read well enough to count is not the matter of these tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("dashboard.load.messages.trusted", lambda: iter([("en", "apology")]))
        assert main(["load", str(folder), "--warehouse", str(warehouse)]) == 0


def _write(folder: Path) -> Path:
    """Forty complaints, each with one message: six in Ukrainian, one apology coded."""
    start = datetime(2026, 3, 2, 8)
    incidents, events = (
        ["incident_id,opened_at,customer_id,kind,language"],
        ["event_id,incident_id,event_at,event_type,actor_type,direction,code,body"],
    )
    for number in range(40):
        language, body = ("en", SORRY) if number % 2 else OTHERS[number // 2 % 4]
        at = start + timedelta(hours=31 * number)
        incidents.append(f"I{number},{at:%FT%H:%MZ},C1,complaint,{language}")
        later = at + timedelta(hours=2 + number % 5)
        events.append(f'M{number},I{number},{later:%FT%H:%MZ},message,agent,outbound,,"{body.format(number)}"')
    events.append("A1,I1,2026-03-10T10:00Z,apology,agent,outbound,formulaic,")
    folder.mkdir()
    (folder / "incidents.csv").write_text("\n".join(incidents), encoding="utf-8")
    (folder / "incident_events.csv").write_text("\n".join(events), encoding="utf-8")
    (folder / "customers.csv").write_text("customer_id,name\nC1,Nagy Péter\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _write(tmp_path_factory.mktemp("sure") / "files")


@pytest.fixture(scope="module")
def company(files: Path) -> Path:
    warehouse = files.parent / "warehouse"
    _load(files, warehouse)
    return warehouse


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    link = f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", link)
    return open_state(link)


def _flips(state: State, event_id: str) -> dict[str, tuple[bool, str | None]]:
    with state.read() as session:
        found = session.all(LabelFlip, event_id=event_id)
    return {flip.name: (flip.holds, flip.changed_by) for flip in found}


def _judged_event(app: AppTest, ending: str) -> str:
    """The message of the first example shown."""
    (key, *_) = [one.key for one in app.button if str(one.key).endswith(ending)]
    return str(key).split("-")[2]


def test_figures_per_language_and_examples_without_names(
    company: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(company, monkeypatch, "data", part=PART)
    shown = text(app)
    assert "40 messages of your people were read on this machine" in shown
    assert "5 in a language that Amends does not read" in shown
    rows = app.table[0].value.data if hasattr(app.table[0].value, "data") else app.table[0].value
    english = rows.set_index("Language").loc["English"]
    assert english["Messages"] == 25
    assert english["With an apology"] == "80%"
    assert "(" in english["Corrected"]
    assert "asked: 95% and 85%" in english["Apologies that nobody coded"]
    assert "Sympathy alone does not count" in shown
    examples = "\n".join(one.value for one in app.text)
    assert "late delivery" in examples
    assert "[name]" in examples
    assert "[e-mail]" in examples
    assert "Nagy" not in examples
    assert "help@" not in examples
    assert "4567" not in examples


def test_a_verdict_is_shown_at_once_and_needs_a_name(
    company: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(company, monkeypatch, "data", part=PART)
    event_id = _judged_event(app, "-accept")
    app.button(key=f"read-specific-{event_id}-accept").click().run()
    assert "Say who you are" in app.error[0].value
    app.text_input(key="read-author").set_value("Nino")
    app.button(key=f"read-specific-{event_id}-accept").click().run()
    assert not app.error
    assert _flips(state, event_id)["specific"] == (True, "Nino")
    assert "Nino" in text(app)
    assert "**right** · counts from the next load" in text(app)
    app.radio(key=f"read-specific-{event_id}-right").set_value("sympathy")
    app.button(key=f"read-specific-{event_id}-save").click().run()
    assert {name for name, (holds, _) in _flips(state, event_id).items() if holds} == {"sympathy"}
    assert "**Sympathy, no apology** · counts from the next load" in text(app)


def test_a_verdict_changes_the_next_version_and_makes_a_file_to_measure_on(
    files: Path, tmp_path: Path, state: State, company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_current(company)
    assert _apologies(before, "I3") == ["specific"]
    shown = text(opened(company, monkeypatch, "incidents", incident="I3"))
    assert "apology that names the fault · " in shown
    assert "patterns" in shown
    with state.write("Nino") as session:
        label_verdicts.judge(session, "M3", {}, "none", holds=True)
        label_verdicts.judge_all(session, "M5", {}, "formulaic", "none", ["compensation"])
    first = published(company)
    _load(files, company)
    assert published(company) != first
    after = open_current(company)
    assert _apologies(after, "I3") == []
    assert _apologies(after, "I5") == ["formulaic"]
    rows = sure_file.judged_messages(after, state)
    assert [(row["id"], row["grade"], row["compensation"], row["reviewers"]) for row in rows] == [
        ("M3", "none", "0", "Nino"),
        ("M5", "formulaic", "1", "Nino"),
    ]
    path = tmp_path / "judged.csv"
    path.write_bytes(sure_file.csv_bytes(rows))
    (apology,) = [row for row in evaluation(path) if row.label == "apology"]
    assert (apology.messages, apology.found_rightly, apology.found_wrongly) == (2, 1, 1)


def _apologies(warehouse: Warehouse, incident_id: str) -> list[str]:
    found = warehouse.table("select incident_id, grade from apologies where is_real").to_pylist()
    return [row["grade"] for row in found if row["incident_id"] == incident_id]
