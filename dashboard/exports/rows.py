"""Where the rows of an export come from: a select on a published version, or a small table that a page shows."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol, Self

import pyarrow as pa
from sqlglot import exp

from dashboard.warehouse import copying
from dashboard.warehouse.copying import Form
from dashboard.warehouse.reader import Warehouse


class Rows(Protocol):
    """Rows that can be counted, streamed, or copied into a file without passing through Python."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""

    @property
    def count(self) -> int:
        """How many rows there are, exactly."""

    def reader(self) -> pa.RecordBatchReader:
        """The rows batch by batch."""

    def copy(self, form: Form, out: Path, about: str) -> None:
        """Write the rows to a new file; `about` goes into the metadata where the format has any."""

    def first(self, limit: int) -> "Rows":
        """At most so many of the rows, whichever come quickest."""


@dataclass(frozen=True)
class Selected:
    """The rows of a select on a version."""

    warehouse: Warehouse
    statement: exp.Select

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """See `Rows`."""
        return tuple(self.statement.named_selects)

    @cached_property
    def count(self) -> int:
        """See `Rows`."""
        return self.warehouse.count(self.statement)

    def reader(self) -> pa.RecordBatchReader:
        """See `Rows`."""
        return self.warehouse.stream(self.statement)

    def copy(self, form: Form, out: Path, about: str) -> None:
        """See `Rows`."""
        self.warehouse.copy(self.statement, form, out, about)

    def first(self, limit: int) -> Self:
        """See `Rows`."""
        unordered = self.statement.copy()
        unordered.set("order", None)
        return type(self)(self.warehouse, unordered.limit(limit))


@dataclass(frozen=True)
class Held:
    """The rows of a table in memory."""

    table: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """See `Rows`."""
        return tuple(self.table.column_names)

    @property
    def count(self) -> int:
        """See `Rows`."""
        return int(self.table.num_rows)

    def reader(self) -> pa.RecordBatchReader:
        """See `Rows`."""
        return self.table.to_reader()

    def copy(self, form: Form, out: Path, about: str) -> None:
        """See `Rows`."""
        copying.copy_table(self.table, form, out, about)

    def first(self, limit: int) -> Self:
        """See `Rows`."""
        return type(self)(self.table.slice(0, limit))
