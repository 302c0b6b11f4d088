"""Bad input gets a clear answer: what, where, and what to do."""

import gzip
import os
from pathlib import Path

import pytest

from dashboard.errors import AmendsError
from tests.load.loading import loaded, loaded_files, write_files

HEAD = "incident_id,opened_at,customer_id\n"

REFUSED = {
    "empty file": ({"incidents.csv": ""}, ["incidents.csv", "empty"]),
    "only blank lines": ({"incidents.csv": "\n \n\n"}, ["incidents.csv", "empty"]),
    "only zero bytes": ({"incidents.csv": b"\0" * 5000}, ["incidents.csv", "empty"]),
    "header only": ({"incidents.csv": HEAD}, ["incidents.csv", "header, but no rows"]),
    "wrong table name": ({"incident.csv": HEAD + "1,2026-01-01,c\n"}, ["incident.csv", "Did you mean incidents?"]),
    "missing required column": (
        {"incidents.csv": "incident_id,opend_at\n1,2026\n"},
        ["needs", "opened_at", "“opend_at”"],
    ),
    "duplicate headers": (
        {"incidents.csv": "incident_id,opened_at,Opened_At \n1,2026-01-01,2026-01-01\n"},
        ["columns 2 and 3", "same name"],
    ),
    "no table in the folder": ({"notes.md": "x", "truths.json": "{}"}, ["holds no table"]),
    "damaged xlsx": ({"incidents.xlsx": b"PK\x03\x04 nothing" * 50}, ["incidents.xlsx", "damaged"]),
    "no xlsx at all": ({"incidents.xlsx": b"hello"}, ["incidents.xlsx", "damaged"]),
    "damaged parquet": ({"incidents.parquet": b"PAR1 nothing PAR1"}, ["incidents.parquet", "Parquet"]),
    "damaged gzip": (
        {"incidents.csv.gz": gzip.compress(b"incident_id,opened_at\n1,2026-01-01\n" * 9)[:-12]},
        ["incidents.csv.gz", "damaged"],
    ),
    "a folder named like a file": ({"x.csv/y": "1"}, ["x.csv", "folder"]),
    "two readings of every date": (
        {"incidents.csv": HEAD + "1,03/04/2025,c\n2,05/06/2025,c\n"},
        ["opened_at", "“03/04/2025”", "3 April 2025", "4 March 2025", "--dates dmy"],
    ),
    "two orders of dates": (
        {"incidents.csv": HEAD + "1,25/04/2025,c\n2,06/25/2025,c\n"},
        ["“25/04/2025”", "“06/25/2025”"],
    ),
    "every row broken": ({"incidents.csv": HEAD + "1,soon,c\n"}, ["No row", "line 2", "“soon”"]),
    "parquet of another table": ({"incidents.csv": "\u4e2d,\u6587\n1,2\n"}, ["needs", "incident_id"]),
}


@pytest.mark.parametrize(("files", "words"), REFUSED.values(), ids=list(REFUSED))
def test_refused_in_words(tmp_path: Path, files: dict[str, str | bytes], words: list[str]) -> None:
    with pytest.raises(AmendsError) as refused, loaded_files(tmp_path, files):
        pass
    message = str(refused.value).replace(str(tmp_path), "")
    for word in words:
        assert word in message


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match="There is no file or folder"), loaded(tmp_path, tmp_path / "nowhere"):
        pass


def test_a_file_of_no_known_format(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"incidents.docx": "x"}) / "incidents.docx"
    with pytest.raises(AmendsError, match=r"no CSV .*, Parquet or XLSX"), loaded(tmp_path / "out", path):
        pass


def test_an_unknown_time_zone(tmp_path: Path) -> None:
    with (
        pytest.raises(AmendsError, match="no time zone called “Europe/Pest”"),
        loaded_files(tmp_path, {"incidents.csv": HEAD}, timezone="Europe/Pest"),
    ):
        pass


def test_an_unknown_encoding(tmp_path: Path) -> None:
    with (
        pytest.raises(AmendsError, match="no encoding called “cp12500”"),
        loaded_files(tmp_path, {"incidents.csv": HEAD}, encoding="cp12500"),
    ):
        pass


def test_a_file_that_is_not_in_the_encoding_named(tmp_path: Path) -> None:
    files = {"customers.csv": "customer_id,name\nc1,Ács\nc2,Őri\n".encode("cp1250")}
    with (
        pytest.raises(AmendsError, match="line 2: the text is not in the encoding utf-8"),
        loaded_files(tmp_path, files, encoding="utf-8"),
    ):
        pass


