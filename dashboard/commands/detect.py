"""`detect`: what messages say, as labels."""

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from dashboard.commands.options import format_option
from dashboard.detect import training
from dashboard.detect.files import COLUMNS, labelled
from dashboard.detect.measured import Measured, evaluation, write
from dashboard.settings import DEFAULT_TIMEZONE


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--timezone", default=DEFAULT_TIMEZONE, show_default=True, help="Zone in which days are meant.")
@click.option("--measure", is_flag=True, help="How often the labels are right: on FILE with labels, or, without FILE, "
              "on the labelled messages of data/patterns, whose results the data page shows.")  # fmt: skip
@click.option("--train", is_flag=True, help="Learn the weights of the classifier from the labelled "
              "messages again; --measure comes after.")  # fmt: skip
@format_option("csv")
def detect(file: Path | None, timezone: str, measure: bool, train: bool, form: str) -> None:  # noqa: ARG001 - one format so far
    """Label messages: apology with its grade, promise with its due date, compensation, explanation, excuse.

    FILE is a CSV with the columns id, author_role (agent, manager, customer, system) and text; language and sent_at are
    read if they are there. Nothing leaves this machine.

    \b
    python -m dashboard detect messages.csv > labels.csv
    """
    if train:
        training.train()
    if measure:
        _write(Measured.__dataclass_fields__, map(asdict, evaluation(file) if file else write()))
    elif file:
        _write(COLUMNS, labelled(file, timezone))
    elif not train:
        raise click.UsageError("Name a FILE of messages.")


def _write(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
    writer = csv.DictWriter(sys.stdout, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
