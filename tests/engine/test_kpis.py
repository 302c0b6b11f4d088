"""The KPI dictionary: every file is read, every fault is named by file, line and rule."""

from pathlib import Path

import pytest

from dashboard.engine import kpis
from dashboard.errors import AmendsError

KPIS = Path(__file__).parents[2] / "queries" / "kpis"
GOOD = (KPIS / "apology_rate.sql").read_text(encoding="utf-8").replace("-- overview: 4\n", "")


def _read(folder: Path, text: str, name: str = "apology_rate") -> kpis.Kpi:
    path = folder / f"{name}.sql"
    path.write_text(text, encoding="utf-8")
    return kpis.read_file(path)


def test_every_kpi_of_the_project_is_read() -> None:
    found = kpis.registry()
    assert {"apology_rate", "verified_resolved_14d", "loss_reason_share", "cost_ratio"} <= set(found)
    for kpi in found.values():
        assert kpi.definition.count(".") >= 3
        assert kpi.needs
        assert (Path(__file__).parents[2] / kpi.sql_file).read_text(encoding="utf-8") == kpi.sql


def test_a_kpi_knows_its_horizon_its_axis_and_its_own_columns(tmp_path: Path) -> None:
    kpi = _read(tmp_path, GOOD)
    assert (kpi.horizon_days, kpi.axis, kpi.min_n, kpi.scale) == (7, "week", 20, 1)
    assert kpi.own_columns == ("opened_at", "first_apology_at")
    assert kpi.has_rollup


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("-- better: up", "-- beter: up", 6, "no header key “beter”; did you mean “better”"),
        ("-- better: up", "-- better: upwards", 6, "better “upwards” is none of up, down, neutral"),
        ("-- better: up\n", "", 1, "the header has no “better”"),
        ("-- unit: percent", "-- unit: share", 5, "unit “share” is none of percent, ratio"),
        ("-- uncertainty: wilson", "-- uncertainty: wald", 10, "uncertainty “wald” is none of wilson"),
        ("-- better: up", "-- better: up\n-- beside: nothing", 7, "there is no queries/beside/nothing_facts.sql"),
        ("    team_id,\n", "", 17, "does not return team_id"),
        ("-- better: up", "-- better: up\n-- better: up", 7, "given twice"),
        ("-- better: up", "-- better up", 6, "reads `-- key: value`"),
        ("-- min_n: 20", "-- min_n: twenty", 9, "not a whole number"),
        ("-- horizon: 7 d", "-- horizon: 7 weeks", 8, "neither `none` nor a number of days"),
        ("needs: incident_events.body", "needs: incident_event.body", 12, "no table “incident_event”; did you mean"),
        ("needs: incident_events.body", "needs: incident_events.boddy", 12, "did you mean “body”"),
        ("-- label:", "-- id: apologies\n-- label:", 1, "id “apologies” is not the file name"),
        ("-- shape: ratio", "-- shape: distribution", 4, "names its category"),
        ("as numerator", "as numerater", 17, "does not return numerator"),
        ("as week", "as day", 17, "returns one of week, month, quarter"),
        ("where is_complaint", "where is_complaint; select 1", 17, "one select is expected, 2 statements"),
        ("where is_complaint", "where (is_complaint", 39, "cannot be parsed"),
        ("select\n", "insert into x select\n", 17, "a select and nothing else"),
    ],
)
def test_a_fault_is_named_by_file_line_and_rule(tmp_path: Path, old: str, new: str, line: int, rule: str) -> None:
    assert old in GOOD
    with pytest.raises(AmendsError) as refused:
        _read(tmp_path, GOOD.replace(old, new, 1))
    assert f"apology_rate.sql:{line}: " in str(refused.value)
    assert rule in str(refused.value)


def test_all_faults_of_a_folder_are_listed_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.sql").write_text("select 1", encoding="utf-8")
    with pytest.raises(AmendsError) as refused:
        kpis.read_folder(tmp_path)
    assert "one.sql:1:" in str(refused.value)
    assert "two.sql:1:" in str(refused.value)


def test_an_unknown_kpi_suggests_the_nearest() -> None:
    with pytest.raises(AmendsError, match="Did you mean apology_rate"):
        kpis.find("apologyrate")
