"""What is taken from a file: the canonical table, and for each of its columns the text that fills it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from sqlglot import exp

from dashboard import contracts
from dashboard.contracts import Table
from dashboard.errors import AmendsError
from dashboard.load import mappings
from dashboard.load.dates import Order
from dashboard.load.inputs import Input, nearest_table
from dashboard.load.request import LoadRequest
from dashboard.load.source import Source
from dashboard.warehouse import clock


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
    """All that one file gives, and what to say about it."""

    source: Source
    jobs: tuple[Job, ...]
    mapping: mappings.Mapping | None = None
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def plan(found: Input, source: Source, request: LoadRequest) -> Plan:
    """Decide what a file is: a canonical table by its name or headers, or something that a mapping describes."""
    if request.mapping is not None and not _is_canonical(found, source):
        return _mapped(source, mappings.read(request.mapping), request, ())
    if found.table is not None:
        return _canonical(source, contracts.tables()[found.table])
    if not found.is_named:
        raise AmendsError(
            f"{source.path} is no table that Amends knows: in a folder the file name is the table name."
            f"{nearest_table(source.path.name)}{_mapping_hint(source)}"
        )
    return _by_headers(source, request)


def _is_canonical(found: Input, source: Source) -> bool:
    return found.table is not None and not _missing(source, contracts.tables()[found.table])


def _canonical(source: Source, table: Table, remarks: Sequence[str] = ()) -> Plan:
    positions = _positions(source)
    missing = _missing(source, table)
    if missing:
        raise AmendsError(_missing_in_words(source, table, missing[0]))
    cells = {name: source.column(positions[name]) for name in table.columns if name in positions}
    unknown = tuple(header for header in source.headers if _plain(header) not in table.columns)
    return Plan(source, (Job(source, table, cells),), unknown=unknown, remarks=tuple(remarks))


def _by_headers(source: Source, request: LoadRequest) -> Plan:
    table = _table_by_headers(source)
    if table is not None:
        remark = f"{source.path} was read as {table.name}, because it has the columns {', '.join(table.required)}."
        return _canonical(source, table, [remark])
    best = next(iter(mappings.suggest(source.headers)), None)
    if best is not None and best.fits:
        remark = f"{source.path} was read with the mapping “{best.mapping.name}”: {best.reason}"
        return _mapped(source, best.mapping, request, [remark])
    raise AmendsError(
        f"{source.path} is no table that Amends knows, neither by its name nor by its columns."
        f"{nearest_table(source.path.name)}{_mapping_hint(source)}"
    )


def _table_by_headers(source: Source) -> Table | None:
    """The one table that knows most of the headers, at least half of them, and misses none that it requires."""
    headers = {_plain(header) for header in source.headers}
    fitting = [table for table in contracts.tables().values() if not _missing(source, table)]
    known = {table.name: len(headers & table.columns.keys()) for table in fitting}
    best = [table for table in fitting if known[table.name] == max(known.values())]
    return best[0] if len(best) == 1 and 2 * known[best[0].name] >= len(headers) else None


def _mapped(source: Source, mapping: mappings.Mapping, request: LoadRequest, remarks: Sequence[str]) -> Plan:
    projections = mapping.projections(source.headers, _answers(mapping, request))
    orders = [{name: Order(order, and_iso=True) for name, order in one.dates.items()} for one in projections]
    jobs = tuple(
        Job(source, contracts.tables()[one.table], one.columns, order, one.where, one.prepare)
        for one, order in zip(projections, orders, strict=True)
    )
    names = mapping.column_names(source.headers)
    unknown = mapping.unknown_headers(source.headers)
    return Plan(source, jobs, mapping, unknown, tuple(remarks), names)


def _answers(mapping: mappings.Mapping, request: LoadRequest) -> dict[str, str]:
    """Every day that a mapping asks for is the day of --as-of."""
    if not mapping.asks:
        return {}
    if request.as_of is None:
        questions = " ".join(ask.question for ask in mapping.asks)
        raise AmendsError(
            f"The mapping “{mapping.name}” asks: {questions} Say it with --as-of, for example --as-of 2026-03-02."
        )
    day = clock.to_local(request.as_of, request.timezone).date().isoformat()
    return {ask.name: day for ask in mapping.asks}


def _plain(header: str) -> str:
    return header.strip().strip("\ufeff").lower()


def _positions(source: Source) -> dict[str, int]:
    """Position by plain header; AmendsError when two columns have the same name."""
    positions: dict[str, int] = {}
    for position, header in enumerate(source.headers):
        name = _plain(header)
        if name in positions:
            raise AmendsError(
                f"{source.path}: the columns {positions[name] + 1} and {position + 1} have the same name “{header}”. "
                "Rename or remove one of them."
            )
        if name:
            positions[name] = position
    return positions


def _missing(source: Source, table: Table) -> tuple[str, ...]:
    there = {_plain(header) for header in source.headers}
    return tuple(name for name in table.required if name not in there)


def _missing_in_words(source: Source, table: Table, name: str) -> str:
    free = [header for header in source.headers if _plain(header) not in table.columns]
    near = get_close_matches(name, [_plain(header) for header in free], n=1, cutoff=0.5)
    there = next((header for header in free if near and _plain(header) == near[0]), None)
    hint = f"the nearest header found is “{there}”" if there else f"it has: {', '.join(source.headers[:20])}"
    return f"{source.path}: the table {table.name} needs the column {name}; {hint}.{_mapping_hint(source)}"


def _mapping_hint(source: Source) -> str:
    best = next(iter(mappings.suggest(source.headers)), None)
    if best is None or best.share < 0.3:
        return ""
    return f" The nearest mapping is “{best.mapping.name}”: {best.reason}"
