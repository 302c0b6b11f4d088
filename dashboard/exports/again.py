"""The command that writes the rows of an export again: what a page offers where a browser cannot take them."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from dashboard.engine import weeks
from dashboard.engine.filters import Filters
from dashboard.settings import DATA
from dashboard.warehouse.reader import Warehouse

COUNTED = ("counted",)
EVERY = ("counted", "unknown", "immature")
"""The states of cases that the command line knows: without a switch, and with `--all`."""


def command(
    warehouse: Warehouse,
    kpi_id: str,
    filters: Filters,
    states: Sequence[str],
    weight: str | None = None,
    *,
    personal: bool = False,
    few_answers: bool = False,
) -> str | None:
    """The command for these cases, the same also once newer data are loaded.

    None for what the command line cannot ask for: other states, weeks without an end, what is tried out in a session.
    """
    has_end = bool(filters.first_week) == bool(filters.last_week)
    if tuple(states) not in (COUNTED, EVERY) or not has_end or warehouse.dials:
        return None
    switches = {"--all": tuple(states) == EVERY, "--personal": personal, "--few-answers": few_answers}
    parts = ["python", "-m", "dashboard", "rows", kpi_id, *(name for name, is_on in switches.items() if is_on)]
    parts += [word for name, values in filters.conditions for one in values for word in ("--where", f"{name}={one}")]
    parts += ["--weight", weight] if weight else []
    parts += ["--weeks", _weeks(filters)] if filters.first_week else []
    return shlex.join([*parts, "--as-of", f"{warehouse.version.as_of.isoformat()}Z"])


def into_file(asked: str, folder: Path, form: str, name: str) -> str:
    """The same command, writing a file of this format; it names the folder of the data unless it is the usual one."""
    where = [] if folder.resolve() == (DATA / "warehouse").resolve() else ["--warehouse", str(folder.resolve())]
    file = f"{name}.zip" if form == "csv" else f"{name}.{form}"
    return f"{asked} {shlex.join([*where, '--format', form, '--out', file])}"


def _weeks(filters: Filters) -> str:
    first, last = (weeks.label(day) for day in (filters.first_week, filters.last_week) if day)
    return first if first == last else f"{first}..{last}"
