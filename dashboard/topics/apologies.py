"""What a page says of apologies: the best words heard, apology beside redress, how long customers wait for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import pandas as pd

from dashboard.charts import bars
from dashboard.charts.quadrants import Cell
from dashboard.charts.survival import Line
from dashboard.presentation import formats
from dashboard.presentation.tiles import Tile
from dashboard.topics import curves
from dashboard.topics.curves import Kept

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "specific": ("Names the fault", "emphasis"),
        "formulaic": ("Formulaic", "plain"),
        "non_apology": ("Only a non-apology", "breach"),
        "none": ("No apology", "neutral"),
    }
)
"""Part of the panel `apology_words` -> its name and its role in the chart."""

QUADRANTS = (("both", "apology"), ("redress", "neither"))
"""Parts of the panel `apology_redress`: rows with and without apology, columns with and without redress."""

_ROWS, _COLUMNS = ("Apology", "No apology"), ("Redress", "No redress")
_HOURS = 24
_FEWEST = 20
_GREETING, _QUOTED = 60, 300
"""Letters: of a first line that is taken for a greeting, and of a quotation."""
WATCHED_DAYS = 28


def words(counts: Mapping[str, int]) -> pd.DataFrame:
    """The best words of each complaint as bars, see `charts.bars.COLUMNS`."""
    total = sum(counts.values())
    rows = [_word_bar(part, counts.get(part, 0), total) for part in WORDS] if total else []
    return bar_frame(rows)


def _word_bar(part: str, cases: int, total: int) -> tuple[object, ...]:
    name, role = WORDS[part]
    return bar(part, name, role, cases, total)


def bar(key: str, name: str, role: str, cases: int, total: int, more: str = "") -> tuple[object, ...]:
    """One bar of a share that is counted in full: no interval, its share and its count beside it."""
    share = formats.percent(cases / total)
    hover = f"<b>{name}</b><br>{share}<br>{cases:,} of {total:,}" + (f"<br>{more}" if more else "")
    return name, cases / total, None, None, None, role, share, f"{cases:,}", hover, key


def bar_frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Bars of `bar` with the columns of `charts.bars.COLUMNS` and `key`."""
    frame = pd.DataFrame(rows, columns=[*bars.COLUMNS, "key"])
    return frame.astype(dict.fromkeys(("value", "low", "high", "published"), "float64"))


def quadrant_cells(kept: Mapping[str, Kept]) -> list[list[Cell]]:
    """The share still there after 90 days, by apology and redress."""
    return [
        [_cell(kept.get(part), f"{_ROWS[down]}, {_COLUMNS[across].lower()}") for across, part in enumerate(line)]
        for down, line in enumerate(QUADRANTS)
    ]


