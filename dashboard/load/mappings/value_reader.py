"""Values as they are written in a mapping file: a source column, or one operation with its parts."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from dashboard.load.mappings.aggregates import CountDifferent, Least, MonthOf, Sum, TextOf
from dashboard.load.mappings.document import Item
from dashboard.load.mappings.lookups import LookUp
from dashboard.load.mappings.moments import After, Moment
from dashboard.load.mappings.source import Value
from dashboard.load.mappings.texts import EachNumber, Extract, Number, Whole
from dashboard.load.mappings.values import (
    Answer,
    Constant,
    ContentId,
    Copy,
    Counter,
    FirstOf,
    IfSame,
    Joined,
    MonthsBefore,
    Translated,
)


@dataclass(frozen=True)
class Names:
    """The names that a value may use: source columns and computed values, answers, the counter of a repetition.

    `many` are the columns that may occur several times, `parts` what can be looked up in other parts of the mapping,
    `siblings` all its parts; `is_each`: one of several columns is told.
    """

    columns: Collection[str]
    answers: Collection[str] = ()
    counter: str | None = None
    many: Collection[str] = ()
    parts: Mapping[str, Collection[str]] = field(default_factory=dict)
    siblings: Collection[str] = ()
    is_each: bool = False


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


def _extract(item: Item, names: Names) -> Value:
    fields = item.fields(["extract", "from"])
    try:
        groups = re.compile(re.sub(r"\\p\{\w+\}", "x", fields["extract"].text())).groups
    except re.error as error:
        fields["extract"].fail(f"this is no regular expression: {error}.")
    if groups != 1:
        fields["extract"].fail("the expression needs one group in round brackets: what is taken.")
    return Extract(fields["extract"], read_value(fields["from"], names))


def _moment(item: Item, names: Names) -> Value:
    return Moment(read_value(item.fields(["moment"])["moment"], names))


def _after(item: Item, names: Names) -> Value:
    units = ["minutes", "hours", "hours_minutes"]
    fields = item.fields(["after"], units)
    given = [unit for unit in units if unit in fields]
    if len(given) != 1:
        item.fail(f"how long after is said by one of {', '.join(units)}.")
    return After(read_value(fields["after"], names), read_value(fields[given[0]], names), given[0])


def _look_up(item: Item, names: Names) -> Value:
    fields = item.fields(["look_up", "in", "by"])
    part = known(fields["in"], "the part", names.parts)
    return LookUp(
        known(fields["look_up"], f'in the part "{part}", the column', names.parts[part]),
        part,
        read_value(fields["by"], names),
    )


def _sum(item: Item, names: Names) -> Value:
    return Sum(_parts(item.fields(["sum_of"])["sum_of"], names))


def _text_of(item: Item, names: Names) -> Value:
    fields = item.fields(["text_of", "together"])
    return TextOf(read_value(fields["text_of"], names), _parts(fields["together"], names))


def _if_same(item: Item, names: Names) -> Value:
    fields = item.fields(["if_same", "then", "otherwise"])
    compared = _parts(fields["if_same"], names)
    if len(compared) != 2:
        fields["if_same"].fail("two values are compared.")
    return IfSame(*compared, read_value(fields["then"], names), read_value(fields["otherwise"], names))


def _each_number(item: Item, names: Names) -> Value:
    if item.fields(["each_number"])["each_number"].is_true() and not names.is_each:
        item.fail("only an entry with for_each has this number.")
    return EachNumber()


def _of_one(key: str, made: Callable[[Value], Value]) -> Callable[[Item, Names], Value]:
    return lambda item, names: made(read_value(item.fields([key])[key], names))


_READERS: Mapping[str, Callable[[Item, Names], Value]] = {
    "constant": _constant,
    "from": _from,
    "join": _joined,
    "first_of": _first_of,
    "content_id": _content_id,
    "answer": _answer,
    "months_before": _months_before,
    "counter": _counter,
    "extract": _extract,
    "moment": _moment,
    "after": _after,
    "look_up": _look_up,
    "sum_of": _sum,
    "count_different": _of_one("count_different", CountDifferent),
    "least": _of_one("least", Least),
    "text_of": _text_of,
    "month_of": _of_one("month_of", MonthOf),
    "if_same": _if_same,
    "whole": _of_one("whole", Whole),
    "number": _of_one("number", Number),
    "each_number": _each_number,
}
