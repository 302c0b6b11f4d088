"""Survey answers of fewer than five people identify them: such cells leave without their values."""

import math

import pandas as pd

from dashboard.engine.kpis import Kpi

LEAST = 5
"""Answers from which on a survey cell may leave."""

NOTE = f"Survey answers of fewer than {LEAST} cases are left out, because they would tell who answered what."
_KEPT = frozenset({"opened_at", "answered_at"})


def is_survey(kpi: Kpi) -> bool:
    """Whether the KPI counts answers to survey questions: it cannot be measured without them."""
    return any(all(need.column == "question_id" for need in alternatives) for alternatives in kpi.needs)


def hidden_columns(kpi: Kpi, counted: int) -> frozenset[str]:
    """The columns of the KPI's cases that must leave empty when so many cases are counted."""
    if not is_survey(kpi) or counted >= LEAST:
        return frozenset()
    return frozenset({"numerator", "denominator", *kpi.own_columns}) - _KEPT


_BASES = ("cases", "Cases", "denominator", "Of", "n", "base")
"""Columns that say on how many cases a row rests, the first one there is asked."""

_VALUES = frozenset({"Value", "value", "95%", "95% from", "to", "95% interval", "low", "high", "numerator", "Counted"})


def without_small(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows of a table with the values of too small ones empty, and how many those are."""
    base = next((name for name in _BASES if name in frame), None)
    if base is None:
        return frame, 0
    counts = frame[base].map(_count)
    small = counts.between(1, LEAST - 1)
    if not small.any():
        return frame, 0
    hidden = [name for name in frame if name in _VALUES or (name == base and frame[base].dtype == "object")]
    return frame.assign(**{name: frame[name].mask(small) for name in hidden}), int(small.sum())


def _count(base: object) -> float:
    """`3 of 12` -> 12, `12` -> 12, anything else -> NaN."""
    digits = str(base).split(" of ")[-1].replace(",", "").removesuffix(".0")
    return float(digits) if digits.isdigit() else math.nan
