import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import export
from dashboard.errors import AmendsError

ROWS: list[dict[str, object]] = [
    {"id": "0000045", "text": "plain", "n": 1, "at": datetime(2026, 1, 2, 3, 4, 5), "rate": 0.5, "is_open": True},
    {
        "id": "=1+1",
        "text": 'a "quote", a comma',
        "n": -2,
        "at": datetime(2026, 1, 2, 3, 4, 5, 60),
        "rate": float("nan"),
    },
    {"id": "ő", "text": "two\nlines", "n": None, "at": None, "rate": None, "is_open": False},
]
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.string()),
        ("n", pa.int64()),
        ("at", pa.timestamp("us")),
        ("rate", pa.float64()),
        ("is_open", pa.bool_()),
    ]
)


def reader(rows: list[dict[str, object]] = ROWS, schema: pa.Schema = SCHEMA) -> pa.RecordBatchReader:
    batches = [pa.RecordBatch.from_pylist([row], schema=schema) for row in rows]
    return pa.RecordBatchReader.from_batches(schema, batches)


def written(form: str, source: pa.RecordBatchReader) -> bytes:
    stream = io.BytesIO()
    export.write(source, form, stream)
    return stream.getvalue()


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content))["rows"]


def test_csv_is_plain_utf8_with_iso_moments_and_empty_for_unknown() -> None:
    text = written("csv", reader()).decode("utf-8")
    assert text.startswith("id,text,n,at,rate,is_open\n0000045,plain,1,2026-01-02T03:04:05Z,0.5,true\n")
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["0000045", "plain", "1", "2026-01-02T03:04:05Z", "0.5", "true"],
        ["=1+1", 'a "quote", a comma', "-2", "2026-01-02T03:04:05.000060Z", "", ""],
        ["ő", "two\nlines", "", "", "", "false"],
    ]


def test_json_is_one_list_of_objects() -> None:
    rows = json.loads(written("json", reader()))
    assert rows[0] == {
        "id": "0000045",
        "text": "plain",
        "n": 1,
        "at": "2026-01-02T03:04:05Z",
        "rate": 0.5,
        "is_open": True,
    }
    assert rows[1]["rate"] is None
    assert len(rows) == 3


def test_parquet_keeps_the_types() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", reader())))
    assert table.schema == SCHEMA
    assert table.num_rows == 3


def test_xlsx_keeps_text_as_text() -> None:
    sheet = sheet_of(written("xlsx", reader()))
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("id", "text", "n", "at", "rate", "is_open")
    assert rows[1] == ("0000045", "plain", 1, datetime(2026, 1, 2, 3, 4, 5), 0.5, True)
    assert sheet["A3"].value == "=1+1"
    assert sheet["A3"].data_type == "s"
    assert rows[3][2:] == (None, None, None, False)


@pytest.mark.parametrize("form", export.FORMATS)
def test_no_rows_give_a_readable_file(form: str) -> None:
    content = written(form, reader([]))
    readers: dict[str, Callable[[], bool]] = {
        "csv": lambda: content.decode() == "id,text,n,at,rate,is_open\n",
        "json": lambda: json.loads(content) == [],
        "parquet": lambda: pyarrow.parquet.read_table(io.BytesIO(content)).num_rows == 0,
        "xlsx": lambda: sheet_of(content).max_row == 1,
    }
    assert readers[form]()


def test_money_and_days() -> None:
    schema = pa.schema([("amount", pa.decimal128(18, 2)), ("day", pa.date32())])
    rows: list[dict[str, object]] = [{"amount": Decimal("-1234.50"), "day": date(1899, 12, 31)}]
    assert written("csv", reader(rows, schema)) == b"amount,day\n-1234.50,1899-12-31\n"
    assert json.loads(written("json", reader(rows, schema))) == [{"amount": -1234.5, "day": "1899-12-31"}]
    sheet = sheet_of(written("xlsx", reader(rows, schema)))
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [(-1234.5, "1899-12-31")]


def test_excel_refuses_what_it_would_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    long_text: list[dict[str, object]] = [{"text": "x" * 32_768}]
    with pytest.raises(AmendsError, match="32,767 characters in a cell"):
        written("xlsx", reader(long_text))
    monkeypatch.setattr(export, "XLSX_ROWS", 2)
    with pytest.raises(AmendsError, match="Use csv or parquet"):
        written("xlsx", reader())


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "rows.xlsx"
    export.write_file(reader(), "xlsx", out)
    before = out.read_bytes()
    with pytest.raises(AmendsError):
        export.write_file(reader([{"text": "x" * 32_768}]), "xlsx", out)
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match=r"Cannot write .*rows\.csv"):
        export.write_file(reader(), "csv", tmp_path / "none" / "rows.csv")


@pytest.mark.parametrize("form", export.FORMATS)
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, form: str) -> None:
    schema = pa.schema([("text", pa.string())])

    def batches(count: int) -> Iterator[pa.RecordBatch]:
        for number in range(count):
            yield pa.RecordBatch.from_pydict({"text": [f"{number}-{at}" for at in range(500)]}, schema=schema)

    def peak(count: int) -> int:
        tracemalloc.start()
        source = pa.RecordBatchReader.from_batches(schema, batches(count))
        export.write_file(source, form, tmp_path / "rows")
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)  # what the libraries allocate once
    assert peak(60) < peak(6) + 500_000
