"""Rows of the same key: the newest stays, the last one read where nothing tells which is newer."""

from collections.abc import Collection, Sequence

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.contracts import Table
from dashboard.load.fill import CANONICAL
from dashboard.load.statements import column, duckdb_sql, one, sql, table
from dashboard.load.typing_pass import REJECTING

_DOUBLED = "doubled_keys"


def mark_duplicates(con: duckdb.DuckDBPyConnection, spec: Table) -> int:
    """Collect in `older_rows` all but the newest row of every key among the sound rows just read; return how many."""
    con.execute("create or replace temp table older_rows (row_number bigint)")
    if _is_ascending(con, spec) or not _find_doubled(con, spec):
        return 0
    is_doubled = sql("key_hash in (select doubled from doubled_keys)", key_hash=_hash(spec))
    place = sqlglot.select(column("rowid"), exp.alias_(_place(spec), "place")).from_(table(spec.name, CANONICAL))
    older = sqlglot.select("rowid").from_(place.where(_is_sound()).where(is_doubled).subquery("placed"))
    con.execute("insert into older_rows " + duckdb_sql(older.where("place > 1")))
    return int(one(con, sqlglot.select("count(*)").from_("older_rows")))


def count_older(con: duckdb.DuckDBPyConnection, first: int, end: int) -> int:
    """How many of the collected rows lie between two row numbers."""
    row = con.execute(
        "select count(*) from older_rows where row_number >= ? and row_number < ?", [first, end]
    ).fetchone()
    return int(row[0]) if row else 0


def disagreements(
    con: duckdb.DuckDBPyConnection, spec: Table, files: Sequence[tuple[str, int, int]], filled: Collection[str]
) -> list[tuple[str, str, int]]:
    """Files that say different things of one key: whose row was left out, whose stays, and how many rows it concerns.

    `files` are paths with the first row and the row after the last; `filled` are the columns that are compared. To be
    asked after `mark_duplicates`, before the rows are deleted.
    """
    if len({path for path, _, _ in files}) < 2:
        return []
    names = [name for name in spec.columns if name in filled and name not in (*spec.key, spec.newest_by)]
    con.execute("create or replace temp table row_places (path varchar, first_row bigint, end_row bigint)")
    con.executemany("insert into row_places values (?, ?, ?)", list(files))
    older, kept = (_with_place(spec, alias) for alias in ("older", "kept"))
    differs = exp.or_(*(sql("a is distinct from b", a=column(n, "older"), b=column(n, "kept")) for n in names))
    same_key = exp.and_(*(sql("a = b", a=column(n, "older"), b=column(n, "kept")) for n in spec.key))
    rows = sqlglot.select("older.place", "kept.place", "count(*)").from_(older).join(kept, on=same_key)
    rows = rows.where("older.row_number in (select row_number from older_rows)", "older.place <> kept.place", differs)
    rows = rows.where("kept.row_number not in (select row_number from older_rows)").group_by(
        "older.place", "kept.place"
    )
    return [(left, stays, int(count)) for left, stays, count in con.execute(duckdb_sql(rows)).fetchall()]


def _with_place(spec: Table, alias: str) -> exp.Subquery:
    """The sound rows of the doubled keys with their number and the path of their file."""
    is_doubled = sql("key_hash in (select doubled from doubled_keys)", key_hash=_hash(spec))
    rows = sqlglot.select("*", exp.alias_(column("rowid"), "row_number")).from_(table(spec.name, CANONICAL))
    rows = rows.where(_is_sound()).where(is_doubled)
    placed = sqlglot.select("rows_of_keys.*", "row_places.path as place").from_(rows.subquery("rows_of_keys"))
    placed = placed.join("row_places", on="row_number >= first_row and row_number < end_row")
    return placed.subquery(alias)


def drop_marked(con: duckdb.DuckDBPyConnection, spec: Table) -> None:
    """Delete the rows that break a rule and the older rows of a key."""
    is_older = sql("rowid in (select row_number from older_rows)")
    is_rejected = sql("coalesce(problems & rejecting, 0) <> 0", rejecting=exp.Literal.number(REJECTING))
    _delete(con, spec, exp.or_(is_rejected, is_older))


def drop_replaced(con: duckdb.DuckDBPyConnection, spec: Table) -> None:
    """Delete the rows of the previous version whose key was just read again."""
    fresh = sqlglot.select(_hash(spec)).from_(table(spec.name, CANONICAL)).where(_is_sound())
    is_replaced = exp.and_(sql("problems is null"), exp.In(this=_hash(spec), query=fresh.subquery()))
    _delete(con, spec, is_replaced)


def _is_sound() -> exp.Expr:
    """Whether a row was just read and breaks no rule; rows of the previous version have no `problems`, not even 0."""
    return sql("problems & rejecting = 0", rejecting=exp.Literal.number(REJECTING))


def _is_ascending(con: duckdb.DuckDBPyConnection, spec: Table) -> bool:
    """Whether every key is greater than the one before: then no two are equal, and that is quick to see."""
    if len(spec.key) > 1 or spec.columns[spec.key[0]].type == "enum":
        return False
    key = column(spec.key[0])
    steps = sqlglot.select(sql("key <= lag(key) over ()", key=key).as_("is_step_back")).from_(
        table(spec.name, CANONICAL)
    )
    back = sqlglot.select("1").from_(steps.where(_is_sound()).subquery("steps")).where("is_step_back").limit(1)
    return con.execute(duckdb_sql(back)).fetchone() is None


def _find_doubled(con: duckdb.DuckDBPyConnection, spec: Table) -> int:
    """Collect the hashes of keys that occur twice; cheap, so that only those keys are compared in full."""
    hashes = sqlglot.select(exp.alias_(_hash(spec), "doubled")).from_(table(spec.name, CANONICAL)).where(_is_sound())
    doubled = sqlglot.select("doubled").from_(hashes.subquery("hashes")).group_by("doubled").having("count(*) > 1")
    con.execute(duckdb_sql(exp.Create(this=table(_DOUBLED), kind="TEMPORARY TABLE", replace=True, expression=doubled)))
    return int(one(con, sqlglot.select("count(*)").from_(_DOUBLED)))


def _place(spec: Table) -> exp.Expr:
    newest = [exp.Ordered(this=column(spec.newest_by), desc=True, nulls_first=False)] if spec.newest_by else []
    order = exp.Order(expressions=[*newest, exp.Ordered(this=column("rowid"), desc=True, nulls_first=False)])
    return exp.Window(this=exp.RowNumber(), partition_by=_key(spec), order=order)


def _key(spec: Table) -> list[exp.Expr]:
    """The key columns; two unmapped texts of an enum are two keys, although both became `other`."""
    names = []
    for name in spec.key:
        names += [name] + ([spec.columns[name].raw_name] if spec.columns[name].type == "enum" else [])
    return [column(name) for name in names]


def _hash(spec: Table) -> exp.Expr:
    return exp.Anonymous(this="hash", expressions=_key(spec))


def _delete(con: duckdb.DuckDBPyConnection, spec: Table, which: exp.Expr) -> None:
    con.execute(duckdb_sql(exp.Delete(this=table(spec.name, CANONICAL), where=exp.Where(this=which))))
