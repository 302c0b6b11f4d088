"""The one sentence that answers a page, made from the verdicts of its tiles."""

from collections.abc import Sequence

import pandas as pd

from dashboard import formats, scopes
from dashboard.kpis import Kpi
from dashboard.selection import Selection
from dashboard.tiles import Tile

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COLOURS = {"better": "green", "worse": "orange"}
"""Tone -> the name of its colour in Streamlit."""
_MOST_NAMED = 2


def overview(tiles: Sequence[Tile]) -> str:
    """What changed this week, worst first; colour only on the words "worse" and "better" (Streamlit Markdown)."""
    signals = sorted(
        (tile for tile in tiles if tile.tone in ("worse", "better")), key=lambda tile: tile.tone != "worse"
    )
    measured = [tile for tile in tiles if tile.cases]
    if not any(tile.has_cases for tile in tiles):
        return "No case matches these filters."
    if not measured:
        return "No case in the last final week."
    rest = len(measured) - len(signals)
    if not signals:
        return f"Nothing unusual: {_all(rest)} as usual."
    named = "; ".join(_signal(tile) for tile in signals[:_MOST_NAMED])
    more = len(signals) - _MOST_NAMED
    extra = f", and {_NUMBERS[more]} more" if more > 0 else ""
    others = f" The other {_count(rest)} as usual." if rest else ""
    return f"{named[:1].upper()}{named[1:]}{extra}.{others}"


def _signal(tile: Tile) -> str:
    since = tile.trend.verdict.since if tile.trend else None
    return f"{subject(tile.kpi)} has been **:{_COLOURS[tile.tone]}[{tile.tone} since {since}]**"


def subject(kpi: Kpi) -> str:
    """The KPI as the subject of a sentence: `the apology rate`."""
    name = kpi.label.split(",")[0]
    return f"the {name[:1].lower()}{name[1:]}"


def _all(count: int) -> str:
    named = {1: "the one measure varies", 2: "both measures vary"}
    return named.get(count, f"all {_word(count)} measures vary")


def _count(count: int) -> str:
    return "varies" if count == 1 else f"{_word(count)} vary"


def _word(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def of_kpi(tile: Tile) -> str:
    """The sentence of a KPI's own page: its value, when, and the verdict."""
    if not tile.cases:
        return f"{tile.kpi.label}: {tile.pill[:1].lower()}{tile.pill[1:]}."
    if tile.category is not None:
        return f"{tile.kpi.label}: **{tile.value} {tile.name.lower()}**, {period(tile)}."
    verdict = tile.trend.verdict if tile.trend else None
    if verdict is not None and tile.tone in _COLOURS:
        since = f"**:{_COLOURS[tile.tone]}[{tile.tone} since {verdict.since}]**"
        return f"{tile.kpi.label}: **{tile.value}** in {period(tile)}, {since}."
    return f"{tile.kpi.label}: **{tile.value}** in {period(tile)}. {tile.pill[:1].upper()}{tile.pill[1:]}."


def leading(rows: pd.DataFrame, tile: Tile) -> str:
    """The shares of a distribution in one sentence, for screen readers; `rows` as in `charts.bars.COLUMNS`."""
    named = [f"{row['label']} {row['text']}" for row in rows.to_dict("records")]
    return f"{tile.kpi.label}: {', '.join(named)}"


def trend_answer(tile: Tile) -> str:
    """The answer below the question "Has anything really changed?"."""
    if tile.trend is None:
        return tile.facts
    verdict = tile.trend.verdict
    if verdict.tone in ("better", "worse", "change"):
        return f"Yes. {verdict.reason}."
    return "No: only ordinary variation." if verdict.tone == "ordinary" else f"{verdict.text}."


def cases_heading(count: int, state: str, period: str) -> str:
    """The heading of the rows: `163 cases behind the number, W45`."""
    words = {"counted": "behind the number", "unknown": "with a missing input", "immature": "too young to count"}
    return f"{formats.plural(count, 'case')} {words[state]}, {period}"


def scope(tile: Tile, chosen_scope: str, chosen: Selection) -> str:
    """The weeks of a scope in words."""
    if chosen_scope == scopes.AS_TILE:
        return period(tile)
    if chosen_scope in (scopes.ALL_SHOWN, scopes.FINAL):
        last = tile.scope[1] if tile.scope and chosen_scope == scopes.FINAL else chosen.last
        return f"{formats.week(chosen.first)}–{formats.week(last)}"
    return chosen_scope


def period(tile: Tile) -> str:
    """The weeks or the month that a tile's value rests on: `W46`, `Oct 2026`, `W34–W46`."""
    if tile.scope is None or tile.trend is None or tile.trend.current is None:
        return "no week"
    if tile.scope[0] == tile.scope[1]:
        return formats.period(tile.trend.current.period, tile.kpi.axis)
    return f"{formats.week(tile.scope[0])}–{formats.week(tile.scope[1])}"