def quadrant_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the rows and of the columns."""
    return _ROWS, _COLUMNS


def _cell(one: Kept | None, name: str) -> Cell:
    if one is None or formats.is_missing(one.value):
        n = one.cases if one else 0
        return Cell(None, formats.MISSING, (f"n {n:,}",), f"<b>{name}</b><br>Nobody watched for 90 days<br>n {n:,}")
    share = formats.percent(one.value)
    base = f"n {one.cases:,}" + (", few" if one.is_few else "")
    interval = kept_interval(one)
    hover = f"<b>{name}</b><br>{share} still customers, {interval}<br>{base}"
    return Cell(None if one.is_few else one.value, share, (interval, base), hover)


def kept_interval(one: Kept) -> str:
    """The interval in words; where nobody left there is none to compute, and saying 100–100 % would be wrong."""
    return "nobody left" if one.low == one.high == 1 else formats.interval(one.low, one.high, "survival")


@dataclass(frozen=True)
class Waiting:
    """How long customers wait for an apology: one line per stretch of weeks, with what stands at risk, in words."""

    lines: tuple[Line, ...]
    answer: str
    at_risk: str


def waiting(
    now: pd.DataFrame, before: pd.DataFrame, names: tuple[str, str], median: float | None, at_risk: Sequence[int]
) -> Waiting:
    """Curves of `measures.curve` (hours) of the weeks shown and of those before, drawn to 28 days.

    `median` is the KPI's value over the weeks shown, in hours; None or NaN = not reached. `at_risk` counts the
    complaints of these weeks that were still watched and without an apology after 0, 7, 14, 21 and 28 days.
    """
    grid = [float(hour) for hour in range(WATCHED_DAYS * _HOURS + 1)]
    lines = [
        Line(name, curves.on_grid(curve, grid), is_comparison=at > 0)
        for at, (name, curve) in enumerate(zip(names, (now, before), strict=True))
    ]
    risk = " · ".join(f"{n:,}" for n in at_risk)
    return Waiting(
        tuple(line for line in lines if len(line.points)),
        _median_words(now, median),
        f"Still waiting: {risk} ({names[0]}, days 0, 7, 14, 21, 28). Band: 95%.",
    )


def _median_words(curve: pd.DataFrame, median: float | None) -> str:
    if curve.empty:
        return "No complaint in these weeks."
    if not formats.is_missing(median):
        return f"Half have one after {formats.duration(median)}."
    end = curves.on_grid(curve, [float(WATCHED_DAYS * _HOURS)])
    share = float(end["survival"].iloc[0]) if len(end) else float(curve["survival"].iloc[-1])
    return f"{formats.percent(share)} have none after {WATCHED_DAYS} days: no median."


def stretches(
    first: date, last: date, changed: date | None, start: date
) -> tuple[tuple[date, date], tuple[date, date]]:
    """The weeks to show and those to compare with: since the change, if there is one, else as many weeks before.

    All Mondays; `start` is the first week of the data. Without earlier weeks the second stretch ends before it begins.
    """
    if changed is not None and first < changed <= last:
        return (changed, last), (first, changed - timedelta(weeks=1))
    length = last - first
    return (first, last), (max(start, first - length - timedelta(weeks=1)), first - timedelta(weeks=1))


def verdict(rate: Tile, words_heard: Mapping[str, int], fates: Mapping[str, int]) -> str:
    """The sentence of the page (Streamlit Markdown): apologies, what they are worth, and whether fixes hold."""
    real = words_heard.get("specific", 0) + words_heard.get("formulaic", 0)
    sentences = []
    if heard := sum(words_heard.values()):
        empty = words_heard.get("formulaic", 0)
        but = f", but {share_in_words(empty / real)} of them name no fault" if empty else ""
        sentences.append(f"{_rate_words(rate, told_share(real, heard, 'complaints'))}{but}.")
    if total := sum(fates.values()):
        held = told_share(fates.get("verified", 0), total, "complaints")
        sentences.append(f"{held} end in a fix that holds.")
    return " ".join(sentences) or "No apology and no fix can be told from these data."


def told_share(part: float, whole: float, noun: str) -> str:
    """A share in a sentence (Markdown): `59% of complaints`; of fewer than 20 the counts, `1 of 3 complaints`."""
    if whole < _FEWEST:
        return f"**{part:,.0f} of {whole:,.0f}** {noun}"
    return f"**{formats.percent(part / whole)}** of {noun}"


def _rate_words(rate: Tile, real: str) -> str:
    """A running signal with its week, else the share over all weeks shown: one ordinary week is no news."""
    judged = rate.trend.verdict if rate.trend else None
    colour = {"better": "green", "worse": "orange"}.get(rate.tone)
    if judged is not None and colour and judged.since:
        way = "up" if judged.direction > 0 else "down"
        return f"Apologies are **:{colour}[{way} to {rate.value} since {judged.since}]**"
    return f"{real} got a real apology"


def quoted(body: object) -> str:
    """The words of a message in one line and in quotes, without the line that greets; empty when none are kept."""
    lines = [line.strip() for line in str(body).splitlines() if line.strip()] if isinstance(body, str) else []
    said = lines[1:] if len(lines) > 1 and len(lines[0]) <= _GREETING else lines
    text = " ".join(said)
    return f"“{text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + '…'}”" if text else ""


def changed(rate: Tile) -> date | None:
    """The week in which the running signal of a measure began; None without one."""
    judged = rate.trend.verdict if rate.trend and rate.tone in ("better", "worse") else None
    if rate.trend is None or judged is None or judged.since is None:
        return None
    return next((one.period for one in rate.trend.shown if formats.week(one.period) == judged.since), None)


def share_in_words(share: float) -> str:
    """A share as people say it: `half`, `a third`, else `58%`."""
    said = {0.25: "a quarter", 1 / 3: "a third", 0.5: "half", 2 / 3: "two thirds", 0.75: "three quarters"}
    near = next((word for value, word in said.items() if abs(share - value) < 0.02), formats.percent(share))
    return "all" if share == 1 else near
