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
    kpi, first = tile.kpi, found[0]
    verdict = tile.trend.verdict if tile.trend else None
    since = f"since {verdict.since} " if verdict else ""
    is_sum = kpi.shape == "sum"
    average = "on average " if is_sum else ""
    digits = _digits(first.change, kpi.unit)
    before, now = (_told(value, kpi, choices.currency, digits) for value in (first.before, first.now))
    change = drivers.signed(first.change, kpi.unit, choices.currency, digits)
    parts = [_by(one, tile, choices) for one in found]
    head = f"{average}{now} {since}against {before} before, {change}{_points(kpi.unit)}."
    return f"{head} {' '.join(parts)} Where it shows, not why."


def _by(one: Driver, tile: Tile, choices: Choices) -> str:
    """One column: `By team: −9.3 within teams, +0.4 from their mix; most in Technical support (−6.0).`"""
    unit, digits = tile.kpi.unit, _digits(one.change, tile.kpi.unit)
    rate, mix = _adding_up(one, unit, digits)
    labels = choices.values[names.FILTERS[one.column]]
    leading = [part for part in one.parts if part.total * one.change > 0][:2]
    shares = [
        f"{labels.get(part.value or '', part.value or 'none')} "
        f"({drivers.signed(part.total, unit, choices.currency, digits)})"
        for part in leading
    ]
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
