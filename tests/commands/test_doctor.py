import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run


def test_what_is_loaded(run: Run, warehouse: Path) -> None:
    done = run("doctor", "--format", "json", "--warehouse", warehouse)
    report = json.loads(done.out)
    loaded = report["loaded"]
    assert done.code == 0
    assert report["problem"] is None
    assert loaded["tables"]["incidents"] == 60
    assert loaded["tables"]["incident_events"] == 65
    assert loaded["as_of"] == "2026-03-01T00:00:00Z"
    assert {
        "tier": "T8",
        "needs": "losses.lost_at",
        "unlocks": "churn, reasons of loss, retention, win-back",
    } in loaded["next_tiers"]
    assert {"table": "incidents", "column": "product", "unlocks": "every number by product"} in loaded["missing"]
    assert report["warehouse"]["versions"] == [loaded["version"]]
    assert report["libraries"]["duckdb"]
    assert report["entries"]["place"] == str(warehouse.with_name(f"{warehouse.name}-state.sqlite"))
    assert set(report["entries"]["rows"].values()) == {0}


def test_in_words(run: Run, warehouse: Path) -> None:
    text = run("doctor", "--warehouse", warehouse).text
    assert "You have tier T0." in text
    assert "incident_events_2.csv" in text
    assert "every number by product" in text
    assert "GB free" in text
    assert "-state.sqlite: nothing yet." in text


def test_nothing_loaded_is_said(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--warehouse", tmp_path / "none")
    assert done.code == 0
    assert "versions kept: none" in done.text
    assert "Nothing is loaded yet" in done.err
    assert not (tmp_path / "none").exists()


def test_damaged_entries_are_said(run: Run, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 100)
    monkeypatch.setenv("AMENDS_STATE_URL", f"sqlite:///{tmp_path / 'state.sqlite'}")
    done = run("doctor", "--warehouse", warehouse)
    assert (done.code, "state.sqlite is damaged" in done.err, "You have tier" in done.text) == (1, True, True)


def test_a_damaged_warehouse_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "current.json").write_text("{")
    done = run("doctor", "--warehouse", tmp_path)
    assert done.code == 1
    assert "current.json is damaged" in done.err
    assert "Python" in done.text
