"""An invented company made by SQL, published in seconds at any size: for tests of the pages and for their benchmark.

The data end on Friday 20 November 2026. Planted: team t2 apologises far less from 2026-W40 on, one product's fixes do
not hold, one team has no name, some incidents have no team, every eleventh customer costs more than they bring.
"""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from sqlglot import exp

from dashboard import contracts, settings, versions
from dashboard.engine import kpis
from dashboard.load import derive
from dashboard.warehouse import models, rollups
from tests import company_details

AS_OF = datetime(2026, 11, 20, 17, 0)
TIMEZONE = "Europe/Budapest"

_INCIDENTS = """
insert into canonical.incidents
    (incident_id, opened_at, customer_id, kind, channel, product, severity, cause_code, justified, team_id, language)
select
    'i' || n,
    $as_of::timestamp - to_seconds(cast(floor($weeks * 604800.0 * n / $count) as bigint)) - interval 20 minute,
    'c' || (hash(n * 7) % $customers),
    case when n % 25 = 0 then 'question' when n % 9 = 0 then 'critical_incident' else 'complaint' end,
    case hash(n * 11) % 10 when 0 then 'chat' when 1 then 'web' when 2 then null else
        case when hash(n * 12) % 2 = 0 then 'email' else 'phone' end end,
    case hash(n * 13) % 4 when 0 then 'Router' when 1 then 'Mobile' when 2 then 'Fibre' else 'TV' end,
    1 + hash(n * 17) % 4,
    case hash(n * 19) % 6 when 0 then 'mis_sold' when 1 then 'roadmap_as_present' when 2 then 'bad_personal_relations'
        when 3 then 'other' when 4 then null else 'delivery_slip' end,
    case hash(n * 23) % 4 when 0 then 'unjustified' when 1 then 'partly' when 2 then null else 'justified' end,
    case hash(n * 29) % 21 when 0 then null else 't' || (1 + hash(n * 31) % 5) end,
    case hash(n * 37) % 4 when 0 then 'hu' when 1 then 'pl' when 2 then 'ka' else 'en' end
from range($count) as numbers(n)
"""

_EVENTS = """
insert into canonical.incident_events (event_id, incident_id, event_at, event_type, actor_type, direction, code, body)
select event_id, incident_id, event_at, event_type, 'agent', 'outbound', code, body
from (
    select incident_id || ':a' as event_id, incident_id,
        opened_at + to_hours(cast(hash(incident_id || 'h') % 150 as int)) as event_at,
        'apology' as event_type, 'formulaic' as code, null as body,
        hash(incident_id || 'a') % 100
            < case when team_id = 't2' and opened_at >= '2026-09-28' then 9 else 31 end as is_kept
    from canonical.incidents where coalesce(channel, '') <> 'web'
    union all
    select incident_id || ':r', incident_id, opened_at + to_hours(cast(hash(incident_id || 'i') % 400 as int)),
        'resolved', null, null, hash(incident_id || 'r') % 100 < 82
    from canonical.incidents
    union all
    select incident_id || ':o', incident_id, opened_at + to_hours(cast(hash(incident_id || 'i') % 400 + 60 as int)),
        'reopened', null, null,
        hash(incident_id || 'r') % 100 < 82
            and hash(incident_id || 'o') % 100 < case product when 'Router' then 45 else 12 end
    from canonical.incidents
    union all
    select incident_id || ':m', incident_id, opened_at + interval 3 hour, 'message', null, 'We look into it.', true
    from canonical.incidents where coalesce(channel, '') <> 'web' and hash(incident_id || 'm') % 10 = 0
) as events
where is_kept and event_at <= $as_of::timestamp
"""

_CUSTOMERS = """
insert into canonical.customers (customer_id, name, segment, language, acquired_at)
select 'c' || n, 'Customer ' || n, case n % 5 when 0 then 'Business' when 1 then null else 'Consumer' end, 'en',
    date '2023-01-02'
from range($customers) as numbers(n)
"""

_LOSSES = """
insert into canonical.losses (loss_id, customer_id, lost_at, kind)
select 'l' || n, 'c' || n, cast($as_of::timestamp as date) - cast(hash(n * 41) % ($weeks * 7) as int), 'full'
from range($customers) as numbers(n) where n % 6 = 0
"""

_REASONS = """
insert into canonical.loss_reasons (loss_id, reason_code, weight, source)
select loss_id, case hash(loss_id) % 20 when 0 then 'death' when 1 then 'moved' when 2 then 'natural_flow'
    when 3 then 'recommended_other' when 4 then 'cheaper_competitor' when 5 then 'cheaper_competitor'
    when 6 then 'dissatisfied' when 7 then 'dissatisfied' when 8 then 'dissatisfied' when 9 then 'unknown'
    when 10 then 'unknown' when 11 then 'unknown' else 'not_cared_for' end, 1.0, 'exit_interview'
from canonical.losses
"""

_MONEY = """
insert into canonical.account_month (customer_id, month, revenue, cogs, currency)
select 'c' || c.n, date '2024-11-01' + to_months(cast(m.n as int)), 80 + hash(c.n * 43 + m.n) % 300,
    30 + hash(c.n * 47 + m.n) % 60, 'EUR'
from range($customers) as c(n), range(25) as m(n)
"""

