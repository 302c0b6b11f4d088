"""A look at files before they are loaded: what each of them is, or what its columns probably are."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlglot

from dashboard.errors import AmendsError
from dashboard.load import mappings
from dashboard.load.mappings import ProposedColumn
from dashboard.load.planning import Opened, Recognised, recognised
from dashboard.load.prepare import open_all
from dashboard.load.request import LoadRequest
from dashboard.load.source import Source
from dashboard.load.statements import duckdb_sql

SAMPLE_ROWS = 200
_FOLDER = "mappings"


@dataclass(frozen=True)
class Look:
    """One file or sheet: `what` it is in words, None when it must be proposed; then `columns` is the proposal.

    `rows` are its first rows as text, under `headers`. `mapping` names the mapping that reads it, `table` the table of
    the data model that it is; both are None when it must be proposed.
    """

    path: Path
    headers: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    what: str | None
    columns: tuple[ProposedColumn, ...]
    mapping: str | None = None
    table: str | None = None


def look_at(request: LoadRequest, count_rows: int = SAMPLE_ROWS) -> list[Look]:
    """Look at every file of a request, together, since one may explain the other; nothing is loaded.

    A file that is no table and that no mapping reads has `columns`. AmendsError when a file cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        opened = [one for one, _ in open_all(con, request, Path(folder), lambda _stage, _share: None)]
        known = recognised(opened, request)
        return [_look(con, one, what, count_rows) for one, what in zip(opened, known, strict=True)]


def save_proposal(columns: Sequence[ProposedColumn], source: Path, warehouse: Path) -> Path:
    """Write the mapping of a confirmed proposal beside the warehouse and return its file; load it with `--mapping`.

    AmendsError when the proposal cannot be loaded or the file cannot be written.
    """
    path = warehouse / _FOLDER / f"{source.name.split('.')[0] or 'list'}.yml"
    text = mappings.mapping_text(columns, f"Ticket list like {source.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AmendsError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def _look(con: duckdb.DuckDBPyConnection, one: Opened, known: Recognised | None, count_rows: int) -> Look:
    _, source = one
    rows = _rows(con, source, count_rows)
    if known is None:
        return Look(source.path, source.headers, rows, None, tuple(mappings.propose(source.headers, rows)))
    mapping = known.mapping.name if known.mapping else None
    return Look(source.path, source.headers, rows, known.words, (), mapping, known.table)


def _rows(con: duckdb.DuckDBPyConnection, source: Source, count: int) -> tuple[tuple[str | None, ...], ...]:
    cells = [source.column(place) for place in range(len(source.headers))]
    select = sqlglot.select(*cells).from_(source.rows.subquery("file_rows")).limit(count)
    try:
        found = con.execute(duckdb_sql(select), dict(source.parameters)).fetchall()
    except duckdb.Error:  # a damaged file: the load reads it record by record, a look does not
        return ()
    return tuple(tuple(row) for row in found)
