"""The rows of a frame as plain dictionaries in which everything missing is None, whatever pandas calls it."""

from typing import Any

import pandas as pd


def of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dictionary per row; NaN, NaT and NA become None."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def column(frame: pd.DataFrame, name: str) -> list[Any]:
    """The values of one column; NaN, NaT and NA become None."""
    return [_plain(value) for value in frame[name]]


def _plain(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else value
