import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.commands.printing import print_csv, print_json, text_table


def test_columns_line_up() -> None:
    table = text_table([("apology_rate", 4, 0.38123), ("x", None, 1234.5)], ("id", "n", "value"))
    assert table.splitlines() == [
        "id            n   value",
        "------------  -  ------",
        "apology_rate  4  0.3812",
        "x             –    1234",
    ]


def test_no_rows_leave_the_headings() -> None:
    assert text_table([], ("id", "value")) == "id  value\n--  -----"


def test_json_knows_our_types(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"at": datetime(2026, 1, 2, 3, 4, 5), "path": Path("a"), "amount": Decimal("1.50"), "text": "ő"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"at": "2026-01-02T03:04:05Z", "path": "a", "amount": 1.5, "text": "ő"}
    assert "ő" in out


def test_json_has_no_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        print_json(float("nan"))


def test_csv_leaves_the_unknown_empty(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv([{"a": None, "b": 'x"y', "c": 1}], ("a", "b"))
    assert capsys.readouterr().out == 'a,b\n,"x""y"\n'
