"""Days and months that changed places before the file was written: a spreadsheet of another country does that."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import sqlglot
from sqlglot import exp

from dashboard.load.dates import Order
from dashboard.load.fill import CANONICAL
from dashboard.load.meta import Warned
from dashboard.load.statements import column, duckdb_sql, sql, table

_COLUMNS = (
    ("incidents", "opened_at"),
    ("incidents", "resolved_at"),
    ("incidents", "closed_at"),
    ("incidents", "updated_at"),
    ("incident_events", "event_at"),
)
_LEAST_ROWS, _LEAST_MONTHS = 5, 2

# A whole month without any day after the 12th, whose rows lie on days with the numbers of other months of the data:
# 2 July instead of 7 February. In real data days after the 12th are three in five.
_SWAPPED = """
with days as (
  select cast(timezone($tz, timezone('UTC', moment)) as date) as day_of_row from moments_looked_at
),
months as (
  select year(day_of_row) as y, month(day_of_row) as m, max(day(day_of_row)) as last_day from days group by all
),
real as (select y, m from months where last_day > 12),
doubtful as (
  select days.day_of_row, months.y, months.m, real.m is not null as fits
  from days inner join months on year(days.day_of_row) = months.y and month(days.day_of_row) = months.m
  left join real on real.y = months.y and real.m = day(days.day_of_row)
  where months.last_day <= 12
)
select count(*), count(distinct (y, m)), min(day_of_row) from doubtful having bool_and(fits)
"""


def about_orders(orders: Mapping[str, Mapping[str, Order]]) -> Iterator[Warned]:
    """Columns that look like ISO dates but were read as year, day, month."""
    for name, columns in orders.items():
        for one, order in columns.items():
            if order.name == "ydm":
                message = (
                    f"{name}.{one}: the dates look like ISO, but where the day belongs nothing exceeds 12, and where "
                    "the month belongs something does: they are swapped. They were read as year, day, month."
                )
                yield Warned(name, one, "swapped days", 0, message)


def about_swapped_days(con: duckdb.DuckDBPyConnection, names: Sequence[str], timezone: str) -> Iterator[Warned]:
    """Columns in which some days and months seem to have changed places; they are left as they are."""
    for name, one in _COLUMNS:
        if name not in names:
            continue
        count, months, example = _counted(con, name, one, timezone)
        if count >= _LEAST_ROWS and months >= _LEAST_MONTHS:
            message = (
                f"{name}.{one}: {count:,} rows in {months} months look as if day and month were swapped, for example "
                f"{example}: these months have no day after the 12th. Check how the file was made; the times are as "
                "the file says."
            )
            yield Warned(name, one, "swapped days", count, message)


def _counted(con: duckdb.DuckDBPyConnection, name: str, one: str, timezone: str) -> tuple[int, int, object]:
    """Rows in doubtful months, these months, and a day of them; nothing when a row among them speaks against it."""
    rows = sqlglot.select(exp.alias_(column(one), "moment")).from_(table(name, CANONICAL))
    rows = rows.where(sql("moment is not null", moment=column(one)))
    view = exp.Create(this=table("moments_looked_at"), kind="TEMPORARY VIEW", replace=True, expression=rows)
    con.execute(duckdb_sql(view))
    found = con.execute(_SWAPPED, {"tz": timezone}).fetchone()
    return (int(found[0]), int(found[1]), found[2]) if found else (0, 0, None)
