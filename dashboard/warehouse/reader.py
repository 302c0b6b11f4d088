"""Reading a published version: open, query, look at an earlier cut-off, and see that a newer version came.

A version is opened read-only and never changes, so whoever holds a `Warehouse` gets the same answers for ever; a newer
version is another `Warehouse`.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import duckdb
import pandas as pd
import pyarrow as pa
from sqlglot import exp

from dashboard import versions
from dashboard.errors import AmendsError, UnreadableVersionError
from dashboard.warehouse import attached, copying, models
from dashboard.warehouse.copying import Form

_SELF = "select version, as_of, timezone, created_at, currency, is_sample, tier, layout from meta.version"
_EARLIER_KEPT = 2
_ANSWERS_KEPT = 64
_BATCH_ROWS = 65_536


@dataclass(frozen=True)
class Version:
    """What a version says of itself; times are naive UTC."""

    version: str
    as_of: datetime
    timezone: str
    created_at: datetime
    currency: str | None
    is_sample: bool
    tier: str


class Warehouse:
    """One published version, or the same version as known at an earlier cut-off, or with `dials` that are tried out.

    `changed` names the tables that follow from the dials; all others are as they were published.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        version: Version,
        path: Path,
        *,
        has_rollups: bool,
        dials: Mapping[str, str] = MappingProxyType({}),
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self._con = con
        self._lock = threading.Lock()
        self._earlier: OrderedDict[datetime, Warehouse] = OrderedDict()
        self.path = path
        self.version = version
        self.has_rollups = has_rollups
        self.dials = dials
        self.changed = changed
        self._remembered = lru_cache(maxsize=_ANSWERS_KEPT)(self._grouped)

    def table(self, statement: exp.Expr | str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """The result of one select as an Arrow table; a cursor per call, so that threads may share the warehouse."""
        with self._con.cursor() as cursor:
            return cursor.sql(_text(statement), params=dict(parameters or {}) or None).to_arrow_table()

    def frame(self, statement: exp.Expr | str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The result of one select as a DataFrame; days are datetime64 at midnight, text is str or None."""
        return self.table(statement, parameters).to_pandas(date_as_object=False, integer_object_nulls=False)

    def few(self, statement: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """As `frame`, for a long statement with few rows: it is planned once, where a relation is bound before it runs.

        Days are dates.
        """
        with self._con.cursor() as cursor:
            found = cursor.execute(statement, dict(parameters))
            return pd.DataFrame(found.fetchall(), columns=[column[0] for column in found.description or ()])

    def remembered(self, statement: exp.Expr | str, key: str) -> dict[str, pd.DataFrame]:
        """The result of one select by the value of a column, kept while others do not push it out; do not change it."""
        return self._remembered(_text(statement), key)

    def _grouped(self, statement: str, key: str) -> dict[str, pd.DataFrame]:
        frame = self.frame(statement)
        return {str(value): group.reset_index(drop=True) for value, group in frame.groupby(key, sort=False)}

    def stream(self, statement: exp.Expr | str) -> pa.RecordBatchReader:
        """The result of one select batch by batch, in constant memory; read it to its end or close it."""
        return self._con.cursor().sql(_text(statement)).to_arrow_reader(_BATCH_ROWS)

    def count(self, statement: exp.Select) -> int:
        """How many rows one select has."""
        inner = statement.copy()
        inner.set("order", None)
        counted = exp.select("count(*) as count_rows").from_(inner.subquery("counted"))
        return int(self.table(counted).column("count_rows")[0].as_py())

    def copy(self, statement: exp.Select, form: Form, out: Path, about: str) -> None:
        """Write the rows of one select to a new file in little memory; see `copying.copy`."""
        if self.has_rollups:
            with copying.connection(self.path, out.parent, keeps_order="order" in statement.args) as con:
                copying.copy(con, statement, form, out, about)
        else:
            with self._con.cursor() as cursor:
                copying.copy(cursor, statement, form, out, about)

    @cached_property
    def filled(self) -> Mapping[tuple[str, str, str | None], int]:
        """How many rows of the version fill (table, column, value); value None counts any."""
        rows = self.table("select table_name, column_name, value, count_filled from meta.coverage").to_pylist()
        return {(row["table_name"], row["column_name"], row["value"]): row["count_filled"] for row in rows}

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables that the version was published with."""
        rows = self.table("select table_name from information_schema.tables where table_catalog = current_database()")
        return frozenset(rows.column("table_name").to_pylist())

    def at(self, as_of: datetime) -> "Warehouse":
        """This version as known at an earlier moment (naive UTC).

        Raises AmendsError when the moment lies after the version's own cut-off.
        """
        if as_of == self.version.as_of:
            return self
        if as_of > self.version.as_of:
            raise AmendsError(
                f"The data end at {self.version.as_of:%Y-%m-%dT%H:%M:%SZ}; nothing is known at the later "
                f"{as_of:%Y-%m-%dT%H:%M:%SZ}."
            )
        with self._lock:
            if as_of not in self._earlier:
                self._earlier[as_of] = self._open_earlier(as_of)
            self._earlier.move_to_end(as_of)
            while len(self._earlier) > _EARLIER_KEPT:
                self._earlier.popitem(last=False)
            return self._earlier[as_of]

    def with_marts(self, tables: Iterable[str]) -> "Warehouse":
        """An earlier cut-off with the marts behind these tables there; they are built when first asked for."""
        with self._lock:
            present = set(attached.names(self._con, "main"))
            for model in models.needed_for(tables):
                if model.name not in present:
                    models.create(self._con, model)
        return self

    def _open_earlier(self, as_of: datetime) -> "Warehouse":
        con = attached.beside(self.path)
        models.prepare(con, as_of, self.version.timezone)
        return Warehouse(con, _replaced(self.version, as_of), self.path, has_rollups=False)


def open_version(published: versions.Published) -> Warehouse:
    """Open a published version read-only; UnreadableVersionError when the file is damaged or another Amends made it."""
    con, version = _connected(published)
    return Warehouse(con, version, published.path, has_rollups=True)


def describe(published: versions.Published) -> Version:
    """What a published version says of itself, without keeping it open; UnreadableVersionError as `open_version`."""
    con, version = _connected(published)
    con.close()
    return version


def _connected(published: versions.Published) -> tuple[duckdb.DuckDBPyConnection, Version]:
    try:
        con = duckdb.connect(str(published.path), read_only=True)
        found = con.sql(_SELF).to_arrow_table().to_pylist()[0]
    except (duckdb.Error, IndexError) as error:
        raise UnreadableVersionError(f"{published.path.name} cannot be read. Load the data again.") from error
    if found.pop("layout") != models.layout():
        con.close()
        raise UnreadableVersionError(f"{published.path.name} was made by another Amends. Load the data again.")
    return con, Version(**found)


def open_current(folder: Path) -> Warehouse:
    """Open the version in force in a warehouse folder; AmendsError says how to load data when there is none."""
    published = versions.published(folder)
    if published is None:
        raise AmendsError(f"Nothing is loaded in {folder} yet. Load your files with: python -m dashboard load FOLDER")
    return open_version(published)


def _text(statement: exp.Expr | str) -> str:
    return statement if isinstance(statement, str) else statement.sql("duckdb")


def _replaced(version: Version, as_of: datetime) -> Version:
    return Version(**{**version.__dict__, "as_of": as_of})
