"""Deciding what the files of a load are: a table of the data model by name or headers, or part of a mapping."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import contracts
from dashboard.contracts import Table
from dashboard.errors import AmendsError
from dashboard.load import mappings
from dashboard.load.dates import Order
from dashboard.load.inputs import Input, nearest_table
from dashboard.load.jobs import Job, Plan, canonical, mapping_hint, missing, plain
from dashboard.load.request import LoadRequest
from dashboard.load.source import Source
from dashboard.warehouse import clock

Opened = tuple[Input, Source]


@dataclass(frozen=True)
class Recognised:
    """What a file is: read by a mapping, or a table of the data model; one of the two is None."""

    mapping: mappings.Mapping | None
    table: str | None

    @property
    def words(self) -> str:
        """The same for people."""
        return f"{self.mapping.label} (mapping {self.mapping.name})" if self.mapping else f"the table {self.table}"


def plans(opened: Sequence[Opened], request: LoadRequest) -> list[Plan]:
    """One plan for every file; AmendsError names the first that is nothing that can be loaded.

    Files of one mapping are seen together: what stands in one can be looked up from another.
    """
    chosen = _all_chosen(opened, request)
    systems = {mapping.name: mapping for mapping in chosen if mapping is not None}
    files = [(source, mapping) for mapping, (_, source) in zip(chosen, opened, strict=True) if mapping is not None]
    _refuse_strangers(files)
    others = {name: _parts_in(files, mapping) for name, mapping in systems.items()}
    beside = next((mapping for mapping in systems.values() if len(mapping.parts) > 1), None)
    return [
        _mapped(source, mapping, others[mapping.name], request)
        if mapping is not None
        else _unmapped(found, source, beside)
        for mapping, (found, source) in zip(chosen, opened, strict=True)
    ]


def recognised(opened: Sequence[Opened], request: LoadRequest) -> list[Recognised | None]:
    """What every file is; None for one that neither is a table nor is read by a mapping."""
    return [
        _recognised(mapping, found, source)
        for mapping, (found, source) in zip(_all_chosen(opened, request), opened, strict=True)
    ]


def _recognised(mapping: mappings.Mapping | None, found: Input, source: Source) -> Recognised | None:
    if mapping is not None:
        return Recognised(mapping, None)
    if found.table is not None:
        return Recognised(None, found.table)
    table = _table_by_headers(source)
    return Recognised(None, table.name) if table is not None else None


def _all_chosen(opened: Sequence[Opened], request: LoadRequest) -> list[mappings.Mapping | None]:
    """The mapping of every file; one that belongs beside others of the load is taken for that rather than alone."""
    alone = [_chosen(found, source, request) for found, source in opened]
    systems = {mapping.name: mapping for mapping in alone if mapping is not None}
    return [
        mapping if request.mapping is not None or _is_table(found, source) else _nearest(source, systems.values())
        for mapping, (found, source) in zip(alone, opened, strict=True)
    ]


def _is_table(found: Input, source: Source) -> bool:
    """Whether a file is a table of the data model, by its name or, for a named file, by its columns."""
    if found.table is not None:
        return not missing(source, contracts.tables()[found.table])
    return found.is_named and _table_by_headers(source) is not None


def _nearest(source: Source, systems: Iterable[mappings.Mapping]) -> mappings.Mapping | None:
    """The mapping that knows most of the file's columns, among those of the load that can read it."""
    fitting = [one for one in systems if not one.missing(source.headers)]
    parts = {one.name: one.part_for(source.headers) for one in fitting}
    return max(
        fitting,
        key=lambda one: (parts[one.name].known_share(source.headers), parts[one.name].count_found(source.headers)),
        default=None,
    )


def _chosen(found: Input, source: Source, request: LoadRequest) -> mappings.Mapping | None:
    """The mapping by which a file is read, None for a table of the data model and for what only others can explain."""
    if found.table is not None and not missing(source, contracts.tables()[found.table]):
        return None
    if request.mapping is not None:
        return mappings.read(request.mapping)
    if _is_table(found, source):
        return None
    best = next(iter(mappings.suggest(source.headers)), None)
    return best.mapping if best is not None and best.fits else None


