"""What drives a signal, in one sentence: how much changed, inside the slices or by their mix, and mostly where."""

from collections.abc import Sequence

from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats, names
from dashboard.presentation.panels import Choices
from dashboard.presentation.tiles import Tile
from dashboard.topics import drivers
from dashboard.topics.drivers import Driver


def words(tile: Tile, found: Sequence[Driver], choices: Choices) -> str:
    """The change and where it shows, by each column; the parts add up to the change. No cause is claimed."""
    return f"{change(tile, found, choices)}. {details(tile, found, choices)}"


def line(tile: Tile, found: Sequence[Driver], choices: Choices) -> str:
    """The change in one short line, with the slice in which most of it shows."""
    most = _most(max(found, key=_largest), tile, choices)[:1]
    return f"{change(tile, found, choices)}{f'; most in {most[0]}' if most else ''}."


def change(tile: Tile, found: Sequence[Driver], choices: Choices) -> str:
    """`9% since W40 against 24% before, −15.1 points`."""
    kpi, first = tile.kpi, found[0]
    verdict = tile.trend.verdict if tile.trend else None
    since = f"since {verdict.since} " if verdict else ""
    average = "on average " if kpi.shape == "sum" else ""
    digits = _digits(first.change, kpi.unit)
    before, now = (_told(value, kpi, choices.currency, digits) for value in (first.before, first.now))
    by = drivers.signed(first.change, kpi.unit, choices.currency, digits)
    return f"{average}{now} {since}against {before} before, {by}{_points(kpi.unit)}"


def details(tile: Tile, found: Sequence[Driver], choices: Choices) -> str:
    """Where the change shows, by each column."""
    return f"{' '.join(_by(one, tile, choices) for one in found)} Where it shows, not why."


def _largest(one: Driver) -> float:
    return max((part.total / one.change for part in one.parts if one.change), default=0.0)


def _most(one: Driver, tile: Tile, choices: Choices) -> list[str]:
    """The two slices that add most in the direction of the change, each with its part."""
    digits, labels = _digits(one.change, tile.kpi.unit), choices.values[names.FILTERS[one.column]]
    leading = [part for part in one.parts if part.total * one.change > 0][:2]
    return [
        f"{labels.get(part.value or '', part.value or 'none')} "
        f"({drivers.signed(part.total, tile.kpi.unit, choices.currency, digits)})"
        for part in leading
    ]


def _by(one: Driver, tile: Tile, choices: Choices) -> str:
    """One column: `By team: −9.3 within teams, +0.4 from their mix; most in Technical support (−6.0).`"""
    unit, digits = tile.kpi.unit, _digits(one.change, tile.kpi.unit)
    rate, mix = _adding_up(one, unit, digits)
    shares = _most(one, tile, choices)
    column = names.heading(one.column).lower()
    inside, mixed = (
        ("from their size", "from the number of cases")
        if tile.kpi.shape == "sum"
        else (f"within {column}s", "from their mix")
    )
    told = [
        f"{drivers.signed(amount, unit, choices.currency, digits)} {part}"
        for amount, part in ((rate, inside), (mix, mixed))
    ]
    most = f"; most in {' and '.join(shares)}" if shares else ""
    return f"By {column}: {', '.join(told if tile.kpi.shape != 'sum' else told[::-1])}{most}."


def _told(value: float, kpi: Kpi, currency: str, digits: int) -> str:
    if kpi.unit in ("percent", "distribution"):
        return formats.percent(value, digits)
    return formats.value(value, kpi.unit, currency=currency)


def _adding_up(one: Driver, unit: str, digits: int) -> tuple[float, float]:
    """Both parts rounded as they are shown, so that they add up to the change as it is shown."""
    if unit == "money":
        return one.rate, one.mix
    places = digits + (2 if unit in ("percent", "distribution") else 0)
    rate = round(one.rate, places)
    return rate, round(one.change, places) - rate


def _digits(change: float, unit: str) -> int:
    size = abs(change) * (100 if unit in ("percent", "distribution") else 1)
    return 1 if size >= 1 else 2


def _points(unit: str) -> str:
    return " points" if unit in ("percent", "distribution") else ""
