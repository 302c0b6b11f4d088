"""What `kpi` and `rows` are asked for: the filter options, and the version they are answered from."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dashboard.commands.options import Moment, utc, warehouse_option
from dashboard.engine import weeks
from dashboard.engine.filters import COLUMNS, Filters
from dashboard.errors import AmendsError
from dashboard.warehouse.reader import Warehouse, open_current

Command = TypeVar("Command", bound=Callable[..., Any])


class WeekRange(click.ParamType[str]):
    """Text like 2026-W01..2026-W09; whether the weeks run forwards is the filters' business."""

    name = "weeks"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the form."""
        try:
            for week in value.split("..", 1):
                weeks.parse(week)
        except AmendsError as error:
            self.fail(f"{error} A range is written 2026-W01..2026-W09.", param, ctx)
        return value


class Condition(click.ParamType[tuple[str, str]]):
    """Text like team_id=t1; nothing after the sign means "none"."""

    name = "condition"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the first sign of equality."""
        if isinstance(value, tuple):
            return value
        column, sign, wanted = value.partition("=")
        if not sign or not column.strip():
            self.fail(f"{value!r} is no condition. Write COLUMN=VALUE, like team_id=t1.", param, ctx)
        return column.strip(), wanted.strip()


@dataclass(frozen=True)
class Asked:
    """The filters asked for and the version, as known at the moment asked for, to answer from."""

    filters: Filters
    warehouse: Warehouse


_OPTIONS = (
    click.option(
        "--where",
        type=Condition(),
        multiple=True,
        metavar="COLUMN=VALUE",
        help="Only cases with this value; again on one column = any of them, on another = both. "
        f"team_id= finds cases without a team. Columns: {', '.join(COLUMNS)}.",
    ),
    click.option("--weeks", "week_range", type=WeekRange(), metavar="A..B", help="Like 2026-W01..2026-W09, both ends."),
    click.option("--as-of", type=Moment(), metavar="T", help="As known then, like 2026-03-02T00:00:00Z; not later."),
    warehouse_option,
)


def filter_options(command: Command) -> Command:
    """Add `--where`, `--weeks`, `--as-of` and `--warehouse`; `asked` makes one object of their values."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked(where: tuple[tuple[str, str], ...], week_range: str | None, as_of: datetime | None, warehouse: Path) -> Asked:
    """Filters and version; AmendsError when a column is unknown, weeks run backwards or nothing is loaded."""
    conditions: dict[str, list[str]] = defaultdict(list)
    for column, value in where:
        conditions[column].append(value)
    filters = Filters.of(conditions, week_range)
    opened = open_current(warehouse)
    moment = utc(as_of, opened.version.timezone)
    return Asked(filters, opened if moment is None else opened.at(moment))
