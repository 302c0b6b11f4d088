"""Why does this incident count? For every KPI: in the numerator, only in the denominator, unknown, too young, or out.

All KPIs are asked in one select, composed once from the very selects that make their numbers and narrowed to one
incident by a bound value; so an answer here cannot differ from the list behind a KPI.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import pandas as pd
from sqlglot import exp

from dashboard.engine import kpis, measures, one_incident
from dashboard.engine.kpis import Kpi
from dashboard.topics import case_words
from dashboard.warehouse.models import tables_read
from dashboard.warehouse.reader import Warehouse

COLUMNS = ("kpi_id", "measure", "part", "because", "place", "rule")
"""One row per KPI: what counts first, then too young, unknown, not in it, and what the data cannot measure."""

_ORDER = ("against", "for", "in", "young", "unknown", "lends", "out", "unmeasured")


def explain(warehouse: Warehouse, incident_id: str, opened: datetime, timezone: str, currency: str) -> pd.DataFrame:
    """The part of one incident in every KPI of the dictionary; columns as `COLUMNS`, all of them text."""
    needs = {kpi.id: measures.availability(warehouse, kpi) for kpi in kpis.registry().values()}
    found = cases(warehouse, incident_id, [kpi_id for kpi_id, missing in needs.items() if missing is None])
    groups: Mapping[str, pd.DataFrame] = {str(name): group for name, group in found.groupby("kpi")}
    rows = []
    for kpi in kpis.registry().values():
        said = case_words.of(kpi, groups.get(kpi.id), needs[kpi.id], opened, timezone, currency)
        rows.append(
            (_ORDER.index(said.kind), kpi.label, kpi.id, kpi.label, said.part, said.because, said.place, said.rule)
        )
    return pd.DataFrame([row[2:] for row in sorted(rows)], columns=list(COLUMNS))


def cases(warehouse: Warehouse, incident_id: str, kpi_ids: Sequence[str]) -> pd.DataFrame:
    """The cases of these KPIs that belong to one incident: kpi, case_id, customer_id, state, numerator, denominator,
    matures_at, period, opened_at, facts (JSON of the KPI's own columns).

    For a time to an event, numerator is whether it happened (1 or 0) and denominator the time watched.
    """
    if not kpi_ids:
        return pd.DataFrame(columns=["kpi"])
    sql = _statement(tuple(kpi_ids))
    if not warehouse.has_rollups:
        warehouse = warehouse.with_marts(tables_read(sql))
    return warehouse.few(sql, {one_incident.PARAMETER: incident_id})


@lru_cache(maxsize=4)
def _statement(kpi_ids: tuple[str, ...]) -> str:
    return one_incident.together([_one(kpis.find(kpi_id)) for kpi_id in kpi_ids])


def _one(kpi: Kpi) -> exp.Select:
    is_time = kpi.shape == "time_to_event"
    numbers = ("is_event", "duration") if is_time else ("numerator", "denominator")
    facts = exp.Struct(
        expressions=[
            exp.PropertyEQ(this=exp.to_identifier(name), expression=exp.column(name)) for name in kpi.own_columns
        ]
    )
    columns = [
        exp.alias_(exp.Literal.string(kpi.id), "kpi"),
        exp.column("case_id"),
        exp.column("customer_id"),
        exp.column("state"),
        *(
            exp.alias_(exp.cast(exp.column(name), "double"), alias)
            for name, alias in zip(numbers, ("numerator", "denominator"), strict=True)
        ),
        exp.column("matures_at"),
        exp.alias_(exp.column(kpi.axis), "period"),
        exp.alias_(exp.func("to_json", facts) if kpi.own_columns else exp.Literal.string("{}"), "facts"),
    ]
    return exp.select(*columns).from_(one_incident.cases(kpi).subquery("cases"))
