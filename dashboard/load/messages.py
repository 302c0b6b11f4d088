"""What our people wrote, read while loading: the labels of each message, and the acts in it that nobody coded.

`meta.read_messages` keeps what was read; `found_grade` is the grade before anybody judged it, `is_judged` says whether
somebody did. `canonical.text_labels`
gets a row per label, `canonical.incident_events` a detected event per apology, promise, offer and explanation, unless
the files have one of that type for the incident: what somebody coded wins. No text leaves the machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter

import duckdb
import pyarrow as pa

from dashboard import settings
from dashboard.detect.batches import SIZE, Found, Messages, Office, Readers, batches
from dashboard.detect.gate import trusted
from dashboard.detect.judging import FLAGS, act, judged
from dashboard.detect.messages import Labels
from dashboard.detect.patterns import version
from dashboard.load.jobs import Plan
from dashboard.load.request import LoadRequest, Progress, Verdict

WORTH_PROCESSES = 10_000
"""Messages from which on it is sooner to start more processes than to read here."""

WORTH_BEGINNING = 4_000_000
"""Bytes of files with messages from which on it is worth it to start the processes before the files are read."""

AT_ONCE = 20
"""Batches whose labels are written down together."""


def hold_many_messages(plans: Iterable[Plan]) -> bool:
    """Whether the files are so large that processes which read messages should begin before they are needed."""
    jobs = [(plan.source.path, job) for plan in plans for job in plan.jobs]
    with_texts = {path for path, job in jobs if job.table.name == "incident_events" and "body" in job.cells}
    return sum(path.stat().st_size for path in with_texts if path.is_file()) >= WORTH_BEGINNING


def read_messages(con: duckdb.DuckDBPyConnection, request: LoadRequest, readers: Readers, progress: Progress) -> None:
    """Read all messages of the loaded rows and write down what they say; what people said of them wins.

    What an earlier load derived is made anew, so that a newer version of the patterns reads everything.
    """
    con.execute(_FORGET_EVENTS)
    con.execute(_FORGET_LABELS)
    con.execute("attach ':memory:' as reading")  # seen by all cursors; in the new version it would be packed in vain
    con.execute(f"create table reading.messages_of_ours as {_select('of_ours')}")
    con.execute("create or replace temp view messages_of_ours as select * from reading.messages_of_ours")
    _create(con, "meta.read_messages", _read_schema().empty_table())
    _read(con, request, readers, progress)
    _create(con, "judged_acts", _judged_acts(request.verdicts))
    acts = list(trusted())
    _create(con, "trusted_acts", _texts(language=[one[0] for one in acts], act=[one[1] for one in acts]))
    con.execute(_ADD_LABELS.replace("found_labels", f"({_select('labels')}) as found_labels"), {"version": version()})
    con.execute(f"insert into canonical.incident_events by name {_select('events')}")
    for table in ("trusted_acts", "judged_acts"):
        con.execute(f"drop table {table}")
    con.execute("drop view messages_of_ours")
    con.execute("detach reading")


def _read_schema() -> pa.Schema:
    return pa.schema(
        [
            *((name, pa.string()) for name in ("event_id", "language", "found_grade", "grade", "promise")),
            ("due_at", pa.timestamp("us")),
            ("due_date", pa.date32()),
            *((name, pa.bool_()) for name in FLAGS),
            ("confidence", pa.float64()),
            ("is_judged", pa.bool_()),
        ]
    )


def _judged_acts(verdicts: Mapping[str, Sequence[Verdict]]) -> pa.Table:
    """Who judged which act of which message last."""
    last = {(event_id, act(one.label)): one for event_id, said in verdicts.items() for one in sorted(said, key=_when)}
    rows = [
        {"event_id": event_id, "act": name, "reviewer": one.reviewer, "reviewed_at": one.reviewed_at}
        for (event_id, name), one in last.items()
    ]
    texts = [(name, pa.string()) for name in ("event_id", "act", "reviewer")]
    return pa.Table.from_pylist(rows, pa.schema([*texts, ("reviewed_at", pa.timestamp("us"))]))


def _when(verdict: Verdict) -> datetime:
    return verdict.reviewed_at or datetime.min


def _texts(**columns: list[str]) -> pa.Table:
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _select(name: str) -> str:
    return (settings.QUERIES / "messages" / f"{name}.sql").read_text(encoding="utf-8")


def _create(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.register("given_rows", rows)
    con.execute(f"create or replace table {name} as select * from given_rows")  # noqa: S608 - own names
    con.unregister("given_rows")


def _read(con: duckdb.DuckDBPyConnection, request: LoadRequest, readers: Readers, progress: Progress) -> None:
    counts = con.execute(_COUNTS).fetchall()
    count = sum(each for _, each in counts)
    languages = [language for language, _ in counts]
    sources, office = [_given(con, language) for language in languages], Office(request.timezone, _workdays(con))
    done = 0
    rows: list[pa.Table] = []
    read = readers.read(sources, office, languages) if count >= WORTH_PROCESSES else batches(sources, office, 1)
    for messages, found in read:
        rows.append(_rows(messages.ids, found, request.verdicts))
        done += len(messages.ids)
        if done == count or len(rows) == AT_ONCE:
            _write(con, pa.concat_tables(rows))
            rows.clear()
        progress("Reading the messages", done / count)


def _write(con: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    con.register("just_read", rows)
    con.execute("insert into meta.read_messages select * from just_read")
    con.unregister("just_read")


def _given(con: duckdb.DuckDBPyConnection, language: str | None) -> Iterator[Messages]:
    """The messages of tickets in one language, in batches."""
    with con.cursor() as cursor:
        for rows in cursor.sql(_MESSAGES, params={"language": language}).to_arrow_reader(SIZE):
            yield Messages(*(column.to_pylist() for column in rows.columns))


def _rows(ids: Sequence[str], found: Found, verdicts: Mapping[str, Sequence[Verdict]]) -> pa.Table:
    """Rows of `meta.read_messages`: those of each different set of labels, repeated for its messages."""
    different = [(labels, labels, False) for labels in found.different]
    places = list(found.places)
    for at, said in [(at, verdicts[one]) for at, one in enumerate(ids) if one in verdicts] if verdicts else ():
        labels = found.different[places[at]]
        places[at] = len(different)
        different.append((labels, _judged(labels, said), True))
    rows = pa.Table.from_pydict(_columns(different), _read_schema().remove(0))
    return rows.take(pa.array(places)).add_column(0, "event_id", pa.array(ids, pa.string()))


def _judged(found: Labels, verdicts: Sequence[Verdict]) -> Labels:
    for one in verdicts:
        found = judged(found, one.label, holds=one.holds)
    return found


def _columns(different: Sequence[tuple[Labels, Labels, bool]]) -> dict[str, list[object]]:
    """What was found, what is said after somebody judged it, and whether somebody did, column by column."""
    said = [one for _, one, _ in different]
    return {
        "language": [one.language for one in said],
        "found_grade": [one.grade for one, _, _ in different],
        "grade": [one.grade for one in said],
        "promise": [one.promise for one in said],
        "due_at": [one.due.at if one.due else None for one in said],
        "due_date": [one.due.on if one.due and one.due.at is None else None for one in said],
        **{name: list(map(attrgetter(f"has_{name}"), said)) for name in FLAGS},
        "confidence": [one.confidence for one in said],
        "is_judged": [is_judged for _, _, is_judged in different],
    }


def _workdays(con: duckdb.DuckDBPyConnection) -> dict[date, bool]:
    found = con.execute("select date, is_business_day from canonical.calendar where is_business_day is not null")
    return dict(found.fetchall())


# Rows that an earlier load derived: their ids end in the act.
_FORGET_EVENTS = """
delete from canonical.incident_events
where
    label_source in ('detected', 'reviewed')
    and regexp_matches(event_id, '#(apology|promise|compensation|explanation)$')
"""
_FORGET_LABELS = "delete from canonical.text_labels where model_version like 'patterns-%'"
_ADD_LABELS = """
insert into canonical.text_labels by name
select *, $version as model_version from found_labels
"""
# Tickets in one language each, and the others together: most first, so that the processes share them well.
_COUNTS = """
select case when language in ('en', 'hu', 'pl', 'ka') then language end as spoken, count(*) as count_messages
from messages_of_ours
where not is_automatic
group by spoken
order by count_messages desc
"""
_MESSAGES = """
select event_id, body, actor_type, language, epoch_us(event_at)
from reading.messages_of_ours
where
    not is_automatic
    and case when language in ('en', 'hu', 'pl', 'ka') then language end is not distinct from $language
"""
