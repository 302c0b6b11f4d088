"""Reducers: what a KPI of shape `reduced` makes of its counted cases, one module per KPI, named after it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

import pandas as pd


@dataclass(frozen=True)
class Reduced:
    """A value with its limits and its base, in the unit of the KPI; None where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Fact:
    """Something to read beside a KPI's number: `value` in `unit` (as a KPI's; NaN = not reached), over `n` cases."""

    label: str
    value: float
    unit: str
    n: float
    note: str | None = None


Reducer = Callable[[pd.DataFrame], Reduced]
"""From the counted cases of one cell, with `columns`."""


_USUAL = ("case_id", "customer_id", "segment", "severity", "numerator", "denominator")


def columns(kpi_id: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """What a reducer reads of each case; `own` are the KPI's own columns.

    A module of snapshots, every customer in every month, names its `COLUMNS`: a million complaints make gigabytes.
    """
    module = import_module(f"dashboard.engine.shapes.{kpi_id}")
    found: tuple[str, ...] = getattr(module, "COLUMNS", (*_USUAL, *own))
    return found


def reducer(kpi_id: str, *, intervals: bool = True) -> Reducer:
    """The reducer of a KPI; ModuleNotFoundError when the KPI has none.

    Where nobody asks for the limits and they take long, a module has a `value_of` that leaves them out.
    """
    module = import_module(f"dashboard.engine.shapes.{kpi_id}")
    return cast("Reducer", module.reduce if intervals else getattr(module, "value_of", module.reduce))
