"""The cases of one incident in many KPIs at once: every table is searched for the incident once, not once a KPI.

A KPI's own select stays what it is. Where its `incident_id` comes from a table, the rows of other incidents in that
table, and in what is joined to it by `incident_id`, cannot reach the answer; so they are left out before the select
runs, and selects that read the same table share what was found there.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import sqlglot
from sqlglot import exp

from dashboard.engine import statements
from dashboard.engine.filters import Filters
from dashboard.engine.kpis import Kpi
from dashboard.warehouse import models

PARAMETER = "incident_id"
"""The name by which the incident is bound."""

_KEY = "incident_id"
_PREFIX = "one_incident_"
_UNSAFE = ("distinct", "having", "limit", "offset", "qualify")


def cases(kpi: Kpi) -> exp.Select:
    """The KPI's cases of the incident with their `state`, to be put together by `together`."""
    statement = statements.cases(kpi, Filters())
    _narrow_all(statement.args["from_"].this.this)
    return statement.where(exp.column(_KEY).eq(exp.Placeholder(this=PARAMETER)))


def together(selects: Sequence[exp.Select]) -> str:
    """One statement for the rows of all selects, which read `cases`; it binds `PARAMETER`."""
    shared: dict[str, exp.CTE] = {}
    for select in selects:
        _share(select, shared)
    rows = " union all ".join(select.sql("duckdb") for select in selects)
    return f"with {', '.join(cte.sql('duckdb') for cte in shared.values())} {rows}" if shared else rows


def _share(select: exp.Expr, shared: dict[str, exp.CTE]) -> None:
    """Add what the select reads of one incident, each after what it reads itself."""
    for name in sorted({table.name for table in select.find_all(exp.Table) if _is_ours(table)} - shared.keys()):
        rows = _of_one(name.removeprefix(_PREFIX))
        _share(rows, shared)
        shared[name] = exp.CTE(this=rows, alias=exp.TableAlias(this=exp.to_identifier(name)), materialized=True)


@cache
def _of_one(table: str) -> exp.Select:
    """The rows of a table or view of the warehouse that belong to the incident."""
    source: exp.Expr = exp.to_table(table)
    model = models.models().get(table)
    if model and model.is_view:
        own = sqlglot.parse_one(model.sql, read="duckdb", into=exp.Select)
        _narrow_all(own)
        source = own.subquery(table)
    return exp.select("*").from_(source).where(exp.column(_KEY).eq(exp.Placeholder(this=PARAMETER)))


def _is_ours(table: exp.Table) -> bool:
    return table.name.startswith(_PREFIX)


def _narrow_all(select: exp.Select) -> None:
    named_here = frozenset(cte.alias for cte in select.ctes)
    bodies = {cte.alias: cte.this for cte in select.ctes if _is_read_once(select, cte.alias)}
    _narrow(select, bodies, named_here)


def _is_read_once(select: exp.Select, name: str) -> bool:
    return sum(table.name == name for table in select.find_all(exp.Table)) == 1


def _narrow(select: exp.Select, bodies: Mapping[str, exp.Expr], named_here: frozenset[str]) -> None:
    """Leave out the rows of other incidents wherever that provably changes nothing of the incident's own rows."""
    sources = _sources(select)
    owner = _owner(select, sources)
    if owner is None:
        return
    same = _joined_by_incident(select, owner)
    for alias in same & sources.keys():
        source = sources[alias]
        if not isinstance(source, exp.Table) or source.db:
            continue
        body = bodies.get(source.name)
        if isinstance(body, exp.Select):
            _narrow(body, bodies, named_here)
        elif source.name not in named_here:
            source.replace(exp.to_table(_PREFIX + source.name).as_(alias, table=True))
    _narrow_counted(select, owner)


def _sources(select: exp.Select) -> dict[str, exp.Expr]:
    start = select.args.get("from_")
    found = [start.this] if start else []
    return {source.alias_or_name: source for source in [*found, *(join.this for join in _joins(select))]}


def _joins(select: exp.Select) -> Sequence[exp.Join]:
    return select.args.get("joins") or []


def _owner(select: exp.Select, sources: Mapping[str, exp.Expr]) -> str | None:
    """The source whose `incident_id` is the select's own; None when rows of other incidents may matter."""
    if any(select.args.get(name) for name in _UNSAFE) or any(e.find(exp.Window) for e in select.expressions):
        return None
    if any(join.side not in ("", "LEFT") for join in _joins(select)):
        return None
    owners = [owner for owner in map(_owner_in, select.expressions) if owner is not None]
    keys = select.args.get("group")
    if not owners or (keys and not any(_is_key(key) for key in keys.expressions)):
        return None
    return owners[0] or (next(iter(sources)) if len(sources) == 1 else None)


def _owner_in(projection: exp.Expr) -> str | None:
    """The source that a projection takes `incident_id` from, "" when it does not say, None when it is another one."""
    if isinstance(projection, exp.Star):
        return ""
    is_star = isinstance(projection, exp.Column) and isinstance(projection.this, exp.Star)
    return projection.table if isinstance(projection, exp.Column) and (is_star or _is_key(projection)) else None


def _is_key(column: exp.Expr | None) -> bool:
    return isinstance(column, exp.Column) and column.name == _KEY


def _joined_by_incident(select: exp.Select, owner: str) -> set[str]:
    """The owner and the sources that are joined to it by an equal `incident_id`, in the order of the joins."""
    same = {owner}
    for join in _joins(select):
        for left, right in _equal_columns(join):
            sides = {left.table, right.table}
            if left.name == right.name == _KEY and sides & same:
                same |= sides
    return same


def _equal_columns(join: exp.Join) -> Iterator[tuple[exp.Column, exp.Column]]:
    on = join.args.get("on")
    for condition in on.flatten() if isinstance(on, exp.And) else [on]:
        if isinstance(condition, exp.EQ):
            left, right = condition.left, condition.right
            if isinstance(left, exp.Column) and isinstance(right, exp.Column):
                yield left, right


def _narrow_counted(select: exp.Select, owner: str) -> None:
    """Count in a joined sub-select only for the keys that the incident's rows have: it is joined by them anyway."""
    source = _sources(select)[owner]
    if not isinstance(source, exp.Table) or not _is_ours(source):
        return
    for join in _joins(select):
        inner = join.this.this if isinstance(join.this, exp.Subquery) else None
        if not isinstance(inner, exp.Select) or not inner.args.get("group"):
            continue
        keys = {key.name for key in inner.args["group"].expressions}
        for left, right in _equal_columns(join):
            if (
                left.table == owner
                and right.table == join.this.alias
                and left.name == right.name
                and right.name in keys
            ):
                wanted = exp.select(left.name).from_(source.name)
                inner.where(exp.column(left.name).isin(query=wanted), copy=False)
