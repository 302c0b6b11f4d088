"""Import refuses what is wrong, says where, and then writes nothing."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import AmendsError
from dashboard.state import documents, exchange, migrate, targets
from dashboard.state.annotations import Annotation
from dashboard.state.changes import Change
from dashboard.state.database import State
from dashboard.state.decisions import Decision
from dashboard.state.published import PublishedWeek
from dashboard.state.records import check
from tests.commands.conftest import Run, run

__all__ = ["run"]

ROW = Annotation(id="a", version=1, author="Ana", changed_by="Ana", scope="week", text="good").as_json()

TARGET = replace(targets.new("apology_rate", date(2026, 1, 1), 0.5), version=1, author="A", changed_by="A").as_json()
SHEET = Decision(id="d", version=1, author="A", changed_by="A", customer_id="c", as_of=datetime(2026, 3, 2)).as_json()
PART = {
    **{"outcome": "part", "status": "decided", "plan": "x", "owner": "B", "review_on": "2026-06-01", "approver": "C"},
    **{"created_at": "9999-12-30T00:00:00", "effective_at": "9999-12-31T00:00:00"},
}
DEEP = json.loads('{"a":' * 900 + "1" + "}" * 900) | {"long": "x" * 600_000}


def document(*rows: Any, table: str = "annotations", **changed: Any) -> dict[str, Any]:
    return {"format": "amends-state", "revision": "0002", "tables": {table: list(rows)}, **changed}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([], "format: must be"),
        (document(format="other"), "format: must be"),
        (document(revision="9999"), "revision: 9999 is of a newer Amends"),
        (document(tables=[]), "tables: must be an object"),
        (document(tables={"notes": []}), "tables.notes: is not known here"),
        (document(tables={"annotations": {}}), "tables.annotations: must be a list"),
        (document(ROW, 7), "tables.annotations[1]: must be an object"),
        (document(ROW, {**ROW, "id": "b", "kind": "gossip"}), "tables.annotations[1].kind: must be one of note,"),
        (document({**ROW, "text": 5}), "tables.annotations[0].text: must be text"),
        (document({**ROW, "day": "2026-02-30"}), "tables.annotations[0].day: must be a day like"),
        (document({**ROW, "created_at": "2026-02-20T10:00:00+01:00"}), "annotations[0].created_at: must be a time"),
        (document({**ROW, "is_removed": 0}), "tables.annotations[0].is_removed: must be true or false"),
        (document({**ROW, "version": True}), "tables.annotations[0].version: must be a whole number"),
        (document({**ROW, "colour": "red"}), "tables.annotations[0].colour: is not known here"),
        (document({**ROW, "version": 2**31}), "tables.annotations[0].version: must be a whole number"),
        (document({**TARGET, "value": 10**400}, table="targets"), "tables.targets[0].value: must be a number"),
        (document({**TARGET, "value": True}, table="targets"), "tables.targets[0].value: must be a number"),
        (document({**SHEET, "figures": []}, table="decisions"), "tables.decisions[0].figures: must be an object"),
        (document({**SHEET, "figures": DEEP}, table="decisions"), "tables.decisions[0].figures: must be an object"),
        (document({**SHEET, **PART}, table="decisions"), "tables.decisions[0].effective_at: must be at least 7 days"),
        (document({"id": "a"}), "tables.annotations[0].version: is missing"),
        (document(ROW, ROW), "tables.annotations[1].id: is there twice: a"),
        (document({**ROW, "author": "Somebody"}), "tables.annotations[0]: what is here under a says something else"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(file_state: State, wrong: Any, told: str) -> None:
    with file_state.write("Ana") as session:
        exchange.import_state(session, document(ROW))
    with pytest.raises(AmendsError) as refused, file_state.write("Béla") as session:
        exchange.import_state(session, wrong)
    assert told in str(refused.value)
    with file_state.read() as session:
        assert [note.as_json() for note in session.all(Annotation)] == [ROW]
        assert session.all(Change) == ()


def test_an_export_of_an_earlier_version_comes_in(file_state: State) -> None:
    told = PublishedWeek(
        id="p", at=datetime(2026, 8, 1), kpi_id="apology_rate", week=date(2026, 7, 27), data_version="v1", value=0.24
    )
    row = {name: value for name, value in told.as_json().items() if name != "category"}
    with file_state.write("Ana") as session:
        exchange.import_state(session, document(row, table="published_weeks"))
        assert session.all(PublishedWeek) == (told,)
    newest = document(row, table="published_weeks", revision=migrate.head())
    with (
        pytest.raises(AmendsError, match="category: is missing"),
        file_state.write("A") as session,
    ):
        exchange.import_state(session, newest)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"{,}", "line 1, column 2"), (b"\xff\xfe", "no JSON in UTF-8"), (b'{"a": NaN}', "NaN is no number"),
     (b'{"a": 1e999}', "1e999 is no number"), (b"[" * 100_000, "no JSON")],
)  # fmt: skip
def test_files_that_are_no_document(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "entries.json"
    path.write_bytes(content)
    with pytest.raises(AmendsError, match=told):
        documents.read(path)


def test_by_the_command_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AMENDS_STATE_URL", raising=False)
    source, out = tmp_path / "in.json", tmp_path / "out.json"
    check(Annotation.from_json(ROW))
    source.write_text(json.dumps(document(ROW)))
    assert run("state", "import", source, "--warehouse", tmp_path / "wh").code == 0
    done = run("state", "export", out, "--warehouse", tmp_path / "wh")
    assert done.code == 0
    assert "wh-state.sqlite" in done.text
    assert documents.read(out)["tables"]["annotations"] == [ROW]
    assert list(tmp_path.glob(".out*")) == []
    refused = run("state", "import", tmp_path / "gone.json")
    assert (refused.code, "Cannot read" in refused.err) == (1, True)
    assert run("state", "export", tmp_path / "no" / "out.json").code == 1
