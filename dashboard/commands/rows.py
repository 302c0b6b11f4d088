"""`rows`: the cases behind a number."""

import sys
from datetime import datetime
from pathlib import Path

import click

from dashboard.commands.asked import asked, filter_options
from dashboard.engine.measures import Weight
from dashboard.exports import again, cases, files, personal, small_cells
from dashboard.exports.export import Export

_BINARY = ("parquet", "xlsx")


@click.command()
@click.argument("kpi_id", metavar="ID")
@click.option("--all", "every_state", is_flag=True, help="Also the unknown and the immature cases.")
@click.option("--weight", type=click.Choice(["revenue"]), help="Weigh the cases; only for some KPIs about losses.")
@click.option(
    "--format", "form", type=click.Choice(files.FORMATS), help="Default: what the ending of FILE names, else csv."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Default: stdout.")
@click.option("--personal", "has_personal", is_flag=True, help="Also columns with personal data; this is recorded.")
@click.option(
    "--few-answers",
    is_flag=True,
    help=f"Also survey answers of fewer than {small_cells.LEAST} cases in a file; this is recorded.",
)
@filter_options
def rows(
    kpi_id: str,
    every_state: bool,
    weight: Weight | None,
    form: str | None,
    out: Path | None,
    has_personal: bool,
    few_answers: bool,
    where: tuple[tuple[str, str], ...],
    week_range: str | None,
    as_of: datetime | None,
    warehouse: Path,
) -> None:
    """Print the cases behind a KPI, one row each: exactly those that its number counts.

    On stdout, for programs that add up what `kpi` says, every answer is there. In a file, which travels, survey answers
    of fewer than five cases are empty, and said to be, unless --few-answers. In CSV, text that a spreadsheet would run
    as a formula gets an apostrophe in front; json and parquet keep it. A CSV file begins with the mark by which Excel
    knows UTF-8; on stdout it does not.

    A file says what it holds: CSV and JSON in FILE.about.json beside it, Excel on a sheet, Parquet in its metadata;
    a FILE that ends in .zip holds both.

    \b
    python -m dashboard rows apology_rate --weeks 2026-W08
    python -m dashboard rows apology_rate --where team_id=t1 --out cases.xlsx
    python -m dashboard rows apology_rate --out cases.zip
    """
    form = _form(form, out)
    question = asked(where, week_range, as_of, warehouse)
    made = cases.export(
        question.warehouse,
        kpi_id,
        question.filters,
        again.EVERY if every_state else again.COUNTED,
        weight=weight,
        personal=has_personal,
        few_answers=few_answers or out is None,
    )
    if out or has_personal or few_answers:
        personal.record(made, form, warehouse=warehouse)
    _write(made, form, out)


def _form(asked_for: str | None, out: Path | None) -> str:
    """The format; a file is never named like another one, and nothing is written to a screen that cannot show it."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    named = ending if ending in files.FORMATS else None
    form = asked_for or named or files.FORMATS[0]
    if out and named and named != form:
        raise click.UsageError(f"{out} would hold {form}. Name it {out.with_suffix(f'.{form}')}.")
    if out is None and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for reading on a screen. Name a file: --out cases.{form}")
    return form


def _write(made: Export, form: str, out: Path | None) -> None:
    """The rows where they were asked for; what is to be said of them on stderr."""
    if out is None:
        files.send(made, form, sys.stdout.buffer)
    else:
        written = files.write(made, form, out)
        click.echo(f"Wrote {' and '.join(map(str, written))}, {made.about.rows:,} rows", err=True)
    for note in made.about.notes:
        how = " Ask for them with --few-answers." if note == small_cells.NOTE else ""
        click.echo(note + how, err=True)