@pytest.mark.parametrize(
    ("content", "loaded_ids", "rejects"),
    [
        pytest.param(
            '1,2026-01-01,"c1\n2,2026-01-02,c2\n3,2026-01-03,"c3"\n',
            ["2", "3"],
            [("2", "a quote that is never closed")],
            id="unterminated quote costs its own line only",
        ),
        pytest.param("1,2026-01-01,c\x001\n2,2026-01-02,c2\n", ["2"], [("2", "NUL byte")], id="NUL byte"),
        pytest.param(
            "1,2026-01-01,c1\r\n2,2026-01-02,c2\n3,bad,c3\r\n4,2026-01-04,c4\r5,2026-01-05,c5",
            ["1", "2", "4", "5"],
            [("4", "opened_at is no date")],
            id="mixed line ends",
        ),
        pytest.param(
            "1,2026-01-01\n2,2026-01-02,c2,,\n3,2026-01-03,c3,extra\n",
            ["2"],
            [("2", "has 2 fields"), ("4", "has 4 fields")],
            id="wrong number of fields",
        ),
        pytest.param(
            '\n1,2026-01-01,"a\nb"\n\n2,bad,c\n3,2026-01-03,c3',
            ["1", "3"],
            [("6", "opened_at is no date")],
            id="blank lines and line breaks inside quotes keep the line numbers",
        ),
        pytest.param(
            "1,0025-01-05,c\n2,2099-01-01,c\n3,2026-01-03,c\n",
            ["3"],
            [("2", "earlier than 1900-01-01"), ("3", "in the future")],
            id="years 0025 and 2099",
        ),
        pytest.param(
            '1,2026-01-01,"5" pipe"\n2,2026-01-02,6" pipe\n3,x,7" pipe\n',
            ["2"],
            [("2", "quote"), ("4", "opened_at")],
            id="quotes inside unquoted text",
        ),
        pytest.param(
            ",2026-01-01,c\n2,,c\n3,2026-01-01,c\n", ["3"], [("2", "is empty"), ("3", "is empty")], id="empty"
        ),
    ],
)
def test_bad_rows_are_set_aside_and_good_ones_loaded(
    tmp_path: Path, content: str, loaded_ids: list[str], rejects: list[tuple[str, str]]
) -> None:
    with loaded_files(tmp_path, {"incidents.csv": HEAD + content}) as made:
        assert [row[0] for row in made.rows("select incident_id from canonical.incidents order by 1")] == loaded_ids
        assert [reject["line"] for reject in made.rejects] == [line for line, _ in rejects]
        for reject, (_, words) in zip(made.rejects, rejects, strict=True):
            assert words in reject["rule"]
        read, kept, rejected, duplicates = made.counts("incidents")
        assert read == kept + rejected + duplicates == len(loaded_ids) + len(rejects)


def test_a_cell_of_two_megabytes_is_loaded_whole(tmp_path: Path) -> None:
    body = "y" * 2_000_000
    files = {"incident_events.csv": f'event_id,event_at,body\n1,2026-01-01,"{body}"\n2,never,"{body}"\n'}
    with loaded_files(tmp_path, files) as made:
        assert made.rows("select length(body) from canonical.incident_events") == [(2_000_000,)]
        assert made.rejects[0]["raw"] == f'2,never,"{body}"'


def test_a_reject_names_file_line_column_value_rule_and_raw_line(tmp_path: Path) -> None:
    with loaded_files(
        tmp_path, {"incidents.csv": "incident_id,opened_at,severity\n1,2026-01-01,7\n2,2026-01-01,2\n"}
    ) as made:
        assert made.rejects == [
            {
                "file": str(tmp_path / "in" / "incidents.csv"),
                "line": "2",
                "table": "incidents",
                "column": "severity",
                "value": "7",
                "rule": "severity must be from 1 to 4.",
                "raw": "1,2026-01-01,7",
            }
        ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", {"incidents.csv": HEAD + "1,2026-01-01,c\n"})
    (folder / "incidents.csv").chmod(0)
    with pytest.raises(AmendsError, match="may not be read"), loaded(tmp_path / "out", folder):
        pass


def test_a_file_that_the_system_does_not_let_us_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_files(tmp_path / "in", {"incidents.csv": HEAD + "1,2026-01-01,c\n"})

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dashboard.load.delimited.scan", lambda path, _tell: refuse(path))
    with (
        pytest.raises(AmendsError, match=r"incidents\.csv may not be read: check its permissions"),
        loaded(tmp_path / "out", folder),
    ):
        pass


def test_a_foreign_table_with_a_column_id_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"export.csv": "Id,Subject,Mood,Place\n1,a,b,c\n"}) / "export.csv"
    with pytest.raises(AmendsError, match="neither by its name nor by its columns"), loaded(tmp_path / "out", path):
        pass
