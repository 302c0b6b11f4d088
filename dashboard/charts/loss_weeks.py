"""Customers lost per week as columns: avoidable, not avoidable, unknown; a week that is still open is an outline."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

COLUMNS = ("key", "label", "avoidable", "unavoidable", "unknown", "is_final", "limit", "hover")
"""Columns of the frame, one row per week in time order.

The three counts add up to the losses of the week; `limit` is the upper control limit in customers (missing = none);
`key` is what a click hands on; `hover` is small HTML.
"""

HEIGHT = 220
_MOST_LABELS = 6


def loss_weeks(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Stacked columns, one per row of `rows`, with the upper limit as a dotted line."""
    rows = _outlined(rows.reset_index(drop=True).assign(position=range(len(rows))))
    figure = frame(colours, HEIGHT)
    for part, fill, pattern in (
        ("avoidable", colours.bar, ""),
        ("unavoidable", colours.neutral, ""),
        ("unknown", colours.page, "/"),
    ):
        _add_part(figure, rows, part, fill, pattern, colours)
    limits = rows[rows["limit"].notna()]
    edge = {"color": colours.mute, "width": 1.2, "dash": "dot"}
    figure.add_scatter(x=limits["position"], y=limits["limit"], mode="lines", line=edge, hoverinfo="skip")
    if len(limits):
        _name_limit(figure, limits, colours)
    _set_axes(figure, rows)
    return figure


def _outlined(rows: pd.DataFrame) -> pd.DataFrame:
    """Provisional weeks as one empty column: what is known of their reasons still changes."""
    parts = ["avoidable", "unavoidable", "unknown"]
    is_open = ~rows["is_final"].astype(bool)
    rows.loc[is_open, "avoidable"] = rows.loc[is_open, parts].sum(axis=1)
    rows.loc[is_open, parts[1:]] = 0
    return rows


def _add_part(figure: go.Figure, rows: pd.DataFrame, part: str, fill: str, pattern: str, colours: Palette) -> None:
    """One layer of the columns; a provisional week keeps its outline only."""
    is_final = rows["is_final"].tolist()
    figure.add_bar(
        x=rows["position"],
        y=rows[part],
        width=0.72,
        customdata=list(zip(rows["key"], rows["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "color": [fill if final else colours.page for final in is_final],
            "line": {
                "width": [1 if pattern or not final else 0 for final in is_final],
                "color": [colours.neutral if final else colours.ink for final in is_final],
            },
            "pattern": {
                "shape": [pattern if final else "" for final in is_final],
                "fillmode": "overlay",
                "fgcolor": colours.neutral,
                "fgopacity": 1,
                "size": 6,
                "solidity": 0.25,
            },
        },
    )


def _name_limit(figure: go.Figure, limits: pd.DataFrame, colours: Palette) -> None:
    first = limits.iloc[0]
    figure.add_annotation(
        x=first["position"] - 0.4,
        y=first["limit"],
        xanchor="left",
        yanchor="bottom",
        text=f"upper limit {limits['limit'].iloc[-1]:.0f}",
        showarrow=False,
        font={"size": 12, "color": colours.mute},
    )


def _set_axes(figure: go.Figure, rows: pd.DataFrame) -> None:
    total = rows[["avoidable", "unavoidable", "unknown"]].sum(axis=1)
    top = max([1.0, *total, *rows["limit"].dropna()]) * 1.12
    step = max(1, -(-len(rows) // _MOST_LABELS))
    shown = list(range(0, len(rows), step))
    figure.update_layout(barmode="stack", bargap=0)
    figure.update_yaxes(range=[0, top], nticks=5, tickformat=",d")
    figure.update_xaxes(
        range=[-0.6, max(len(rows) - 0.4, 0.6)],
        tickvals=shown,
        ticktext=[rows["label"][at] for at in shown],
        showgrid=False,
        showline=True,
        tickangle=0,
    )
