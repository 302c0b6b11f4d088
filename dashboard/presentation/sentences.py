"""The one sentence that answers a page, made from the verdicts of its tiles."""

from collections.abc import Sequence

import pandas as pd

from dashboard.presentation import formats, scopes
from dashboard.presentation.selection import Selection
from dashboard.presentation.tiles import Tile

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
        return _nothing_known([unknown(tile) for tile in tiles], "") or "No case matches these filters."
    if not measured:
        counts = [tile.now.unknown for tile in tiles if tile.now]
        return _nothing_known(counts, " of the last final week") or "No case in the last final week."
    ordinary = sum(tile.tone in ("ordinary", "change") for tile in measured)
    unjudged = len(tiles) - len(signals) - ordinary
    if not signals:
        return f"Nothing unusual: {_all(ordinary, unjudged)}." if ordinary else _NOT_JUDGED
    named = ", ".join(_signal(tile, is_first=not at) for at, tile in enumerate(signals[:_MOST_NAMED]))
    more = _more([tile.tone for tile in signals])
    others = f" {_others(ordinary, is_short=bool(more))} as usual{_apart(unjudged)}." if ordinary else ""
    return f"{named[:1].upper()}{named[1:]}{more}.{others}"


def unknown(tile: Tile) -> int:
    """The cases of the periods shown of which the data cannot tell what the measure asks."""
    return sum(reading.unknown for reading in tile.trend.shown) if tile.trend else 0


def _nothing_known(counts: Sequence[int], when: str) -> str:
    """That there are cases and every one is unknown; `counts` are those of each measure; "" when there are none."""
    known = sorted(count for count in counts if count)
    if not known:
        return ""
    if known == [1]:
        return f"Nothing known yet: the one case{when} is unknown."
    if known[0] == known[-1]:
        return f"Nothing known yet: all {formats.count(known[0])} cases{when} are unknown."
    return f"Nothing known yet: all cases{when} are unknown, up to {formats.count(known[-1])} a measure."


_NOT_JUDGED = "Nothing can be judged yet: too few cases or too few weeks."


def _signal(tile: Tile, *, is_first: bool) -> str:
    since = tile.trend.verdict.since if tile.trend else None
    verb = " has been" if is_first else ""
    return f"{tile.kpi.subject}{verb} **:{_COLOURS[tile.tone]}[{tile.tone} since {since}]**"


def _more(tones: Sequence[str]) -> str:
    """The signals that are not named, by tone where not all have the same."""
    named, rest = tones[:_MOST_NAMED], tones[_MOST_NAMED:]
    if not rest:
        return ""
    if len(set(tones)) == 1:
        return f", and {_word(len(rest))} more"
    told = [
        f"{_word(rest.count(tone))}{' more' if tone in named else ''} **:{colour}[{tone}]**"
        for tone, colour in sorted(_COLOURS.items(), reverse=True)
        if tone in rest
    ]
    return f", {' and '.join(told)}" if len(told) > 1 else f", and {told[0]}"


def _all(count: int, unjudged: int) -> str:
    every = "" if unjudged else "all " if count > 2 else "both " if count == 2 else "the "
    number = "" if every == "both " else f"{_word(count)} "
    verb = "measure varies" if count == 1 else "measures vary"
    return f"{every}{number}{verb} as usual{_apart(unjudged)}"


def _others(count: int, *, is_short: bool) -> str:
    if is_short:
        return _word(count).capitalize()
    return "The other varies" if count == 1 else f"The other {_word(count)} vary"


def _apart(count: int) -> str:
    """Those without a judgement, apart from those that vary as usual."""
    verb = "is" if count == 1 else "are"
    return f", {_word(count)} {verb} not judged" if count else ""


def _word(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def of_kpi(tile: Tile) -> str:
    """The sentence of a KPI's own page: its value, when, and the verdict."""
    if not tile.cases:
        told = _nothing_known([tile.now.unknown], f" of {period(tile)}") if tile.now else ""
        if told:
            return f"{tile.kpi.label}: {told[:1].lower()}{told[1:]}"
        return f"{tile.kpi.label}: {tile.pill[:1].lower()}{tile.pill[1:]}."
    if tile.trend is not None and tile.value == formats.MISSING:
        if tile.kpi.shape == "time_to_event":
            return f"{tile.kpi.label}: not reached in {period(tile)}, fewer than half have got there."
        return f"{tile.kpi.label}: the cases of {period(tile)} allow no number."
    if tile.category is not None:
        return f"{tile.kpi.label}: **{tile.value} {tile.name.lower()}**, {period(tile)}."
    verdict = tile.trend.verdict if tile.trend else None
    if verdict is not None and tile.tone in _COLOURS:
        since = f"**:{_COLOURS[tile.tone]}[{tile.tone} since {verdict.since}]**"
        return f"{tile.kpi.label}: **{tile.value}** in {period(tile)}, {since}."
    return f"{tile.kpi.label}: **{tile.value}** in {period(tile)}, {tile.pill[:1].lower()}{tile.pill[1:]}."


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
    last = tile.scope[1] if tile.scope and chosen_scope == scopes.FINAL else chosen.last
    return formats.weeks(chosen.first, max(chosen.first, last))


def period(tile: Tile) -> str:
    """The weeks or the month that a tile's value rests on: `W46`, `Oct 2026`, `W34–W46`."""
    if tile.scope is None or tile.trend is None or tile.trend.current is None:
        return "no week"
    if tile.scope[0] == tile.scope[1]:
        return formats.period(tile.trend.current.period, tile.kpi.axis)
    return f"{formats.week(tile.scope[0])}–{formats.week(tile.scope[1])}"
