"""Final weeks that late data changed, in words: both values stay in sight."""

from datetime import date

from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.presentation import formats
from dashboard.presentation.panels import Choices
from dashboard.state.published import Restatement


def between(choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date) -> dict[date, Restatement]:
    """The restated weeks from Monday `first` to Monday `last`; none under filters, for which nothing was published."""
    if filters != Filters():
        return {}
    return {monday: one for monday, one in choices.restated.get(kpi.id, {}).items() if first <= monday <= last}


def aside(choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date) -> tuple[tuple[str, str], ...]:
    """The newest of them as (words, short words) beside a number; nothing without any."""
    found = list(between(choices, kpi, filters, first, last).items())
    told = [(words(kpi, *one, choices.currency), _was(kpi, *one, choices.currency)) for one in found[-1:]]
    more = f"; {formats.plural(len(found) - 1, 'more week')} changed" if len(found) > 1 else ""
    return tuple((long + more, short) for long, short in told)


def lines(choices: Choices, kpi: Kpi, filters: Filters, first: date, last: date) -> list[str]:
    """One line for each of them, the newest first."""
    found = between(choices, kpi, filters, first, last)
    return [words(kpi, monday, one, choices.currency) for monday, one in sorted(found.items(), reverse=True)]


def _was(kpi: Kpi, monday: date, found: Restatement, currency: str) -> str:
    return f"{formats.week(monday)} was {_values(kpi, found, currency)[0]}"


def words(kpi: Kpi, monday: date, found: Restatement, currency: str) -> str:
    """How a final week changed: `W31 was 24%, now 26%: 7 late incidents`."""
    was, now = _values(kpi, found, currency)
    return f"{formats.week(monday)} was {was}, now {now}: {_why(kpi, found)}"


def _why(kpi: Kpi, found: Restatement) -> str:
    """What made the difference: cases that came late or went, else late facts about the same ones."""
    noun = "incident" if kpi.clock == "opened" else "case"
    if found.late_cases:
        many = formats.plural(abs(found.late_cases), noun)
        return f"{formats.plural(found.late_cases, f'late {noun}')}" if found.late_cases > 0 else f"{many} fewer"
    return f"late facts about the same {formats.plural(found.now.cases, noun)}"


def _values(kpi: Kpi, found: Restatement, currency: str) -> tuple[str, str]:
    """Both values, with decimals enough to tell them apart."""
    known = [one.value for one in (found.was, found.now) if one.value is not None]
    texts = formats.values(known, kpi.unit, currency)
    is_told_apart = len(set(texts)) == len(set(known))
    told = iter(texts if is_told_apart else [f"{value:,.2f}" for value in known])
    was, now = (formats.MISSING if one.value is None else next(told) for one in (found.was, found.now))
    return was, now
