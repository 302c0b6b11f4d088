"""Two yes-or-no questions against one share: four cells, each with its number, interval and base written in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.theme import Palette, frame

HEIGHT = 232


@dataclass(frozen=True)
class Cell:
    """One cell: its shade (None = too few to be judged, no colour), the number, and the lines below it."""

    shade: float | None
    text: str
    notes: Sequence[str]
    hover: str


def quadrants(
    cells: Sequence[Sequence[Cell]], rows: Sequence[str], columns: Sequence[str], colours: Palette
) -> go.Figure:
    """Cells by row from the top and column from the left; the darker, the higher the share."""
    figure = frame(colours, HEIGHT)
    shades = [cell.shade for line in cells for cell in line if cell.shade is not None]
    low, high = min(shades, default=0.0), max(shades, default=1.0)
    room = max(high - low, 0.02)
    figure.add_heatmap(
        z=[[cell.shade for cell in line] for line in cells],
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        # Room above the data keeps the darkest cell light enough for its text.
        zmin=low - room * 0.3,
        zmax=high + room * 0.7,
        colorscale=[[0, _tint(colours.bar, 0.12)], [1, _tint(colours.bar, 0.85)]],
        showscale=False,
        xgap=4,
        ygap=4,
        hoverongaps=False,
        customdata=[[cell.hover for cell in line] for line in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )
    _add_words(figure, cells, colours)
    names = {"showgrid": False, "ticks": "", "showline": False, "tickfont": {"color": colours.ink, "size": 13}}
    figure.update_xaxes(side="top", tickvals=list(range(len(columns))), ticktext=list(columns), **names)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=list(rows),
        range=[len(rows) - 0.5, -0.5],
        ticklabelstandoff=6,
        **names,
    )
    return figure


def _add_words(figure: go.Figure, cells: Sequence[Sequence[Cell]], colours: Palette) -> None:
    for down, line in enumerate(cells):
        for across, cell in enumerate(line):
            if cell.shade is None:
                edge = {"color": colours.border, "width": 1}
                figure.add_shape(
                    x0=across - 0.48, x1=across + 0.48, y0=down - 0.47, y1=down + 0.47, line=edge, layer="below"
                )
            parts = [(f"<b>{cell.text}</b>", 22, 20), *((note, 12, -6 - 17 * at) for at, note in enumerate(cell.notes))]
            for text, size, shift in parts:
                figure.add_annotation(
                    x=across,
                    y=down,
                    yshift=shift,
                    text=text,
                    showarrow=False,
                    font={"size": size, "color": colours.ink},
                )


def _tint(colour: str, share: float) -> str:
    """A `#rrggbb` colour, let through so far."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"
