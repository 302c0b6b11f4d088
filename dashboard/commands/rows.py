"""`rows`: the cases behind a number."""

import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from dashboard.commands.asked import asked, filter_options
from dashboard.commands.options import format_option
from dashboard.commands.printing import utc_text
from dashboard.engine.measures import Weight
from dashboard.exports import cases, files, personal

_BINARY = ("parquet", "xlsx")
_STATES = ("counted", "unknown", "immature")


@click.command()
@click.argument("kpi_id", metavar="ID")
@click.option("--all", "every_state", is_flag=True, help="Also the unknown and the immature cases.")
@click.option("--weight", type=click.Choice(["revenue"]), help="Weigh the cases; only for some KPIs about losses.")
@format_option(*files.FORMATS)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout.")
@click.option("--personal", "has_personal", is_flag=True, help="Also columns with personal data; this is recorded.")
@filter_options
def rows(
    kpi_id: str,
    every_state: bool,
    weight: Weight | None,
    form: str,
    out: Path | None,
    has_personal: bool,
    where: tuple[tuple[str, str], ...],
    week_range: str | None,
    as_of: datetime | None,
    warehouse: Path,
) -> None:
    """Print the cases behind a KPI, one row each: exactly those that its number counts.

    In CSV, text that a spreadsheet would run as a formula gets an apostrophe in front; json and parquet keep it.
    A file says what it holds: CSV and JSON in FILE.about.json beside it, Excel on a sheet, Parquet in its metadata;
    a FILE that ends in .zip holds both. In files, survey answers of fewer than five cases are left empty.

    \b
    python -m dashboard rows apology_rate --weeks 2026-W08
    python -m dashboard rows apology_rate --where team_id=t1 --format xlsx --out cases.xlsx
    python -m dashboard rows apology_rate --out cases.zip
    """
    if out is None and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for reading on a screen. Name a file: --out cases.{form}")
    question = asked(where, week_range, as_of, warehouse)
    made = cases.export(
        question.warehouse,
        kpi_id,
        question.filters,
        _STATES if every_state else _STATES[:1],
        weight=weight,
        command=_command(kpi_id, every_state, weight, where, week_range, question.warehouse.version.as_of),
        personal=has_personal,
        hide_small=out is not None,
    )
    personal.record(made, form, warehouse=warehouse)
    if out is None:
        files.send(made, form, sys.stdout.buffer)
        return
    written = files.write(made, form, out)
    click.echo(f"Wrote {' and '.join(map(str, written))}, {made.about.rows:,} rows", err=True)
    for note in made.about.notes:
        click.echo(note, err=True)


def _command(
    kpi_id: str,
    every_state: bool,
    weight: str | None,
    where: tuple[tuple[str, str], ...],
    week_range: str | None,
    as_of: datetime,
) -> str:
    """The command that gives the same rows again, also once newer data are loaded."""
    parts = ["python", "-m", "dashboard", "rows", kpi_id, *(["--all"] if every_state else [])]
    parts += [word for column, value in where for word in ("--where", f"{column}={value}")]
    parts += ["--weight", weight] if weight else []
    parts += ["--weeks", week_range] if week_range else []
    return shlex.join([*parts, "--as-of", utc_text(as_of)])
