"""Finding the one date format of a column from all its values, and refusing the column when they leave it open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.errors import AmendsError
from dashboard.load.dates import ISO, ORDERS, Order, is_iso, local_time_of
from dashboard.load.statements import column, duckdb_sql, sql

_CANDIDATES = ("iso", "ymd", "dmy", "mdy")
_PAIRS = (("dmy", "mdy"), ("ymd", "dmy"), ("ymd", "mdy"))


@dataclass(frozen=True)
class Probe:
    """What all values of a column say: how many each reading takes, and values that tell two readings apart."""

    counts: Mapping[str, int]
    only: Mapping[str, str | None]
    differing: Mapping[tuple[str, str], tuple[str, datetime, datetime] | None]


def find_order(con: duckdb.DuckDBPyConnection, values: exp.Select, parameters: Mapping[str, Any], where: str) -> Order:
    """The format of the values in column `cell` of a select; `where` names file and column in messages."""
    return _decided(_probe(con, values, parameters), where)


def _probe(con: duckdb.DuckDBPyConnection, values: exp.Select, parameters: Mapping[str, Any]) -> Probe:
    row = con.execute(duckdb_sql(_probing(values)), dict(parameters)).fetchone() or ()
    found = iter(row)
    counts = {name: next(found) for name in _CANDIDATES}
    only = {name: next(found) for name in ("dmy", "mdy", "ymd", "ydm")}
    differing = {pair: next(found) for pair in _PAIRS}
    read = {pair: (one["value"], one["left"], one["right"]) if one else None for pair, one in differing.items()}
    return Probe(counts, only, read)


def _probing(values: exp.Select) -> exp.Select:
    cell = column("cell")
    readings = [
        exp.alias_(is_iso(cell), "iso"),
        *(exp.alias_(local_time_of(cell, Order(name)), name) for name in ("ymd", "dmy", "mdy", "ydm")),
    ]
    read = (
        sqlglot.select(cell, *readings).from_(values.subquery("all_values")).where(sql("cell is not null", cell=cell))
    )
    counts = [sql("count(*) filter (where iso)")]
    counts += [sql("count(reading)", reading=column(name)) for name in ("ymd", "dmy", "mdy")]
    only = [
        sql("first(cell) filter (where this is not null and that is null)", this=column(this), that=column(that))
        for this, that in (("dmy", "mdy"), ("mdy", "dmy"), ("ymd", "ydm"), ("ydm", "ymd"))
    ]
    differing = [sql(_FIRST_DIFFERENT, this=column(this), that=column(that)) for this, that in _PAIRS]
    return sqlglot.select(*counts, *only, *differing).from_(read.subquery("readings"))


_FIRST_DIFFERENT = "first({'value': cell, 'left': this, 'right': that}) filter (where this <> that)"


def _decided(probe: Probe, where: str) -> Order:
    best = max(probe.counts.values(), default=0)
    # Looks like ISO, but what stands where the month belongs goes beyond 12, and what stands for the day never does.
    if probe.only["ydm"] is not None and probe.only["ymd"] is None:
        return Order("ydm")
    if best == 0 or probe.counts["iso"] == best:
        return ISO
    tied = [name for name in _CANDIDATES if probe.counts[name] == best]
    for pair in _PAIRS:
        told_apart = probe.differing[pair]
        if set(pair) <= set(tied) and told_apart is not None:
            raise AmendsError(_two_readings(where, pair, *told_apart))
    if tied[0] != "ymd" and probe.only["dmy"] is not None and probe.only["mdy"] is not None:
        raise AmendsError(_two_orders(where, probe.only["dmy"], probe.only["mdy"]))
    return Order(tied[0])


def _two_readings(where: str, pair: tuple[str, str], value: str, left: datetime, right: datetime) -> str:
    first, second = pair
    return (
        f"{where}: the dates can be read in two ways. “{value}” is {_in_words(left)} ({ORDERS[first]}) or "
        f"{_in_words(right)} ({ORDERS[second]}), and no value decides. "
        f"Say which it is with --dates {first} or --dates {second}."
    )


def _two_orders(where: str, day_first: str, month_first: str) -> str:
    return (
        f"{where}: some dates can only be read day first (“{day_first}”), others only month first (“{month_first}”). "
        "Correct the file, or say with --dates dmy or --dates mdy which ones are right; the others are then rejected."
    )


def _in_words(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
