"""`kpis`: the dictionary of all numbers."""

from pathlib import Path
from typing import Any

import click

from dashboard import versions
from dashboard.commands.options import format_option, warehouse_option
from dashboard.commands.printing import print_json, text_table
from dashboard.contracts import Need
from dashboard.engine.kpis import Kpi, registry
from dashboard.engine.measures import availability
from dashboard.warehouse.reader import Warehouse, open_version


@click.command()
@format_option("text", "json")
@warehouse_option
def kpis(form: str, warehouse: Path) -> None:
    """List every KPI: what it means, its unit, and whether the loaded data can answer it.

    \b
    python -m dashboard kpis
    python -m dashboard kpis --format json
    """
    published = versions.published(warehouse)
    opened = open_version(published) if published else None
    missing = {kpi.id: _missing(kpi, opened) for kpi in registry().values()}
    if form == "json":
        print_json([_entry(kpi, is_available=missing[kpi.id] is None) for kpi in registry().values()])
        return
    rows = [(kpi.id, kpi.label, kpi.unit, kpi.better, missing[kpi.id] or "yes") for kpi in registry().values()]
    click.echo(text_table(rows, ("id", "label", "unit", "better", "available")))


def _missing(kpi: Kpi, warehouse: Warehouse | None) -> str | None:
    return availability(warehouse, kpi) if warehouse else "needs data: nothing is loaded yet"


def _entry(kpi: Kpi, *, is_available: bool) -> dict[str, Any]:
    return {
        "id": kpi.id,
        "label": kpi.label,
        "unit": kpi.unit,
        "better": kpi.better,
        "clock": kpi.clock,
        "horizon_days": kpi.horizon_days,
        "min_n": kpi.min_n,
        "uncertainty": kpi.uncertainty,
        "needs": [" or ".join(_column(need) for need in alternatives) for alternatives in kpi.needs],
        "available": is_available,
        "definition": kpi.definition,
        "sql_file": kpi.sql_file,
    }


def _column(need: Need) -> str:
    return f"{need.table}.{need.column}" + (f" = {need.value}" if need.value else "")
