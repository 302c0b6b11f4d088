"""One number of a report: as a reader sees it, and as a program may read it out of the file."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.engine import weeks
from dashboard.presentation.readings import Reading


@dataclass(frozen=True)
class Figure:
    """`text` is what is read; `data` becomes `data-…` attributes, numbers as the engine gives them, None left out.

    `kpi ID --weeks WEEKS --by none` gives the same numbers.
    """

    text: str
    data: Mapping[str, object]


def span(first: date, last: date) -> str:
    """Weeks, Monday to Monday, as `kpi --weeks` takes them."""
    return f"{weeks.label(first)}..{weeks.label(last)}"


def of_reading(kpi_id: str, text: str, scope: tuple[date, date], reading: Reading, by: str | None = None) -> Figure:
    """The number of a tile; `by` names the category of a distribution, `reason_code=death`."""
    numbers = {name: getattr(reading, name) for name in _NUMBERS}
    status = "final" if reading.is_final else "provisional"
    return Figure(text, {"kpi": kpi_id, "weeks": span(*scope), "by": by, **numbers, "status": status})


def of_row(
    kpi_id: str, text: str, scope: tuple[date, date], row: Mapping[Hashable, Any], by: str | None = None
) -> Figure:
    """One row of `measures.measure`."""
    numbers = {name: None if pd.isna(row[name]) else row[name] for name in _NUMBERS}
    return Figure(text, {"kpi": kpi_id, "weeks": span(*scope), "by": by, **numbers, "status": row["status"]})


_NUMBERS = ("value", "low", "high", "numerator", "denominator", "cases", "unknown")
