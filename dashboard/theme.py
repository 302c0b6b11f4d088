"""Colours and the common frame of every chart, in light and dark.

The values are those of `.streamlit/config.toml`; a test keeps the two equal. Colour is spent on change and breach only:
everything ordinary is ink, grey or the blue of the company's own bars.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "Plex, 'Noto Georgian', 'IBM Plex Sans', system-ui, sans-serif"
"""Font stack of the charts; the first two are served from `dashboard/static/`."""

CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "doubleClick": False}
"""Plotly's own options: no mode bar, no zoom. The table beside each chart is its keyboard twin."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme; every field is a CSS colour."""

    ink: str
    mute: str
    page: str
    border: str
    grid: str
    axis: str
    accent: str
    bar: str
    neutral: str
    context: str
    worse: str
    worse_text: str
    better: str
    better_text: str
    band: str
    worse_tint: str


LIGHT = Palette(
    ink="#0F141A",
    mute="#5A6472",
    page="#FFFFFF",
    border="#E3E7EC",
    grid="#E9EDF1",
    axis="#C3CAD2",
    accent="#1D5FA8",
    bar="#6E96C3",
    neutral="#8A95A1",
    context="#B9C1CA",
    worse="#B5470B",
    worse_text="#A63F08",
    better="#0B7A6B",
    better_text="#086A5D",
    band="rgba(90,100,114,0.11)",
    worse_tint="rgba(181,71,11,0.10)",
)

DARK = Palette(
    ink="#E6EAEF",
    mute="#9DA8B5",
    page="#10151B",
    border="#2A333D",
    grid="#232B34",
    axis="#3C4753",
    accent="#6EADF2",
    bar="#456C97",
    neutral="#667381",
    context="#4A5561",
    worse="#F0905C",
    worse_text="#F5A377",
    better="#4FC3AE",
    better_text="#6ED1BF",
    band="rgba(157,168,181,0.14)",
    worse_tint="rgba(240,144,92,0.15)",
)


def palette(name: str | None) -> Palette:
    """The palette of a theme type as Streamlit names it ("light" or "dark"; anything else is light)."""
    return DARK if name == "dark" else LIGHT


def signal_colour(colours: Palette, signal: str) -> str:
    """The colour of a signal: "better", "worse", or anything else, which is no judgement and stays grey."""
    return {"better": colours.better, "worse": colours.worse}.get(signal, colours.mute)


def frame(colours: Palette, height: int, right: int = 8) -> go.Figure:
    """An empty figure with the house margins, fonts, hover label and fixed axes.

    `height` and `right` (the margin for a column of numbers) are pixels.
    """
    axis = {
        "fixedrange": True,
        "automargin": True,
        "zeroline": False,
        "gridcolor": colours.grid,
        "linecolor": colours.axis,
        "tickfont": {"color": colours.mute, "size": 12},
        "title": {"font": {"color": colours.mute, "size": 12}},
    }
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": right, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": colours.ink},
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": colours.page,
            "bordercolor": colours.axis,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "align": "left",
        },
        xaxis=axis,
        yaxis=axis,
    )
    return figure
