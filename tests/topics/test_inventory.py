"""What is said of one loaded ticket file: its counts, its faults, what it lacks, and what the next column adds."""

import csv
import io
from pathlib import Path

import pytest

from dashboard import versions
from dashboard.engine import kpis, measures
from dashboard.topics import gaps, inventory, rejected
from dashboard.warehouse.reader import Warehouse, open_current
from tests import tickets


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tickets")
    tickets.publish(folder / "warehouse", folder / "files")
    return folder / "warehouse"


@pytest.fixture(scope="module")
def warehouse(folder: Path) -> Warehouse:
    return open_current(folder)


def test_the_verdict_counts_rows_faults_and_measures(warehouse: Warehouse) -> None:
    loaded = inventory.take(warehouse)
    rows = sum(loaded.tables.values())
    assert rows == tickets.SOUND + 2
    assert inventory.verdict(loaded, 5, 72) == (
        f"{rows} rows in 1 table, 2 rejected, {len(loaded.warnings)} remarks; only 5 of 72 measures can be computed."
    )
    assert inventory.verdict(loaded, 72, 72).endswith("all 72 measures can be computed.")


def test_checks_say_what_they_found(warehouse: Warehouse) -> None:
    found = {check.words: check.found for check in inventory.checks(inventory.take(warehouse))}
    assert found["Row whose times contradict each other"] == 1
    assert found["Row that names a key which its table does not hold"] == 0


def test_columns_tell_how_many_rows_fill_them(warehouse: Warehouse) -> None:
    filled = {one.column.name: one.count for one in inventory.columns(warehouse, "incidents")}
    assert filled["incident_id"] == tickets.SOUND + 2
    assert filled["customer_id"] == 0


def test_kept_versions_describe_themselves(folder: Path, tmp_path: Path, warehouse: Warehouse) -> None:
    (one,) = inventory.kept(folder)
    assert one.name == warehouse.version.version
    assert one.version == warehouse.version
    assert one.has_rejects
    versions.version_file(tmp_path, "20260101T000000000Z-0").write_bytes(b"no database")
    (damaged,) = inventory.kept(tmp_path)
    assert (damaged.version, damaged.size, damaged.has_rejects) == (None, None, False)


def test_gaps_and_availability_agree(warehouse: Warehouse) -> None:
    unavailable = [kpi for kpi in kpis.registry().values() if measures.availability(warehouse, kpi)]
    found = gaps.gaps(warehouse)
    assert gaps.measured(warehouse) == len(kpis.registry()) - len(unavailable)
    assert {kpi.id for gap in found for kpi in (*gap.adds, *gap.helps)} == {kpi.id for kpi in unavailable}
    assert [gap.weight for gap in found] == sorted((gap.weight for gap in found), reverse=True)


def test_a_gap_names_the_column_its_meaning_and_what_it_adds(warehouse: Warehouse) -> None:
    found = {gap.words: gap for gap in gaps.gaps(warehouse)}
    customer = found["incidents.customer_id"]
    assert customer.meaning == "Customer."
    assert "trouble_free_share" in {kpi.id for kpi in customer.helps}
    promise = found["incident_events.event_type = promise_made"]
    assert "undated_promise_share" in {kpi.id for kpi in promise.adds}
    assert promise.meaning != "What happened."


def test_rejected_rows_are_counted_by_rule_and_come_whole(folder: Path, warehouse: Warehouse) -> None:
    path = versions.rejects_file(folder, warehouse.version.version)
    found = rejected.read(path)
    assert found is not None
    assert found.is_whole
    assert {rule[:2]: count for rule, count in found.by_rule} == {
        ("incidents", "severity"): 1,
        ("incidents", "opened_at"): 1,
    }
    rows = list(csv.DictReader(io.StringIO(rejected.csv_bytes(path, has_raw=True).decode("utf-8-sig"))))
    assert [row["line"] for row in rows] == [line["line"] for line in found.first]
    assert {row["value"] for row in rows} == {"9", "not a day"}
    assert rejected.count(path) == len(rows) == 2
    without = rejected.csv_bytes(path, has_raw=False).decode("utf-8-sig")
    assert "severity must be" in without
    assert not [text for text in ("not a day", *tickets.ODD[1:3]) if text in without]


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("line,value\n" + "".join(f"{line},=1+1\n" for line in range(4_500)), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(rejected.csv_bytes(path, has_raw=True).decode("utf-8-sig"))))
    assert len(rows) == 4_500
    assert {row["value"] for row in rows} == {"'=1+1"}


def test_without_rejects_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert rejected.read(tmp_path / "rejects.csv") is None
