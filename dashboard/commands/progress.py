"""What a long command is doing, on stderr: a bar on a terminal when it takes long, else one plain line per stage."""

import contextlib
import json
import sys
import threading
from collections.abc import Callable, Iterator

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 2.0
"""A command that is done sooner shows no bar."""

Report = Callable[[str, float | None], None]


@contextlib.contextmanager
def reporting(*, for_programs: bool = False) -> Iterator[Report]:
    """Yield `report(stage, fraction)`, where the fraction (0 to 1) is None when it cannot be known.

    For programs every step of a hundredth is a line of JSON with both.
    """
    if for_programs:
        yield _json_lines()
        return
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    with _bar_when_long() as report:
        yield report


def _plain_lines() -> Report:
    said = ""

    def report(stage: str, _fraction: float | None) -> None:
        nonlocal said
        if stage != said:
            click.echo(stage, err=True)
            said = stage

    return report


def _json_lines() -> Report:
    said: tuple[str, int | None] | None = None

    def report(stage: str, fraction: float | None) -> None:
        nonlocal said
        step = stage, None if fraction is None else int(100 * fraction)
        if step != said:
            click.echo(json.dumps({"stage": stage, "fraction": fraction}), err=True)
            said = step

    return report


@contextlib.contextmanager
def _bar_when_long() -> Iterator[Report]:
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=None)

    def report(stage: str, fraction: float | None) -> None:
        if fraction is None:
            bar.update(task, description=stage, total=None)
        else:
            bar.update(task, description=stage, total=1.0, completed=fraction)

    timer = threading.Timer(PATIENCE_SECONDS, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield report
    finally:
        timer.cancel()
        timer.join()  # a bar that is just starting would otherwise outlive the command
        bar.stop()
