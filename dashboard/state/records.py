"""What a row is: a frozen dataclass whose typed fields become columns, checks, and JSON that reads back the same."""

import json
import sys
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date, datetime
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, ClassVar, Self, cast, get_args, get_origin, get_type_hints
from uuid import uuid4

from dashboard.errors import AmendsError

LONGEST = 4000
"""Characters of a text that people write, unless its field says otherwise."""

_LONGEST_JSON = 500_000
_LARGEST = 2**31 - 1
"""Of whole numbers: what a column of PostgreSQL holds."""

Problem = tuple[str, str]
"""Name of a field, and the rule that it breaks."""

_WORDS: Mapping[type, str] = MappingProxyType(
    {
        str: "must be text",
        bool: "must be true or false",
        int: "must be a whole number",
        float: "must be a number",
        date: "must be a day like 2026-03-02",
        datetime: "must be a time like 2026-03-02T10:15:00, in UTC without offset",
        Mapping: "must be an object of JSON, of a size that people write",
    }
)


def new_id() -> str:
    """A name for a new row, unlike every other."""
    return uuid4().hex


def words(
    *, options: tuple[str, ...] = (), longest: int = LONGEST, may_be_empty: bool = False, default: Any = ...
) -> Any:
    """A text field: one of `options`, or any text up to `longest` characters."""
    rules = {"options": options, "longest": longest, "may_be_empty": may_be_empty}
    return field(metadata=rules) if default is ... else field(metadata=rules, default=default)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row that is written once. `table` is where, `label` what people call it."""

    table: ClassVar[str]
    label: ClassVar[str]

    id: str = words(longest=400, default="")

    def problems(self) -> Iterator[Problem]:
        """What no single field can tell; the fields themselves are checked before."""
        yield from ()

    def as_json(self) -> dict[str, Any]:
        """The row as JSON knows it: days and times as ISO text."""
        values = {name: getattr(self, name) for name in columns(type(self))}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The row of `as_json`; AmendsError with the first problem as `field: rule`."""
        known = columns(cls)
        for name in row:
            if name not in known:
                raise AmendsError(f"{name}: is not known here")
        for name in known:
            if name not in row:
                raise AmendsError(f"{name}: is missing")
        values = {name: _parsed(row[name], kind) for name, (kind, _) in known.items()}
        made = cls(**values)
        check(made)
        return made


@dataclass(frozen=True, kw_only=True)
class Entry(Record):
    """A row that people change. `author` wrote it first; version 0 has not been saved yet. Times are naive UTC."""

    version: int = 0
    author: str = words(longest=200, default="", may_be_empty=True)
    created_at: datetime | None = None
    changed_by: str = words(longest=200, default="", may_be_empty=True)
    changed_at: datetime | None = None
    is_removed: bool = False

    @property
    def content(self) -> dict[str, Any]:
        """What people wrote: the JSON without id, version, names and times."""
        return {name: value for name, value in self.as_json().items() if name not in _KEPT}


_KEPT = frozenset(("id", "version", "author", "created_at", "changed_by", "changed_at"))


def columns(record: type[Record]) -> Mapping[str, tuple[type, bool]]:
    """Field -> (its type, whether it may be empty), in the order of the class."""
    return _columns(cast("Hashable", record))


@cache
def _columns(record: Any) -> Mapping[str, tuple[type, bool]]:
    hints = get_type_hints(record)
    return MappingProxyType({one.name: _kind(hints[one.name]) for one in fields(record)})


def _kind(hint: Any) -> tuple[type, bool]:
    members = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    (kind,) = (member for member in members if member is not type(None))
    return (get_origin(kind) or kind), type(None) in members


def check(record: Record) -> None:
    """AmendsError `field: rule` with the first rule that a row breaks."""
    for name, rule in _all_problems(record):
        raise AmendsError(f"{name}: {rule}")


def _all_problems(record: Record) -> Iterator[Problem]:
    known = columns(type(record))
    for one in fields(record):
        kind, is_optional = known[one.name]
        value = getattr(record, one.name)
        if value is None and is_optional:
            continue
        rule = _broken(value, kind, one)
        if rule:
            yield one.name, rule
    yield from record.problems()


def _broken(value: Any, kind: type, one: Field[Any]) -> str | None:
    if not _is_of(value, kind):
        return _WORDS[kind]
    if kind is str:
        return _broken_text(value, one.metadata)
    return None if _can_be_kept(value, kind) else _WORDS[kind]


def _broken_text(value: str, rules: Mapping[str, Any]) -> str | None:
    if not value.strip() and not rules.get("may_be_empty"):
        return "must not be empty"
    options, longest = rules.get("options", ()), rules.get("longest", LONGEST)
    if options and value not in options:
        return f"must be one of {', '.join(options)}"
    if len(value) > longest:
        return f"must not be longer than {longest:,} characters"
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        return "has a sign that is no text"
    return None


def _can_be_kept(value: Any, kind: type) -> bool:
    """Whether both databases and JSON hold exactly this value."""
    if isinstance(value, Mapping):
        return _is_json(value)
    if isinstance(value, datetime):
        return value.tzinfo is None
    if kind is float:
        return bool(abs(value) <= sys.float_info.max)  # False for nan too
    return kind is not int or abs(value) <= _LARGEST


def _is_json(value: Mapping[str, Any]) -> bool:
    try:
        return len(json.dumps(value, allow_nan=False)) <= _LONGEST_JSON
    except (TypeError, ValueError, RecursionError):
        return False


def _is_of(value: Any, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)


def _parsed(value: Any, kind: type) -> Any:
    """A day or a time out of its text; what cannot be read stays as it is, for `check` to tell."""
    if isinstance(value, str) and kind in (date, datetime):
        try:
            return kind.fromisoformat(value)
        except ValueError:
            return value
    return value
