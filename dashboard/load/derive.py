"""What follows from the loaded rows: customers met elsewhere, weights of loss reasons, the cut-off, the tier."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import contracts
from dashboard.load.fill import CANONICAL
from dashboard.load.statements import column, duckdb_sql, one, sql, table
from dashboard.warehouse import clock

Coverage = Mapping[tuple[str, str, str | None], int]
"""Filled rows by table, column and value; value None = any."""


def add_missing_customers(con: duckdb.DuckDBPyConnection) -> int:
    """Make a customer without attributes of every id that only other tables know; return how many."""
    before = _count(con, "customers")
    for spec in contracts.tables().values():
        for one_column in spec.columns.values():
            if one_column.references == "customers.customer_id" and one_column.name == "customer_id":
                _add_customers(con, spec.name)
    return _count(con, "customers") - before


def _add_customers(con: duckdb.DuckDBPyConnection, name: str) -> None:
    known = sqlglot.select("customer_id").from_(table("customers", CANONICAL))
    ids = (
        sqlglot.select("customer_id")
        .distinct()
        .from_(table(name, CANONICAL))
        .where(sql("customer_id is not null"))
        .where(exp.Not(this=exp.In(this=exp.column("customer_id"), query=known.subquery())))
    )
    defaults = [one for one in contracts.tables()["customers"].columns.values() if one.default is not None]
    names = ["customer_id", *(one.name for one in defaults)]
    values = [exp.column("customer_id"), *(exp.cast(exp.Literal.string(one.default), "boolean") for one in defaults)]
    target = exp.Schema(this=table("customers", CANONICAL), expressions=[exp.to_identifier(n) for n in names])
    rows = sqlglot.select(*values).from_(ids.subquery("ids"))
    con.execute(duckdb_sql(exp.Insert(this=target, expression=rows)))


def normalise_weights(con: duckdb.DuckDBPyConnection) -> int:
    """Let the weights of every loss add up to 1; return of how many losses given weights had to be changed.

    All empty = equal parts. Some empty: what the given ones leave of 1 is shared equally among them; when nothing is
    left they weigh 0.
    """
    changed = con.execute(_COUNT_CHANGED).fetchone()
    con.execute(_NORMALISE)
    return int(changed[0]) if changed else 0


_COUNT_CHANGED = """
select count(*) from (
  select loss_id from canonical.loss_reasons group by loss_id
  having count(weight) > 0 and (count(weight) < count(*) or abs(sum(weight) - 1) > 1e-6)
)
"""

_NORMALISE = """
update canonical.loss_reasons as reason
set weight = case
  when by_loss.given is null or (by_loss.given = 0 and by_loss.count_empty = 0) then 1.0 / by_loss.count_reasons
  when reason.weight is null then greatest(0, 1 - by_loss.given) / by_loss.count_empty
  when by_loss.count_empty > 0 and by_loss.given < 1 then reason.weight
  else reason.weight / by_loss.given end
from (
  select loss_id, sum(weight) as given, count(*) as count_reasons, count(*) - count(weight) as count_empty
  from canonical.loss_reasons group by loss_id
) as by_loss
where by_loss.loss_id = reason.loss_id
"""


def latest_moment(con: duckdb.DuckDBPyConnection, timezone: str) -> datetime:
    """The cut-off that the data themselves name, naive UTC: the latest thing that happened, never a due or end date.

    A month or a day of loss counts from its local midnight. Without any of them the latest day on which a customer was
    acquired, and at last the time of loading.
    """
    moments = [at for (at,) in con.execute(_LATEST_MOMENTS).fetchall() if at is not None]
    days = [day for (day,) in con.execute(_LATEST_DAYS).fetchall() if day is not None]
    moments += [_midnight(day, timezone) for day in days]
    if not moments:
        acquired = con.execute("select max(acquired_at) from canonical.customers").fetchone()
        moments = [_midnight(acquired[0], timezone)] if acquired and acquired[0] else []
    return max(moments, default=datetime.now(UTC).replace(tzinfo=None, microsecond=0))


_LATEST_MOMENTS = """
select max(opened_at) from canonical.incidents union all select max(resolved_at) from canonical.incidents
union all select max(closed_at) from canonical.incidents union all select max(updated_at) from canonical.incidents
union all select max(event_at) from canonical.incident_events
"""

_LATEST_DAYS = """
select max(lost_at) from canonical.losses union all select max(month) from canonical.account_month
union all select max(month) from canonical.account_cost
"""


def _midnight(day: date, timezone: str) -> datetime:
    return clock.to_utc(datetime.combine(day, datetime.min.time()), timezone)


def base_currency(con: duckdb.DuckDBPyConnection) -> str | None:
    """The currency of the settings, else the commonest one in the money tables, None when no row names one."""
    row = con.execute(_CURRENCY).fetchone()
    return str(row[0]) if row else None


_CURRENCY = """
select currency from (
  select value as currency, 0 as place, 1 as count_rows from canonical.settings where key = 'currency'
  union all
  select currency, 1, count(*) from (
    select currency from canonical.account_month union all select currency from canonical.incident_events
  ) where currency is not null group by currency
) where currency is not null order by place, count_rows desc, currency limit 1
"""


_SETTING = ("settings", "key")
"""The one column beside the enums whose values KPIs ask for: `settings.key=rate_per_hour`."""


def coverage(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str | None], int]:
    """How many rows fill each canonical column, and each code of an enum and each setting."""
    found: dict[tuple[str, str, str | None], int] = {}
    for spec in contracts.tables().values():
        counts = [exp.Count(this=column(name)) for name in spec.columns]
        row = con.execute(duckdb_sql(sqlglot.select(*counts).from_(table(spec.name, CANONICAL)))).fetchone() or ()
        for name, count in zip(spec.columns, row, strict=True):
            found[spec.name, name, None] = int(count)
            if count and (spec.columns[name].type == "enum" or (spec.name, name) == _SETTING):
                found |= {(spec.name, name, value): int(rows) for value, rows in _by_value(con, spec.name, name)}
    return found


def _by_value(con: duckdb.DuckDBPyConnection, name: str, enum: str) -> list[tuple[str, int]]:
    value = column(enum)
    rows = sqlglot.select(value, "count(*)").from_(table(name, CANONICAL)).group_by(value)
    return con.execute(duckdb_sql(rows.where(sql("value is not null", value=value)))).fetchall()


def tier(filled: Coverage) -> str | None:
    """The highest step of the ladder under which every step is reached; None when not even the first is."""
    reached = None
    for step in contracts.tiers():
        if not any(all(filled.get((n.table, n.column, n.value)) for n in group) for group in step.alternatives):
            return reached
        reached = step.name
    return reached


def _count(con: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(one(con, sqlglot.select("count(*)").from_(table(name, CANONICAL))))
