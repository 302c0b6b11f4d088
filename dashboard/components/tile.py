"""Tiles: the name as a link, the value, the verdict in words, the sparkline, and two lines of context."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from streamlit.navigation.page import Page

from dashboard.charts.sparkline import sparkline
from dashboard.components import definition, drawn, drill
from dashboard.presentation import colours
from dashboard.presentation.tiles import Tile


def grid(key: str, tiles: Sequence[Tile], pages: Mapping[str, Page], columns: int) -> None:
    """Draw tiles beside each other; the name of one opens the KPI's page, filters stay."""
    shown = [_told(tile) for tile in tiles]
    drawn.draw(key, "tiles.html", partial(_open, pages), tiles=shown, columns=columns)


def _told(tile: Tile) -> dict[str, Any]:
    return {
        "kpi": tile.kpi,
        "value": tile.value,
        "pill": tile.pill,
        "tone": tile.tone,
        "arrow": {1: "up", -1: "down"}.get(tile.direction, ""),
        "sparkline": _sparkline(tile),
        "facts": _unbroken(tile.facts),
        "context": tile.context,
    }


def _sparkline(tile: Tile) -> str:
    """The drawing; empty where there is nothing to draw."""
    if tile.trend is None or not tile.trend.has_values:
        return ""
    asides = " · ".join(short for _, short in tile.asides)
    return sparkline(tile.trend.columns, colours.named(), tile.marks, tile.sentence, asides)


def _unbroken(facts: str) -> str:
    """The facts with every interval on one line: `95% 35–55%`."""
    return facts.replace("95% ", "95%\u00a0").replace("–", "\u2060–\u2060")


def _open(pages: Mapping[str, Page], kind: str, kpi_id: str) -> None:
    drill.go_to(pages[kpi_id], **({definition.SWITCH: "true"} if kind == "define" else {}))
