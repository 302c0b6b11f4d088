"""One kind of file of a mapping: its columns, what they mean, and what its rows become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.load.mappings.headers import Header, column_names, is_called, match, twin
from dashboard.load.mappings.rows import Projection, Row
from dashboard.load.mappings.source import Source, Value


@dataclass(frozen=True)
class Part:
    """How one kind of file is read; a system that exports one table has one part, named like the mapping.

    `key`: the column by which other parts look something up here. `is_beside`: the file means something only beside one
    of another part. `is_utc`: the system writes times without an offset in UTC. `looked_up`: the names that other
    parts look up here.
    """

    name: str
    headers: Mapping[str, Header]
    not_used: tuple[str, ...] = ()
    null_words: tuple[str, ...] = ()
    computed: Mapping[str, Value] | None = None
    rows: tuple[Row, ...] = ()
    history_of: str | None = None
    history_by: tuple[str, ...] = ()
    key: str | None = None
    is_beside: bool = False
    is_utc: bool = False
    looked_up: frozenset[str] = frozenset()

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
        """The columns of the file that this part does not know, the knowingly unused ones left out."""
        taken = self._taken(headers)
        return tuple(
            header for position, header in enumerate(headers) if position not in taken and not self._leaves_out(header)
        )

    def count_found(self, headers: Sequence[str]) -> int:
        """How many of its columns are in the file."""
        return len(match(self.headers.values(), headers))

    def known_share(self, headers: Sequence[str]) -> float:
        """Share (0-1) of the file's columns that this part knows by name, used or not."""
        taken = self._taken(headers)
        named = [name for name in self.not_used if name != "*"]
        known = [place in taken or any(is_called(one, name) for name in named) for place, one in enumerate(headers)]
        return sum(known) / len(headers) if headers else 0.0

    def twin(self, headers: Sequence[str]) -> tuple[int, int] | None:
        """Positions of a column that plays a role and of another one of the same name that plays none."""
        return twin(headers, self._taken(headers))

    def available(self, headers: Sequence[str]) -> frozenset[str]:
        """The columns and computed values that other parts look up and that are in this file."""
        return self.looked_up & {*match(self.headers.values(), headers), *(self.computed or {})}

    def projections(
        self, headers: Sequence[str], answers: Mapping[str, str], others: Mapping[str, frozenset[str]]
    ) -> tuple[Projection, ...]:
        """The canonical rows that one source row makes, for a file with these headers that is known to fit."""
        source = self.source(headers, answers, others)
        made = (row.projection(source) for row in self.rows)
        return tuple(projection for projection in made if projection is not None)

    def source(
        self, headers: Sequence[str], answers: Mapping[str, str], others: Mapping[str, frozenset[str]]
    ) -> Source:
        """The file as the values see it."""
        names = column_names(headers)
        places = match(self.headers.values(), headers)
        many = {name: tuple(names[place] for place in found) for name, found in places.items()}
        left_out = [name for name, header in zip(names, headers, strict=True) if self._leaves_out(header)]
        return Source(
            self.headers,
            {name: columns[0] for name, columns in many.items()},
            tuple({*(column for columns in many.values() for column in columns), *left_out}),
            self.computed or {},
            frozenset(word.strip().lower() for word in self.null_words),
            answers,
            self.history_of,
            self.history_by,
            many,
            others,
            is_utc=self.is_utc,
        )

    def _taken(self, headers: Sequence[str]) -> set[int]:
        return {place for places in match(self.headers.values(), headers).values() for place in places}

    def _leaves_out(self, header: str) -> bool:
        return any(is_called(header, name) for name in self.not_used)
