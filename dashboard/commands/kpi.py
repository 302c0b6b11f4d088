"""`kpi`: the values of one or more KPIs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
import pandas as pd

from dashboard.commands.asked import Asked, asked, filter_options
from dashboard.commands.facts import print_facts
from dashboard.commands.options import format_option
from dashboard.commands.printing import print_csv, print_json, text_table, utc_text
from dashboard.engine import measures, periods
from dashboard.engine.kpi_headers import DIMENSIONS
from dashboard.engine.kpis import Kpi, find, registry
from dashboard.engine.measures import Weight, availability, measure
from dashboard.presentation import formats

NUMBERS = ("numerator", "denominator", "cases", "unknown", "immature", "value", "low", "high")
_NO_SLICES = {"week", "month", "quarter", "status", "denominator_squared", "events", "p80", *NUMBERS}
_OF_TIMES = ("events", "p80")
"""What the rows of a time to an event hold beside the numbers."""
_WHOLE = {"events", "cases", "unknown", "immature", "severity", "handling"}
_BREAKDOWNS = ("week", "none", *DIMENSIONS)


class Breakdown(click.ParamType[tuple[str, ...]]):
    """Names separated by commas, like week,team_id."""

    name = "breakdown"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split and check the names."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in value.split(",")))
        known = (*_BREAKDOWNS, *dict.fromkeys(kpi.also_by for kpi in registry().values() if kpi.also_by))
        for name in names:
            if name not in known:
                self.fail(f"{name!r} is no breakdown. There are {', '.join(known)}.", param, ctx)
        return names


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--by",
    type=Breakdown(),
    default="week",
    show_default=True,
    metavar="D[,D]",
    help=f"Break down by {', '.join(_BREAKDOWNS)}; none = one number for the whole range.",
)
@click.option("--weight", type=click.Choice(["revenue"]), help="Weigh the cases; only for some KPIs about losses.")
@click.option("--curve", is_flag=True, help="The curve behind one time to an event, instead of its median.")
@click.option("--beside", "is_beside", is_flag=True, help="The facts to read beside the numbers, over the whole range.")
@format_option("text", "json", "csv")
@filter_options
def kpi(
    ids: tuple[str, ...],
    by: tuple[str, ...],
    weight: Weight | None,
    curve: bool,
    is_beside: bool,
    form: str,
    where: tuple[tuple[str, str], ...],
    week_range: str | None,
    as_of: datetime | None,
    warehouse: Path,
) -> None:
    """Print the values of KPIs, by week or by anything else, each with its interval and its base.

    \b
    python -m dashboard kpi apology_rate
    python -m dashboard kpi apology_rate --by none --where team_id=t1 --weeks 2026-W01..2026-W09
    python -m dashboard kpi apology_rate cost_ratio --by team_id --format json
    """
    wanted = [find(each) for each in dict.fromkeys(ids)]
    question = asked(where, week_range, as_of, warehouse)
    if curve:
        _print_curve(question, wanted, form)
        return
    if is_beside:
        print_facts(question, wanted, form)
        return
    rows = [row for each in wanted for row in _rows(question, each, by, weight)]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        _print_csv(rows)
    else:
        click.echo("\n\n".join(_as_text(each, rows, question) for each in wanted))


def _rows(question: Asked, kpi: Kpi, by: Sequence[str], weight: Weight | None) -> Iterator[dict[str, Any]]:
    needs = availability(question.warehouse, kpi)
    if needs:
        yield {"kpi": kpi.id, "week": None, "month": None, "by": {}, **dict.fromkeys(NUMBERS)} | {
            "status": "unavailable",
            "needs": needs,
        }
        return
    frame = measure(question.warehouse, kpi.id, question.filters, by, weight=weight)
    slices = [name for name in frame.columns if name not in _NO_SLICES]
    if kpi.shape == "time_to_event":
        frame = frame.assign(numerator=None, denominator=None)  # a median has neither
    for record in frame.to_dict("records"):
        yield {
            "kpi": kpi.id,
            "week": _period(record, "week"),
            "month": _period(record, "month") or _period(record, "quarter"),
            "by": {name: _plain(name, record[name]) for name in slices},
            **{name: _plain(name, record[name]) for name in NUMBERS},
            "status": record["status"],
            "needs": None,
            **{name: _plain(name, record[name]) for name in _OF_TIMES if name in record},
        }


def _print_curve(question: Asked, wanted: Sequence[Kpi], form: str) -> None:
    if len(wanted) != 1:
        raise click.UsageError("--curve answers for one KPI at a time.")
    frame = measures.curve(question.warehouse, wanted[0].id, question.filters)
    columns = [str(column) for column in frame.columns]
    rows = [{name: _plain(name, row[name]) for name in columns} for row in frame.to_dict("records")]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows, columns)
    else:
        click.echo(text_table(([row[name] for name in columns] for row in rows), columns))


def _period(record: Mapping[Any, Any], axis: str) -> str | None:
    value = record.get(axis)
    return None if value is None or pd.isna(value) else periods.label(value.date(), axis)


def _plain(name: str, value: Any) -> Any:
    """Return what JSON knows: null for NaN, whole numbers for counts and severities."""
    if value is None or pd.isna(value):
        return None
    if name in _WHOLE:
        return int(value)
    return value.item() if isinstance(value, np.generic) else value


def _print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    slices = dict.fromkeys(name for row in rows for name in row["by"])
    of_times = [name for name in _OF_TIMES if any(name in row for row in rows)]
    columns = ("kpi", "week", "month", *slices, *NUMBERS, *of_times, "status", "needs")
    print_csv(({**row, **row["by"]} for row in rows), columns)


def _as_text(kpi: Kpi, rows: Sequence[Mapping[str, Any]], question: Asked) -> str:
    version = question.warehouse.version
    own = [row for row in rows if row["kpi"] == kpi.id]
    heading = (
        f"{kpi.label} ({kpi.id}). {kpi.question}\n{question.filters.sentence()}; "
        f"data as of {utc_text(version.as_of)}, {version.timezone}, version {version.version}"
    )
    if own and own[0]["status"] == "unavailable":
        return f"{heading}\nnot available: {own[0]['needs']}"
    slices = list(dict.fromkeys(name for row in own for name in row["by"]))
    lines = [_text_line(kpi, row, slices, version.currency or "") for row in own]
    headings = ("period", *slices, "value", "interval", "numerator", "denominator", "cases", "unknown", "status")
    return f"{heading}\n{text_table(lines, headings)}"


def _text_line(kpi: Kpi, row: Mapping[str, Any], slices: Sequence[str], currency: str) -> list[object]:
    return [
        row["week"] or row["month"] or "all",
        *("(none)" if row["by"][name] is None else row["by"][name] for name in slices),
        formats.value(row["value"], kpi.unit, row["low"], row["high"], currency),
        formats.interval(row["low"], row["high"], kpi.unit, currency),
        row["numerator"],
        row["denominator"],
        row["cases"],
        row["unknown"],
        row["status"],
    ]
