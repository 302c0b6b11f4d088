"""Values as they are written in a mapping file: a source column, or one operation with its parts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from dashboard.load.mappings.document import Item
from dashboard.load.mappings.source import Value
from dashboard.load.mappings.values import (
    Answer,
    Constant,
    ContentId,
    Copy,
    Counter,
    FirstOf,
    Joined,
    MonthsBefore,
    Translated,
)


@dataclass(frozen=True)
class Names:
    """The names that a value may use: source columns and computed values, answers, the counter of a repetition."""

    columns: Collection[str]
    answers: Collection[str] = ()
    counter: str | None = None


def read_value(item: Item, names: Names) -> Value:
    """Read one value of a mapping file; AmendsError with file and line when it is none."""
    if item.is_text:
        return Copy(known(item, "the source column", names.columns))
    kind = next(iter(item.pairs()), "")
    if kind not in _READERS:
        item.fail_unknown("the operation", kind, list(_READERS))
    return _READERS[kind](item, names)


def known(item: Item, what: str, valid: Collection[str]) -> str:
    """The name written here, refused unless it is one of the valid ones."""
    if item.text() not in valid:
        item.fail_unknown(what, item.text(), valid)
    return item.text()


def _parts(item: Item, names: Names) -> tuple[Value, ...]:
    return tuple(read_value(part, names) for part in item.list())


def _from(item: Item, names: Names) -> Value:
    fields = item.fields(["from"], ["codes", "default"])
    of = read_value(fields["from"], names)
    codes = fields["codes"].pairs() if "codes" in fields else {}
    return Translated(of, codes, fields.get("default"))


def _joined(item: Item, names: Names) -> Value:
    fields = item.fields(["join"], ["with"])
    return Joined(_parts(fields["join"], names), fields["with"].text() if "with" in fields else "-")


def _months_before(item: Item, names: Names) -> Value:
    fields = item.fields(["months_before", "months"], ["first_day"])
    end = Answer(known(fields["months_before"], "the answer", names.answers))
    return MonthsBefore(
        end, read_value(fields["months"], names), "first_day" in fields and fields["first_day"].is_true()
    )


def _counter(item: Item, names: Names) -> Value:
    return Counter(known(item.fields(["counter"])["counter"], "the counter", [names.counter] if names.counter else []))


def _constant(item: Item, _names: Names) -> Value:
    return Constant(item.fields(["constant"])["constant"])


def _first_of(item: Item, names: Names) -> Value:
    return FirstOf(_parts(item.fields(["first_of"])["first_of"], names))


def _content_id(item: Item, _names: Names) -> Value:
    return ContentId(item.fields(["content_id"])["content_id"].text())


def _answer(item: Item, names: Names) -> Value:
    return Answer(known(item.fields(["answer"])["answer"], "the answer", names.answers))


_READERS: Mapping[str, Callable[[Item, Names], Value]] = {
    "constant": _constant,
    "from": _from,
    "join": _joined,
    "first_of": _first_of,
    "content_id": _content_id,
    "answer": _answer,
    "months_before": _months_before,
    "counter": _counter,
}
