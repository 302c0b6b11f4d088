import csv
import io
from pathlib import Path

from dashboard.detect.files import COLUMNS
from tests.commands.conftest import Run


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def test_messages_are_labelled_row_by_row(run: Run, tmp_path: Path) -> None:
    file = write(
        tmp_path / "messages.csv",
        "id,author_role,text\n"
        '01,agent,"Sorry for the delay,\nwe will refund you by 12 May 2026."\n'
        "2,customer,Sorry\n"
        "3,manager,\n",
    )
    done = run("detect", file, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.text)))
    assert done.code == 0
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == ["01", "2", "3"]
    assert [row["grade"] for row in rows] == ["specific", "none", "none"]
    assert (rows[0]["promise"], rows[0]["due_at"], rows[0]["compensation"]) == ("dated", "2026-05-12", "1")


def test_other_encodings_are_understood(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "messages.csv", "id,author_role,text\n1,agent,Elnézést kérünk a késésért ő\n", "cp1250")
    assert next(csv.DictReader(io.StringIO(run("detect", file).text)))["grade"] == "specific"


def test_a_missing_column_is_named(run: Run, tmp_path: Path) -> None:
    done = run("detect", write(tmp_path / "messages.csv", "id,text\n1,Sorry\n"))
    assert done.code == 1
    assert "line 1: the column author_role is missing" in done.err


def test_a_time_that_is_none_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    done = run("detect", write(tmp_path / "messages.csv", "id,author_role,text,sent_at\n1,agent,Hi,soon\n"))
    assert done.code == 1
    assert "line 2, column sent_at: “soon” is no time" in done.err
