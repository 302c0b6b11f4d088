import csv
import io
import json
import shlex
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from dashboard.engine.statements import ROW_COLUMNS
from dashboard.exports import small_cells
from tests.commands.conftest import Run
from tests.exports.exporting import AS_OF, few_answers
from tests.golden import literal


def test_the_rows_are_the_cases_of_the_number(run: Run, warehouse: Path) -> None:
    done = run("rows", "apology_rate", "--where", "team_id=t0", "--warehouse", warehouse)
    rows = list(csv.DictReader(io.StringIO(done.text)))
    assert tuple(rows[0])[: len(ROW_COLUMNS)] == ROW_COLUMNS
    assert len(rows) == 20
    assert sum(int(row["numerator"]) for row in rows) == 2
    assert {row["state"] for row in rows} == {"counted"}


def test_all_adds_the_cases_that_do_not_count(run: Run, warehouse: Path) -> None:
    asked = ("rows", "apology_rate", "--as-of", "2026-01-12T09:00:00Z", "--format", "json", "--warehouse", warehouse)
    assert len(json.loads(run(*asked).out)) == 2
    rows = json.loads(run(*asked, "--all").out)
    assert len(rows) == 60
    assert {(row["numerator"], row["denominator"]) for row in rows if row["state"] == "immature"} == {(None, None)}


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx"])
def test_a_file_holds_the_same_as_stdout_and_what_it_is(run: Run, warehouse: Path, tmp_path: Path, form: str) -> None:
    printed = run("rows", "apology_rate", "--format", form, "--warehouse", warehouse)
    out, about = tmp_path / f"cases.{form}", tmp_path / "cases.about.json"
    written = run("rows", "apology_rate", "--format", form, "--out", out, "--warehouse", warehouse)
    assert (printed.code, printed.err) == (0, "")
    beside = f" and {about}" if form in ("csv", "json") else ""
    assert (written.code, written.out, written.err) == (0, b"", f"Wrote {out}{beside}, 60 rows\n")
    if form != "xlsx":  # holds the time of its making
        assert out.read_bytes().removeprefix(b"\xef\xbb\xbf") == printed.out
    counts: dict[str, Callable[[], int]] = {
        "csv": lambda: len(out.read_text().splitlines()) - 1,
        "json": lambda: len(json.loads(out.read_bytes())),
        "parquet": lambda: pyarrow.parquet.read_table(out).num_rows,
        "xlsx": lambda: openpyxl.load_workbook(out)["rows"].max_row - 1,
    }
    assert counts[form]() == 60


def test_the_command_in_an_archive_gives_the_same_archive(run: Run, warehouse: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "cases.zip", tmp_path / "again.zip"
    asked = ("--where", "team_id=t0", "--where", "team_id=", "--weeks", "2026-W02..2026-W03", "--all")
    assert run("rows", "apology_rate", *asked, "--out", first, "--warehouse", warehouse).code == 0
    with zipfile.ZipFile(first) as archive:
        command = json.loads(archive.read("about.json"))["command"]
    program, *rest = shlex.split(command.removeprefix("python -m "))
    assert program == "dashboard"
    assert run(*rest, "--out", again, "--warehouse", warehouse).code == 0
    assert again.read_bytes() == first.read_bytes()


def test_a_file_holds_what_its_name_says(run: Run, warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "cases.XLSX"
    assert run("rows", "apology_rate", "--out", out, "--warehouse", warehouse).code == 0
    assert openpyxl.load_workbook(out)["rows"].max_row == 61
    refused = run("rows", "apology_rate", "--format", "csv", "--out", out, "--warehouse", warehouse)
    assert refused.code == 2
    assert "would hold csv" in refused.err
    assert run("rows", "apology_rate", "--out", tmp_path / "cases.txt", "--warehouse", warehouse).code == 0
    assert (tmp_path / "cases.txt").read_bytes().startswith(b"\xef\xbb\xbfkpi,")


def test_answers_of_few_add_up_on_stdout_and_are_empty_in_a_file(
    run: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    few, out = tmp_path_factory.mktemp("few"), tmp_path / "cases.json"
    literal.publish(few, few_answers(), AS_OF)
    asked = ("rows", "handled_well", "--where", "team_id=t1", "--format", "json", "--warehouse", few / "warehouse")
    printed = run(*asked)
    assert [row["score"] for row in json.loads(printed.out)] == [4.0] * 3
    assert printed.err == ""
    written = run(*asked, "--out", out)
    assert {row["numerator"] for row in json.loads(out.read_bytes())} == {None}
    assert f"{small_cells.NOTE} Ask for them with --few-answers." in written.err
    run(*asked, "--out", out, "--few-answers")
    assert out.read_bytes() == printed.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cost_rati"], "Did you mean cost_ratio?"),
        (["cost_ratio"], "needs account_month.revenue"),
        (["apology_rate", "--weeks", "2026-W09..2026-W02"], "run backwards"),
        (["apology_rate", "--out", "no/such/folder/rows.csv"], "Cannot write no/such/folder/rows.csv"),
    ],
)
def test_refused_in_words(run: Run, warehouse: Path, arguments: list[str], words: str) -> None:
    done = run("rows", *arguments, "--warehouse", warehouse)
    assert (done.code, done.out) == (1, b"")
    assert words in done.err
