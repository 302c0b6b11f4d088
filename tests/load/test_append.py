"""Adding files to a published version."""

from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.load.result import LoadResult
from dashboard.versions import published
from tests.load.loading import Files, loaded, write_files

HEAD = "incident_id,opened_at,customer_id,product,updated_at\n"


def publish(warehouse: Path, folder: Path, files: Files, **request: object) -> LoadResult:
    return load(LoadRequest((write_files(folder, files),), **request), warehouse, lambda _stage, _share: None)  # type: ignore[arg-type]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    files = {
        "incidents.csv": HEAD + "1,2026-01-01,c1,old,2026-06-01\n2,2026-01-02,c1,old,\n",
        "customers.csv": "customer_id,name\nc1,Anna\n",
    }
    publish(tmp_path / "warehouse", tmp_path / "first", files)
    return tmp_path / "warehouse"


def test_the_new_row_of_a_key_replaces_the_old_one_whatever_its_age(tmp_path: Path, warehouse: Path) -> None:
    write_files(tmp_path / "second", {"incidents.csv": HEAD + "1,2026-01-01,c1,new,2026-02-01\n3,2026-01-03,c9,new,\n"})
    current = published(warehouse)
    assert current is not None
    with loaded(tmp_path / "out", tmp_path / "second", previous=current.path, append=True) as made:
        rows = made.rows("select incident_id, product from canonical.incidents order by 1")
        assert rows == [("1", "new"), ("2", "old"), ("3", "new")]
        assert made.counts("incidents") == (2, 2, 0, 0)
        assert made.rows("select customer_id, name from canonical.customers order by 1") == [
            ("c1", "Anna"),
            ("c9", None),
        ]
        assert made.rows("select count(*) from meta.files") == [(3,)]


def test_another_time_zone_is_refused(tmp_path: Path, warehouse: Path) -> None:
    files = {"teams.csv": "team_id\nt1\n"}
    with pytest.raises(AmendsError, match="time zone Europe/Budapest, this load in Asia/Tbilisi"):
        publish(warehouse, tmp_path / "second", files, append=True, timezone="Asia/Tbilisi")


def test_there_must_be_something_to_add_to(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match="no published version to add to"):
        publish(tmp_path / "empty", tmp_path / "second", {"teams.csv": "team_id\nt1\n"}, append=True)
