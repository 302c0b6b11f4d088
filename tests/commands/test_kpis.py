import json
from pathlib import Path

from dashboard.engine.kpis import registry
from tests.commands.conftest import Run

KEYS = [
    "id",
    "label",
    "unit",
    "better",
    "clock",
    "horizon_days",
    "min_n",
    "uncertainty",
    "needs",
    "available",
    "definition",
    "sql_file",
]


def test_the_dictionary(run: Run, warehouse: Path) -> None:
    done = run("kpis", "--format", "json", "--warehouse", warehouse)
    entries = {entry["id"]: entry for entry in json.loads(done.out)}
    assert list(entries) == list(registry())
    assert all(list(entry) == KEYS for entry in entries.values())
    assert entries["apology_rate"]["available"] is True
    assert entries["apology_rate"]["sql_file"] == "queries/kpis/apology_rate.sql"
    assert entries["cost_ratio"]["available"] is False


def test_in_words(run: Run, warehouse: Path, tmp_path: Path) -> None:
    assert "needs account_month.revenue" in run("kpis", "--warehouse", warehouse).text
    assert "nothing is loaded yet" in run("kpis", "--warehouse", tmp_path).text
