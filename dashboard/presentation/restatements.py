"""Final weeks, months and quarters that late data changed, in words: both values stay in sight."""

from collections.abc import Mapping
from datetime import date

from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats, names
from dashboard.presentation.panels import Choices
from dashboard.state.published import PublishedWeek, Restatement, Told

_WITH_DECIMALS = ("percent", "distribution", "survival", "ratio")
"""Units whose texts get all the decimals that can be read."""


def between(choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date) -> Mapping[Told, Restatement]:
    """The restated periods whose first days lie from `first` to `last`, the newest first, in it what moved most.

    None under filters, for which nothing was published.
    """
    if filters != Filters():
        return {}
    found = choices.restated.get(kpi.id, {})
    told = sorted(found, key=lambda told: (told[0], _moved(found[told])), reverse=True)
    return {one: found[one] for one in told if first <= one[0] <= last}


def _moved(found: Restatement) -> float:
    return abs((found.now.value or 0.0) - (found.was.value or 0.0))


def aside(
    choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date, category: str | None = None
) -> tuple[tuple[str, str], ...]:
    """The newest of them as (words, short words) beside a number; nothing without any."""
    every = between(choices, kpi, filters, first, last)
    found = [one for (_, of), one in every.items() if of == (category or "")]
    told = [(words(kpi, one, choices.currency), _was(kpi, one, choices.currency)) for one in found[:1]]
    more = f"; {formats.plural(len(found) - 1, f'more {kpi.axis}')} changed" if len(found) > 1 else ""
    return tuple((long + more, short) for long, short in told)


def lines(choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date) -> list[str]:
    """One line for each of them, the newest first."""
    found = between(choices, kpi, filters, first, last)
    return [words(kpi, one, choices.currency) for one in found.values()]


def _was(kpi: Kpi, found: Restatement, currency: str) -> str:
    return f"{_what(kpi, found)} was {_values(kpi, found, currency)[0]}"


def words(kpi: Kpi, found: Restatement, currency: str) -> str:
    """How a final period changed: `W31 was 24%, now 26%: 7 late incidents`."""
    was, now = _values(kpi, found, currency)
    return f"{_what(kpi, found)} was {was}, now {now}: {_why(kpi, found)}"


def _what(kpi: Kpi, found: Restatement) -> str:
    """`W31`, `Feb 2026`, of a share among others `Billing in W31`."""
    when = formats.period(found.now.week, kpi.axis)
    return f"{names.of(str(kpi.category), found.now.category)} in {when}" if kpi.category else when


def _why(kpi: Kpi, found: Restatement) -> str:
    """What made the difference: cases that came late or went, else late facts about the same ones."""
    noun = "incident" if kpi.clock == "opened" else "case"
    if found.late_cases:
        many = formats.plural(abs(found.late_cases), noun)
        return f"{formats.plural(found.late_cases, f'late {noun}')}" if found.late_cases > 0 else f"{many} fewer"
    return f"late facts about the same {formats.plural(found.now.cases, noun)}"


def _values(kpi: Kpi, found: Restatement, currency: str) -> tuple[str, str]:
    """Both values, with decimals enough to tell them apart, or with what they rest on."""
    known = [one.value for one in (found.was, found.now) if one.value is not None]
    texts = formats.values(known, kpi.unit, currency)
    if len(set(texts)) < len(set(known)):
        texts = texts if kpi.unit in _WITH_DECIMALS else [f"{value:,.2f}" for value in known]
    told = iter(texts)
    was, now = (formats.MISSING if one.value is None else next(told) for one in (found.was, found.now))
    return (was, now) if was != now else (was + _base(found.was), now + _base(found.now))


def _base(one: PublishedWeek) -> str:
    """` (12 of 50)`, ` (n 50)`: what tells two values apart that read the same."""
    if one.numerator is None or one.denominator is None:
        return f" (n {formats.count(one.cases)})"
    return f" ({formats.count(one.numerator)} of {formats.count(one.denominator)})"
