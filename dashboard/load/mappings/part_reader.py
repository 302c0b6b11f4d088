"""Reading a part of a mapping from its YAML; every mistake is answered with file, line and the nearest name."""

from collections.abc import Collection, Mapping

from dashboard.load.mappings.document import Item
from dashboard.load.mappings.headers import Header
from dashboard.load.mappings.part import Part
from dashboard.load.mappings.rows import read_row
from dashboard.load.mappings.source import DATE_PARTS, Value
from dashboard.load.mappings.value_reader import Names, known, read_value

KEYS = ("headers", "rows")
MORE_KEYS = ("null_words", "not_used", "history", "computed", "key", "beside", "times")

Columns = Mapping[str, tuple[str, ...]]
"""What can be looked up in each part of a mapping."""


def columns_of(fields: Mapping[str, Item]) -> tuple[str, ...]:
    """The names that other parts may look up in this one."""
    return (*fields["headers"].pairs(), *pairs(fields, "computed"))


def read_part(
    name: str,
    fields: Mapping[str, Item],
    answers: tuple[str, ...],
    parts: Columns,
    siblings: Collection[str],
    looked_up: frozenset[str],
) -> Part:
    """Read one part from its keys.

    `parts` can be looked up, `siblings` are all parts of the mapping, `looked_up` is what they look up in this one.
    """
    headers = {header: _read_header(header, item) for header, item in fields["headers"].pairs().items()}
    many = [header.name for header in headers.values() if header.is_many]
    computed: dict[str, Value] = {}
    for value, item in pairs(fields, "computed").items():
        computed[value] = read_value(item, Names([*headers, *computed], answers, many=many, parts=parts))
    names = Names([*headers, *computed], answers, many=many, parts=parts, siblings=siblings)
    of, by = _read_history(fields["history"], names) if "history" in fields else (None, ())
    return Part(
        name=name,
        headers=headers,
        not_used=texts(fields, "not_used"),
        null_words=texts(fields, "null_words"),
        computed=computed,
        rows=tuple(read_row(item, names, of is not None) for item in fields["rows"].list()),
        history_of=of,
        history_by=by,
        key=known(fields["key"], "the source column", names.columns) if "key" in fields else None,
        is_beside="beside" in fields and fields["beside"].is_true(),
        looked_up=looked_up,
        is_utc="times" in fields and known(fields["times"], "the kind of times", ["utc", "local"]) == "utc",
    )


def pairs(fields: Mapping[str, Item], key: str) -> Mapping[str, Item]:
    """The keys and values under a key, none when it is not there."""
    return fields[key].pairs() if key in fields else {}


def texts(fields: Mapping[str, Item], key: str) -> tuple[str, ...]:
    """The list under a key, empty when it is not there."""
    return tuple(item.text() for item in fields[key].list()) if key in fields else ()


def _read_header(name: str, item: Item) -> Header:
    if item.is_text and item.text_or_none() is None:
        return Header(name, (name,))
    fields = item.fields([], ["required", "names", "date", "many"])
    return Header(
        name,
        tuple(spelling.text() for spelling in fields["names"].list()) if "names" in fields else (name,),
        "required" in fields and fields["required"].is_true(),
        known(fields["date"], "the date order", DATE_PARTS) if "date" in fields else None,
        "many" in fields and fields["many"].is_true(),
    )


def _read_history(item: Item, names: Names) -> tuple[str, tuple[str, ...]]:
    fields = item.fields(["of", "in_order_of"])
    of = known(fields["of"], "the source column", names.columns)
    return of, tuple(known(part, "the source column", names.columns) for part in fields["in_order_of"].list())
