"""What every trend chart draws: one row per period, and the lines that are the same for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

COLUMNS = ("label", "value", "is_final", "centre", "lower", "upper", "signal", "hover")
"""Columns of a trend frame, one row per period in time order.

`label` is the short name of the period; `value` may be missing (a period without cases keeps its place); `is_final`
is whether it may be judged; `centre`, `lower` and `upper` are the control limits (missing while there are none);
`signal` is "better", "worse" or "change" for periods of a running signal, "past" for older ones, else empty; `hover` is
the text of the mouse-over in Plotly's small HTML. Two more columns may be there: `year_ago`, the value of the same
period a year before, and `key`, what a click on the period hands on.
"""

LimitState = Literal["none", "short", "judged"]


@dataclass(frozen=True)
class Marks:
    """The lines beside the data, in the unit of `value`; None is not drawn."""

    target: float | None = None
    benchmark: float | None = None
    limits: LimitState = "judged"
    chosen: int | None = None
    """Position of the one period that was asked for."""
    notes: tuple[tuple[int, str, str], ...] = ()
    """What happened when: (position, the beginning of the words, all of them)."""


def stretches(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The runs of neighbouring periods that have a value: a line never bridges a period without cases."""
    has_value = frame["value"].notna()
    run = (has_value != has_value.shift()).cumsum()
    for _, part in frame[has_value].groupby(run[has_value]):
        yield part


def last_final(columns: pd.DataFrame | Mapping[str, Sequence[Any]]) -> int | None:
    """Position of the last final period that has a value, or None."""
    is_told = ~np.isnan(np.asarray(columns["value"], dtype=np.float64))
    final = np.flatnonzero(np.asarray(columns["is_final"], dtype=bool) & is_told)
    return int(final[-1]) if final.size else None
