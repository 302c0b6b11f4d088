"""Local time to UTC as a macro of the building connection, `local_clock`.

A join with the table of offsets would be as quick, but a join gives up the order of the rows, and with it the place of
a row in its file. So the changes of the clock become one search tree of whole numbers: a row passes about ten of them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import duckdb
from sqlglot import exp

from dashboard.load.statements import duckdb_sql, sql

_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1)


def write_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Make `local_clock` from the table `local_offsets`, which `dashboard.warehouse.clock` has written.

    It gives one whole number for a local time: twice the seconds that it is ahead of UTC, one more when that local time
    does not exist or exists twice.
    """
    first = con.execute("select offset_before from local_offsets order by day limit 1").fetchone()
    con.execute(_macro(first[0] if first else timedelta(), tuple(con.execute(_SWITCHES).fetchall())))


def moment_of(local: exp.Expr, clock: exp.Expr) -> exp.Expr:
    """The UTC moment of a local time and its `local_clock`."""
    return sql("local_time - to_seconds(clock >> 1)", local_time=local, clock=clock)


def is_unclear(clock: exp.Expr) -> exp.Expr:
    """Whether the local time of a `local_clock` does not exist or exists twice; false without a time."""
    return sql("coalesce(clock & 1, 0) = 1", clock=clock)


_SWITCHES = """
select switch_at, offset_after, unclear_to from local_offsets where offset_before <> offset_after order by day
"""


@lru_cache(maxsize=8)
def _macro(first: timedelta, switches: Sequence[tuple[datetime, timedelta, datetime]]) -> str:
    """The statement for these changes of the clock: when, to which offset, and until when local time is unclear."""
    steps: list[tuple[datetime, int]] = [(datetime.min, _code(first, unclear=False))]
    for at, after, unclear_to in switches:
        steps += [(at, _code(after, unclear=True)), (unclear_to, _code(after, unclear=False))]
    steps = [steps[0], *(step for before, step in pairwise(steps) if before[1] != step[1])]
    function = exp.UserDefinedFunction(
        this=exp.to_identifier("local_clock"), expressions=[exp.to_identifier("local_time")], wrapped=True
    )
    macro = exp.Create(this=function, kind="MACRO", replace=True, expression=_tree(steps))
    return duckdb_sql(macro).replace("MACRO", "TEMPORARY MACRO", 1)


def _code(offset: timedelta, *, unclear: bool) -> int:
    return 2 * (offset // _SECOND) + unclear


def _tree(steps: Sequence[tuple[datetime, int]]) -> exp.Expr:
    """A balanced tree of CASEs that finds the last step at or before a local time."""
    if len(steps) == 1:
        return exp.convert(steps[0][1])
    half = len(steps) // 2
    is_earlier = sql("epoch_us(local_time) < border", border=exp.convert((steps[half][0] - _EPOCH) // _MICROSECOND))
    return exp.Case().when(is_earlier, _tree(steps[:half]), copy=False).else_(_tree(steps[half:]), copy=False)
