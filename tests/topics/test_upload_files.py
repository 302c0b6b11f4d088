import io
import zipfile
from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from dashboard.topics.upload_files import Received, receive

CSV = b"id,opened\n1,2026-03-02\n"


def packed(**members: bytes) -> bytes:
    """A zip archive with members by name; `__` stands for a slash."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def received(folder: Path, *given: tuple[str, bytes]) -> Received:
    """What is taken of files by name and content."""
    return receive([(name, io.BytesIO(content)) for name, content in given], folder)


def names(found: Received) -> list[str]:
    """The names under which the files were taken."""
    return [path.name for path in found.paths]


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("../../etc/tickets.csv", "tickets.csv"),
        ("C:\\data\\tickets.csv", "tickets.csv"),
        ("..", None),
        ("-rf.csv", "rf.csv"),
        ('a"b|c?.csv', "a_b_c_.csv"),
        ("panaszok ügyfelek.csv", "panaszok ügyfelek.csv"),
        (f"{'x' * 300}.csv.gz", f"{'x' * 120}.csv.gz"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(given: str, taken: str | None, tmp_path: Path) -> None:
    if taken is None:
        with pytest.raises(AmendsError, match=r"\.\. is no CSV"):
            received(tmp_path, (given, CSV))
        return
    found = received(tmp_path, (given, CSV))
    assert names(found) == [taken]
    assert found.paths[0].parent == tmp_path
    assert found.paths[0].read_bytes() == CSV


def test_the_same_content_is_taken_once_and_the_same_name_twice(tmp_path: Path) -> None:
    found = received(tmp_path, ("incidents.csv", CSV), ("copy.csv", CSV), ("incidents.csv", CSV + b"2,2026-03-03\n"))
    assert names(found) == ["incidents.csv", "incidents-2.csv"]
    assert found.remarks == ("copy.csv has the same content as incidents.csv, which is read once.",)


def test_what_cannot_be_read_is_left_out_with_its_reason(tmp_path: Path) -> None:
    found = received(tmp_path, ("notes.docx", b"x"), ("none.csv", b""), ("tickets.csv", CSV))
    assert names(found) == ["tickets.csv"]
    assert [remark.partition(" and was")[0] for remark in found.remarks] == [
        "notes.docx is no CSV (also .tsv, .txt, .gz), Parquet or XLSX file",
        "none.csv is empty",
    ]


def test_an_archive_is_unpacked_without_folders_and_without_what_a_system_adds(tmp_path: Path) -> None:
    archive = packed(**{"export__tickets.csv": CSV, "__MACOSX/._tickets.csv": b"x", "export__.hidden.csv": b"y"})
    assert names(received(tmp_path, ("export.ZIP", archive))) == ["tickets.csv"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no archive", "all.zip is damaged"),
        (packed(tickets=CSV)[:-30], "all.zip is damaged"),
        (packed(**{"readme.md": b"x"}), "readme.md is no CSV"),
        (packed(), "There is no file to load"),
    ],
)
def test_a_bad_archive_is_told(content: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match=told):
        received(tmp_path, ("all.zip", content))


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.topics.upload_files.MOST_UNPACKED", 1_000_000)
    with pytest.raises(AmendsError, match="holds more than"):
        received(tmp_path, ("bomb.zip", packed(**{"a.csv": b"0" * 1_000_001})))
    assert list(tmp_path.iterdir()) == []
