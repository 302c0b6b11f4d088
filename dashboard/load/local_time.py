"""Local time to UTC as two macros of the building connection, `local_to_utc` and `is_unclear_local`.

A join with the table of offsets would be as quick, but a join gives up the order of the rows, and with it the place of
a row in its file. So the changes of the clock become a search tree of comparisons: a row passes about nine of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import duckdb
from sqlglot import exp

from dashboard.load.statements import duckdb_sql, sql, text


@dataclass(frozen=True)
class _Switch:
    """One change of the clock: before the local time `at` one offset holds, from then on the other."""

    at: datetime
    before: timedelta
    after: timedelta
    unclear_from: datetime
    unclear_to: datetime


def write_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Make the macros from the table `local_offsets`, which `dashboard.warehouse.clock` has written."""
    switches = tuple(_Switch(*row) for row in con.execute(_SWITCHES).fetchall())
    first = con.execute("select offset_before from local_offsets order by day limit 1").fetchone()
    for macro in _macros(switches, first[0] if first else timedelta()):
        con.execute(macro)


@lru_cache(maxsize=8)
def _macros(switches: Sequence[_Switch], constant: timedelta) -> tuple[str, str]:
    """The two statements for these changes of the clock; `constant` is the offset where it never changes."""
    shift = _tree(switches, _shift, _interval(constant))
    return (
        _macro("local_to_utc", sql("local_time - shift", shift=shift)),
        _macro("is_unclear_local", _tree(switches, _unclear, sql("false"))),
    )


_SWITCHES = """
select switch_at, offset_before, offset_after, unclear_from, unclear_to
from local_offsets where offset_before <> offset_after order by day
"""


def _tree(switches: Sequence[_Switch], leaf: Callable[[_Switch], exp.Expr], otherwise: exp.Expr) -> exp.Expr:
    """A balanced tree of CASEs that finds the change of the clock next to a local time."""
    if not switches:
        return otherwise
    if len(switches) == 1:
        return leaf(switches[0])
    half = len(switches) // 2
    border = switches[half - 1].at + (switches[half].at - switches[half - 1].at) / 2
    is_left = sql("local_time < border", border=_moment(border))
    left, right = _tree(switches[:half], leaf, otherwise), _tree(switches[half:], leaf, otherwise)
    return exp.Case().when(is_left, left, copy=False).else_(right, copy=False)


def _shift(switch: _Switch) -> exp.Expr:
    before, after = _interval(switch.before), _interval(switch.after)
    return sql(
        "case when local_time < at_time then before else after end",
        at_time=_moment(switch.at),
        before=before,
        after=after,
    )


def _unclear(switch: _Switch) -> exp.Expr:
    start, end = _moment(switch.unclear_from), _moment(switch.unclear_to)
    return sql("local_time >= start_time and local_time < end_time", start_time=start, end_time=end)


def _interval(offset: timedelta) -> exp.Expr:
    return sql("to_seconds(count_seconds)", count_seconds=exp.Literal.number(int(offset.total_seconds())))


def _moment(at: datetime) -> exp.Expr:
    return exp.Cast(this=text(at.isoformat(sep=" ")), to=exp.DataType(this=exp.DataType.Type.TIMESTAMP))


def _macro(name: str, body: exp.Expr) -> str:
    function = exp.UserDefinedFunction(
        this=exp.to_identifier(name), expressions=[exp.to_identifier("local_time")], wrapped=True
    )
    macro = exp.Create(this=function, kind="MACRO", replace=True, expression=body)
    return duckdb_sql(macro).replace("MACRO", "TEMPORARY MACRO", 1)
