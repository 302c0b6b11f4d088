"""`demo`: write the sample company as files."""

from pathlib import Path

import click

from dashboard import sample
from dashboard.commands.progress import reporting


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Folder to write into.")
@click.option("--incidents", default=20_000, show_default=True, type=click.IntRange(min=1), help="How many incidents.")
@click.option("--weeks", default=104, show_default=True, type=click.IntRange(min=1), help="Over how many weeks.")
@click.option("--seed", default=7, show_default=True, type=click.IntRange(min=0), help="Same seed, same bytes.")
def demo(out: Path, incidents: int, weeks: int, seed: int) -> None:
    """Write an invented company: the canonical tables as CSV, and truths.json with what was planted in them.

    \b
    python -m dashboard demo --out /tmp/company
    python -m dashboard load /tmp/company
    """
    with reporting() as report:
        sample.write(out, incidents=incidents, weeks=weeks, seed=seed, progress=report)
    click.echo(str(out))
