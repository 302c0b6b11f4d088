"""What a link says about filters: names of parameters, readable values, and ranges of weeks.

A link carries what the reader sees: `?team=Key+accounts&week=2026-W46&weeks=13+weeks`. Links made by hand or by other
systems may carry codes (`?team_id=t3&cause=billing_error`) or a range (`?weeks=2026-W01..2026-W09`) instead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.engine import weeks
from dashboard.errors import AmendsError
from dashboard.presentation import formats

LATEST = "Latest week"
ALL_WEEKS = "All weeks"
DEFAULT_SPAN = "26 weeks"
ONE_WEEK = "1 week"
SPANS = (DEFAULT_SPAN, ONE_WEEK, "13 weeks", "52 weeks", "104 weeks", ALL_WEEKS)
"""Lengths to choose from, the one that needs no parameter first."""


@dataclass(frozen=True)
class Field:
    """One filter: its URL parameter, the engine's column, and its words; an open one takes any id that is typed."""

    key: str
    column: str
    label: str
    everything: str
    nothing: str
    is_in_bar: bool = False
    is_open: bool = False


FIELDS = (
    Field("team", "team_id", "Team", "All teams", "No team", is_in_bar=True),
    Field("segment", "segment", "Segment", "All segments", "No segment", is_in_bar=True),
    Field("channel", "channel", "Channel", "All channels", "No channel"),
    Field("product", "product", "Product", "All products", "No product"),
    Field("cause", "cause_code", "Cause", "All causes", "No cause"),
    Field("severity", "severity", "Severity", "All severities", "No severity"),
    Field("justified", "justified", "Our fault", "Justified or not", "Not decided"),
    Field("language", "language", "Language", "All languages", "No language"),
    Field("agent", "agent_id", "Agent", "All agents", "No agent"),
    Field("internal", "internal", "Customers", "Internal or not", "Not known"),
    Field("customer", "customer_id", "Customer", "All customers", "No customer", is_open=True),
    Field("incident", "incident_id", "Incident", "All incidents", "No incident", is_open=True),
)
"""The filters in the order in which they stand on the page; the first ones are always visible."""


KEYS = frozenset({"week", "weeks", *(field.key for field in FIELDS)})
"""The parameters that the page writes."""

PARAMETERS = (*sorted(KEYS), *(field.column for field in FIELDS if field.column not in KEYS))
"""The parameters that the page reads: its own, and the engine's names of the columns."""


@dataclass(frozen=True)
class Link:
    """A link in the page's own words.

    `parameters` maps a parameter of `KEYS` to its labels; `unknown` maps it to those that the data do not have (a
    length of weeks that is not in the list is one of them); `bad_week` is a week that the data do not have.
    """

    parameters: Mapping[str, list[str]]
    unknown: Mapping[str, list[str]]
    bad_week: str | None


def read(
    asked: Mapping[str, Sequence[str]], values: Mapping[str, Mapping[str, str]], first_week: date, last_week: date
) -> Link:
    """Read the parameters of a link; `values` maps a filter's key to its values and labels."""
    parameters: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    for field in FIELDS:
        names = dict.fromkeys((field.key, field.column))
        if any(name in asked for name in names):
            texts = [text for name in names for text in asked.get(name, ())]
            found, missing = resolve(texts, values[field.key])
            parameters[field.key], unknown[field.key] = [*found, *missing], missing
    week, span = canonical_weeks(next(iter(asked.get("week", ())), None), next(iter(asked.get("weeks", ())), None))
    monday = parse_week(week) if week else None
    is_bad = week not in (None, LATEST) and (monday is None or not first_week <= monday <= last_week)
    if week and not is_bad:
        parameters["week"] = [week]
    if span and (span in SPANS or span_weeks(span)):
        parameters["weeks"] = [span]
        unknown["weeks"] = [] if span in SPANS else [span]
    return Link(parameters, unknown, week if is_bad else None)


def labels_of(field: Field, names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Value -> the text that stands in the list and in the link.

    `names` are (value, name); two values of one name get their code behind it, so that a link stays unambiguous; the
    value "" is "none of these".
    """
    pairs = [(value, (name or value) if value else field.nothing) for value, name in names]
    seen = Counter(name for _, name in pairs)
    return {value: name if seen[name] == 1 else f"{name} ({value or 'none'})" for value, name in pairs}


def resolve(asked: Sequence[str], labels: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Turn the values of a link, codes or labels in any case, into labels: (those known, those unknown)."""
    known = {label.casefold(): label for label in labels.values()}
    by_code = {value.casefold(): label for value, label in labels.items()}
    found: list[str] = []
    unknown: list[str] = []
    for text in asked:
        label = known.get(text.casefold()) or by_code.get(text.casefold())
        (found if label else unknown).append(label or text)
    return list(dict.fromkeys(found)), list(dict.fromkeys(unknown))


def parse_week(text: str) -> date | None:
    """The Monday of `2026-W46`; None when there is no such week."""
    try:
        return weeks.parse(text)
    except AmendsError:
        return None


def parse_range(text: str) -> tuple[date, date] | None:
    """The first and last Monday of `2026-W01..2026-W09`; None when it is no such range."""
    try:
        return weeks.parse_range(text) if ".." in text else None
    except AmendsError:
        return None


def span_label(count: int) -> str:
    """`13 -> 13 weeks`, the text of a length in the list and in the link."""
    return formats.plural(count, "week")


def span_weeks(span: str) -> int | None:
    """How many weeks a length means; None = all."""
    number = span.split(" ")[0]
    return int(number) if number.isdigit() and int(number) > 0 else None


def canonical_weeks(week: str | None, span: str | None) -> tuple[str | None, str | None]:
    """Bring `week` and `weeks` of a link into the form of the lists; what cannot be read stays as it is."""
    both = parse_range(span or "") or parse_range(week or "")
    if both:
        return weeks.label(both[1]), span_label((both[1] - both[0]).days // 7 + 1)
    monday = parse_week(week or "")
    if span and span.isdigit() and int(span) > 0:
        span = span_label(int(span))
    return (weeks.label(monday) if monday else week), span


def mondays(first: date, last: date) -> list[date]:
    """Every Monday from `first` to `last`, newest first."""
    return [last - timedelta(weeks=back) for back in range((last - first).days // 7 + 1)]


def window(week: str, span: str, first: date, last: date) -> tuple[date, date]:
    """First and last Monday that a choice of week and length shows, within the data's `first` and `last`."""
    end = parse_week(week) or last
    count = span_weeks(span)
    start = first if count is None else end - timedelta(weeks=count - 1)
    return max(first, min(start, end)), end
