"""Reading and writing rows. Every change is written down with author, time and what was there before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, and_, func, insert, select, update

from dashboard.state import tables
from dashboard.state.changes import Change
from dashboard.state.failures import Conflict
from dashboard.state.records import Entry, Record, check, new_id

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True)
class Session:
    """One look at the database, or one write in the name of `author` at `now` (naive UTC)."""

    connection: Connection | None
    author: str
    now: datetime

    def all(self, record: type[AnyRecord], **equal: object) -> tuple[AnyRecord, ...]:
        """Rows whose fields equal these values, the oldest first; entries that were removed are left out."""
        found = self._rows(record, equal)
        return tuple(one for one in found if not (isinstance(one, Entry) and one.is_removed))

    def everything(self, record: type[AnyRecord], **equal: object) -> tuple[AnyRecord, ...]:
        """The same with what was removed."""
        return tuple(self._rows(record, equal))

    def find(self, record: type[AnyRecord], name: str) -> AnyRecord | None:
        """The row of an id, also when it was removed; None when there is none."""
        return next(self._rows(record, {"id": name}), None)

    def told_again(self, record: type[AnyRecord], about: tuple[str, ...], **equal: object) -> tuple[AnyRecord, ...]:
        """The rows of those groups, by the fields `about`, that have more than one; the oldest first."""
        if self.connection is None:
            return ()
        table = tables.table_of(record)
        chosen = [table.c[name] == value for name, value in equal.items()]
        group = [table.c[name] for name in about]
        several = select(*group).where(*chosen).group_by(*group).having(func.count() > 1).subquery()
        same = and_(*(table.c[name] == several.c[name] for name in about))
        rows = self.connection.execute(select(table).join(several, same).where(*chosen).order_by(*_order(table)))
        return tuple(record(**_plain(row)) for row in rows)

    def count(self, record: type[Record]) -> int:
        """How many rows there are, with what was removed."""
        if self.connection is None:
            return 0
        return int(self.connection.execute(select(func.count()).select_from(tables.table_of(record))).scalar_one())

    def stamp(self, record: type[Record]) -> str:
        """A short text that changes with every write of this kind: how many rows, and when the last was written."""
        if self.connection is None:
            return "0"
        table = tables.table_of(record)
        last = func.max(table.c.changed_at if "changed_at" in table.c else table.c.at)
        count, moment = self.connection.execute(select(func.count(), last).select_from(table)).one()
        return f"{count} {moment}"

    def save(self, entry: AnyEntry) -> AnyEntry:
        """Write an entry, new or changed; the answer has its next version.

        Raises Conflict when somebody wrote it since it was read, AmendsError `field: rule` when it breaks a rule.
        """
        stored = self.find(type(entry), entry.id) if entry.id else None
        if (stored.version if stored else 0) != entry.version and not _comes_back(stored, entry):
            raise _conflict(entry, stored)
        written = self._signed(entry, stored)
        check(written)
        self._put(written, is_new=stored is None)
        self._note(stored, written)
        return written

    def remove(self, entry: AnyEntry) -> AnyEntry:
        """Take an entry away; the change log keeps what it said. Raises Conflict like `save`."""
        return self.save(replace(entry, is_removed=True))

    def append(self, *records: Record) -> None:
        """Write rows that nobody changes later."""
        for one in records:
            check(one)
        if records:
            self._required.execute(insert(tables.table_of(type(records[0]))), [_values(one) for one in records])

    def _signed(self, entry: AnyEntry, stored: AnyEntry | None) -> AnyEntry:
        author = stored.author if stored else entry.author or self.author
        created_at = stored.created_at if stored else entry.created_at or self.now
        return replace(
            entry,
            id=entry.id or new_id(),
            version=(stored.version if stored else entry.version) + 1,
            author=author,
            created_at=created_at,
            changed_by=self.author,
            changed_at=self.now,
        )

    def _put(self, entry: Entry, *, is_new: bool) -> None:
        table, values = tables.table_of(type(entry)), _values(entry)
        statement = insert(table) if is_new else update(table).where(table.c.id == entry.id)
        self._required.execute(statement.values(values))

    def _note(self, stored: Entry | None, written: Entry) -> None:
        self.append(
            Change(
                id=new_id(),
                at=self.now,
                author=self.author,
                about=written.table,
                entry_id=written.id,
                version=written.version,
                before=stored.as_json() if stored else None,
                after=written.as_json(),
            )
        )

    @property
    def _required(self) -> Connection:
        assert self.connection is not None  # noqa: S101 - only `State.read` opens a session without one
        return self.connection

    def _rows(self, record: type[AnyRecord], equal: Mapping[str, object]) -> Iterator[AnyRecord]:
        if self.connection is None:
            return iter(())
        table = tables.table_of(record)
        chosen = select(table).where(*(table.c[name] == value for name, value in equal.items()))
        rows = self.connection.execute(chosen.order_by(*_order(table)))
        return (record(**_plain(row)) for row in rows)


def _order(table: Table) -> list[Any]:
    return [table.c[name] for name in ("created_at", "at", "version", "id") if name in table.c]


def _plain(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in tables.table_of(type(record)).c.keys()}  # noqa: SIM118 - iterating gives columns


def _comes_back(stored: Entry | None, entry: Entry) -> bool:
    """Whether something new takes the place of what was removed; a loaded entry is not new, it has a time."""
    return stored is not None and stored.is_removed and entry.version == 0 and entry.created_at is None


def _differing(theirs: Mapping[str, Any], ours: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """What they wrote that differs from ours; of values inside values only those that differ."""
    found: dict[str, Any] = {}
    for name in [*theirs, *(name for name in ours if prefix and name not in theirs)]:
        their, our = theirs.get(name), ours.get(name)
        if isinstance(their, Mapping) or isinstance(our, Mapping):
            found |= _differing(their or {}, our or {}, f"{prefix}{name} ")
        elif their != our:
            found[f"{prefix}{name}"] = "nothing" if their in (None, "") and prefix else their
    return found


def _conflict(entry: Entry, stored: Entry | None) -> Conflict:
    if stored is None:
        return Conflict(f"This {entry.label} is not there any more. Nothing was saved.", {}, "", None)
    when = f"{stored.changed_at:%Y-%m-%d %H:%M} UTC" if stored.changed_at else "in the meantime"
    if stored.is_removed:
        what = "removed it"
    else:
        differing = _differing(stored.content, entry.content)
        said = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in differing.items())
        what = f"wrote: {said}" if said else "wrote the same"
    return Conflict(
        f"{stored.changed_by} changed this {entry.label} ({when}) after you opened it and {what}. "
        "Yours was not saved: look at it and write again.",
        stored.content,
        stored.changed_by,
        stored.changed_at,
    )
