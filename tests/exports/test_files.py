"""Files of every format: whole or not at all, harmless in a spreadsheet, and saying what they hold."""

import csv
import io
import json
import resource
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from openpyxl import Workbook

from dashboard.errors import AmendsError
from dashboard.exports import files, json_rows, sheets
from tests.exports.exporting import ROWS, SCHEMA, leftovers, made

HEADING = ["id", "'=text", "n", "at", "rate", "is_open"]
CELLS = [
    ["0000045", "plain", "1", "2026-01-02T03:04:05Z", "0.5", "true"],
    ["'=1+1", 'a "quote", a comma', "-2", "2026-01-02T03:04:05.000060Z", "", ""],
    ["-5,5", "árvíztűrő; zażółć\nგამარჯობა", "", "", "-1.25", "false"],
]


def content(form: str, rows: list[dict[str, object]] = ROWS, schema: pa.Schema = SCHEMA) -> bytes:
    stream = io.BytesIO()
    files.send(made(rows, schema), form, stream)
    return stream.getvalue()


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_csv_is_what_a_spreadsheet_reads_without_harm(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    assert files.write(made(), "csv", out) == (out, tmp_path / "rows.about.json")
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,'=text,")
    assert raw.count(b"\r\n") == 4
    assert cells(raw.decode("utf-8-sig")) == [HEADING, *CELLS]
    assert json.loads((tmp_path / "rows.about.json").read_text(encoding="utf-8"))["rows"] == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [("=1+1", "'=1+1"), ("+36 1 234", "'+36 1 234"), ("@a", "'@a"), ("\tx", "'\tx"), ("-a", "'-a"), ("-1+2", "'-1+2")]
    + [("\n=a", "'\n=a")]
    + [(text, text) for text in ("-5", "-5,5", "+3.5", "-1.234,50", "-2e5", "-5%", "a=b", "Ő", "", "ქ=")],
)  # fmt: skip
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str, shown: str) -> None:
    schema = pa.schema([("a", pa.string()), ("b", pa.float64())])
    assert cells(content("csv", [{"a": text, "b": -1.5}], schema).decode())[1] == [shown, "-1.5"]


def test_a_stream_is_for_programs_and_has_no_mark() -> None:
    assert content("csv").startswith(b"id,")


def test_json_and_parquet_keep_every_text_as_it_is() -> None:
    rows = json.loads(content("json"))
    assert [row["id"] for row in rows] == ["0000045", "=1+1", "-5,5"]
    assert rows[0]["at"] == "2026-01-02T03:04:05Z"
    assert rows[1]["rate"] is None
    table = pyarrow.parquet.read_table(io.BytesIO(content("parquet")))
    assert table.to_pylist()[1]["=text"] == 'a "quote", a comma'
    assert table.schema.field("at").type == pa.timestamp("us")
    assert json.loads(table.schema.metadata[b"about"])["filters"] == "team: t1"


def test_excel_keeps_text_as_text_and_explains_itself() -> None:
    opened = book(content("xlsx"))
    assert opened.sheetnames == ["rows", "About"]
    rows = list(opened["rows"].iter_rows(values_only=True))
    assert rows[0] == tuple(SCHEMA.names)
    assert rows[1] == ("0000045", "plain", 1, datetime(2026, 1, 2, 3, 4, 5), 0.5, True)
    assert rows[3][1] == "árvíztűrő; zażółć\nგამარჯობა"
    for cell, value in (("A3", "=1+1"), ("B1", "=text")):
        risky = opened["rows"][cell]
        assert (risky.value, risky.data_type, risky.quotePrefix) == (value, "s", True)
    told = {str(name): str(text) for name, text, *_ in opened["About"].iter_rows(values_only=True)}
    assert told["Rows"] == "3"
    assert told["Sample"] == "Sample company, invented data"
    assert told["Link"] == "http://x/?a=b"
    assert told["SQL as run"] == "select 1"
    assert told["Definition of Apology rate, 7 d"].startswith("How many complaints")


