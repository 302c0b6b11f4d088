"""The one pass over a file: its plan keeps the order of the rows, and its clock is the clock of the warehouse."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import contracts
from dashboard.contracts import Table
from dashboard.load.cells import Limits
from dashboard.load.dates import Order
from dashboard.load.delimited import csv_rows
from dashboard.load.local_time import write_macros
from dashboard.load.statements import column, duckdb_sql
from dashboard.load.typing_pass import REMARKS, typing_pass
from dashboard.warehouse import clock

LIMITS = Limits(datetime(2027, 1, 1), "is too late")


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    clock.write(con, "Europe/Budapest")
    write_macros(con)
    return con


@pytest.mark.parametrize("order", ["iso", "dmy"])
@pytest.mark.parametrize("table", contracts.tables().values(), ids=list(contracts.tables()))
def test_the_plan_is_a_chain_of_projections(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, table: Table, order: str
) -> None:
    """A join or an aggregate would give up the order of the rows, by which rejected rows are found in the file."""
    path = tmp_path / "some.csv"
    path.write_text(",".join(table.columns) + "\n" + ",".join("x" for _ in table.columns) + "\n", encoding="utf-8")
    rows, parameters = csv_rows(path, len(table.columns), ",", has_lines=False)
    cells = {name: column(f"c{position}") for position, name in enumerate(table.columns)}
    made = typing_pass(table, cells, rows, table.columns, dict.fromkeys(cells, Order(order)), LIMITS)
    plan = con.execute(f"explain {duckdb_sql(made.select)}", parameters).fetchall()[0][1].upper()
    assert "READ CSV" in plan
    assert "JOIN" not in plan
    assert "AGGREGATE" not in plan
    assert max((bit for bit, rule in made.rules.items() if not rule.is_remark), default=0) < REMARKS
    assert max(made.rules, default=0) < 64


@pytest.mark.parametrize(
    "timezone", ["Europe/Budapest", "America/New_York", "Asia/Tbilisi", "UTC", "Africa/Casablanca"]
)
def test_local_times_become_utc_as_in_the_warehouse(timezone: str) -> None:
    with duckdb.connect() as con:
        clock.write(con, timezone)
        write_macros(con)
        differing = con.execute(
            """
            with moments as (
              select timestamp '1990-01-01' + to_minutes(37 * number) as moment from range(900000) as numbers(number)
            ), expected as (
              select moment, coalesce(moment >= unclear_from and moment < unclear_to, false) as is_unclear,
                case when moment < switch_at then moment - offset_before else moment - offset_after end as in_utc
              from moments inner join local_offsets on day = moment::date
            )
            select count(*) from expected
            where moment - to_seconds(local_clock(moment) >> 1) <> in_utc or (local_clock(moment) & 1 = 1) <> is_unclear
            """
        ).fetchone()
        assert differing == (0,)
