"""`report`: the weekly report as a file that can be mailed."""

from collections import defaultdict
from pathlib import Path

import click

from dashboard.commands.asked import Condition
from dashboard.commands.options import warehouse_option
from dashboard.engine import weeks
from dashboard.errors import AmendsError
from dashboard.exports import files
from dashboard.presentation import panels, written
from dashboard.report import choosing, weekly
from dashboard.report.weekly import Asking
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.warehouse.reader import open_current


class Week(click.ParamType[str]):
    """Text like 2026-W46; whether the data hold that week is for the report to say."""

    name = "week"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the form."""
        try:
            weeks.parse(value)
        except AmendsError as error:
            self.fail(str(error), param, ctx)
        return value


@click.command()
@click.option("--week", type=Week(), metavar="2026-W46", help="Default: the last week that is over in the data.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="FILE.html, FILE.pdf"
)
@click.option("--where", type=Condition(), multiple=True, metavar="COLUMN=VALUE", help="As with kpi: only these cases.")
@click.option("--names", is_flag=True, help="Customers by name instead of number; this is recorded.")
@warehouse_option
def report(week: str | None, out: Path, where: tuple[tuple[str, str], ...], names: bool, warehouse: Path) -> None:
    """Write the weekly report: verdict, the eight measures, what changed, why customers leave, what to decide.

    The HTML file needs nothing else and opens anywhere; a PDF needs Chromium or Chrome on this machine. The numbers are
    those of the overview with this week chosen, and of kpi.

    \b
    python -m dashboard report --out report.html
    python -m dashboard report --week 2026-W46 --out report.pdf
    """
    form = out.suffix.lower().removeprefix(".")
    if form not in weekly.FORMS:
        raise click.UsageError(f"A report is an HTML or a PDF file: name it {out.stem}.html or {out.stem}.pdf.")
    opened = open_current(warehouse)
    entries = written.written(open_state(state_url(warehouse)), is_sample=opened.version.is_sample)
    choices = panels.choices(opened, entries)
    conditions: dict[str, list[str]] = defaultdict(list)
    for column, value in where:
        conditions[column].append(value)
    chosen = choosing.selection(choices, choosing.monday(choices, week), conditions)
    with files.draft(out) as path:
        path.write_bytes(weekly.content(opened, chosen, form, Asking(has_names=names, folder=warehouse)))
    click.echo(f"Wrote {out}, week {weeks.label(chosen.last)}", err=True)
