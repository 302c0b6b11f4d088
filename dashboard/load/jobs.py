"""What is taken from a file: the canonical table, and for each of its columns the text that fills it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlglot import exp

from dashboard.contracts import Table
from dashboard.errors import AmendsError
from dashboard.load import mappings
from dashboard.load.dates import Order
from dashboard.load.source import Source


@dataclass(frozen=True)
class Job:
    """Rows of one table out of one file; `cells` are text by canonical column over the file's rows."""

    source: Source
    table: Table
    cells: Mapping[str, exp.Expr]
    orders: Mapping[str, Order] = field(default_factory=dict)
    where: exp.Expr | None = None
    prepare: exp.Select | None = None


@dataclass(frozen=True)
class Plan:
    """All that one file gives, and what to say about it; `part` of the mapping is what the file is."""

    source: Source
    jobs: tuple[Job, ...]
    mapping: mappings.Mapping | None = None
    part: mappings.Part | None = None
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def canonical(source: Source, table: Table, remarks: Sequence[str] = ()) -> Plan:
    """The plan of a file that is a table of the data model; AmendsError when a required column is missing."""
    positions = _positions(source)
    lacks = missing(source, table)
    if lacks:
        raise AmendsError(_missing_in_words(source, table, lacks[0]))
    cells = {name: source.column(positions[name]) for name in table.columns if name in positions}
    unknown = tuple(header for header in source.headers if plain(header) not in table.columns)
    return Plan(source, (Job(source, table, cells),), unknown=unknown, remarks=tuple(remarks))


def plain(header: str) -> str:
    """A header as the names of the data model are compared: in lower case, without blanks around it."""
    return header.strip().strip("\ufeff").lower()


def _positions(source: Source) -> dict[str, int]:
    """Position by plain header; AmendsError when two columns have the same name."""
    positions: dict[str, int] = {}
    for position, header in enumerate(source.headers):
        name = plain(header)
        if name in positions:
            raise AmendsError(
                f"{source.path}: the columns {positions[name] + 1} and {position + 1} have the same name “{header}”. "
                "Rename or remove one of them."
            )
        if name:
            positions[name] = position
    return positions


def missing(source: Source, table: Table) -> tuple[str, ...]:
    """The required columns of a table that the file lacks."""
    there = {plain(header) for header in source.headers}
    return tuple(name for name in table.required if name not in there)


def _missing_in_words(source: Source, table: Table, name: str) -> str:
    free = [header for header in source.headers if plain(header) not in table.columns]
    near = get_close_matches(name, [plain(header) for header in free], n=1, cutoff=0.5)
    there = next((header for header in free if near and plain(header) == near[0]), None)
    hint = f"the nearest header found is “{there}”" if there else f"it has: {', '.join(source.headers[:20])}"
    return f"{source.path}: the table {table.name} needs the column {name}; {hint}.{mapping_hint(source)}"


def mapping_hint(source: Source) -> str:
    """A sentence that names the nearest mapping, empty when none is near."""
    best = next(iter(mappings.suggest(source.headers)), None)
    if best is None or best.share < 0.3:
        return ""
    return f" The nearest mapping is “{best.mapping.name}”: {best.reason}"
