"""A mapping: how the columns of one kind of foreign file become canonical tables. Read from a YAML file."""

from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard import contracts
from dashboard.errors import AmendsError
from dashboard.load.mappings.document import Item, nearest, open_document
from dashboard.load.mappings.headers import Header, column_names, match, plain, twin
from dashboard.load.mappings.rows import Projection, Row, read_row
from dashboard.load.mappings.source import DATE_PARTS, Source, Value
from dashboard.load.mappings.value_reader import Names, known, read_value


@dataclass(frozen=True)
class Note:
    """A sentence that must be shown wherever these data are shown; the topic is `table` or `table.column`."""

    topic: str
    text: str


@dataclass(frozen=True)
class Ask:
    """A day that the file does not hold and the user must name."""

    name: str
    question: str


@dataclass(frozen=True)
class Mapping:
    """How one kind of file is read."""

    name: str
    label: str
    description: str
    path: Path
    headers: Keyed[str, Header]
    not_used: tuple[str, ...]
    null_words: tuple[str, ...]
    asks: tuple[Ask, ...]
    notes: tuple[Note, ...]
    computed: Keyed[str, Value]
    rows: tuple[Row, ...]
    history_of: str | None
    history_by: tuple[str, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The source columns without which a file is not of this kind."""
        return tuple(header.name for header in self.headers.values() if header.is_required)

    @property
    def optional(self) -> tuple[str, ...]:
        """The source columns that are used when they are there."""
        return tuple(header.name for header in self.headers.values() if not header.is_required)

    def missing(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The required source columns that the file lacks."""
        found = match(self.headers.values(), headers)
        return tuple(name for name in self.required if name not in found)

    def unknown_headers(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The columns of the file that this mapping does not know, the knowingly unused ones left out."""
        taken = set(match(self.headers.values(), headers).values())
        return tuple(
            header for position, header in enumerate(headers) if position not in taken and not self._leaves_out(header)
        )

    def column_names(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The names under which the file's columns must be read, in their order; `projections` uses them.

        They are the headers, except that nameless and repeated columns get a number.
        """
        return column_names(headers)

    def projections(self, headers: Sequence[str], answers: Keyed[str, str]) -> tuple[Projection, ...]:
        """The canonical rows that one source row makes, for a file with these headers.

        `answers` holds an ISO date for every `asks`. AmendsError when a required column or an answer is missing, or
        when it cannot be known which of two columns is meant.
        """
        self._check(headers, answers)
        names = self.column_names(headers)
        found = {name: names[position] for name, position in match(self.headers.values(), headers).items()}
        left_out = [name for name, header in zip(names, headers, strict=True) if self._leaves_out(header)]
        content = tuple({*found.values(), *left_out})
        null_words = frozenset(word.strip().lower() for word in self.null_words)
        source = Source(
            self.headers, found, content, self.computed, null_words, answers, self.history_of, self.history_by
        )
        made = (row.projection(source) for row in self.rows)
        return tuple(projection for projection in made if projection is not None)

    def _leaves_out(self, header: str) -> bool:
        return plain(header) in {plain(name) for name in self.not_used}

    def _check(self, headers: Sequence[str], answers: Keyed[str, str]) -> None:
        for name in self.missing(headers):
            raise AmendsError(
                f'A file for the mapping "{self.name}" needs the column "{name}"{nearest(name, headers)}.'
            )
        twins = twin(headers, match(self.headers.values(), headers).values())
        if twins is not None:
            raise AmendsError(
                f"The columns {twins[0] + 1} and {twins[1] + 1} are both called “{headers[twins[0]].strip()}”. "
                "Rename or remove one of them."
            )
        for ask in self.asks:
            if not _is_day(answers.get(ask.name, "")):
                raise AmendsError(f'The mapping "{self.name}" asks: {ask.question}')


def read_file(path: Path) -> Mapping:
    """Read one mapping file; AmendsError with file and line for every mistake in it."""
    document = open_document(path)
    optional = ["null_words", "not_used", "asks", "notes", "history", "computed"]
    fields = document.fields(["label", "description", "headers", "rows"], optional)
    headers = {name: _read_header(name, item) for name, item in fields["headers"].pairs().items()}
    asks = tuple(Ask(name, item.text()) for name, item in _pairs(fields, "asks").items())
    answers = [ask.name for ask in asks]
    computed: dict[str, Value] = {}
    for name, item in _pairs(fields, "computed").items():
        computed[name] = read_value(item, Names([*headers, *computed], answers))
    names = Names([*headers, *computed], answers)
    of, by = _read_history(fields["history"], names) if "history" in fields else (None, ())
    return Mapping(
        name=path.stem,
        label=fields["label"].text(),
        description=" ".join(fields["description"].text().split()),
        path=path,
        headers=headers,
        not_used=_texts(fields, "not_used"),
        null_words=_texts(fields, "null_words"),
        asks=asks,
        notes=tuple(_read_note(topic, item) for topic, item in _pairs(fields, "notes").items()),
        computed=computed,
        rows=tuple(read_row(item, names, of is not None) for item in fields["rows"].list()),
        history_of=of,
        history_by=by,
    )


def _read_header(name: str, item: Item) -> Header:
    if item.is_text and item.text_or_none() is None:
        return Header(name, (name,))
    fields = item.fields([], ["required", "names", "date"])
    names = tuple(spelling.text() for spelling in fields["names"].list()) if "names" in fields else (name,)
    is_required = "required" in fields and fields["required"].is_true()
    return Header(
        name, names, is_required, known(fields["date"], "the date order", DATE_PARTS) if "date" in fields else None
    )


def _read_history(item: Item, names: Names) -> tuple[str, tuple[str, ...]]:
    fields = item.fields(["of", "in_order_of"])
    of = known(fields["of"], "the source column", names.columns)
    return of, tuple(known(part, "the source column", names.columns) for part in fields["in_order_of"].list())


def _read_note(topic: str, item: Item) -> Note:
    table, _, column = topic.partition(".")
    if table not in contracts.tables():
        item.fail_unknown("the table", table, contracts.tables())
    if column and column not in contracts.tables()[table].columns:
        item.fail_unknown(f'in the table "{table}", the column', column, contracts.tables()[table].columns)
    return Note(topic, " ".join(item.text().split()))


def _pairs(fields: Keyed[str, Item], key: str) -> Keyed[str, Item]:
    return fields[key].pairs() if key in fields else {}


def _texts(fields: Keyed[str, Item], key: str) -> tuple[str, ...]:
    return tuple(item.text() for item in fields[key].list()) if key in fields else ()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
