import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.state import label_flips
from dashboard.state.database import State
from dashboard.state.place import read_url
from dashboard.versions import published
from tests.commands.conftest import Run

KEYS = ["version", "as_of", "timezone", "tables", "rejects", "warnings", "tier", "unavailable"]


def test_json_says_everything(run: Run, company: Path, tmp_path: Path) -> None:
    done = run("load", company, "--warehouse", tmp_path, "--format", "json")
    result = json.loads(done.out)
    now = published(tmp_path)
    assert done.code == 0
    assert list(result) == KEYS
    assert now is not None
    assert result["version"] == now.version
    assert (result["as_of"], result["timezone"], result["tier"]) == ("2026-03-01T00:00:00Z", "Europe/Budapest", "T0")
    assert result["tables"]["incidents"] == {
        "read": 60,
        "loaded": 60,
        "rejected": 0,
        "duplicates": 0,
        "files": [{"path": str(company / "incidents.csv"), "encoding": "utf-8", "delimiter": ","}],
    }
    assert len(result["tables"]["incident_events"]["files"]) == 2
    assert result["rejects"] is None
    assert result["unavailable"]["loss_reason_share"] == "needs losses.lost_at"


def test_in_words(run: Run, company: Path, tmp_path: Path) -> None:
    done = run("load", company, "--warehouse", tmp_path)
    assert done.text.startswith("Published version ")
    assert "You have tier T0" in done.text
    assert "needs losses.lost_at" in done.text
    assert "Publishing" in done.err.splitlines()


def test_rejected_rows_are_counted_and_named(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "incidents.csv"
    source.write_text("incident_id,opened_at\n1,2026-01-05\n2,yesterday\n")
    result = json.loads(run("load", source, "--warehouse", tmp_path / "w", "--format", "json").out)
    counts = result["tables"]["incidents"]
    assert (counts["read"], counts["loaded"], counts["rejected"], counts["duplicates"]) == (2, 1, 1, 0)
    (reject,) = csv.DictReader(io.StringIO(Path(result["rejects"]).read_text(encoding="utf-8")))
    assert (reject["line"], reject["column"], reject["value"]) == ("3", "opened_at", "yesterday")


def test_as_of_without_offset_is_local(run: Run, company: Path, tmp_path: Path) -> None:
    asked = ("load", company, "--warehouse", tmp_path, "--format", "json", "--timezone", "Asia/Tbilisi")
    assert json.loads(run(*asked, "--as-of", "2026-01-20").out)["as_of"] == "2026-01-19T20:00:00Z"
    assert json.loads(run(*asked, "--as-of", "2026-01-20T00:00:00+01:00").out)["as_of"] == "2026-01-19T23:00:00Z"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no/such/file.csv"], "no/such/file.csv"),
        (["COMPANY", "--timezone", "Europe/Budapst"], "no time zone called “Europe/Budapst”"),
        (["COMPANY", "--mapping", "no_such_mapping"], "no_such_mapping"),
        (["COMPANY", "--append"], "append"),
        (["COMPANY", "--encoding", "utf-99"], "utf-99"),
    ],
)
def test_refused_in_words(run: Run, company: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    given = [str(company) if argument == "COMPANY" else argument for argument in arguments]
    done = run("load", *given, "--warehouse", tmp_path / "w")
    assert (done.code, done.out) == (1, b"")
    assert words in done.err
    assert published(tmp_path / "w") is None


def test_the_environment_names_the_warehouse(company: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "load", str(company)]
    environment = os.environ | {"AMENDS_WAREHOUSE": str(tmp_path / "named")}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert published(tmp_path / "named") is not None


def test_a_load_is_not_lost_with_the_notes_unless_it_takes_verdicts_back(
    run: Run, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, link = tmp_path / "state.sqlite", f"sqlite:///{tmp_path / 'state.sqlite'}"
    monkeypatch.setenv("AMENDS_STATE_URL", link)
    asked = ("load", company, "--warehouse", tmp_path / "w", "--format", "json")
    place.write_bytes(b"no database" * 100)
    done = run(*asked)
    assert done.code == 0
    not_taken, not_kept = json.loads(done.out)["warnings"][-2:]
    assert not_taken.startswith("What people said of messages was not taken over. ")
    assert not_kept.startswith("The final weeks of this version were not kept")
    assert "is damaged" in not_taken
    place.unlink()
    with State(read_url(link)).write("Ana") as session:
        session.save(label_flips.new("e0", "excuse", holds=False))
    assert json.loads(run(*asked).out)["warnings"] == []
    version = published(tmp_path / "w")
    place.write_bytes(b"no database" * 100)
    done = run(*asked)
    assert (done.code, done.out) == (1, b"")
    assert "rest on what people said of messages" in done.err
    assert published(tmp_path / "w") == version
