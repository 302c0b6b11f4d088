"""The marts: every file of `queries/warehouse/` becomes one table or view named after the file.

Nobody states the order: a model is built after the models its select reads.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from graphlib import TopologicalSorter

import duckdb

from dashboard import settings
from dashboard.warehouse import clock, side_by_side

VIEW_MARK = "-- stored: view"

MEMORY_LIMIT = "2800MB"
"""What DuckDB may hold while it builds the models and roll-ups; the process stays under 4 GB with it."""

_COMMENT = re.compile("--.*")
_NAMED_HERE = re.compile(r"\b([a-z_0-9]+)\s+as\s+\(", re.IGNORECASE)
_READ = re.compile(r"\b(?:from|join)\s+([a-z_0-9]+)(?![.\w(])", re.IGNORECASE)
"""The name after `from` or `join`. A pattern, because parsing every file takes a second of every start; a name that is
no model is sorted out where it is used, and a test holds this against a real parser."""


@dataclass(frozen=True)
class Model:
    """One select of the warehouse: its name, its text, whether it is a view, and the models it reads."""

    name: str
    sql: str
    is_view: bool
    reads: frozenset[str]


@lru_cache(maxsize=1)
def models() -> Mapping[str, Model]:
    """All models in an order in which they can be built: name -> Model."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in (settings.QUERIES / "warehouse").glob("*.sql")}
    found = {
        name: Model(name, sql, VIEW_MARK in sql, tables_read(sql) & files.keys()) for name, sql in sorted(files.items())
    }
    order = TopologicalSorter({name: model.reads for name, model in found.items()}).static_order()
    return {name: found[name] for name in order}


@lru_cache(maxsize=1)
def layout() -> str:
    """Eight hex digits that change with every select that a publish stores the answer of: marts, and KPIs rolled up."""
    files = sorted(path for name in ("warehouse", "kpis") for path in (settings.QUERIES / name).glob("*.sql"))
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in files]
    return hashlib.blake2b(repr(texts).encode(), digest_size=4).hexdigest()


def tables_read(sql: str) -> frozenset[str]:
    """The unqualified tables that a select reads; `canonical.incidents` is source data and not among them."""
    plain = _COMMENT.sub("", sql)
    return frozenset(_READ.findall(plain)) - frozenset(_NAMED_HERE.findall(plain))


def needed_for(tables: Iterable[str]) -> tuple[Model, ...]:
    """The models behind these tables, in build order."""
    wanted: set[str] = set()
    waiting = [name for name in tables if name in models()]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(models()[name].reads)
    return tuple(model for model in models().values() if model.name in wanted)


def build(
    con: duckdb.DuckDBPyConnection,
    as_of: datetime,
    timezone: str,
    progress: Callable[[str, float | None], None] | None = None,
) -> None:
    """Build the clock, `parameters` and all models over `canonical.*` of this connection, as known at `as_of` (UTC)."""
    prepare(con, as_of, timezone)
    con.execute("set memory_limit = $limit", {"limit": MEMORY_LIMIT})
    con.execute("set preserve_insertion_order = false")  # a table has no order, and keeping one costs time and memory
    known = models()

    def tell(count: int) -> None:
        if progress:
            progress("Preparing the tables for the KPIs", count / len(known))

    tell(0)
    waits_for = {name: model.reads for name, model in known.items()}
    side_by_side.run(con, waits_for, lambda cursor, name: create(cursor, known[name]), tell)


def prepare(con: duckdb.DuckDBPyConnection, as_of: datetime, timezone: str) -> None:
    """Write the calendar tables and the one-row table `parameters` (as_of in UTC, timezone)."""
    clock.write(con, timezone)
    con.execute(
        "create or replace table parameters as select cast($as_of as timestamp) as as_of, $timezone as timezone",
        {"as_of": as_of, "timezone": timezone},
    )


def create(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Create one model as a table, or as a view where its file says so."""
    kind = "view" if model.is_view else "table"
    con.execute("create or replace " + kind + " " + model.name + " as\n" + model.sql)
