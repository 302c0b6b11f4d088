"""What people say of the labels of messages: read for the load that reads the messages again, and written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from sqlglot import exp

from dashboard.detect.judging import FLAGS, GRADES, PROMISES, judged
from dashboard.detect.messages import Labels
from dashboard.errors import AmendsError
from dashboard.load.request import Verdict
from dashboard.state.database import State
from dashboard.state.label_flips import LabelFlip, label_flips, new
from dashboard.state.session import Session
from dashboard.versions import published
from dashboard.warehouse.reader import open_version

Said = Mapping[str, LabelFlip]
"""What people said of one message, by the name of the label."""


def verdicts(state: State) -> Mapping[str, Sequence[Verdict]]:
    """By the event id of the message: what holds and what does not, and who said so last."""
    return {event_id: tuple(map(_verdict, of_one.values())) for event_id, of_one in said(state).items()}


def for_load(state: State, warehouse: Path) -> tuple[Mapping[str, Sequence[Verdict]], str | None]:
    """What a load takes over from people; where it cannot be read nothing of it, and in words why.

    Raises AmendsError when the version in force rests on it: a load without it would take back what people said.
    """
    try:
        return verdicts(state), None
    except AmendsError as error:
        if _rests_on_verdicts(warehouse):
            raise AmendsError(
                f"{error} The numbers in force rest on what people said of messages; a load without it would take that "
                "back, so nothing was loaded. Mend the database, or name another place in AMENDS_STATE_URL."
            ) from error
        return {}, f"What people said of messages was not taken over. {error}"


def _rests_on_verdicts(warehouse: Path) -> bool:
    """Whether people judged a message of the version in force; a version that cannot tell is taken to."""
    try:
        in_force = published(warehouse)
        version = open_version(in_force) if in_force else None
    except AmendsError:
        return True
    if version is None or "read_messages" not in version.tables:
        return False
    messages = version.table("select * from meta.read_messages limit 0").schema.names
    judged = exp.select("count(*)").from_("meta.read_messages").where("is_judged")
    return "is_judged" not in messages or version.table(judged).column(0)[0].as_py() > 0


def said(state: State) -> Mapping[str, Said]:
    """The same by event id and label, ready to be changed."""
    with state.read() as session:
        flips = label_flips(session)
    return {
        event_id: {flip.name: flip for flip in of_message}
        for event_id, of_message in groupby(flips, key=lambda flip: flip.event_id)
    }


def _verdict(flip: LabelFlip) -> Verdict:
    return Verdict(flip.name, flip.holds, flip.changed_by or flip.author, flip.changed_at or flip.created_at)


def after(found: Labels, said_of_it: Said) -> Labels:
    """The labels of a message with what people said of it."""
    for flip in said_of_it.values():
        found = judged(found, flip.name, holds=flip.holds)
    return found


def judge(session: Session, event_id: str, before: Said, label: str, *, holds: bool) -> None:
    """Write whether a label belongs to a message. `before` is what the writer saw: who was quicker is told (Conflict).

    A grade and a kind of promise exclude the others, and `none` (of grades) and `promise_none` exclude them all.
    """
    if label in (*GRADES, "none") and (holds or label == "none"):
        _choose(session, event_id, before, GRADES, label)
    elif label in (*PROMISES, "promise_none") and (holds or label == "promise_none"):
        _choose(session, event_id, before, PROMISES, label)
    else:
        _write(session, event_id, before, label, holds=holds)


def judge_all(session: Session, event_id: str, before: Said, grade: str, promise: str, flags: Iterable[str]) -> None:
    """Write all that somebody read in a message: grade and promise as in `Labels`, and which of `FLAGS` it has.

    Greetings and thanks are left as they are: nobody is asked for them here.
    """
    _choose(session, event_id, before, GRADES, grade)
    _choose(session, event_id, before, PROMISES, f"promise_{promise}")
    named = set(flags)
    for name in FLAGS[:3]:
        _write(session, event_id, before, name, holds=name in named)


def _choose(session: Session, event_id: str, before: Said, among: Sequence[str], chosen: str) -> None:
    for name in among:
        _write(session, event_id, before, name, holds=name == chosen)


def _write(session: Session, event_id: str, before: Said, name: str, *, holds: bool) -> None:
    """Also the same again is written: somebody else has looked and agrees."""
    seen = before.get(name)
    session.save(replace(seen, holds=holds) if seen else new(event_id, name, holds=holds))
