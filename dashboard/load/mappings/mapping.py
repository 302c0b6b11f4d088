"""A mapping: how the files of one kind of system become canonical tables. Read from a YAML file."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Keyed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from dashboard import contracts
from dashboard.errors import AmendsError
from dashboard.load.mappings.document import Item, nearest, open_document
from dashboard.load.mappings.headers import column_names
from dashboard.load.mappings.part import Part
from dashboard.load.mappings.part_reader import KEYS, MORE_KEYS, columns_of, pairs, read_part
from dashboard.load.mappings.rows import Projection


@dataclass(frozen=True)
class Note:
    """A sentence that must be shown wherever these data are shown; the topic is `table` or `table.column`."""

    topic: str
    text: str


@dataclass(frozen=True)
class Ask:
    """A day that the files do not hold and the user must name."""

    name: str
    question: str


@dataclass(frozen=True)
class Mapping:
    """How the files of one system are read; each of them is one of `parts`."""

    name: str
    label: str
    description: str
    path: Path
    parts: Keyed[str, Part]
    asks: tuple[Ask, ...]
    notes: tuple[Note, ...]

    def part_for(self, headers: Sequence[str], *, also_beside: bool = True) -> Part:
        """The part that a file with these headers is, or comes nearest to."""
        parts = [part for part in self.parts.values() if also_beside or not part.is_beside]
        return min(
            parts,
            key=lambda part: (
                len(part.missing(headers)) > 0,
                -part.known_share(headers),
                len(part.missing(headers)),
                -part.count_found(headers),
            ),
        )

    @property
    def required(self) -> tuple[str, ...]:
        """The source columns without which a file is not of the first part."""
        return self._first.required

    @property
    def optional(self) -> tuple[str, ...]:
        """The source columns of the first part that are used when they are there."""
        return self._first.optional

    def missing(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The required source columns that the file lacks for the part it comes nearest to."""
        return self.part_for(headers).missing(headers)

    def unknown_headers(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The columns of the file that this mapping does not know, the knowingly unused ones left out."""
        return self.part_for(headers).unknown_headers(headers)

    def column_names(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The names under which the file's columns must be read, in their order; `projections` uses them.

        They are the headers, except that nameless and repeated columns get a number.
        """
        return column_names(headers)

    def projections(
        self, headers: Sequence[str], answers: Keyed[str, str], others: Keyed[str, frozenset[str]] | None = None
    ) -> tuple[Projection, ...]:
        """The canonical rows that one source row makes, for a file with these headers.

        `answers` holds an ISO date for every `asks`; `others` are the parts in other files of the load and their
        columns. AmendsError when a required column or an answer is missing, or when it cannot be known which of two
        columns is meant.
        """
        part = self.part_for(headers)
        self._check(part, headers, answers)
        return part.projections(headers, answers, others or {})

    @property
    def _first(self) -> Part:
        return next(iter(self.parts.values()))

    def _check(self, part: Part, headers: Sequence[str], answers: Keyed[str, str]) -> None:
        for name in part.missing(headers):
            raise AmendsError(
                f'A file for the mapping "{self.name}" needs the column "{name}"{nearest(name, headers)}.'
            )
        twins = part.twin(headers)
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
    common, more = ["label", "description"], ["asks", "notes"]
    if "parts" in document.pairs():
        fields = document.fields([*common, "parts"], more)
        given = {name: item.fields(KEYS, MORE_KEYS) for name, item in fields["parts"].pairs().items()}
    else:
        fields = document.fields([*common, *KEYS], [*more, *MORE_KEYS])
        given = {path.stem: fields}
    asks = tuple(Ask(name, item.text()) for name, item in pairs(fields, "asks").items())
    answers = tuple(ask.name for ask in asks)
    columns = {name: columns_of(part) for name, part in given.items() if "key" in part}
    found = set(_look_ups(document.node))
    looked = {name: frozenset(column for part, column in found if part == name) for name in given}
    return Mapping(
        name=path.stem,
        label=fields["label"].text(),
        description=" ".join(fields["description"].text().split()),
        path=path,
        parts={name: read_part(name, part, answers, columns, given, looked[name]) for name, part in given.items()},
        asks=asks,
        notes=tuple(_read_note(topic, item) for topic, item in pairs(fields, "notes").items()),
    )


def _look_ups(node: yaml.Node) -> Iterator[tuple[str, str]]:
    """Part and column of everything that is looked up anywhere in the file."""
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _look_ups(one)
    if isinstance(node, yaml.MappingNode):
        values = {str(key.value): value for key, value in node.value}
        if "look_up" in values and "in" in values:
            yield str(values["in"].value), str(values["look_up"].value)
        for one in values.values():
            yield from _look_ups(one)


def _read_note(topic: str, item: Item) -> Note:
    table, _, column = topic.partition(".")
    if table not in contracts.tables():
        item.fail_unknown("the table", table, contracts.tables())
    if column and column not in contracts.tables()[table].columns:
        item.fail_unknown(f'in the table "{table}", the column', column, contracts.tables()[table].columns)
    return Note(topic, " ".join(item.text().split()))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
