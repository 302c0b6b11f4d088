"""The sentences that tell a user what was odd in the data and what was done about it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import contracts
from dashboard.contracts import Column, Table
from dashboard.load.cells import UNCLEAR
from dashboard.load.fill import CANONICAL, Filled, Stored
from dashboard.load.jobs import Plan
from dashboard.load.meta import Warned
from dashboard.load.rejects import count_with
from dashboard.load.statements import column, duckdb_sql, sql, table

_EXAMPLES = 3


def about_file(plan: Plan) -> Iterator[Warned]:
    """Columns that nobody reads, and why a file was taken for what it is."""
    name = plan.jobs[0].table.name if plan.jobs else None
    if plan.unknown:
        listed = ", ".join(header or "(no name)" for header in plan.unknown)
        yield Warned(name, None, "unknown column", 0, f"{plan.source.path}: columns not known and left out: {listed}.")
    for remark in plan.remarks:
        yield Warned(name, None, "chosen", 0, remark)


def about_rows(con: duckdb.DuckDBPyConnection, filled: Filled) -> Iterator[Warned]:
    """A file without rows; local times that do not exist or exist twice."""
    name = filled.job.table.name
    if filled.count_source_rows == 0:
        path = filled.job.source.path
        yield Warned(name, None, "no rows", 0, f"{path} has a header, but no rows.")
    for bit, rule in filled.rules.items():
        if rule.words == UNCLEAR and (count := count_with(con, filled, 1 << bit)):
            yield Warned(
                name,
                rule.column,
                UNCLEAR,
                count,
                f"{name}.{rule.column}: {count:,} local times do not exist or exist twice, because the clock "
                "was changed; the later offset was taken. Times with an offset or Z leave no doubt.",
            )


def about_duplicates(name: str, count: int) -> Iterator[Warned]:
    """Rows left out because of another row with the same key."""
    if count:
        spec = contracts.tables()[name]
        newest = f"the newest {spec.newest_by}" if spec.newest_by else "the last one read"
        message = f"{name}: {count:,} rows have the key ({', '.join(spec.key)}) of another row; {newest} was kept."
        yield Warned(name, None, "duplicate", count, message)


def about_disagreements(name: str, found: Sequence[tuple[str, str, int]]) -> Iterator[Warned]:
    """Two editions of a file that say different things."""
    for left_out, stays, count in found:
        message = f"{name}: {count:,} rows of {left_out} differ from those of the same key in {stays}, which stay."
        yield Warned(name, None, "disagreement", count, message)


def about_codes(con: duckdb.DuckDBPyConnection, stored: Stored) -> Iterator[Warned]:
    """Words that are in no code list; in the rows just read only, by the columns that were written."""
    for spec in contracts.tables().values():
        for one in spec.columns.values():
            if one.type == "enum" and one.name in stored[spec.name]:
                yield from _unmapped(con, spec, one)


def about_future(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[Warned]:
    """Things that are said to have happened after this moment."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for name in names:
        for one in contracts.tables()[name].columns.values():
            if one.type == "timestamp" and not one.may_be_future:
                latest = sqlglot.select(exp.Max(this=column(one.name))).from_(table(name, CANONICAL))
                row = con.execute(duckdb_sql(latest)).fetchone()
                if row and row[0] is not None and row[0] > now:
                    message = f"{name}.{one.name}: the latest value {row[0]:%Y-%m-%d %H:%M} UTC lies in the future."
                    yield Warned(name, one.name, "future", 0, message)


def about_customers(count: int, had_file: bool) -> Iterator[Warned]:
    """Customers who are only in other tables, when there is a table of customers that should know them."""
    if count and had_file:
        message = f"customers: {count:,} customers are met only in other tables; they are kept without attributes."
        yield Warned("customers", None, "only elsewhere", count, message)


def about_weights(count: int) -> Iterator[Warned]:
    """Weights of loss reasons that had to be changed."""
    if count:
        message = (
            f"loss_reasons: the weights of {count:,} losses did not add up to 1 and were brought to it in proportion; "
            "reasons without a weight share what the others leave."
        )
        yield Warned("loss_reasons", "weight", "weights", count, message)


def _unmapped(con: duckdb.DuckDBPyConnection, spec: Table, one: Column) -> Iterator[Warned]:
    raw = column(one.raw_name)
    counted = sqlglot.select(raw, exp.alias_(exp.Count(this=exp.Star()), "count_rows"))
    counted = counted.from_(table(spec.name, CANONICAL)).where(sql("raw is not null and problems is not null", raw=raw))
    found = con.execute(duckdb_sql(counted.group_by(raw).order_by("count_rows desc", raw))).fetchall()
    if not found:
        return
    count = sum(rows for _, rows in found)
    examples = ", ".join(f"“{text}” {rows:,}" for text, rows in found[:_EXAMPLES])
    became = "became other" if _has_other(one) else "were left empty"
    more = " They count in volume only." if (spec.name, one.name) == ("incidents", "kind") else ""
    message = (
        f"{spec.name}.{one.name}: {count:,} values are not in the list {one.list} and {became} "
        f"({examples}{', ...' if len(found) > _EXAMPLES else ''}); the text is kept in {one.raw_name}.{more}"
    )
    yield Warned(spec.name, one.name, "not in list", count, message)


def _has_other(one: Column) -> bool:
    return any(code.code == "other" for code in contracts.code_list(one.list or ""))
