"""Horizontal bars of shares with their intervals, published values and a column of numbers at the right."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.theme import Palette, frame

ROW_HEIGHT = 44
COLUMNS = ("label", "value", "low", "high", "published", "role", "text", "note", "hover")
"""Columns of the bars' frame, one row per category from top to bottom.

`value`, `low`, `high`, `published` are in one unit (missing = not drawn); `role` is "emphasis", "plain", "neutral",
"breach" (hatched in the colour of what got worse) or "unknown" (hatched, set apart by an empty row); `text` and `note`
are the two right-hand columns; `hover` is small HTML. A column `key` may be added: what a click on the bar hands on.
"""


def share_bars(
    rows: pd.DataFrame, colours: Palette, ticks: list[tuple[float, str]], row_height: int = ROW_HEIGHT
) -> go.Figure:
    """Bars from zero, one per row; `rows` has the columns of `COLUMNS`, `ticks` are (value, text) of the value axis."""
    rows = rows.reset_index(drop=True).assign(place=_places(rows["role"].tolist()))
    bottom = float(rows["place"].max()) if len(rows) else 0.0
    figure = frame(colours, round(row_height * (bottom + 1)) + 34, right=100)
    _add_bars(figure, rows, colours)
    _add_intervals(figure, rows, colours)
    _add_published(figure, rows, colours)
    add_numbers(figure, rows, colours, (46, 94))
    figure.update_yaxes(
        tickvals=rows["place"].tolist(),
        ticktext=rows["label"].tolist(),
        range=[bottom + 0.55, -0.55],
        showgrid=False,
        showline=True,
        tickfont={"color": colours.ink, "size": 13},
        ticklabelstandoff=8,
    )
    end = max([0.01, *rows[["value", "high", "published"]].stack().dropna()]) * 1.04
    figure.update_xaxes(
        range=[0, end],
        tickvals=[value for value, _ in ticks if value <= end],
        ticktext=[text for value, text in ticks if value <= end],
    )
    return figure


def _places(roles: list[str]) -> list[float]:
    """Row positions; the first unknown row leaves one row free above it."""
    places, at = [], 0.0
    for index, role in enumerate(roles):
        if index and role == "unknown" and roles[index - 1] != "unknown":
            at += 0.7
        places.append(at)
        at += 1.0
    return places


def _add_bars(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    fills = {"emphasis": colours.accent, "plain": colours.bar, "neutral": colours.neutral}
    lines = {"unknown": colours.neutral, "breach": colours.worse}
    keys = rows["key"] if "key" in rows else rows["label"]
    figure.add_bar(
        orientation="h",
        x=rows["value"],
        y=rows["place"],
        width=0.58,
        customdata=list(zip(keys, rows["hover"], strict=True)),
        hovertemplate="%{customdata[1]}<extra></extra>",
        marker={
            "color": [fills.get(role, colours.page) for role in rows["role"]],
            "line": {
                "width": [1 if role in lines else 0 for role in rows["role"]],
                "color": [lines.get(role, colours.neutral) for role in rows["role"]],
            },
            "pattern": {
                "shape": ["/" if role in lines else "" for role in rows["role"]],
                "fillmode": "overlay",
                "fgcolor": [lines.get(role, colours.neutral) for role in rows["role"]],
                "fgopacity": 1,
                "size": 7,
                "solidity": 0.25,
            },
        },
    )


def _add_intervals(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """An ink line on a wider line of the page's colour, so that it can be read on the darkest bar."""
    known = rows[rows["low"].notna() & rows["high"].notna()]
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in known.itertuples(index=False):
        xs += [row.low, row.high, None]
        ys += [row.place, row.place, None]
    for width, colour in ((3.5, colours.page), (1.3, colours.ink)):
        figure.add_scatter(x=xs, y=ys, mode="lines", hoverinfo="skip", line={"width": width, "color": colour})


def _add_published(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    known = rows[rows["published"].notna()]
    figure.add_scatter(
        x=known["published"],
        y=known["place"],
        mode="markers",
        hoverinfo="skip",
        cliponaxis=False,  # a mark at either end stays whole, on a phone too
        marker={"symbol": "diamond", "size": 11, "color": colours.page, "line": {"width": 1.5, "color": colours.ink}},
    )


def add_numbers(figure: go.Figure, rows: pd.DataFrame, colours: Palette, ends: tuple[int, int]) -> None:
    """Two right-aligned columns in fixed pixels beside the plot: never clipped, and aligned like a table.

    `rows` has `text`, `note` and `place`; `ends` is how many pixels right of the plot each column ends.
    """
    made: list[object] = list(figure.layout.annotations)
    for row in rows.itertuples(index=False):
        columns = zip(ends, (f"<b>{row.text}</b>", row.note), (colours.ink, colours.mute), strict=True)
        made += [
            {
                "xref": "paper",
                "x": 1,
                "xanchor": "right",
                "xshift": shift,
                "y": row.place,
                "text": words,
                "showarrow": False,
                "font": {"size": 13, "color": colour},
            }
            for shift, words, colour in columns
        ]
    figure.layout.annotations = made  # one by one, each would be checked against all before it
