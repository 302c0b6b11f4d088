"""The group of all commands, and what becomes of errors: 0 done, 1 refused, 2 wrong usage, never a traceback."""

import importlib
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import click

from dashboard import __version__
from dashboard.errors import AmendsError

DONE, REFUSED, STOPPED = 0, 1, 130

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        name: f"dashboard.commands.{name}"
        for name in ("serve", "demo", "load", "kpis", "kpi", "rows", "report", "detect", "state", "doctor")
    }
)
"""Command names in the order of the help, each with the module that holds a click command of that name."""


class Commands(click.Group):
    """Imports a command's module only when it is wanted, so that the light ones start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None leaves an option such as `--help` to click."""
        if cmd_name not in COMMANDS:
            if cmd_name.startswith("-"):
                return None
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - a module without its command is our own mistake
        return command


@click.group(
    cls=Commands,
    name="dashboard",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `python -m dashboard`: it builds a sample company and opens the dashboard.",
)
@click.version_option(__version__, prog_name="amends")
@click.pass_context
def cli(context: click.Context) -> None:
    """Amends shows whether a company makes amends: apologies, fixes that hold, why customers leave, what they cost.

    \b
    python -m dashboard                      the dashboard on http://127.0.0.1:8501
    python -m dashboard load exports/        publish your own files
    python -m dashboard kpi apology_rate     one number, by week
    python -m dashboard rows apology_rate    the cases behind it
    python -m dashboard report --out w.html  the weekly report
    """
    if context.invoked_subcommand is None:
        serve = cli.get_command(context, "serve")
        assert serve is not None  # noqa: S101 - it is in COMMANDS
        context.invoke(serve)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; every failure ends in one plain message on stderr."""
    try:
        _run(sys.argv[1:] if arguments is None else arguments)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AmendsError as error:
        click.echo(f"Error: {error}", err=True)
        return REFUSED
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        return STOPPED
    except BrokenPipeError:
        _leave_quietly()
        return DONE
    except Exception:
        click.echo(_note_of_failure(), err=True)
        return REFUSED
    return DONE


def _run(arguments: Sequence[str]) -> None:
    # Not cli.main(): that one answers a closed pipe with exit code 1, although nothing went wrong.
    with cli.make_context("python -m dashboard", list(arguments)) as context:
        cli.invoke(context)
    sys.stdout.flush()


def _leave_quietly() -> None:
    """The reader of our output has gone (`| head`): keep Python from complaining when it flushes at exit."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _note_of_failure() -> str:
    """Write the current exception to a log file of its own and return what the user reads instead."""
    mark = uuid4().hex[:8]
    handle, log = tempfile.mkstemp(prefix=f"amends-{mark}-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"Amends {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        file.write(traceback.format_exc())
    return f"Something went wrong inside Amends (id {mark}). The details are in {log}"
