"""Which files are read, and which table their names stand for."""

from pathlib import Path

import pytest

from dashboard.load.inputs import find_inputs, kind_of, nearest_table, table_of
from tests.load.loading import write_files


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("incidents.csv", "incidents"),
        ("Incidents.CSV", "incidents"),
        ("incidents_2025.csv", "incidents"),
        ("incidents-2.csv.gz", "incidents"),
        ("incidents_2025-01_q1.parquet", "incidents"),
        ("incidents part 3.xlsx", "incidents"),
        ("incident_events_1.csv", "incident_events"),
        ("account_month", "account_month"),
        ("incidents_old.csv", None),
        ("incident.csv", None),
    ],
)
def test_table_of_a_name(name: str, table: str | None) -> None:
    assert table_of(name) == table


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", ".csv"),
        ("a.TSV", ".tsv"),
        ("a.csv.gz", ".csv"),
        ("a.gz", None),
        ("a.parquet.gz", None),
        ("a.json", None),
        ("a", None),
        ("a.xlsx", ".xlsx"),
    ],
)
def test_kind_of_a_file(name: str, kind: str | None) -> None:
    assert kind_of(Path(name)) == kind


def test_the_nearest_table_is_named_when_there_is_one() -> None:
    assert nearest_table("custommers.csv") == " Did you mean customers?"
    assert nearest_table("xyz.csv") == ""


def test_a_folder_is_read_in_the_order_of_names_without_what_is_no_table(tmp_path: Path) -> None:
    names = ["b/readme.md", "teams.csv", "incidents/2.csv", "incidents/1.csv", ".hidden.csv", "~$teams.xlsx", "x.json"]
    write_files(tmp_path, dict.fromkeys(names, "x"))
    found = find_inputs([tmp_path, tmp_path / "teams.csv"])
    assert [(str(one.path.relative_to(tmp_path)), one.table) for one in found] == [
        (str(Path("incidents/1.csv")), "incidents"),
        (str(Path("incidents/2.csv")), "incidents"),
        ("teams.csv", "teams"),
    ]
