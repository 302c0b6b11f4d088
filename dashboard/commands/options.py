"""Options that several commands share, and the texts they are written in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dashboard.settings import warehouse_dir
from dashboard.warehouse import clock

Command = TypeVar("Command", bound=Callable[..., Any])


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601: aware when it is written with an offset or `Z`, else naive, meaning local time."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the text; the usage error shows a good one."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"{value!r} is not a moment in time. Write it like 2026-03-02T00:00:00Z.", param, ctx)


def utc(moment: datetime | None, timezone: str) -> datetime | None:
    """Naive UTC of a moment as the user wrote it; one without an offset is local time in `timezone`."""
    if moment is None or moment.tzinfo is None:
        return moment and clock.to_utc(moment, timezone)
    return moment.astimezone(UTC).replace(tzinfo=None)


def _warehouse(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    return warehouse_dir(value)


def warehouse_option(command: Command) -> Command:
    """Add `--warehouse DIR`; the command receives the folder as `warehouse: Path`."""
    return click.option(
        "--warehouse",
        type=click.Path(path_type=Path),
        metavar="DIR",
        callback=_warehouse,
        help="Folder of the published data. Default: AMENDS_WAREHOUSE, else data/warehouse.",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add `--format`; the first one is the default."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )
