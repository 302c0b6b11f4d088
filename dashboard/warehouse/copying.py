"""The rows of a select as a CSV or Parquet file, by DuckDB's own COPY: fast, and in the same memory for any number.

CSV is RFC 4180 with a byte order mark, so that accents survive in a spreadsheet; moments (naive UTC) are ISO 8601 with
`Z`; text that a spreadsheet would run as a formula gets an apostrophe in front, numbers never do.
"""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from dashboard.errors import AmendsError

Form = Literal["csv", "parquet"]

_MEMORY = "180MB"
"""What DuckDB may hold while it copies; beyond that it puts rows aside on the disk."""

_BOM = "\ufeff"
_FORMULA = r"^[=+\-@\t\r\n]"
_NUMBER = r"^[+\-]?[0-9]+([.,][0-9]+)*([eE][+\-]?[0-9]+)?%?$"
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
_CSV = "copy (select 1) to $out (format csv, header false, new_line '\r\n', prefix $heading, suffix '\r\n')"
_PARQUET = "copy (select 1) to $out (format parquet, kv_metadata {about: $about})"


@contextmanager
def connection(
    published: Path | None, beside: Path, *, keeps_order: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own with little memory, reading a published file if one is named.

    What does not fit into memory lies for a while in a folder inside `beside`. Rows that nobody sorted are written
    sooner where they need not keep their order.
    """
    with TemporaryDirectory(prefix=".amends-", dir=beside) as spill:
        con = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": spill})
        try:
            con.execute("set preserve_insertion_order = $keeps_order", {"keeps_order": keeps_order})
            if published:
                con.execute(_attach(published))
                con.execute(exp.Use(this=exp.to_identifier("published")).sql("duckdb"))
            yield con
        finally:
            con.close()


def _attach(path: Path) -> str:
    named = exp.alias_(exp.Literal.string(str(path)), "published")
    return exp.Attach(this=named, expressions=[exp.AttachOption(this=exp.var("READ_ONLY"))]).sql("duckdb")


def copy_table(rows: pa.Table | pa.RecordBatchReader, form: Form, out: Path, about: str) -> None:
    """Write rows that stand in memory or come as a stream; AmendsError when the disk refuses."""
    with connection(None, out.parent) as con:
        con.register("held", rows)
        copy(con, exp.select("*").from_("held"), form, out, about)


def copy(con: duckdb.DuckDBPyConnection, select: exp.Query, form: Form, out: Path, about: str) -> None:
    """Write the rows of a select to a new file; `about` goes into the metadata of Parquet.

    Raises AmendsError when the disk refuses.
    """
    try:
        if form == "parquet":
            con.execute(_into(_PARQUET, select), {"out": str(out), "about": about})
        else:
            _copy_csv(con, select, out)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise AmendsError(f"The disk refused the file: {str(error).splitlines()[0]}. Nothing was written.") from error


def _copy_csv(con: duckdb.DuckDBPyConnection, select: exp.Query, out: Path) -> None:
    rows = con.sql(select.sql("duckdb"))
    types = dict(zip(rows.columns, map(str, rows.types), strict=True))
    shown = [exp.alias_(_as_text(name, kind), name, quoted=True) for name, kind in types.items()]
    texts = exp.select(*shown).from_(select.subquery("exported"))
    top = heading(rows.columns)
    (count,) = con.execute(_into(_CSV, texts), {"out": str(out), "heading": top}).fetchall()[0]
    if not count:  # COPY ends no line that it has not begun
        out.write_bytes(top.encode())


def _into(template: str, select: exp.Query) -> str:
    statement = sqlglot.parse_one(template, read="duckdb")
    statement.set("this", select.subquery())
    return statement.sql("duckdb")


def heading(names: list[str]) -> str:
    """The first line of a CSV file, with the mark of its encoding in front."""
    line = io.StringIO()
    csv.writer(line).writerow([harmless(name) for name in names])
    return _BOM + line.getvalue()


def harmless(text: str) -> str:
    """One text as a cell of CSV may hold it, by the same rule as the rows."""
    return f"'{text}" if re.match(_FORMULA, text) and not re.fullmatch(_NUMBER, text) else text


def _as_text(name: str, kind: str) -> exp.Expr:
    """A column in the form in which CSV shows it."""
    column = exp.column(name, quoted=True)
    if kind.startswith("TIMESTAMP"):
        text = exp.Anonymous(this="strftime", expressions=[column, exp.Literal.string(_MOMENT)])
        return exp.func("replace", text, exp.Literal.string(".000000"), exp.Literal.string(""))
    if kind in ("DOUBLE", "FLOAT"):
        return exp.func("nullif", column, exp.cast(exp.Literal.string("nan"), kind))
    is_number = kind in ("BOOLEAN", "DATE", "HUGEINT") or "INT" in kind or kind.startswith("DECIMAL")
    return column if is_number else _harmless(exp.cast(column, "text"))


def _harmless(text: exp.Expr) -> exp.Expr:
    """The text, with an apostrophe in front if a spreadsheet would run it."""

    def matches(pattern: str) -> exp.Expr:
        return exp.Anonymous(this="regexp_matches", expressions=[text.copy(), exp.Literal.string(pattern)])

    risky = exp.and_(matches(_FORMULA), exp.not_(matches(_NUMBER)))
    return exp.Case().when(risky, exp.func("concat", exp.Literal.string("'"), text.copy())).else_(text.copy())
