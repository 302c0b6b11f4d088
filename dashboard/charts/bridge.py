"""From the margin down to the net value: floating bars, one per line of cost, with the numbers at the right."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

ROW_HEIGHT = 32
COLUMNS = ("label", "amount", "role", "text")
"""Columns of the bridge from top to bottom: `amount` signed (costs below zero), `text` the number as it is written.

`role` is "margin", "cost" or "net" (the sum of what stands above it).
"""


def bridge(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """Floating bars, each beginning where the one above ended; margin and net stand on zero."""
    rows = rows.reset_index(drop=True)
    ends = rows["amount"].where(rows["role"] != "net", 0).cumsum()
    ends = ends.where(rows["role"] != "net", rows["amount"])
    starts = (ends - rows["amount"]).where(rows["role"] == "cost", 0.0)
    fills = {"margin": colours.neutral, "cost": colours.bar, "net": colours.accent}
    figure = frame(colours, ROW_HEIGHT * len(rows) + 24, right=76)
    figure.add_bar(
        orientation="h",
        base=starts,
        x=ends - starts,
        y=list(range(len(rows))),
        width=0.62,
        marker={"color": [fills[role] for role in rows["role"]]},
        customdata=[f"<b>{row.label}</b><br>{row.text}" for row in rows.itertuples(index=False)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_vline(x=0, line={"color": colours.ink, "width": 1.2})
    _add_numbers(figure, rows, colours)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=rows["label"].tolist(),
        range=[len(rows) - 0.45, -0.55],
        showgrid=False,
        tickfont={"color": colours.ink, "size": 13},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(showticklabels=False, showgrid=False)
    return figure


def _add_numbers(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """The numbers in fixed pixels beside the plot, margin and net in bold."""
    for place, row in enumerate(rows.itertuples(index=False)):
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="right",
            xshift=70,
            y=place,
            text=row.text if row.role == "cost" else f"<b>{row.text}</b>",
            showarrow=False,
            font={"size": 13, "color": colours.ink},
        )
