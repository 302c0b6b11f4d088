"""`state`: what people wrote (notes, targets, views, decisions) as one file, out and in."""

from pathlib import Path

import click

from dashboard.commands.options import warehouse_option
from dashboard.commands.printing import text_table
from dashboard.state import documents, exchange
from dashboard.state.database import State, open_state
from dashboard.state.place import shown, state_url


@click.group()
def state() -> None:
    """Export or import what people wrote: notes, targets, saved views, labels, decisions, and their history.

    \b
    python -m dashboard state export entries.json
    python -m dashboard state import entries.json
    """


def _opened(warehouse: Path) -> State:
    return open_state(state_url(warehouse))


@state.command(name="export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@warehouse_option
def export(file: Path, warehouse: Path) -> None:
    """Write all entries to FILE as JSON; an existing file is replaced once the new one is whole."""
    opened = _opened(warehouse)
    with opened.read() as session:
        document = exchange.export_state(session)
    documents.write(file, document)
    rows = [(name, len(rows)) for name, rows in document["tables"].items()]
    click.echo(text_table(rows, ("table", "rows")))
    click.echo(f"\nAll entries of {shown(opened.url)} are in {file}.")


@state.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@warehouse_option
def import_(file: Path, warehouse: Path) -> None:
    """Add the entries of FILE with their authors and times. What is here stays; what contradicts it is refused."""
    document = documents.read(file)
    opened = _opened(warehouse)
    with opened.write("import") as session:
        added = exchange.import_state(session, document)
    click.echo(text_table(list(added.items()), ("table", "added")))
    click.echo(f"\nThe entries of {file} are in {shown(opened.url)}.")