def _refuse_strangers(files: Sequence[tuple[Source, mappings.Mapping]]) -> None:
    """Files that are no part of the mapping may stand beside others that are; alone, one is refused with the reason."""
    for mapping in {mapping.name: mapping for _, mapping in files}.values():
        sources = [source for source, used in files if used is mapping]
        if all(mapping.missing(source.headers) for source in sources):
            nearest = min(sources, key=lambda source: len(mapping.missing(source.headers)))
            mapping.projections(nearest.headers, {})


def _parts_in(
    files: Sequence[tuple[Source, mappings.Mapping]], mapping: mappings.Mapping
) -> Mapping[str, frozenset[str]]:
    """The parts of a mapping that are in the load, with the columns found there."""
    found: dict[str, frozenset[str]] = {}
    for source, used in files:
        part = used.part_for(source.headers)
        if used is mapping and not part.missing(source.headers):
            found[part.name] = found.get(part.name, frozenset()) | part.available(source.headers)
    return found


def _unmapped(found: Input, source: Source, beside: mappings.Mapping | None) -> Plan:
    """The plan of a table; an unknown file beside others of a system with many tables is left out and told."""
    if found.table is not None:
        return canonical(source, contracts.tables()[found.table])
    table = _table_by_headers(source) if found.is_named else None
    if table is not None:
        remark = f"{source.path} was read as {table.name}, because it has the columns {', '.join(table.required)}."
        return canonical(source, table, [remark])
    if beside is not None:
        return _left_out(source, beside)
    reason = (
        "no table that Amends knows, neither by its name nor by its columns."
        if found.is_named
        else "no table that Amends knows: in a folder the file name is the table name."
    )
    raise AmendsError(f"{source.path} is {reason}{nearest_table(source.path.name)}{mapping_hint(source)}")


def _table_by_headers(source: Source) -> Table | None:
    """The one table that knows most of the headers, at least half of them, and misses none that it requires."""
    headers = {plain(header) for header in source.headers}
    fitting = [table for table in contracts.tables().values() if not missing(source, table)]
    known = {table.name: len(headers & table.columns.keys()) for table in fitting}
    best = [table for table in fitting if known[table.name] == max(known.values())]
    return best[0] if len(best) == 1 and 2 * known[best[0].name] >= len(headers) else None


def _mapped(
    source: Source, mapping: mappings.Mapping, others: Mapping[str, frozenset[str]], request: LoadRequest
) -> Plan:
    part = mapping.part_for(source.headers)
    if part.missing(source.headers):
        return _left_out(source, mapping)
    answers = _answers(mapping, request)
    projections = mapping.projections(source.headers, answers, others)
    orders = [{name: Order(order, and_iso=True) for name, order in one.dates.items()} for one in projections]
    jobs = tuple(
        Job(source, contracts.tables()[one.table], one.columns, order, one.where, one.prepare)
        for one, order in zip(projections, orders, strict=True)
    )
    names, unknown = mapping.column_names(source.headers), part.unknown_headers(source.headers)
    return Plan(source, jobs, mapping, part, unknown, _remarks(source, mapping, request), names, answers)


def _left_out(source: Source, mapping: mappings.Mapping) -> Plan:
    remark = f"{source.path} was left out: the mapping “{mapping.name}” has no part for such a file."
    return Plan(source, (), remarks=(remark,))


def _remarks(source: Source, mapping: mappings.Mapping, request: LoadRequest) -> tuple[str, ...]:
    if request.mapping is not None:
        return ()
    part = mapping.part_for(source.headers)
    found = next(one for one in mappings.suggest(source.headers) if one.mapping is mapping)
    reason = f"it belongs to the other files of {mapping.label}." if part.is_beside else found.reason
    return (f"{source.path} was read with the mapping “{mapping.name}”: {reason}",)


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
