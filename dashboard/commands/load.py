"""`load`: publish the data of files and folders."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from dashboard.commands.options import Moment, format_option, utc, warehouse_option
from dashboard.commands.printing import print_json, text_table, utc_text
from dashboard.commands.progress import reporting
from dashboard.errors import AmendsError
from dashboard.load import mappings, publish
from dashboard.load.inputs import table_of
from dashboard.load.look import Look, look_at, save_proposal
from dashboard.load.request import LoadRequest
from dashboard.load.result import LoadResult
from dashboard.settings import DEFAULT_TIMEZONE
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.topics import final_weeks
from dashboard.topics.label_verdicts import for_load
from dashboard.warehouse import clock
from dashboard.warehouse.reader import open_current

EXAMPLES = """
\b
Examples:
  python -m dashboard load exports/
  python -m dashboard load tickets.csv customers.xlsx --timezone Asia/Tbilisi
  python -m dashboard load complaints.csv --mapping cfpb_complaints
  python -m dashboard load march/incidents.csv --append
  python -m dashboard load our_ticket_list.xlsx
"""


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--append", is_flag=True, help="Add to the published version; the same key = the new row.")
@click.option("--mapping", metavar="NAME|FILE", help="How the columns of a foreign export are read; see data/mappings.")
@click.option(
    "--timezone",
    default=DEFAULT_TIMEZONE,
    show_default=True,
    metavar="ZONE",
    help="Time zone of times that are written without an offset, and of days and weeks.",
)
@click.option("--as-of", type=Moment(), help="The moment up to which the data counts. Default: the latest in the data.")
@click.option("--encoding", metavar="E", help="Encoding of the text files, when it is known: cp1250, utf-8, ...")
@click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="Order of day, month and year, when a file does not tell: 03/04/2026 is dmy in Europe, mdy in the US.",
)
@click.option("--yes", is_flag=True, help="Load a list with unknown headings as it is proposed, without asking.")
@click.option("--progress-lines", is_flag=True, help="Tell the progress on stderr as lines of JSON, for programs.")
@format_option("text", "json")
@warehouse_option
def load(
    paths: tuple[Path, ...],
    append: bool,
    mapping: str | None,
    timezone: str,
    as_of: datetime | None,
    encoding: str | None,
    dates: Literal["dmy", "mdy", "ymd"] | None,
    yes: bool,
    progress_lines: bool,
    form: str,
    warehouse: Path,
) -> None:
    """Read files or folders (CSV, Parquet, XLSX), check every row, and publish a new version: all or nothing.

    In a folder the file name is the table name: incidents.csv, customers.xlsx. The version holds exactly the files
    named, unless --append. Rows that break a rule go to a rejects file with file, line, column and rule.
    """
    clock.zone(timezone)  # refuses an unknown one before any file is read, as does the next line
    if mapping:
        mappings.read(mapping)
    request = LoadRequest(
        paths=paths,
        append=append,
        mapping=mapping,
        timezone=timezone,
        as_of=utc(as_of, timezone),
        encoding=encoding,
        dates=dates,
    )
    if mapping is None:
        request = confirmed(request, warehouse, yes=yes)
    state = open_state(state_url(warehouse))
    verdicts, not_taken = for_load(state, warehouse)
    with reporting(for_programs=progress_lines) as report:
        result = publish.load(replace(request, verdicts=verdicts), warehouse, report)
        report("Keeping the final weeks", None)
        not_kept = final_weeks.keep(state, open_current(warehouse))
    problems = tuple(dict.fromkeys(one for one in (not_taken, not_kept) if one))
    result = replace(result, warnings=(*result.warnings, *problems))
    if form == "json":
        print_json(result_as_json(result))
    else:
        click.echo(result_as_text(result))


def confirmed(request: LoadRequest, warehouse: Path, *, yes: bool) -> LoadRequest:
    """The request with a mapping for the file whose columns had to be proposed, once a person or `--yes` agrees.

    Tables of a folder are known by their names, so only a single file is proposed. AmendsError without agreement.
    """
    [path, *more] = request.paths
    if more or path.is_dir() or not path.exists() or table_of(path.name) is not None:
        return request
    unknown = [look for look in look_at(request) if look.what is None and _is_list(look)]
    if not unknown:
        return request
    click.echo(proposal_as_text(unknown[0]), err=True)
    saved = save_proposal(unknown[0].columns, path, warehouse)
    if not yes and not (sys.stdin.isatty() and click.confirm("Load it like this?", err=True)):
        raise AmendsError(
            f"Nothing was loaded: nobody has confirmed what the columns of {path} are. Say --yes, or "
            f"correct {saved} and load with --mapping {saved}."
        )
    return replace(request, mapping=str(saved))


def proposal_as_text(look: Look) -> str:
    """What each column is taken for, with an example and how sure that is."""
    labels = mappings.targets()
    rows = [
        (
            one.source,
            labels.get(one.target or "", "(left out)"),
            "sure" if one.certain else "look at it" if one.target else "",
            (one.samples[0] if one.samples else "")[:30],
        )
        for one in look.columns
    ]
    head = f"{look.path} is no table that Amends knows. This is what its columns probably are:"
    return f"{head}\n\n{text_table(rows, ('column', 'is', 'how sure', 'for example'))}\n"


def _is_list(look: Look) -> bool:
    """Whether enough is known to propose anything: the day of opening and one more thing."""
    return len([one for one in look.columns if one.target]) > 1 and not mappings.problems(look.columns)


def result_as_json(result: LoadResult) -> Mapping[str, object]:
    """The object that `load --format json` prints."""
    return {
        "version": result.version,
        "as_of": result.as_of,
        "timezone": result.timezone,
        "tables": {
            name: {
                "read": table.read,
                "loaded": table.loaded,
                "rejected": table.rejected,
                "duplicates": table.duplicates,
                "files": [
                    {"path": str(file.path), "encoding": file.encoding, "delimiter": file.delimiter}
                    for file in table.files
                ],
            }
            for name, table in result.tables.items()
        },
        "rejects": result.rejects,
        "warnings": list(result.warnings),
        "tier": result.tier,
        "unavailable": result.unavailable,
    }


def result_as_text(result: LoadResult) -> str:
    """The same in words and a small table."""
    rows = [(name, each.read, each.loaded, each.rejected, each.duplicates) for name, each in result.tables.items()]
    parts = [
        f"Published version {result.version}: data as of {utc_text(result.as_of)}, {result.timezone}.",
        text_table(rows, ("table", "read", "loaded", "rejected", "duplicates")),
    ]
    if result.rejects:
        parts.append(f"The rejected rows, each with its reason: {result.rejects}")
    parts += [f"Warning: {warning}" for warning in result.warnings]
    parts.append(_outlook(result))
    return "\n\n".join(parts)


def _outlook(result: LoadResult) -> str:
    """The tier reached, and the numbers that the data cannot answer yet."""
    reached = f"You have tier {result.tier}" if result.tier else "Without incidents there is no tier yet"
    lines = [f"{reached}; `doctor` shows what more data would add."]
    if result.unavailable:
        lines += ["", text_table(result.unavailable.items(), ("not available", "because it"))]
    return "\n".join(lines)