_COSTS = """
insert into canonical.account_cost (customer_id, month, cost_type, amount, source)
select customer_id, month, 'service_contact', 20 + hash(customer_id || month) % 90
    + case when cast(substr(customer_id, 2) as int) % 11 = 3 then 400 else 0 end, 'ledger'
from canonical.account_month
"""

_TEAMS = """
insert into canonical.teams (team_id, name)
values ('t1', 'North'), ('t2', 'Online'), ('t3', 'Key accounts'), ('t4', 'South')
"""

_TARGETS = """
insert into canonical.targets (kpi_id, scope, valid_from, value)
values ('apology_rate', 'all', date '2024-01-01', 0.5), ('verified_resolved_14d', 'all', date '2024-01-01', 0.7)
"""

_META = (
    "create table meta.version as select $version as version, $as_of::timestamp as as_of, $timezone as timezone, "
    "$as_of::timestamp as created_at, 'EUR' as currency, $is_sample as is_sample, 'T8' as tier, "
    "$layout as layout",
    "create table meta.notes (topic text, text text)",
    "create table meta.warnings (table_name text, column_name text, rule text, count_rows bigint, message text)",
    "create table meta.files (table_name text, path text, encoding text, delimiter text, mapping text, "
    "count_read bigint, count_loaded bigint, count_rejected bigint, count_duplicates bigint, date_formats text)",
    "create table meta.coverage (table_name text, column_name text, value text, count_filled bigint)",
)


def publish(
    warehouse: Path,
    incidents: int = 20_000,
    *,
    version: str = "20261120T180000000Z-00000001",
    weeks: int = 104,
    is_sample: bool = True,
    leave_out: tuple[str, ...] = (),
    kpi_ids: Collection[str] | None = None,
    is_complete: bool = False,
) -> str:
    """Publish the company into a warehouse folder and return the version.

    `leave_out` names tables that stay empty; `is_complete` adds the inputs of all KPIs. With `kpi_ids` only these KPIs
    can be asked for: at ten million incidents all of them take many minutes.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    path = versions.version_file(warehouse, version)
    parameters: dict[str, object] = {"as_of": AS_OF, "weeks": weeks, "count": incidents}
    parameters |= {"customers": max(incidents // 12, 12)}
    with duckdb.connect(str(path)) as con:
        create_tables(con)
        for table, statement in (*_STATEMENTS, *(company_details.STATEMENTS if is_complete else ())):
            if table not in leave_out:
                _run(con, statement, parameters)
        meta = {"version": version, "as_of": AS_OF, "timezone": TIMEZONE, "is_sample": is_sample}
        meta["layout"] = models.layout()
        for statement in _META:
            _run(con, statement, meta)
        _count_filled(con)
        _build_marts(con, kpi_ids)
        rollups.build(con, only=kpi_ids)
        con.execute("checkpoint")
    versions.point_at(warehouse, version, warehouse)
    return version


_STATEMENTS = (
    ("customers", _CUSTOMERS),
    ("incidents", _INCIDENTS),
    ("incident_events", _EVENTS),
    ("losses", _LOSSES),
    ("loss_reasons", _REASONS),
    ("account_month", _MONEY),
    ("account_cost", _COSTS),
    ("teams", _TEAMS),
    ("targets", _TARGETS),
)


def _build_marts(con: duckdb.DuckDBPyConnection, kpi_ids: Collection[str] | None) -> None:
    if kpi_ids is None:
        models.build(con, AS_OF, TIMEZONE)
        return
    folders = [settings.QUERIES / "panels", settings.QUERIES / "steps"]
    # `chosen.incident_facts` of a panel stands for the table of that name.
    texts = [path.read_text("utf-8").replace("chosen.", "") for folder in folders for path in folder.glob("*.sql")]
    texts += [kpis.find(kpi_id).sql for kpi_id in kpi_ids]
    models.prepare(con, AS_OF, TIMEZONE)
    for model in models.needed_for(table for text in texts for table in models.tables_read(text)):
        models.create(con, model)


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the schemas `canonical`, with every table empty, and `meta`."""
    for schema in ("canonical", "meta"):
        con.execute(exp.Create(this=exp.to_identifier(schema), kind="SCHEMA").sql("duckdb"))
    for table in contracts.tables().values():
        columns = [
            exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=exp.DataType.build(kind, dialect="duckdb"))
            for name, kind in table.stored.items()
        ]
        schema_of = exp.Schema(this=exp.table_(table.name, db="canonical"), expressions=columns)
        con.execute(exp.Create(this=schema_of, kind="TABLE").sql("duckdb"))


def _run(con: duckdb.DuckDBPyConnection, statement: str, parameters: dict[str, object]) -> None:
    named = con.extract_statements(statement)[0].named_parameters
    con.execute(statement, {name: parameters[name] for name in named})


def _count_filled(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `meta.coverage` as a load does: the counts of every column, of every code and setting."""
    rows = [(*place, count) for place, count in derive.coverage(con.cursor()).items()]
    names = ("table_name", "column_name", "value", "count_filled")
    con.register("filled", pa.table(dict(zip(names, zip(*rows, strict=True), strict=True))))
    con.execute("insert into meta.coverage by name select * from filled")
    con.unregister("filled")
