import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run

KEYS = [
    "kpi",
    "week",
    "month",
    "by",
    "numerator",
    "denominator",
    "cases",
    "unknown",
    "immature",
    "value",
    "low",
    "high",
    "status",
    "needs",
]


@pytest.fixture
def ask(run: Run, warehouse: Path) -> Any:
    def ask(*arguments: str) -> list[dict[str, Any]]:
        done = run("kpi", *arguments, "--format", "json", "--warehouse", warehouse)
        assert (done.code, done.err) == (0, "")
        rows: list[dict[str, Any]] = json.loads(done.out)
        return rows

    return ask


def test_by_week_is_the_default(ask: Any) -> None:
    rows = ask("apology_rate")
    assert rows[0] == {
        "kpi": "apology_rate",
        "week": "2026-W02",
        "month": None,
        "by": {},
        "numerator": 4,
        "denominator": 60,
        "cases": 60,
        "unknown": 0,
        "immature": 0,
        "value": pytest.approx(4 / 60),
        "low": pytest.approx(0.0262, abs=1e-3),
        "high": pytest.approx(0.1593, abs=1e-3),
        "status": "final",
        "needs": None,
    }
    assert [row["week"] for row in rows] == [f"2026-W{week:02d}" for week in range(2, 10)]
    assert {row["value"] for row in rows[1:]} == {None}
    assert all(list(row) == KEYS for row in rows)


def test_one_number(ask: Any) -> None:
    (row,) = ask("apology_rate", "--by", "none", "--weeks", "2026-W02..2026-W03")
    assert (row["week"], row["by"], row["cases"], row["status"]) == (None, {}, 60, "final")


def test_by_a_dimension_and_by_several(ask: Any) -> None:
    rows = ask("apology_rate", "--by", "team_id")
    assert sorted(row["by"]["team_id"] for row in rows) == ["t0", "t1", "t2"]
    assert sum(row["cases"] for row in rows) == 60
    rows = ask("apology_rate", "--by", "week,team_id", "--weeks", "2026-W02")
    assert {(row["week"], row["by"]["team_id"]) for row in rows} == {("2026-W02", f"t{number}") for number in range(3)}


def test_where(ask: Any) -> None:
    def cases(*conditions: str) -> int:
        where = [part for condition in conditions for part in ("--where", condition)]
        rows = ask("apology_rate", "--by", "none", *where)
        count: int = rows[0]["cases"]
        return count

    assert cases("team_id=t0") == 20
    assert cases("team_id=t0", "team_id=t1") == 40
    assert cases("team_id=t0", "incident_id=i1") == 0
    assert cases("channel=") == 60
    assert cases("team_id=") == 0


def test_as_of_looks_back(ask: Any) -> None:
    (row,) = ask("apology_rate", "--by", "none", "--as-of", "2026-01-12T09:00:00Z")
    assert (row["cases"], row["immature"], row["status"]) == (2, 58, "provisional")
    assert ask("apology_rate", "--by", "none", "--as-of", "2026-01-12T10:00:00") == [row]  # local, one hour ahead


def test_a_time_to_an_event_has_events_and_a_curve(ask: Any) -> None:
    (row,) = ask("time_to_apology", "--by", "none")
    assert (row["numerator"], row["denominator"], row["cases"], row["events"]) == (None, None, 60, 4)
    assert row["by"] == {}
    curve = ask("time_to_apology", "--curve")
    assert list(curve[0]) == ["t", "survival", "low", "high", "at_risk"]
    assert curve[-1]["survival"] == pytest.approx(56 / 60)


def test_a_time_has_its_80th_percentile_beside_the_median(ask: Any) -> None:
    (row,) = ask("time_to_resolution", "time_to_apology", "--by", "none")[-1:]
    assert list(row) == [*KEYS, "events", "p80"]
    assert (row["events"], row["value"], row["p80"]) == (4, None, None)


def test_facts_beside_the_number(ask: Any, run: Run, warehouse: Path) -> None:
    facts = ask("apology_rate", "non_apology_only", "cost_ratio", "--beside")
    assert facts == [
        {
            "kpi": "non_apology_only",
            "label": "Apologies that a person graded or reviewed",
            "value": 1,
            "unit": "percent",
            "n": 4,
            "note": None,
        }
    ]
    done = run("kpi", "non_apology_only", "--beside", "--warehouse", warehouse)
    assert "Apologies that a person graded or reviewed  100%   4" in done.text


def test_what_is_missing_is_named(ask: Any) -> None:
    (row,) = ask("loss_reason_share")
    assert (row["status"], row["needs"], row["value"]) == ("unavailable", "needs losses.lost_at", None)
    assert list(row) == KEYS


def test_several_at_once(ask: Any) -> None:
    rows = ask("apology_rate", "cost_ratio", "--by", "none")
    assert [row["kpi"] for row in rows] == ["apology_rate", "cost_ratio"]


def test_csv(run: Run, warehouse: Path) -> None:
    done = run("kpi", "apology_rate", "--by", "team_id", "--format", "csv", "--warehouse", warehouse)
    rows = list(csv.DictReader(io.StringIO(done.text)))
    assert [row["team_id"] for row in rows] == ["t0", "t1", "t2"]
    assert list(rows[0]) == ["kpi", "week", "month", "team_id", *KEYS[4:]]


def test_text(run: Run, warehouse: Path) -> None:
    done = run("kpi", "apology_rate", "cost_ratio", "--by", "none", "--warehouse", warehouse)
    assert done.code == 0
    assert "data as of 2026-03-01T00:00:00Z, Europe/Budapest" in done.text
    assert "not available: needs account_month.revenue" in done.text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["apology_rat"], "There is no KPI called “apology_rat”. Did you mean apology_rate?"),
        (["apology_rate", "--weeks", "2026-W09..2026-W02"], "run backwards"),
        (["apology_rate", "--where", "tem_id=t1"], "Did you mean team_id?"),
        (["apology_rate", "--where", "severity=high"], "is no number"),
        (["apology_rate", "--as-of", "2027-01-01T00:00:00Z"], "nothing is known at the later"),
        (["apology_rate", "--weight", "revenue"], "cannot be weighted"),
        (["apology_rate", "--by", "handling"], "is no breakdown of"),
        (["apology_rate", "--curve"], "has no curve"),
    ],
)
def test_refused_in_words(run: Run, warehouse: Path, arguments: list[str], words: str) -> None:
    done = run("kpi", *arguments, "--warehouse", warehouse)
    assert (done.code, done.out) == (1, b"")
    assert words in done.err


def test_without_data(run: Run, tmp_path: Path) -> None:
    done = run("kpi", "apology_rate", "--warehouse", tmp_path)
    assert done.code == 1
    assert "Nothing is loaded in" in done.err
