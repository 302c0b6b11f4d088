"""The folder as a whole: same seed, same bytes; every size works; every table and column is canonical."""

import hashlib
from pathlib import Path

import pytest

from dashboard import contracts, sample
from dashboard.errors import AmendsError
from tests.sample.conftest import INCIDENTS, ReadTable

WRITTEN = {
    *("customers", "customer_spells", "contacts", "account_month", "account_cost", "incidents", "incident_events"),
    *("interventions", "losses", "loss_reasons", "referrals", "teams", "agents", "targets", "annotations"),
    *("calendar", "settings"),
}


def fingerprints(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_same_seed_writes_the_same_bytes(small_company: Path, tmp_path: Path) -> None:
    sample.write(tmp_path, incidents=INCIDENTS)
    assert fingerprints(tmp_path) == fingerprints(small_company)


def test_another_seed_writes_another_company(small_company: Path, tmp_path: Path) -> None:
    sample.write(tmp_path, incidents=INCIDENTS, seed=8)
    same = {name for name, value in fingerprints(tmp_path).items() if value == fingerprints(small_company)[name]}
    assert same == {"calendar.csv", "settings.csv", "targets.csv", "teams.csv", "annotations.csv"}


def test_tables_and_columns_are_canonical(small_company: Path, read_table: ReadTable) -> None:
    assert {path.stem for path in small_company.glob("*.csv")} == WRITTEN
    for name in WRITTEN:
        unknown = set(read_table(name).columns) - set(contracts.tables()[name].columns)
        assert not unknown, name


def test_has_so_many_incidents_in_so_many_weeks(read_table: ReadTable) -> None:
    opened = read_table("incidents")["opened_at"]
    assert len(opened) == INCIDENTS
    assert opened.min() >= "2024-11-24T23:00:00Z"
    assert opened.max() == "2026-11-20T18:00:00Z"


@pytest.mark.parametrize(("incidents", "weeks"), [(1, 1), (7, 104), (300, 1), (500, 5), (400, 260)])
def test_every_size_works(tmp_path: Path, incidents: int, weeks: int) -> None:
    sample.write(tmp_path, incidents=incidents, weeks=weeks, seed=0)
    assert len((tmp_path / "incidents.csv").read_text(encoding="utf-8").splitlines()) == incidents + 1
    assert (tmp_path / "truths.json").exists()


def test_parts_of_the_incidents_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.sample.part.SIZE", 60)
    sample.write(tmp_path, incidents=200, weeks=30)
    ids = [line.split(",")[0] for line in (tmp_path / "incidents.csv").read_text(encoding="utf-8").splitlines()]
    assert ids == ["incident_id", *(f"I-{number:07d}" for number in range(1, 201))]


def test_tells_its_progress(tmp_path: Path) -> None:
    said: list[tuple[str, float | None]] = []
    sample.write(tmp_path, incidents=10, weeks=2, progress=lambda stage, done: said.append((stage, done)))
    fractions = [done for _, done in said if done is not None]
    assert fractions == sorted(fractions)
    assert said[-1][1] == 1.0


def test_a_file_in_the_way_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(AmendsError, match="cannot be written to"):
        sample.write(tmp_path / "taken", incidents=10)
