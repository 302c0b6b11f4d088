"""What the files that somebody hands over are taken for, column by column, and how they will be loaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlglot import exp

from dashboard import contracts
from dashboard.load import mappings
from dashboard.load.jobs import plain
from dashboard.load.look import Look
from dashboard.load.mappings import Projection, ProposedColumn
from dashboard.load.mappings.headers import column_names, match

LEFT_OUT = "Left out"
ONLY_READ = "Only to recognise the file, or to look something up"
_SAMPLES = 3
_SHORT = 60


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading, what it becomes in words, and its first different values."""

    heading: str
    becomes: str
    samples: str


@dataclass(frozen=True)
class Way:
    """How the files are loaded together: which of them, and which are left out.

    `mapping` names the mapping, or its file, for all that is no table; None = each by its own.
    `asks` are the questions that the mappings need an answer to.
    """

    paths: tuple[Path, ...]
    left_out: tuple[Path, ...]
    mapping: str | None
    asks: tuple[str, ...]


def systems(looks: Iterable[Look]) -> list[str]:
    """The mappings by which some of the files are read, each once."""
    return list(dict.fromkeys(look.mapping for look in looks if look.mapping))


def why(look: Look) -> str:
    """Why a file is taken for what it is."""
    if look.mapping:
        mapping = mappings.read(look.mapping)
        part = mapping.part_for(look.headers)
        known = round(100 * part.known_share(look.headers))
        return f"{part.count_found(look.headers)} of its columns are read, {known} % of its headings are known."
    if look.table:
        spec = contracts.tables()[look.table]
        known = sum(plain(header) in spec.columns for header in look.headers)
        return f"{known} of its {len(look.headers)} headings are columns of this table."
    return "No system that Amends knows has such a file."


def lists(looks: Iterable[Look]) -> list[list[Look]]:
    """The files that may be read as a ticket list, those with the same headings together, the likeliest first."""
    groups: dict[tuple[str, ...], list[Look]] = {}
    for look in looks:
        if look.table is None:
            groups.setdefault(look.headers, []).append(look)
    return sorted(groups.values(), key=lambda group: -len([one for one in proposal(group[0]) if one.target]))


def proposal(look: Look) -> tuple[ProposedColumn, ...]:
    """What the columns of a file probably are, also of one that a system's mapping could read."""
    return look.columns or tuple(mappings.propose(look.headers, look.rows))


def way_of_systems(looks: Sequence[Look]) -> Way:
    """Load the tables and what the systems' mappings read; files that are nothing of theirs are left out."""
    known = {look.path for look in looks if look.what is not None}
    strangers = [look.path for look in looks if look.what is None]
    found = systems(looks)
    has_strange_sheet = any(path in known for path in strangers)
    mapping = found[0] if len(found) == 1 and has_strange_sheet else None
    asks = [ask.question for name in found for ask in mappings.read(name).asks]
    return Way(_paths(look.path for look in looks if look.path in known),
               _paths(path for path in strangers if path not in known), mapping, tuple(asks))  # fmt: skip


def way_of_list(looks: Sequence[Look], chosen: Sequence[Look], mapping: Path) -> Way:
    """Load these files by the mapping that somebody confirmed, together with the tables of the data model."""
    used = {look.path for look in looks if look.table is not None} | {look.path for look in chosen}
    return Way(_paths(look.path for look in looks if look.path in used),
               _paths(look.path for look in looks if look.path not in used), str(mapping), ())  # fmt: skip


def _paths(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(paths))


def columns(look: Look) -> list[Column]:
    """Every column of a file that is known, in its order."""
    becomes = _of_table(look) if look.table else _of_mapping(look)
    return [
        Column(heading, becomes.get(place, LEFT_OUT), samples(look, place))
        for place, heading in enumerate(column_names(look.headers))
    ]


def samples(look: Look, place: int) -> str:
    """The first different values of a column, short enough for a table."""
    cells = (row[place] for row in look.rows if place < len(row))
    values = dict.fromkeys(text for cell in cells if cell and (text := " ".join(cell.split())))
    return " · ".join(shortened(text) for text in list(values)[:_SAMPLES])


def shortened(text: str) -> str:
    """A text cut where a table has no room for more."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _of_table(look: Look) -> dict[int, str]:
    spec = contracts.tables()[look.table or ""]
    return {
        place: in_words(spec.name, name)
        for place, header in enumerate(look.headers)
        if (name := plain(header)) in spec.columns
    }


def _of_mapping(look: Look) -> dict[int, str]:
    mapping = mappings.read(look.mapping or "")
    part = mapping.part_for(look.headers)
    answers = {ask.name: "2000-01-01" for ask in mapping.asks}  # only which column is used matters here
    names = column_names(look.headers)
    found: dict[str, list[str]] = {name: [] for name in names}
    for projection in part.projections(look.headers, answers, {}):
        for target, sources in _sources(projection, frozenset(names)).items():
            for source in sources:
                found[source].append(in_words(projection.table, target))
    taken = {place for places in match(part.headers.values(), look.headers).values() for place in places}
    return {place: _listed(found[names[place]]) for place in taken}


def _sources(projection: Projection, names: frozenset[str]) -> Mapping[str, set[str]]:
    """The columns of the file from which each column of the table is made."""
    prepared = projection.prepare.find_all(exp.Alias) if projection.prepare else ()
    made = {alias.alias: alias.this for alias in prepared}
    return {target: _roots(sql, made, names, frozenset()) for target, sql in projection.columns.items()}


def _roots(sql: exp.Expr, made: Mapping[str, exp.Expr], names: frozenset[str], passed: frozenset[str]) -> set[str]:
    used = {column.name for column in sql.find_all(exp.Column)}
    further = {name for name in used - names - passed if name in made}
    return (used & names).union(*(_roots(made[name], made, names, passed | further) for name in further))


def in_words(table: str, column: str) -> str:
    """A column of the data model for people: what a ticket list calls it, else the words of its name."""
    label = mappings.targets().get(f"{table}.{column}")
    return label or f"{table.replace('_', ' ').capitalize()}: {column.replace('_', ' ')}"


def _listed(targets: Sequence[str]) -> str:
    different = list(dict.fromkeys(targets))
    if not different:
        return ONLY_READ
    more = f" and {len(different) - 2} more" if len(different) > 2 else ""
    return ", ".join(different[:2]) + more
