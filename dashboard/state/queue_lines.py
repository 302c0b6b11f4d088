"""Lines of the queue: who took a complaint, what they noted, and whether it is done."""

from dataclasses import dataclass, replace

from dashboard.state.failures import Conflict
from dashboard.state.records import Entry, words
from dashboard.state.session import Session


@dataclass(frozen=True, kw_only=True)
class QueueLine(Entry):
    """A complaint that `taken_by` looks after. The id is that of the incident."""

    table = "queue_lines"
    label = "line of the queue"

    taken_by: str = words(longest=200)
    note: str = words(may_be_empty=True, default="")
    is_done: bool = False


def take(session: Session, incident_id: str, note: str = "") -> QueueLine:
    """Take a line in the name of the writer; one that is done may be taken again.

    Raises Conflict when somebody else has it.
    """
    there = session.find(QueueLine, incident_id)
    if there is None or there.is_removed:
        return session.save(QueueLine(id=incident_id, taken_by=session.author, note=note))
    if not there.is_done and there.taken_by != session.author:
        raise Conflict(
            f"{there.taken_by} took {incident_id} ({there.changed_at:%Y-%m-%d %H:%M} UTC). Ask before you begin.",
            there.content,
            there.changed_by,
            there.changed_at,
        )
    return session.save(replace(there, taken_by=session.author, note=note or there.note, is_done=False))


def done(session: Session, line: QueueLine, note: str | None = None) -> QueueLine:
    """Mark a line as done, with a last note."""
    return session.save(replace(line, is_done=True, note=line.note if note is None else note))


def give_back(session: Session, line: QueueLine) -> QueueLine:
    """Let go of a line, so that somebody else can take it."""
    return session.remove(line)


def queue_lines(session: Session) -> dict[str, QueueLine]:
    """Incident -> the line that somebody took."""
    return {line.id: line for line in session.all(QueueLine)}
