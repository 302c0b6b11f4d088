"""Differences between two groups as marks: the adjusted one with its interval, the crude one beside it."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

COLUMNS = ("key", "label", "value", "low", "high", "crude", "is_chosen", "text", "hover")
"""Columns of the frame, one row per comparison from top to bottom.

`value`, `low`, `high`, `crude` are in points (missing = nothing is drawn); `text` stands at the right;
`key` is what a click hands on; `hover` is small HTML.
"""

_ROW = 70
_LETTER = 7.0
_STEPS = (1, 2, 5, 10, 20, 50)
"""Points from one tick to the next, whichever gives at most two on each side."""

_SMALLEST_REACH = 2.0
_MARK = 0.22
"""How far below the middle of its row a mark lies: the label stands above it, so that a phone has the whole width."""


def effects(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """One row per comparison around a line of no difference."""
    rows = rows.reset_index(drop=True).assign(place=[at + _MARK for at in range(len(rows))])
    right = 20 + round(_LETTER * max([len(str(text)) for text in rows["text"]] or [0]))
    figure = frame(colours, _ROW * max(len(rows), 1) + 36, right=right)
    figure.add_vline(x=0, line={"color": colours.axis, "width": 1.2})
    _add_intervals(figure, rows, colours)
    _add_marks(figure, rows, colours)
    _add_texts(figure, rows, colours)
    reach = max([_SMALLEST_REACH, *rows[["value", "low", "high", "crude"]].abs().stack().dropna()]) * 1.1
    step = next((step for step in _STEPS if step * 3 > reach), _STEPS[-1])
    ticks = [at * step for at in range(-int(reach / step), int(reach / step) + 1)]
    texts = [f"+{at}" if at > 0 else f"−{-at}" if at < 0 else "0" for at in ticks]
    figure.update_xaxes(range=[-reach, reach], tickvals=ticks, ticktext=texts, tickangle=0)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], showticklabels=False, showgrid=False)
    return figure


def _add_intervals(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in rows[rows["low"].notna()].itertuples(index=False):
        xs += [row.low, row.high, None]
        ys += [row.place, row.place, None]
    figure.add_scatter(x=xs, y=ys, mode="lines", hoverinfo="skip", line={"width": 1.6, "color": colours.ink})


def _add_marks(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """Adjusted: filled square, blue for the one chosen; crude: open circle."""
    shown = rows[rows["value"].notna()]
    crude = {"symbol": "circle-open", "size": 9, "color": colours.mute, "line": {"width": 1.4}}
    figure.add_scatter(x=shown["crude"], y=shown["place"], mode="markers", marker=crude, hoverinfo="skip")
    figure.add_scatter(
        x=shown["value"],
        y=shown["place"],
        mode="markers",
        customdata=list(zip(shown["key"], shown["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "symbol": "square",
            "size": 11,
            "opacity": 1,
            "color": [colours.accent if chosen else colours.ink for chosen in shown["is_chosen"]],
        },
    )


def _add_texts(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """The two groups above each row, the number beside it."""
    for row in rows.itertuples(index=False):
        label = f"<b>{row.label}</b>" if row.is_chosen else row.label
        _add_text(figure, row.place - _MARK - 0.46, label, colours.ink, x=0, yanchor="top", bgcolor=colours.page)
        _add_text(figure, row.place, row.text, colours.mute if pd.isna(row.value) else colours.ink, x=1, xshift=8)


def _add_text(figure: go.Figure, y: float, text: str, colour: str, **place: object) -> None:
    font = {"size": 12, "color": colour}
    figure.add_annotation(
        xref="paper", xanchor="left", y=y, text=text, showarrow=False, align="left", font=font, **place
    )
