"""Cells of the CSV files: one way to write every kind of value."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from dashboard.sample import tables


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (tables.ids("C-", np.array([7, -1, 123456]), 5), ["C-00007", None, "C-123456"]),
        (tables.money(np.array([1.5, np.nan, -0.05, 12345.678, 0.0])), ["1.50", None, "-0.05", "12345.68", "0.00"]),
        (tables.instants(np.array([0, -1])), ["1970-01-01T00:00:00Z", None]),
        (tables.days(np.array([20_000, -1])), ["2024-10-04", None]),
        (tables.booleans(np.array([True, False, True]), np.array([False, False, True])), ["true", "false", None]),
        (tables.picked(np.array([1, -1, 0]), ("a", "b")), ["b", None, "a"]),
        (tables.numbers(np.array([3, 4]), np.array([False, True])), ["3", None]),
        (tables.first_of(tables.texts([None, "a"]), tables.texts(["b", "c"])), ["b", "a"]),
        (tables.joined(tables.texts(["x", None]), tables.texts(["y", "z"])), ["xy", None]),
    ],
)
def test_cells(column: pa.Array, cells: list[str | None]) -> None:
    assert column.to_pylist() == cells


def test_only_what_needs_quotes_gets_them(tmp_path: Path) -> None:
    columns = {"id": tables.texts(["1", "2", "3"]), "text": tables.texts(['say "no",\nthen', "plain", None])}
    tables.write_table(tmp_path, "notes", columns)
    assert (tmp_path / "notes.csv").read_bytes() == b'id,text\n1,"say ""no"",\nthen"\n2,plain\n3,\n'


def test_parts_share_one_header(tmp_path: Path) -> None:
    with tables.TableFile(tmp_path, "t") as file:
        file.append({"a": tables.texts(["1"])})
        file.append({"a": tables.texts([])})
        file.append({"a": tables.texts(["2"])})
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "a\n1\n2\n"
