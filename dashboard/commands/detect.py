"""`detect`: what messages say, as labels."""

import csv
import sys
from pathlib import Path

import click

from dashboard.commands.options import format_option
from dashboard.detect.files import COLUMNS, labelled
from dashboard.settings import DEFAULT_TIMEZONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--timezone", default=DEFAULT_TIMEZONE, show_default=True, help="Zone in which days are meant.")
@format_option("csv")
def detect(file: Path, timezone: str, form: str) -> None:  # noqa: ARG001 - there is one format so far
    """Label messages: apology with its grade, promise with its due date, compensation, explanation, excuse.

    FILE is a CSV with the columns id, author_role (agent, manager, customer, system) and text; language and sent_at are
    read if they are there. Nothing leaves this machine.

    \b
    python -m dashboard detect messages.csv > labels.csv
    """
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(labelled(file, timezone))
