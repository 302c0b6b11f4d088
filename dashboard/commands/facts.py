"""`kpi --beside`: what to read beside the numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from dashboard.commands.asked import Asked
from dashboard.commands.printing import print_csv, print_json, text_table
from dashboard.engine import beside
from dashboard.engine.kpis import Kpi
from dashboard.engine.measures import availability
from dashboard.presentation import formats

_COLUMNS = ("kpi", *beside.COLUMNS)


def print_facts(question: Asked, wanted: Sequence[Kpi], form: str) -> None:
    """Print the facts beside these KPIs; one whose needs are not met has none."""
    rows = [row for kpi in wanted for row in _rows(question, kpi)]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows, _COLUMNS)
    else:
        currency = question.warehouse.version.currency or ""
        click.echo(text_table((_line(row, currency) for row in rows), ("kpi", "fact", "value", "n", "note")))


def _rows(question: Asked, kpi: Kpi) -> Iterator[dict[str, Any]]:
    if availability(question.warehouse, kpi):
        return
    for row in beside.facts(question.warehouse, kpi.id, question.filters).to_dict("records"):
        value = None if row["value"] != row["value"] else float(row["value"])
        yield {"kpi": kpi.id, **row, "value": value, "n": int(row["n"])}


def _line(row: dict[str, Any], currency: str) -> list[object]:
    value = formats.value(row["value"], row["unit"], currency=currency)
    return [row["kpi"], row["label"], value, row["n"], row["note"]]
