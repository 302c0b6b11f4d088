"""What a figure draws as a table: one row per mark, so that a chart's data can be taken along."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "Series": "Series that the mark belongs to.",
        "Across": "Place of the mark from left to right, in the units of that axis.",
        "Up": "Place of the mark from bottom to top, in the units of that axis.",
        "Label": "What stands at that place of the axis.",
        "What": "What the chart says when the mouse is over the mark.",
    }
)
"""The columns of the table, with what they mean."""

COLUMNS = tuple(MEANINGS)

_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")


def table(figure: go.Figure) -> pd.DataFrame:
    """One row per mark with the columns `COLUMNS`; those without any value are left out."""
    ticks = {**_ticks(figure.layout.yaxis), **_ticks(figure.layout.xaxis)}
    rows = [row for trace in figure.data for row in _of_trace(trace, ticks)]
    frame = pd.DataFrame(rows, columns=[*COLUMNS])
    return frame[[name for name in COLUMNS if frame[name].notna().any()]]


def _ticks(axis: Any) -> dict[object, str]:
    """Place on a category axis -> its label; an axis with a scale has none."""
    values, texts = axis.tickvals, axis.ticktext
    if values is None or texts is None or any(value != position for position, value in enumerate(values)):
        return {}
    return {value: _plain(text) for value, text in zip(values, texts, strict=False)}


def _of_trace(trace: Any, ticks: dict[object, str]) -> Iterator[tuple[object, ...]]:
    across, up = _values(trace.x), _values(trace.y)
    told = _values(getattr(trace, "customdata", None))
    for at in range(max(len(across), len(up))):
        x, y = _at(across, at), _at(up, at)
        label = ticks.get(x) or ticks.get(y)
        if x is not None or y is not None:
            yield (trace.name, x, y, label, _hover(_at(told, at)))


def _values(array: Any) -> list[Any]:
    return [] if array is None else list(array.tolist() if hasattr(array, "tolist") else array)


def _at(values: list[Any], at: int) -> Any:
    value = values[at] if at < len(values) else None
    return None if isinstance(value, float) and value != value else value


def _hover(told: Any) -> str | None:
    """The text of the mouse-over, which charts put last into what a mark carries."""
    text = told[-1] if isinstance(told, list | tuple) and told else told
    return _plain(text) if isinstance(text, str) else None


def _plain(text: object) -> str:
    return unescape(_TAG.sub("", _BREAK.sub(" · ", str(text))))
