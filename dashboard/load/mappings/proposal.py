"""A proposal for a ticket list with free headings: which column is what, and how sure that is. A person confirms it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.load.mappings import samples
from dashboard.load.mappings.headers import column_names
from dashboard.load.mappings.headings import CERTAIN, LEAST, Target, catalogue, plain_words

SAMPLES = 3
OPENED, ANSWERED = "incidents.opened_at", "answer.event_at"


@dataclass(frozen=True)
class ProposedColumn:
    """One column of the file.

    `source`: its heading, made unique; `target`: a name of `targets()`, None = left out; `why` in words; `samples`: its
    first different values; `certain`: heading and values leave no doubt.
    """

    source: str
    target: str | None
    why: str
    samples: tuple[str, ...]
    certain: bool


def targets() -> Mapping[str, str]:
    """What a column may be proposed or corrected to: name and label, in the order in which to offer them."""
    return {name: target.label for name, target in catalogue().items()}


def propose(headers: Sequence[str], sample_rows: Sequence[Sequence[str | None]]) -> list[ProposedColumn]:
    """What each column probably is, in the order of the file; no target is given twice.

    `sample_rows` are the first rows as text; a short row counts as empty at its end.
    """
    names = column_names(headers)
    values = [_values(sample_rows, place) for place in range(len(headers))]
    taken = _assigned(headers, values)
    made = [_proposed(names[place], headers[place], values[place], taken.get(place)) for place in range(len(headers))]
    return _with_a_day(made, values)


def problems(columns: Sequence[ProposedColumn]) -> list[str]:
    """Why this proposal cannot be loaded yet, in words; nothing when it can."""
    used = [column.target for column in columns if column.target is not None]
    found = [
        f"Two columns are given as “{targets()[name]}”: choose one."
        for name in dict.fromkeys(used)
        if used.count(name) > 1
    ]
    found += [f"“{name}” is nothing that a column can be." for name in dict.fromkeys(used) if name not in targets()]
    if OPENED not in used:
        found.append("No column says when a ticket was opened: choose the one that does.")
    return found


def corrected(columns: Sequence[ProposedColumn], choices: Mapping[str, str | None]) -> list[ProposedColumn]:
    """The proposal with other targets for some columns, by their source name; what a person chose is certain."""
    return [
        replace(one, target=choices[one.source], why="Chosen by you.", certain=True)
        if one.source in choices and choices[one.source] != one.target
        else one
        for one in columns
    ]


def _values(rows: Sequence[Sequence[str | None]], place: int) -> list[str]:
    cells = (row[place] if place < len(row) else None for row in rows)
    return [text for cell in cells if cell is not None and (text := cell.strip())]


def _assigned(headers: Sequence[str], values: Sequence[Sequence[str]]) -> dict[int, tuple[Target, float, str]]:
    """Column -> part, the nearest pair first; equals go to the earlier part, then to the earlier column."""
    pairs = [
        (-near, rank, place, target, name)
        for rank, target in enumerate(catalogue().values())
        for place, header in enumerate(headers)
        for near, name in [target.nearness(header)]
        if near >= LEAST and samples.is_kind(target.kind, values[place])
    ]
    taken: dict[int, tuple[Target, float, str]] = {}
    for far, _, place, target, name in sorted(pairs, key=lambda pair: pair[:3]):
        if place not in taken and all(target is not other for other, _, _ in taken.values()):
            taken[place] = target, -far, name
    return taken


def _proposed(name: str, header: str, values: Sequence[str], found: tuple[Target, float, str] | None) -> ProposedColumn:
    shown = tuple(dict.fromkeys(values))[:SAMPLES]
    if found is None:
        why = "Nothing known is called so." if values else "It is empty in the first rows."
        return ProposedColumn(name, None, why, shown, certain=False)
    target, near, known = found
    called = f"It is called “{header.strip()}”" if near >= CERTAIN else f"“{header.strip()}” resembles “{known}”"
    kind = f", and its values are {samples.in_words(target.kind)}" if target.kind != "any" else ""
    return ProposedColumn(name, target.name, f"{called}{kind}.", shown, near >= CERTAIN)


def _with_a_day(made: list[ProposedColumn], values: Sequence[Sequence[str]]) -> list[ProposedColumn]:
    """Nothing can be loaded without the day of opening: another column of dates is offered for it, never surely.

    A free column comes first, unless its name says that it is another day; then the day of our first answer.
    """
    if any(one.target == OPENED for one in made):
        return made
    other = catalogue()[OPENED].avoid
    free = [
        place
        for place, one in enumerate(made)
        if one.target is None and samples.is_kind("time", values[place]) and not other & set(plain_words(one.source))
    ]
    stand_in = free or [place for place, one in enumerate(made) if one.target == ANSWERED]
    for place in stand_in[:1]:
        why = "No column is called like a day of opening; this is the nearest one that holds dates."
        made[place] = replace(made[place], target=OPENED, why=why, certain=False)
    return made
