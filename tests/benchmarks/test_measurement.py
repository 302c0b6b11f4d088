"""The table of `make bench` tells whether a goal is met."""

import io

import pytest
from rich.console import Console

from tests.benchmarks.__main__ import table
from tests.benchmarks.measurement import Measurement


@pytest.mark.parametrize(
    ("measured", "is_met"),
    [
        (Measurement("load", 2.2, "times", "at most", 2.2), True),
        (Measurement("load", 2.3, "times", "at most", 2.2), False),
        (Measurement("roll-ups", 20, "times", "at least", 20), True),
        (Measurement("roll-ups", 19, "times", "at least", 20), False),
        (Measurement("page", 500, "milliseconds"), True),
    ],
)
def test_goals(measured: Measurement, is_met: bool) -> None:
    assert measured.is_met is is_met


def test_the_table_names_what_was_missed() -> None:
    printed = Console(file=io.StringIO(), width=140)
    printed.print(
        table([Measurement("load", 2.3, "times", "at most", 2.2), Measurement("page", 1234.5, "milliseconds")])
    )
    text = printed.file.getvalue()  # type: ignore[attr-defined]
    assert "MISSED" in text
    assert "at most 2.2" in text
    assert "1,23" in text
