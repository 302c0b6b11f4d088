"""`serve`: start the dashboard, with the sample company when there is nothing else to show."""

import errno
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from dashboard import sample
from dashboard.commands.options import warehouse_option
from dashboard.commands.progress import reporting
from dashboard.errors import AmendsError
from dashboard.load.publish import load
from dashboard.load.request import LoadRequest
from dashboard.settings import ROOT
from dashboard.state.database import open_state
from dashboard.state.place import state_url
from dashboard.topics import final_weeks
from dashboard.versions import published
from dashboard.warehouse.reader import open_current


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 = everybody.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@warehouse_option
def serve(host: str, port: int, warehouse: Path) -> None:
    """Start the dashboard in the browser. With no data yet it builds an invented sample company first.

    \b
    python -m dashboard serve --port 8600
    """
    _check_free(host, port)
    if published(warehouse) is None:
        _build_sample(warehouse)
    click.echo(f"Amends is on http://{host}:{port} (Ctrl-C stops it)", err=True)
    _run_streamlit(host, port, warehouse)


def _check_free(host: str, port: int) -> None:
    """Refuse a port that cannot be had, before anything else is done."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except socket.gaierror as error:
        raise AmendsError(f"There is no address called {host!r}. Use 127.0.0.1, or 0.0.0.0 for everybody.") from error
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"is taken by another program. Stop it, or choose another port: --port {_next(port)}",
            errno.EACCES: f"may not be used by you. Choose one above 1023: --port {_next(max(port, 8500))}",
        }
        reason = reasons.get(error.errno or 0, f"cannot be used ({error.strerror or error})")
        raise AmendsError(f"Port {port} on {host} {reason}.") from error


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8501


def _build_sample(warehouse: Path) -> None:
    click.echo("No data has been loaded yet. Building an invented sample company to show.", err=True)
    with tempfile.TemporaryDirectory(prefix="amends-sample-") as folder, reporting() as report:
        sample.write(Path(folder), progress=report)
        load(LoadRequest(paths=(Path(folder),)), warehouse, report)
        problem = final_weeks.keep(open_state(state_url(warehouse)), open_current(warehouse))
    if problem:
        click.echo(f"Warning: {problem}", err=True)


def _run_streamlit(host: str, port: int, warehouse: Path) -> None:
    """Become the server on POSIX, so that signals reach it; elsewhere run it and wait."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    command += ["--server.address", host, "--server.port", str(port)]
    environment = os.environ | {"AMENDS_WAREHOUSE": str(warehouse.absolute())}
    os.chdir(ROOT)  # where .streamlit/config.toml is looked for
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - our own interpreter, no shell
    raise SystemExit(subprocess.call(command, env=environment))  # noqa: S603 - our own interpreter, no shell
