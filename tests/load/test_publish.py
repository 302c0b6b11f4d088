import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from dashboard import versions
from dashboard.errors import AmendsError
from dashboard.load.result import LoadResult
from dashboard.settings import KEEP_VERSIONS
from dashboard.warehouse.reader import open_current
from tests.load.publishing import count_incidents, leftovers, load_now, write_company


@pytest.fixture
def company(tmp_path: Path) -> Path:
    return write_company(tmp_path / "company", 40)


@dataclass(frozen=True)
class Once:
    """The files of a company, the warehouse they were loaded into, and what the load told."""

    company: Path
    warehouse: Path
    result: LoadResult


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A company loaded once, to look at and to copy."""
    place = tmp_path_factory.mktemp("once")
    source = write_company(place / "company", 40)
    warehouse = place / "deep" / "warehouse"
    return Once(source, warehouse, load_now(source, warehouse))


@pytest.fixture
def loaded(once: Once, tmp_path: Path) -> Path:
    """A warehouse of its own in which that company is published."""
    return shutil.copytree(once.warehouse, tmp_path / "w")


def test_a_load_becomes_the_version_in_force(once: Once) -> None:
    published = versions.published(once.warehouse)
    assert published is not None
    assert published.version == once.result.version
    assert once.result.tables["incidents"].loaded == count_incidents(once.warehouse) == 40
    assert leftovers(once.warehouse) == []


def test_the_version_says_what_it_is(once: Once) -> None:
    result, version = once.result, open_current(once.warehouse).version
    assert (version.version, version.as_of, version.timezone) == (result.version, result.as_of, result.timezone)
    assert version.as_of == datetime(2026, 1, 6, 23)
    assert version.tier == result.tier
    assert not version.is_sample
    assert abs((version.created_at - datetime.now()).days) <= 1


def test_the_result_names_what_cannot_be_answered(once: Once) -> None:
    assert once.result.unavailable["loss_reason_share"] == "needs losses.lost_at"
    assert "apology_rate" not in once.result.unavailable


def test_the_same_content_has_the_same_hash_and_a_load_without_append_holds_only_its_files(
    once: Once, loaded: Path, tmp_path: Path
) -> None:
    def content(result_version: str) -> str:
        return result_version.partition("-")[2]

    first, again = once.result.version, load_now(once.company, loaded).version
    other = load_now(write_company(tmp_path / "other", 7), loaded).version
    assert content(first) == content(again) != content(other)
    assert first < again < other
    assert count_incidents(loaded) == 7


def test_rejected_rows_stand_in_a_file_named_after_the_version(company: Path, tmp_path: Path) -> None:
    with (company / "incidents.csv").open("a") as file:
        file.write("i999,not a moment,c1,t1\n")
    result = load_now(company, tmp_path / "w")
    assert result.rejects == versions.rejects_file(tmp_path / "w", result.version)
    assert "not a moment" in result.rejects.read_text(encoding="utf-8")
    assert leftovers(tmp_path / "w") == []


def test_the_last_versions_are_kept(company: Path, tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    older = [f"2020010{day}T000000000Z-00000000" for day in range(1, KEEP_VERSIONS + 2)]
    for version in older:
        versions.version_file(tmp_path / "w", version).touch()
    loaded = load_now(company, tmp_path / "w").version
    assert versions.all_versions(tmp_path / "w") == [*older[2:], loaded]


def test_a_refused_load_changes_nothing(loaded: Path, tmp_path: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in loaded.glob("[ac]*"))
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "incidents.csv").write_text("number,day\n1,2026-01-01\n")
    with pytest.raises(AmendsError):
        load_now(broken, loaded)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in loaded.glob("[ac]*")) == before
    assert leftovers(loaded) == []


def test_an_append_adds_to_the_version_in_force(loaded: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "incidents.csv").write_text("incident_id,opened_at\ni39,2026-01-05T08:00:00Z\nnew,2026-01-05T08:00:00Z\n")
    load_now(more, loaded, append=True)
    assert count_incidents(loaded) == 41


def test_invented_data_is_marked_for_good(once: Once, company: Path, tmp_path: Path) -> None:
    (company / "truths.json").write_text(json.dumps({"planted": []}))
    load_now(company, tmp_path / "w")
    assert open_current(tmp_path / "w").version.is_sample
    load_now(once.company, tmp_path / "w", append=True)
    assert open_current(tmp_path / "w").version.is_sample
    load_now(once.company, tmp_path / "w")
    assert not open_current(tmp_path / "w").version.is_sample


def test_one_file_of_the_sample_company_is_invented_too(company: Path, tmp_path: Path) -> None:
    (company / "truths.json").write_text("{}")
    load_now(company / "incidents.csv", tmp_path / "w")
    assert open_current(tmp_path / "w").version.is_sample


def test_a_damaged_pointer_is_replaced_by_a_load_but_not_added_to(once: Once, loaded: Path) -> None:
    (loaded / "current.json").write_text("{")
    with pytest.raises(AmendsError, match="damaged"):
        load_now(once.company, loaded, append=True)
    load_now(once.company, loaded)
    assert count_incidents(loaded) == 40


def test_a_warehouse_that_is_a_file_is_refused_in_words(company: Path, tmp_path: Path) -> None:
    (tmp_path / "w").write_text("not a folder")
    with pytest.raises(AmendsError, match="is a file, not a folder"):
        load_now(company, tmp_path / "w")
    with pytest.raises(AmendsError, match="is a file, not a folder"):
        load_now(company, tmp_path / "w" / "below")
