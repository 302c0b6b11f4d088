"""`doctor`: what is loaded, what is missing, what is wrong, and on what it all runs."""

import platform
import shutil
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from dashboard import __version__, versions
from dashboard.commands.options import format_option, warehouse_option
from dashboard.commands.printing import print_json, text_table, utc_text
from dashboard.errors import AmendsError
from dashboard.state import exchange
from dashboard.state.database import open_state
from dashboard.state.place import shown, state_url
from dashboard.topics import gaps, inventory
from dashboard.topics.inventory import Inventory
from dashboard.warehouse.reader import open_version

LIBRARIES = (
    *("duckdb", "streamlit", "plotly", "pandas", "pyarrow", "sqlglot", "scipy", "openpyxl", "xlsxwriter"),
    *("sqlalchemy", "alembic", "psycopg"),
)


@click.command()
@format_option("text", "json")
@warehouse_option
def doctor(form: str, warehouse: Path) -> None:
    """Show what is loaded, which tier that is, what more data would unlock, what is wrong, and the versions.

    \b
    python -m dashboard doctor
    python -m dashboard doctor --format json
    """
    loaded, problem = _inventory(warehouse)
    report = {"problem": problem, "loaded": loaded and _loaded_as_json(loaded), **_surroundings(warehouse)}
    if form == "json":
        print_json(report)
    else:
        click.echo("\n\n".join([*(_loaded_as_text(loaded) if loaded else ()), *_surroundings_as_text(report)]))
    if problem or report["entries"]["problem"]:
        raise AmendsError(problem or report["entries"]["problem"])
    if loaded is None:
        click.echo("Nothing is loaded yet. Load your files with: python -m dashboard load FOLDER", err=True)


def _inventory(warehouse: Path) -> tuple[Inventory | None, str | None]:
    """What is loaded, or what keeps it from being read; neither when nothing was ever loaded."""
    try:
        published = versions.published(warehouse)
        return (inventory.take(open_version(published)) if published else None), None
    except AmendsError as error:
        return None, str(error)


def _loaded_as_json(loaded: Inventory) -> Mapping[str, Any]:
    version = loaded.version
    return {
        "version": version.version,
        "as_of": version.as_of,
        "timezone": version.timezone,
        "created_at": version.created_at,
        "currency": version.currency,
        "is_sample": version.is_sample,
        "tier": version.tier,
        "tables": loaded.tables,
        "files": loaded.files,
        "next_tiers": [
            {"tier": tier.name, "needs": gaps.needs_of_tier(tier), "unlocks": tier.unlocks}
            for tier in loaded.next_tiers
        ],
        "missing": [vars(each) for each in loaded.missing],
        "warnings": loaded.warnings,
        "notes": loaded.notes,
    }


def _surroundings(warehouse: Path) -> dict[str, Any]:
    existing = next(folder for folder in (warehouse.absolute(), *warehouse.absolute().parents) if folder.exists())
    return {
        "warehouse": {
            "folder": warehouse.absolute(),
            "versions": versions.all_versions(warehouse),
            "free_bytes": shutil.disk_usage(existing).free,
        },
        "entries": _entries(warehouse),
        "amends": __version__,
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
    }


def _entries(warehouse: Path) -> dict[str, Any]:
    """Where what people write is kept, how much there is, and what keeps it from being read."""
    try:
        state = open_state(state_url(warehouse))
        with state.read() as session:
            return {"place": shown(state.url), "rows": exchange.counts(session), "problem": None}
    except AmendsError as error:
        return {"place": None, "rows": {}, "problem": str(error)}


def _loaded_as_text(loaded: Inventory) -> Iterator[str]:
    version = loaded.version
    invented = " (the invented sample company)" if version.is_sample else ""
    yield (
        f"Version {version.version}{invented}: data as of {utc_text(version.as_of)}, {version.timezone}, "
        f"currency {version.currency or 'unknown'}."
    )
    yield text_table(loaded.tables.items(), ("table", "rows"))
    yield _files_as_text(loaded)
    yield from (f"Note on {note['topic']}: {note['text']}" for note in loaded.notes)
    yield f"You have tier {version.tier}." if version.tier else "Without incidents there is no tier yet."
    if loaded.next_tiers:
        steps = [(tier.name, gaps.needs_of_tier(tier), tier.unlocks) for tier in loaded.next_tiers]
        yield text_table(steps, ("tier", "needs", "adds"))
    if loaded.missing:
        missing = [(f"{each.table}.{each.column}", each.unlocks) for each in loaded.missing]
        yield text_table(missing, ("empty column", "would add"))
    yield _warnings_as_text(loaded)


def _files_as_text(loaded: Inventory) -> str:
    keys = ("table_name", "path", "mapping", "encoding", "delimiter", "date_formats")
    rows = [[_shown(file[key]) for key in keys] + _counts(file) for file in loaded.files]
    headings = ("table", "file", "mapping", "encoding", "delimiter", "dates", "read", "loaded", "rejected", "doubled")
    return text_table(rows, headings)


def _shown(value: object) -> object:
    return "tab" if value == "\t" else value


def _counts(file: Mapping[str, Any]) -> list[object]:
    return [file[f"count_{kind}"] for kind in ("read", "loaded", "rejected", "duplicates")]


def _warnings_as_text(loaded: Inventory) -> str:
    if not loaded.warnings:
        return "No warnings: every check passed."
    rows = [(each["table_name"], each["column_name"], each["count_rows"], each["message"]) for each in loaded.warnings]
    return text_table(rows, ("table", "column", "rows", "warning"))


def _surroundings_as_text(report: Mapping[str, Any]) -> Iterator[str]:
    folder = report["warehouse"]
    kept = ", ".join(folder["versions"]) or "none"
    yield f"Folder {folder['folder']}: {folder['free_bytes'] / 1e9:.1f} GB free; versions kept: {kept}."
    entries = report["entries"]
    kinds = ", ".join(f"{rows:,} {name.replace('_', ' ')}" for name, rows in entries["rows"].items() if rows)
    if entries["place"]:
        yield f"What people wrote is in {entries['place']}: {kinds or 'nothing yet'}."
    libraries = ", ".join(f"{name} {version}" for name, version in report["libraries"].items())
    yield f"Amends {report['amends']}, Python {report['python']}, {libraries}."
