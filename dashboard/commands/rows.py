"""`rows`: the cases behind a number."""

import sys
from datetime import datetime
from pathlib import Path

import click

from dashboard import export
from dashboard.commands.asked import asked, filter_options
from dashboard.commands.options import format_option
from dashboard.engine.kpis import find
from dashboard.engine.measures import Weight, stream_rows

_BINARY = ("parquet", "xlsx")
_STATES = ("counted", "unknown", "immature")


@click.command()
@click.argument("kpi_id", metavar="ID")
@click.option("--all", "every_state", is_flag=True, help="Also the unknown and the immature cases.")
@click.option("--weight", type=click.Choice(["revenue"]), help="Weigh the cases; only for some KPIs about losses.")
@format_option(*export.FORMATS)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout.")
@filter_options
def rows(
    kpi_id: str,
    every_state: bool,
    weight: Weight | None,
    form: str,
    out: Path | None,
    where: tuple[tuple[str, str], ...],
    week_range: str | None,
    as_of: datetime | None,
    warehouse: Path,
) -> None:
    """Print the cases behind a KPI, one row each: exactly those that its number counts.

    \b
    python -m dashboard rows apology_rate --weeks 2026-W08
    python -m dashboard rows apology_rate --where team_id=t1 --format xlsx --out cases.xlsx
    """
    if out is None and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for reading on a screen. Name a file: --out cases.{form}")
    kpi = find(kpi_id)
    question = asked(where, week_range, as_of, warehouse)
    states = _STATES if every_state else _STATES[:1]
    reader = stream_rows(question.warehouse, kpi.id, question.filters, states, weight=weight)
    if out is None:
        export.write(reader, form, sys.stdout.buffer)
        return
    export.write_file(reader, form, out)
    click.echo(f"Wrote {out}", err=True)
