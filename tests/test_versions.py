import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import versions
from dashboard.errors import AmendsError
from dashboard.versions import Published

NOON = datetime(2026, 3, 2, 12, 0, 0, 123_456, UTC)


def publish(warehouse: Path, version: str, *, rejects: bool = False) -> None:
    versions.version_file(warehouse, version).write_bytes(b"whole")
    if rejects:
        versions.rejects_file(warehouse, version).write_text("file,line\n")
    versions.point_at(warehouse, version, warehouse)


def names(warehouse: Path) -> list[str]:
    return sorted(path.name for path in warehouse.iterdir())


def test_nothing_is_published_in_an_empty_or_missing_folder(tmp_path: Path) -> None:
    assert versions.published(tmp_path) is None
    assert versions.published(tmp_path / "none") is None


def test_the_pointer_names_the_version_and_its_file(tmp_path: Path) -> None:
    publish(tmp_path, "v1")
    assert versions.published(tmp_path) == Published("v1", tmp_path / "amends-v1.duckdb")
    assert json.loads((tmp_path / "current.json").read_text()) == {"version": "v1", "file": "amends-v1.duckdb"}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"version": "v1"}', '{"version": "v1", "file": "../amends-v1.duckdb"}', "\x00" * 40],
)
def test_a_damaged_pointer_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "current.json").write_text(text)
    with pytest.raises(AmendsError, match=r"current\.json is damaged"):
        versions.published(tmp_path)


def test_a_version_whose_file_is_gone_is_named(tmp_path: Path) -> None:
    publish(tmp_path, "v1")
    (tmp_path / "amends-v1.duckdb").unlink()
    with pytest.raises(AmendsError, match=r"amends-v1\.duckdb, which is not there"):
        versions.published(tmp_path)


def test_names_hold_time_and_content_and_sort_by_publication() -> None:
    first = versions.new_version("cafe0001", None, NOON)
    assert first == "20260302T120000123Z-cafe0001"
    same_moment = versions.new_version("0000beef", Published(first, Path("x")), NOON)
    clock_set_back = versions.new_version("0000beef", Published(same_moment, Path("x")), NOON - timedelta(days=1))
    later = versions.new_version("00000000", Published(clock_set_back, Path("x")), NOON + timedelta(days=1))
    assert first < same_moment < clock_set_back < later


def test_the_last_five_versions_stay_with_their_rejects(tmp_path: Path) -> None:
    for number in range(8):
        publish(tmp_path, f"v{number}", rejects=number % 2 == 0)
        versions.prune(tmp_path)
    assert names(tmp_path) == [
        *(f"amends-v{number}.duckdb" for number in (3, 4, 5, 6, 7)),
        "current.json",
        "rejects-v4.csv",
        "rejects-v6.csv",
    ]


def test_a_version_that_cannot_be_removed_waits_for_the_next_time(tmp_path: Path) -> None:
    for number in range(7):
        publish(tmp_path, f"v{number}")
    in_use = tmp_path / "amends-v0.duckdb"
    in_use.unlink()
    in_use.mkdir()  # what cannot be unlinked
    versions.prune(tmp_path)
    assert names(tmp_path)[:2] == ["amends-v0.duckdb", "amends-v2.duckdb"]


def test_versions_that_were_never_put_in_force_are_removed(tmp_path: Path) -> None:
    publish(tmp_path, "v1")
    versions.version_file(tmp_path, "v2").write_bytes(b"whole, but the loader was killed")
    versions.rejects_file(tmp_path, "v2").write_text("file,line\n")
    versions.remove_unpublished(tmp_path, versions.published(tmp_path))
    assert names(tmp_path) == ["amends-v1.duckdb", "current.json"]


def test_without_a_pointer_nothing_is_removed(tmp_path: Path) -> None:
    versions.version_file(tmp_path, "v2").write_bytes(b"whole")
    versions.remove_unpublished(tmp_path, None)
    assert names(tmp_path) == ["amends-v2.duckdb"]
