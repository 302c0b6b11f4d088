"""How long until something happens, of one KPI: its Kaplan-Meier curve ready to be drawn, with words beside it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.charts.survival import Line
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.topics import curves

_STEPS = 240
_AXES: dict[str, tuple[tuple[float, str], ...]] = {
    "hours": ((0.0, "0"), (168.0, "7 d"), (336.0, "14 d"), (504.0, "21 d"), (672.0, "28 d")),
    "days": ((0.0, "0"), (14.0, "14 d"), (30.0, "30 d"), (60.0, "60 d"), (90.0, "90 d")),
    "survival": ((0.0, "0"), (90.0, "90 d"), (180.0, "180 d"), (270.0, "270 d"), (365.0, "365 d")),
}
"""Unit of the KPI -> (time, text) of the time axis."""


@dataclass(frozen=True)
class Wait:
    """A curve with its question, its answer in one line, and the numbers at risk; no line without cases."""

    question: str
    answer: str
    at_risk: str
    line: Line | None
    ticks: tuple[tuple[float, str], ...]


def curve(kpi: Kpi, measured: pd.DataFrame) -> Wait:
    """The curve of `measures.curve`, drawn to a fixed end for its unit."""
    ticks = _AXES[kpi.unit]
    is_survival = kpi.unit == "survival"
    question = "How many are still there?" if is_survival else "How long does it take?"
    if measured.empty:
        return Wait(question, "No case in these weeks.", "", None, ticks)
    points = curves.on_grid(measured, np.linspace(0, ticks[-1][0], _STEPS).tolist())
    left = " · ".join(f"{_left(measured, at):,}" for at, _ in ticks)
    at_risk = f"Still watched at {', '.join(text for _, text in ticks)}: {left}. Band: 95%."
    name = "still there" if is_survival else "still waiting"
    return Wait(question, _answer(kpi, measured, ticks[-1][0]), at_risk, Line(name, points), ticks)


def _left(measured: pd.DataFrame, at: float) -> int:
    """How many cases were still watched and waiting just before this time."""
    later = measured.loc[measured["t"] >= at, "at_risk"]
    return int(later.iloc[0]) if len(later) else 0


def _answer(kpi: Kpi, measured: pd.DataFrame, until: float) -> str:
    last = measured[measured["t"] <= until].iloc[-1]
    end, share = min(until, float(measured["t"].iloc[-1])), float(last["survival"])
    after = formats.duration(end) if kpi.unit == "hours" else f"{end:.0f} d"
    if kpi.unit == "survival":
        return f"{formats.percent(share)} after {after}."
    reached = measured.loc[measured["survival"] <= 0.5, "t"]
    if reached.empty:
        return f"The median is not reached: {formats.percent(share)} still wait after {after}."
    half = float(reached.iloc[0])
    return f"Half within {formats.duration(half) if kpi.unit == 'hours' else f'{half:.0f} d'}."
