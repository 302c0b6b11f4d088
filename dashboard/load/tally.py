"""Counting rows by table and file, so that always read = loaded + rejected + duplicates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.load.dates import ORDERS, Order
from dashboard.load.jobs import Plan
from dashboard.load.meta import LoadedFile
from dashboard.load.result import FileReport, TableReport

Place = tuple[str, int]
"""Table and number of the file in the order of reading."""


@dataclass
class Tally:
    """Rows read, rejected and left out as duplicates, by table and file."""

    plans: Sequence[Plan]
    read: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    rejected: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    duplicates: dict[Place, int] = field(default_factory=lambda: defaultdict(int))

    def of_table(self, name: str) -> TableReport:
        """The counts of one table over all its files."""
        places = self._places(name)
        read, rejected, doubled = (
            sum(counts[place] for place in places) for counts in (self.read, self.rejected, self.duplicates)
        )
        return TableReport(read, read - rejected - doubled, rejected, doubled, self._files(name))

    def files(self, orders: Mapping[str, Mapping[str, Order]]) -> list[LoadedFile]:
        """One line for each table and file."""
        return [self._loaded_file(place, orders.get(place[0], {})) for place in sorted(self.read, key=lambda p: p[1])]

    def _places(self, name: str) -> list[Place]:
        return [place for place in self.read if place[0] == name]

    def _files(self, name: str) -> tuple[FileReport, ...]:
        plans = [self.plans[number] for _, number in self._places(name)]
        return tuple(FileReport(*_described(plan)) for plan in plans)

    def _loaded_file(self, place: Place, orders: Mapping[str, Order]) -> LoadedFile:
        name, number = place
        read, rejected, doubled = self.read[place], self.rejected[place], self.duplicates[place]
        plan = self.plans[number]
        formats = {column: order for job in plan.jobs if job.table.name == name for column, order in job.orders.items()}
        return LoadedFile(
            name,
            *_described(plan),
            read,
            read - rejected - doubled,
            rejected,
            doubled,
            _in_words({**orders, **formats}),
        )


def _described(plan: Plan) -> tuple[str, str | None, str | None, str | None]:
    source = plan.source
    return str(source.path), source.encoding, source.delimiter, plan.mapping.name if plan.mapping else None


def _in_words(orders: Mapping[str, Order]) -> str | None:
    return ", ".join(f"{name}: {ORDERS[order.name]}" for name, order in orders.items()) or None
