"""One incident as marks on three lanes (customer, company, system): what the chart draws and the table twin lists.

Times in the frames are local and without zone; `x` counts days since the opening. Texts of the data are escaped for the
hover, because Plotly reads small HTML.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.presentation import formats, records
from dashboard.topics import event_words
from dashboard.topics.event_words import Look

LANES = ("Customer", "Company", "System")
_DAY = 86_400.0
_LIMIT = 14.0
_QUIET = 0.55
"""When nothing happened in the last part of the time, more than this share of it, the axis ends where it went quiet."""


@dataclass(frozen=True)
class Story:
    """What the chart draws; every x is in days since the opening.

    `marks` has x, lane, symbol, tone, is_hollow, label, rank (small = its label matters most) and hover; `silences` has
    start, end, label; `links` has x0, lane0, x1, lane1, tone. `now` and `limit` are None when they lie outside; `quiet`
    is for how many days nothing has happened when the axis ends before now.
    """

    marks: pd.DataFrame
    silences: pd.DataFrame
    links: pd.DataFrame
    end: float
    opened: datetime
    now: float | None
    limit: float | None
    quiet: float | None


def local(utc: datetime, timezone: str) -> datetime:
    """A naive UTC time as naive local time."""
    return utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


def story(
    facts: Mapping[str, object],
    events: pd.DataFrame,
    promises: pd.DataFrame,
    offers: pd.DataFrame,
    silences: pd.DataFrame,
    *,
    timezone: str,
    currency: str,
) -> Story:
    """Everything that the chart of one incident draws; the frames are the rows of the panels `one_incident_…`."""
    opened, as_of = _utc(facts["opened_at"]), _utc(facts["as_of"])
    marks = [*_event_marks(events, opened, timezone, currency), *_promise_marks(promises, opened, as_of, timezone)]
    now = _days(as_of, opened)
    last = max([_LIMIT if now >= _LIMIT else now, *(float(str(mark["x"])) for mark in marks)])
    is_open = bool(facts["is_open"])
    is_quiet = is_open and now - last > _QUIET * now
    end = last * 1.12 if is_quiet else max(last, now) if is_open else last
    shaded = _shaded(silences, opened, end)
    frame = pd.DataFrame(marks, columns=["x", "lane", "symbol", "tone", "is_hollow", "label", "rank", "hover"])
    return Story(
        marks=frame,
        silences=shaded,
        links=_links(promises, offers, opened, as_of),
        end=end,
        opened=local(opened, timezone),
        now=now if is_open and not is_quiet else None,
        limit=_LIMIT if end >= _LIMIT else None,
        quiet=(now - last) if is_quiet else None,
    )


def answer(told: Story, count: int) -> str:
    """How much happened in how long, and for how long nothing has."""
    last = float(told.marks["x"].max())
    within = f" in {formats.duration(last * 24)}" if last * 24 >= 1 else ""
    happened = f"{formats.plural(count, 'event')}{within}"
    return f"{happened}, then nothing for {formats.duration(told.quiet * 24)}." if told.quiet else f"{happened}."


def _utc(value: object) -> datetime:
    moment: datetime = pd.Timestamp(str(value)).to_pydatetime()
    return moment


def _days(moment: datetime, opened: datetime) -> float:
    return (moment - opened).total_seconds() / _DAY


def _event_marks(events: pd.DataFrame, opened: datetime, timezone: str, currency: str) -> Iterable[dict[str, object]]:
    is_first = True
    for row in records.of(events):
        look = event_words.look(row, currency)
        if is_first and row["event_type"] in ("message", "call", "visit") and look.lane == "Customer":
            look, is_first = look.named("Complaint", rank=0), False
        yield _mark(_utc(row["event_at"]), opened, look, _hover(row, look, timezone))


def _mark(at: datetime, opened: datetime, look: Look, hover: str) -> dict[str, object]:
    return {
        "x": _days(at, opened),
        "lane": LANES.index(look.lane),
        "symbol": look.symbol,
        "tone": look.tone,
        "is_hollow": look.is_hollow,
        "label": look.label,
        "rank": look.rank,
        "hover": hover,
    }


def _hover(row: Mapping[str, object], look: Look, timezone: str) -> str:
    lines = [f"<b>{escape(look.title)}</b>", formats.moment(_utc(row["event_at"]), timezone)]
    if row["actor_id"] is not None:
        lines.append(escape(str(row["actor_id"])))
    if look.detail:
        lines.append(escape(look.detail))
    if row["body"] is not None:
        lines += [escape(line) for line in _wrapped(str(row["body"]))]
    return "<br>".join(lines)


def _wrapped(text: str, width: int = 60, most: int = 4) -> list[str]:
    """The beginning of a text in lines short enough for a hover label."""
    flat = " ".join(text.split())
    lines = [flat[at : at + width] for at in range(0, min(len(flat), width * most), width)]
    return [*lines[:-1], f"{lines[-1]}…"] if lines and len(flat) > width * most else lines


def _promise_marks(
    promises: pd.DataFrame, opened: datetime, as_of: datetime, timezone: str
) -> Iterable[dict[str, object]]:
    """The moment at which a promise was broken; that it was made or kept are events of their own."""
    for row in records.of(promises):
        if row["due_at"] is None or row["is_kept"] or row["is_called_off"] or _utc(row["due_at"]) >= as_of:
            continue
        due = _utc(row["due_at"])
        look = Look("Company", "x", "worse", "Broken", rank=1, title="Promise broken")
        yield _mark(due, opened, look, f"<b>Promise broken</b><br>due {formats.moment(due, timezone)}")


def _links(promises: pd.DataFrame, offers: pd.DataFrame, opened: datetime, as_of: datetime) -> pd.DataFrame:
    """Lines from a promise to the time due, and from an offer to its approval."""
    company, system = LANES.index("Company"), LANES.index("System")
    found = []
    for row in records.of(promises):
        if row["due_at"] is not None:
            broken = not row["is_kept"] and not row["is_called_off"] and _utc(row["due_at"]) < as_of
            ends = (_days(_utc(row["made_at"]), opened), company, _days(_utc(row["due_at"]), opened), company)
            found.append((*ends, "worse" if broken else "mute"))
    for row in records.of(offers):
        if row["approved_at"] is not None:
            ends = (_days(_utc(row["offered_at"]), opened), company, _days(_utc(row["approved_at"]), opened), system)
            found.append((*ends, "mute"))
    return pd.DataFrame(found, columns=["x0", "lane0", "x1", "lane1", "tone"])


def _shaded(silences: pd.DataFrame, opened: datetime, end: float) -> pd.DataFrame:
    found = []
    for row in records.of(silences):
        start, until = _days(_utc(row["started_at"]), opened), _days(_utc(row["ended_at"]), opened)
        if start < end:
            found.append((start, min(until, end), f"silent {formats.duration((until - start) * 24)}"))
    return pd.DataFrame(found, columns=["start", "end", "label"])


def table(events: pd.DataFrame, *, timezone: str, currency: str, opened: object) -> pd.DataFrame:
    """The events as a table in the order of time: When (local), Day, Who, What, Detail, By, Text."""
    rows = [(row, event_words.look(row, currency)) for row in records.of(events)]
    start = _utc(opened)
    return pd.DataFrame(
        {
            "When": [local(_utc(row["event_at"]), timezone).replace(second=0, microsecond=0) for row, _ in rows],
            "Day": [int(_days(_utc(row["event_at"]), start)) for row, _ in rows],
            "Who": [look.lane for _, look in rows],
            "What": [look.title for _, look in rows],
            "Detail": [look.detail or None for _, look in rows],
            "By": [row["actor_id"] if row["actor_id"] is not None else None for row, _ in rows],
            "Text": [" ".join(str(row["body"]).split())[:300] if row["body"] is not None else None for row, _ in rows],
        }
    )