def test_an_archive_holds_rows_and_what_they_are_and_is_always_the_same(tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        first, second = tmp_path / f"{form}.zip", tmp_path / f"{form}-again.zip"
        assert files.write(made(), form, first) == (first,)
        files.write(made(), form, second)
        assert first.read_bytes() == second.read_bytes()
        with zipfile.ZipFile(first) as archive:
            assert archive.namelist() == [f"awkward.{form}", "about.json"]
            assert json.loads(archive.read("about.json"))["time_zone"] == "Europe/Budapest"
    assert zipfile.ZipFile(io.BytesIO(files.content(made(), "csv"))).namelist() == ["awkward.csv", "about.json"]


@pytest.mark.parametrize("form", files.FORMATS)
def test_no_rows_give_a_readable_file(form: str) -> None:
    data = content(form, [])
    readers: dict[str, Callable[[], bool]] = {
        "csv": lambda: data.decode() == f"{','.join(HEADING)}\r\n",
        "json": lambda: json.loads(data) == [],
        "parquet": lambda: pyarrow.parquet.read_table(io.BytesIO(data)).num_rows == 0,
        "xlsx": lambda: book(data)["rows"].max_row == 1,
    }
    assert readers[form]()


def test_money_and_days() -> None:
    schema = pa.schema([("amount", pa.decimal128(18, 2)), ("day", pa.date32())])
    rows: list[dict[str, object]] = [{"amount": Decimal("-1234.50"), "day": date(1899, 12, 31)}]
    assert content("csv", rows, schema) == b"amount,day\r\n-1234.50,1899-12-31\r\n"
    assert json.loads(content("json", rows, schema)) == [{"amount": -1234.5, "day": "1899-12-31"}]
    assert list(book(content("xlsx", rows, schema))["rows"].values)[1] == (-1234.5, "1899-12-31")


def test_excel_goes_on_on_the_next_sheet_and_refuses_a_text_that_it_would_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "SHEET_ROWS", 2)
    opened = book(content("xlsx"))
    assert opened.sheetnames == ["rows", "rows 2", "About"]
    assert [opened[name].max_row for name in ("rows", "rows 2")] == [3, 2]
    assert opened["rows 2"]["A2"].value == "-5,5"
    assert ("Sheets", "The rows stand on 2 sheets, in their order.") in [row[:2] for row in opened["About"].values]
    with pytest.raises(AmendsError, match="32,767 characters in a cell"):
        content("xlsx", [{"id": "x" * 32_768}])


@pytest.mark.parametrize("form", files.FORMATS)
def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"rows.{form}"
    files.write(made(), form, out)
    before = {name: (tmp_path / name).read_bytes() for name in leftovers(tmp_path)}
    noise = made([{"id": f"{number * 7919 % 1_000_003}-{number}"} for number in range(60_000)])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(AmendsError, match="Nothing was written"):
            files.write(noise, form, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {name: (tmp_path / name).read_bytes() for name in leftovers(tmp_path)} == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match=r"Cannot write .*rows\.csv"):
        files.write(made(), "csv", tmp_path / "none" / "rows.csv")


@pytest.mark.parametrize("form", ["json", "xlsx"])  # the others do not pass through Python
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, form: str) -> None:
    schema = pa.schema([("text", pa.string())])

    def batches(count: int) -> Iterator[pa.RecordBatch]:
        for number in range(count):
            yield pa.RecordBatch.from_pydict({"text": [f"{number}-{at}" for at in range(500)]}, schema=schema)

    def peak(count: int) -> int:
        source = pa.RecordBatchReader.from_batches(schema, batches(count))
        tracemalloc.start()
        if form == "json":
            with (tmp_path / "rows").open("wb") as stream:
                json_rows.write(source, stream)
        else:
            sheets.write(source, made().about, tmp_path / "rows")
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)  # what the libraries allocate once
    assert peak(40) < peak(5) + 500_000


def test_libreoffice_reads_both_as_they_are(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or sys.platform == "win32":
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "read").mkdir()
    for form in ("csv", "xlsx"):
        files.write(made(), form, tmp_path / f"{form}-rows.{form}")
        command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
        source = str(tmp_path / f"{form}-rows.{form}")
        subprocess.run([*command, "--outdir", str(tmp_path / "read"), source], check=True, capture_output=True)
        sheet = openpyxl.load_workbook(tmp_path / "read" / f"{form}-rows.xlsx").worksheets[0]
        assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
        assert sheet["B4"].value == "árvíztűrő; zażółć\nგამარჯობა"
